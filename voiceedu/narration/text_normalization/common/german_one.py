"""One of something, half of it and the dative, in German: mit 1 Tablette, für 1 Tag, 1 oder 2 Tabletten, ½ Liter."""

import re

from voiceedu.narration.text_normalization.common.calendar_words import german_ordinal
from voiceedu.narration.text_normalization.common.german_hours import JOINTS
from voiceedu.narration.text_normalization.common.nouns import is_feminine
from voiceedu.narration.text_normalization.rules import Rule, rewrites

_IN_FULL = {
    **{"Std": "Stunde", "Min": "Minute", "Sek": "Sekunde", "Wo": "Woche", "Tbl": "Tablette", "Mon": "Monat"},
    **{"Tabl": "Tablette", "Kps": "Kapsel", "Btl": "Beutel", "Amp": "Ampulle", "EL": "Esslöffel", "TL": "Teelöffel"},
}
_UNITS = {"l": "Liter", "L": "Liter", "ml": "Milliliter", "mg": "Milligramm", "g": "Gramm", "kg": "Kilogramm"}
_NUMBERED = (
    *("Tag", "Stufe", "Grad", "Typ", "WK", "Woche", "Schritt", "Punkt", "Seite", "Phase", "Abb.", "Tab.", "Nr."),
    *("Raum", "Tage", "Punkte", "Stufen", "Seiten", "Woche"),
)
"""Words that have a number after them, which counts nothing."""
_NO_NUMBER = "".join(f"(?<!{re.escape(word)} )" for word in _NUMBERED)
_ABOUT = r"je|jeweils|etwa|circa|ca\.|mindestens|mind\.|höchstens|maximal|max\.|nur|bis zu|jeweils nur"
_NOUN = r"[A-ZÄÖÜ][a-zäöüß]{2,}"
_MASCULINE = (
    "Tag|Monat|Abend|Liter|Milliliter|Beutel|Löffel|Teelöffel|Esslöffel|Messlöffel|Becher|Messbecher|Hub|Tropfen|"
    "Termin|Punkt|Euro|Meter|Zentimeter|Millimeter|Kilometer|Schritt|Apfel|Patienten|Menschen"
)
_NEUTER = "Glas|Jahr|Kilo|Päckchen|Zäpfchen|Stück|Brötchen"
_NO_FEMININE_PLURAL = re.compile(
    r"(?:Tage|Monate|Jahre|Termine|Schritte|Male|Patiente|Mensche|Auge|Tropfe|Beutel|Löffel|Liter|Becher)n$"
)


def rules() -> tuple[Rule, ...]:
    """Return the rules that stand before those of abbreviations."""
    return (*_spans(), *_dative(), *_days(), *_halves())


def _spans() -> tuple[Rule, ...]:
    """Return the rules for one or more of something."""

    def write_one_or_more(match: re.Match[str]) -> str:
        noun = match["noun"]
        are_feminine = noun.endswith("n") and not _NO_FEMININE_PLURAL.search(noun)
        return f"{'eine' if are_feminine else 'ein'} {match['joint']} "

    return (
        rewrites(
            "one to some",
            rf"(?<![\d.,/-]){_NO_NUMBER}1(?:-? bis | ?[-–] ?)(?=\d{{1,3}} [A-ZÄÖÜ][a-zäöü]{{2}}|\d\d? ?-?[Mm]al\b)",
            "ein bis ",
        ),
        rewrites(
            "one to some in short",
            r"(?<![\d.,/-])1 ?[-–] ?(?=\d{1,2} ?(?:Wo\b|Woche|Tag|Std|Stunde|Tbl|Tabl|Kps|Kaps|Mon|Jahr|[xX×]|[Mm]al\b|"
            r"Trop|Tr\b|Trpf|Hub|Hübe|Btl|Beutel|Amp|Min|EL\b|TL\b))",
            "ein bis ",
        ),
        rewrites(
            "one and some more",
            rf"(?<![\d.,/-]){_NO_NUMBER}(?<!und )1 (?P<joint>und|oder) (?=\d{{1,3}} (?P<noun>{_NOUN})\b)",
            write_one_or_more,
        ),
    )


def _dative() -> tuple[Rule, ...]:
    """Return the rules for the case of what is counted after a preposition."""

    def write_one(match: re.Match[str]) -> str:
        noun = _IN_FULL.get(match["noun"]) or _UNITS.get(match["noun"], match["noun"])
        return f"{match['before']} {'einer' if is_feminine(noun, 'de') else 'einem'} {noun}"

    before = rf"\b(?P<before>(?i:in|nach|vor|seit|mit|von|ab|bei|zu|aus|unter|außer)(?: (?:{_ABOUT}))?) 1 ?"
    return (
        rewrites(
            "one of some",
            r"\b((?i:bei|in|mit|von|unter|bis zu) (?:etwa |ca\. |circa |weniger als |mehr als )?)1 von (?=\d)",
            r"\1einem von ",
        ),
        rewrites("one in the dative", rf"{before}(?P<noun>(?!Uhr\b){_NOUN})\b", write_one),
        rewrites(
            "one in the dative in short",
            rf"{before}(?P<noun>{'|'.join([*_IN_FULL, *_UNITS])})(?![\w/])(?:\.(?=\s*[\w,;:)])|(?=\.))?",
            write_one,
        ),
        rewrites(
            "one more in the dative",
            rf"\b(?P<before>eine[mr] {_NOUN}(?: [A-Z])? (?:und|oder|\+)) 1 (?P<noun>{_NOUN})\b",
            write_one,
        ),
        rewrites(
            "one in the accusative",
            rf"\b((?i:für|um|ohne|gegen|durch|pro)(?: (?:{_ABOUT}))?) 1 (?=(?:{_MASCULINE})\b)",
            r"\1 einen ",
        ),
        rewrites(
            "the dative",
            r"\b((?i:nach|vor|seit|in|ab|mit|von) \d+(?:[–-]\d+| bis \d+)? )(Monate|Jahre|Tage)\b",
            r"\1\2n",
        ),
        rewrites(
            "the dative in short",
            r"\b((?i:nach|vor|seit|in|ab|mit|von|unter) (?:ca\. |circa )?(?:[2-9]|\d\d)"
            r"(?:[–-]\d+| bis \d+)? )(Mon?|J|Tg)\.",
            lambda m: m[1] + {"J": "Jahren", "Tg": "Tagen"}.get(m[2], "Monaten"),
        ),
    )


def _days() -> tuple[Rule, ...]:
    """Return the rules for days after an operation."""
    return (
        rewrites(
            "days after an operation",
            r"\b((?i:dem|den|am|vom|zum|im)) ([1-9]\d?)\.( ?[-–] ?| bis | und | oder )([1-9]\d?)\. postop\. (?=Tag\b)",
            lambda match: (
                f"{match[1]} {german_ordinal(int(match[2]))}en{JOINTS.get(match[3].strip(), match[3])}"
                f"{german_ordinal(int(match[4]))}en postoperativen "
            ),
        ),
        rewrites(
            "a day after an operation",
            r"\b((?i:dem|den|am|vom|zum|im)) ([1-9]\d?)\. postop\. (?=Tag\b)",
            lambda match: f"{match[1]} {german_ordinal(int(match[2]))}en postoperativen ",
        ),
    )


def _halves() -> tuple[Rule, ...]:
    """Return the rules for a half and its noun."""
    half = r"(?<![\d.,/])(?:½|1/2) "

    def write_half_in_dative(match: re.Match[str]) -> str:
        noun = {"J": "Jahr", **_IN_FULL, **_UNITS}.get(match["noun"], match["noun"])
        return f"{match['before']} {'einer' if is_feminine(noun, 'de') else 'einem'} halben {noun}"

    def write_half(match: re.Match[str]) -> str:
        ending = "n" if match["ending"][-1:] in ("n", "m", "r") else ""
        if not match["ending"]:
            ending = "s" if re.match(_NEUTER, match.string[match.end() :]) else "r"
        return f"{match['article']} halbe{ending} "

    return (
        rewrites("half of something", r"(?:½|1/2) (?=(?:de[rs]|einer|eines|Ihrer|Ihres)\b)", "die Hälfte "),
        rewrites(
            "half of a noun in the dative",
            rf"\b(?P<before>(?i:nach|vor|seit|mit|von|ab|in(?! \S+ (?:{_NEUTER.replace('Jahr|', '')})))) (?:½|1/2) ?"
            r"(?P<noun>J(?=\.)|Std(?=\.)|[lL](?!\w)|[A-ZÄÖÜ][a-zäöüß]{2,})\b\.?",
            write_half_in_dative,
        ),
        rewrites(
            "a half after an article",
            rf"\b(?P<article>(?i:ein|kein|jed|dies|weiter|letzt|erst|d)(?P<ending>e[nrms]|e|ie|er|en|em|as|)) {half}"
            rf"(?=[A-ZÄÖÜ])",
            write_half,
        ),
        rewrites(
            "one and a half hours",
            r"(?<![\d.,/])1 ?½ (?=(?:Std|Stunden?)\b)(?:Std\.?|Stunden?)(?=[\s,;:)]|$)",
            "ein einhalb Stunden",
        ),
        rewrites("one and a half", r"(?<![\d.,/])1 ?½(?! [A-ZÄÖÜ]|-)", "ein einhalb"),
        rewrites("half of a neuter noun", rf"{half}(?=(?:{_NEUTER})\b)", "ein halbes "),
        rewrites("half of a masculine noun", rf"{half}(?=(?:{_MASCULINE})\b)", "einen halben "),
        rewrites("one of some letters", r"(?<![\d.,/-])1 (?=(?:BE|KE|OP)\b)", "eine "),
        rewrites("a spoon", r"(?<![\d.,/])1 (?=gestr\. [TE]L)", "ein "),
    )

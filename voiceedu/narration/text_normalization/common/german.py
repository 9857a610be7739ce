"""What German alone writes: Einheiten, 1 Std., in 2 Mon., 10%ige, Patient:innen, Hauptstr."""

import re

from voiceedu.narration.text_normalization.common import german_hours
from voiceedu.narration.text_normalization.common.calendar import german_ordinal, year
from voiceedu.narration.text_normalization.common.german_hours import JOINTS
from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_IN_FULL = {
    **{"Std": "Stunde", "Min": "Minute", "Sek": "Sekunde", "Wo": "Woche", "Tbl": "Tablette", "Mon": "Monat"},
    **{word: word for word in ["Stunde", "Minute", "Sekunde", "Woche", "Tablette", "Kapsel", "Tag", "Monat", "Jahr"]},
}


_NUMBERED = (
    "Tag",
    "Stufe",
    "Grad",
    "Typ",
    "WK",
    "Woche",
    "Schritt",
    "Punkt",
    "Seite",
    "Phase",
    "Abb.",
    "Tab.",
    "Nr.",
    "Raum",
)
"""Words that have a number after them, which counts nothing."""
_NO_NUMBER = "".join(f"(?<!{re.escape(word)} )" for word in _NUMBERED)


def _write_units(match: re.Match[str]) -> str | None:
    """Return units of insulin; after a room or a house E is its letter."""
    if re.search(
        r"(?:[Zz]immer|Zi\.|Haus|Raum|Station|[Ss]tr(?:aße|\.)|Block|Ebene)\s$", match.string[: match.start()]
    ):
        return None
    return "1 Einheit" if match["number"] == "1" else f"{match['number']} Einheiten"


def _read_operation(code: str) -> str:
    """Return the characters of a code one by one, with its signs: "acht Strich neun eins vier Punkt eins"."""
    signs = {"-": "Strich", ".": "Punkt"}
    return " ".join(NUMBERS["de"].digits(part) if part.isdecimal() else signs.get(part, part) for part in code)


_UNITS = {
    "l": "Liter",
    "ml": "Milliliter",
    "mg": "Milligramm",
    "g": "Gramm",
    "kg": "Kilogramm",
    "cm": "Zentimeter",
    "mm": "Millimeter",
}


def _write_one_in_dative(match: re.Match[str]) -> str:
    """Return "in einer Stunde" for "in 1 Std."."""
    noun = _IN_FULL[match[2]]
    return f"{match[1]} {'einer' if noun.endswith(('e', 'el')) else 'einem'} {noun}"


def opening_rules() -> tuple[Rule, ...]:
    """Return the rules that stand before those of abbreviations: "Fr." beside a day or an hour is Friday."""
    return (*_chart_rules(), *german_hours.rules(), *_one_and_dative_rules(), *_word_rules())


def _chart_rules() -> tuple[Rule, ...]:
    """Return the rules for what stands in charts, laws and codes."""
    return (
        rewrites("the gauge of a needle", r"(?<![\w.,])(\d\d) ?-? ?G-(?=[A-ZÄÖÜ])", r"\1 Gauge-"),
        rewrites("francs", r"\bFr\. ?(?=\d+(?:\.\d\d|\.[–-]))", "CHF "),
        rewrites("centuries", r"(?<=\d\. )Jh\.(?=[\s,;)]|$)", "Jahrhundert"),
        rewrites("days of a dose", r"(?<!§ \d)(?<=\d) ?d(?= [a-zäöü(+]|[,;)]|\.?$)", " Tage"),
        rewrites("half of something", r"(?:½|1/2) (?=(?:de[rs]|einer|eines|Ihrer|Ihres)\b)", "die Hälfte "),
        rewrites("a letter after a paragraph", r"(?<=§ )(\d{1,4})([a-z])(?!\w)", r"\1 \2"),
        rewrites(
            "and the next pages",
            r"\b((?:S\.|Seiten?|Art\.|§§?|Abs\.|Rn\.|Kap\.) ?[\d.]*\d) ?ff?\.(?= *[^\s]|$)",
            r"\1 und folgende",
        ),
        rewrites("levels beside another", r"\b((?:[LBH]WK?|WK) ?\d{1,2})/(?=\d{1,2}(?![\d/]))", r"\1 "),
        says(
            "codes of operations",
            r"\bOPS(?:-Code)?:? (?P<said>\d-\d[\da-z]\d(?:\.[\da-z]{1,2})?)(?!\w)",
            lambda match: _read_operation(match["said"]),
        ),
        rewrites(
            "units of insulin",
            r"(?<![\w.,])(?P<number>\d+(?:,\d+)?) ?E"
            r"(?= [A-ZÄÖÜ][a-z]+| (?:morgens|mittags|abends|nachts|zur|z\.|s\.|vor|zum|tgl|pro|je)\b|[/,;)]|\.?$)",
            _write_units,
        ),
        rewrites("from a date", r"\bv\. ?(?=\d{1,2}\.\d{1,2}\.)", "vom "),
        rewrites("air of a room", r"(?<=%) RL(?!\w)", " Raumluft"),
        rewrites("a grade by its numeral", r"(?<!\w)(?:Grad )?(I{1,3}|IV|V)°(?!\w)", r"Grad \1"),
        rewrites(
            "one hour",
            r"\b((?:jeder?|pro|je|einer?|halbe|ganze|erste|nächste|letzte)(?: weitere| angefangene| halbe)?) Std\.",
            r"\1 Stunde",
        ),
        rewrites("strength by its grade", r"\bKG(?=:? [0-5](?:[-–+][0-5]?)? ?/ ?5)", "Kraftgrad"),
        rewrites(
            "patients",
            r"(?:(?<=\d )|(?<=% der )|(?<=Prozent der )|(?<=[¼½¾⅓⅔] der )|(?<=/[2-4] der ))Pat\.(?=\s+\w|[,;:)])",
            "Patienten",
        ),
        rewrites("a room of a floor", r"\b((?:Zi\.|Zimmer|Raum|R\.) [A-Z]?\d)\.(?=\d\d(?!\d))", r"\1 Punkt "),
        rewrites("weeks of pregnancy", r"(?<=\d\. )SSW(?!\w)", "Schwangerschaftswoche"),
        rewrites("a week by its number", r"(?<![\d.]\s)(?<![\w/])Wo\. (?=\d{1,2}(?!\d))", "Woche "),
    )


def _one_and_dative_rules() -> tuple[Rule, ...]:
    """Return the rules for one of something, and for the dative."""
    return (
        rewrites(
            "one to some",
            rf"(?<![\d.,/-]){_NO_NUMBER}1(?:-? bis | ?[-–] ?)(?=\d{{1,3}} [A-ZÄÖÜ][a-zäöü]{{2}}|\d\d? ?-?[Mm]al\b)",
            "ein bis ",
        ),
        rewrites(
            "one to some in short",
            r"(?<![\d.,/-])1 ?[-–] ?(?=\d{1,2} ?(?:Wo\b|Woche|Tag|Std|Stunde|Tbl|Tabl|Kps|Kaps|Mon|Jahr|[xX×]|[Mm]al\b|"
            r"Trop|Min|EL\b|TL\b))",
            "ein bis ",
        ),
        rewrites("a month of some", r"/ ?Mon\b\.?(?=[\s,;)]|\.?$)", "/Monat"),
        rewrites("a day of a dose", r"(?<=[\w]) ?/ ?d(?!\w|\.\w)", "/Tag"),
        rewrites("numbers in a word", r"(?<=[a-zäöüß])-Nr\.:? ?(?=[\d])", "-Nummer "),
        rewrites(
            "one in the dative",
            r"\b((?i:in|nach|vor|seit|mit|von|ab|bei|zu|aus|innerhalb von)) 1 "
            r"(Std|Stunde|Min|Minute|Sek|Sekunde|Wo|Woche|Tablette|Tbl|Kapsel|Tag|Monat|Jahr|Mon)\b(?:\.(?=\s*[\w,;:)])|(?=\.))?",
            _write_one_in_dative,
        ),
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
        rewrites("an extension after a fax", r"\bFax: ?[-–](?=\d{2,6}(?!\d))", "Fax: Durchwahl "),
        rewrites(
            "the dative",
            r"\b((?:nach|vor|seit|in|ab|mit|von) \d+(?:[–-]\d+| bis \d+)? )(Monate|Jahre|Tage)\b",
            r"\1\2n",
        ),
        rewrites(
            "the dative in short",
            r"\b((?:nach|vor|seit|in|ab|mit|von|unter) (?:ca\. |circa )?(?:[2-9]|\d\d)"
            r"(?:[–-]\d+| bis \d+)? )(Mon?|J)\.",
            lambda m: m[1] + ("Jahren" if m[2] == "J" else "Monaten"),
        ),
    )


def _word_rules() -> tuple[Rule, ...]:
    """Return the rules for years, streets, solutions, women and men."""
    return (
        says("years in brackets", r"\((?P<said>1[1-9]\d\d)\)", lambda match: year(int(match["said"]), "de")),
        rewrites("streets", r"(?<=[a-zäöüß])str\.(?= \d|,|$)", "straße"),
        rewrites("streets of two words", r"\bStr\.(?= \d|,|$)", "Straße"),
        rewrites("body weight", r"/ ?kg ?(?:KG|KGW)(?!\w)", "/kg Körpergewicht"),
        rewrites("solutions", r"(?<=\d) ?%-?ig(e[nrms]?)?(?!\w)", r" prozentig\1"),
        rewrites("short forms joined by a hyphen", r"(?<=[a-zäöü])\.-(?=[A-ZÄÖÜ])", ". "),
        rewrites("women and men", r"(?<=[a-zäöüß])[*:_](?=inn?(?:en)?\b)", " "),
        rewrites("women or men", r"\b(\w{3,})(?:/|\(|/-)(in(?:nen)?)\)?(?!\w)", r"\1 oder \1\2"),
        rewrites("every few hours", r"\bq ?(\d{1,2}) ?h\b", r"alle \1 Stunden"),
        rewrites("one part of a word", r"(?<![\d.,-])1-?fach", "einfach"),
        rewrites("one of some", r"\b((?i:bei|mit|von|unter) (?:etwa |ca\. )?)1 von (?=\d)", r"\1einem von "),
        rewrites("two beginnings of a word", r"(?<=[a-zäöüß])-/(?=[A-ZÄÖÜ]?[a-zäöü]{3})", " und "),
        rewrites(
            "hours with a dot and a letter",
            r"\b((?:um|ab|bis|gegen|von|vor|nach) (?:[01]?\d|2[0-4]))\.([0-5]\d) ?h\b",
            r"\1:\2 Uhr",
        ),
        rewrites("round the clock", r"(?<![\d/])24/7(?![\d/])", "rund um die Uhr"),
        rewrites(
            "one and a half hours",
            r"(?<![\d.,/])1 ?½ (?=(?:Std|Stunden?)\b)(?:Std\.?|Stunden?)(?=[\s,;:)]|$)",
            "ein einhalb Stunden",
        ),
        rewrites(
            "a unit in a compound",
            r"(?<![\w.,])(\d+(?:,\d+)?)-(?P<unit>mg|ml|l|g|kg|cm|mm)-(?=[A-ZÄÖÜ][a-zäöü])",
            lambda match: f"{match[1]} {_UNITS[match['unit']]} ",
        ),
        rewrites("every few days", r"\bq ?(\d{1,2}) ?d\b", r"alle \1 Tage"),
        rewrites("an axis", r"(?<=\d )A (?=\d{1,3} ?°)", "Achse "),
        rewrites("a patient", r"(?<=jährige )Pat\.(?=\s*[\w,;:)]|$)", "Patientin"),
        rewrites(
            "after some time",
            r"(?<![\w.])n\. (?=(?:ca\. )?\d+(?:[-–]\d+)? ?(?:Wo|Tag|Std|Mon|Mo|J|Jahr|d|h|Min)\b)",
            "nach ",
        ),
        rewrites("one and a half", r"(?<![\d.,/])1 ?½(?! [A-ZÄÖÜ]|-)", "ein einhalb"),
        rewrites(
            "half of a neuter noun",
            r"(?<![\d.,/])(?:½|1/2) (?=(?:Glas|Jahr|Kilo|Päckchen|Zäpfchen|Stück|Brötchen)\b)",
            "ein halbes ",
        ),
        rewrites(
            "half of a masculine noun",
            r"(?<![\d.,/])(?:½|1/2) (?=(?:Liter|Beutel|Löffel|Teelöffel|Esslöffel|Becher|Tag|Apfel|Messlöffel|Hub)\b)",
            "einen halben ",
        ),
        rewrites(
            "one of a unit in the dative",
            r"\b((?i:in|mit|von|nach|bei|zu|aus)) 1 ?(?P<unit>l|ml|mg|g|kg)(?![\w/])",
            lambda match: f"{match[1]} einem {_UNITS[match['unit']]}",
        ),
        rewrites("a spoon", r"(?<![\d.,/])1 (?=gestr\. [TE]L)", "ein "),
        rewrites("units of a bread unit", r"(?<=\d )E/BE\b", "Einheiten pro BE"),
        rewrites("a week of some", r"(?<=\d\. )Wo\.(?= )", "Woche"),
        rewrites("paragraphs", r"§§ ?(?=\d)", "Paragrafen "),
        says(
            "years",
            r"\b(?i:seit|jahre?|in|von|vor|bis|OP|geb\.|geboren|ab) (?P<said>1[1-9]\d\d)(?![\w.,/-]| (?:mg|g|ml|IE|m"
            r"|kg|Euro|€))",
            lambda match: year(int(match["said"]), "de"),
        ),
    )

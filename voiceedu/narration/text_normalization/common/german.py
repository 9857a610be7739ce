"""What German alone writes: Mo, Mi, Fr; 8.30 Uhr; der 3. Tag; 10%ige; Patient:innen; Hauptstr."""

import re
from collections.abc import Callable

from voiceedu import languages
from voiceedu.narration.text_normalization.common.calendar import german_ordinal, year
from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_DAYS = {
    str(short).rstrip("."): str(languages.locale_or_english("de").days["format"]["wide"][day])
    for day, short in languages.locale_or_english("de").days["format"]["abbreviated"].items()
}
_DAY = "|".join(_DAYS)
_DAY_LIST = (
    rf"(?<![\w.])(?:{_DAY})\.?(?:(?:, ?| ?[/+&–-] ?| (?:u\.|und|bis|oder) )(?:{_DAY})(?![\w-])\.?)+(?=[\s,:;)]|$)"
)
_JOINTS = {"/": ", ", "-": " bis ", "–": " bis ", ",": ", ", "+": " und ", "&": " und ", "u.": " und "}
_MASCULINE = "Stock|Termin|Tag|Schritt|Monat|Teil|Besuch|Zyklus|Versuch|Abend|Morgen|"
_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November"),
    "Dezember",
)
_MASCULINE += "|".join(_MONTHS)
_NEUTER = "OG|UG|Mal|Quartal|Lebensjahr|Kapitel|Jahr|Rezept|Obergeschoss|Untergeschoss|Jahrhundert|Halbjahr"
_PREPOSITIONS = "nach|vor|bei|in|an|auf|mit|von|zu|aus|seit|während|ab|zwischen|innerhalb|bis zu|wegen"
_DATIVE = re.compile(r"\b(?i:jede[nm]|am|im|vom|zum|zur|beim|bis|ab|seit|nach|vor|dem|den|in der)\b[^.;:]{0,12}$")
_FIRST_OF_AN_ITEM = (
    "Vor|Nach|Bei|Bitte|Wenn|Falls|Am|Im|Ab|Bis|Was|Wie|Wann|Wo|Warum|Keine?n?|Nicht|Ihre?|Sie|Die|Der|Das|Essen|"
    "Trinken"
)


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


def _read_operation(code: str) -> str:
    """Return the characters of a code one by one, with its signs: "acht Strich neun eins vier Punkt eins"."""
    signs = {"-": "Strich", ".": "Punkt"}
    return " ".join(NUMBERS["de"].digits(part) if part.isdecimal() else signs.get(part, part) for part in code)


def _write_one_in_dative(match: re.Match[str]) -> str:
    """Return "in einer Stunde" for "in 1 Std."."""
    noun = _IN_FULL[match[2]]
    return f"{match[1]} {'einer' if noun.endswith(('e', 'el')) else 'einem'} {noun}"


def opening_rules() -> tuple[Rule, ...]:
    """Return the rules that stand before those of abbreviations: "Fr." beside a day or an hour is Friday."""
    return (*_chart_rules(), *_hour_rules(), *_one_and_dative_rules(), *_word_rules())


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
            r"(?<=\d) ?E(?= [A-ZÄÖÜ][a-z]+| (?:morgens|mittags|abends|nachts|zur|z\.|s\.|vor|zum|tgl)\b|[/,;)]|\.?$)",
            " Einheiten",
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
        rewrites("patients", r"(?:(?<=\d )|(?<=% der )|(?<=Prozent der ))Pat\.(?=\s+\w|[,;:)])", "Patienten"),
        rewrites("a room of a floor", r"\b((?:Zi\.|Zimmer|Raum|R\.) [A-Z]?\d)\.(?=\d\d(?!\d))", r"\1 Punkt "),
        rewrites("weeks of pregnancy", r"(?<=\d\. )SSW(?!\w)", "Schwangerschaftswoche"),
        rewrites("a week by its number", r"(?<![\d.]\s)(?<![\w/])Wo\. (?=\d{1,2}(?!\d))", "Woche "),
    )


def _hour_rules() -> tuple[Rule, ...]:
    """Return the rules for days and hours."""
    return (
        rewrites("something between", r"\b([Zz]wischen) (\d+(?:,\d+)?(?: ?%)?) ?[-–] ?(?=\d)", r"\1 \2 und "),
        rewrites("days in a list", _DAY_LIST, _read_days),
        rewrites(
            "a day before its hours",
            rf"(?<![\w.])(?P<day>{_DAY})\.?(?=,? (?:ab |von |bis |um )?\d{{1,2}}(?:[.:]\d\d)? ?(?:[-–]|Uhr|h\b|bis))",
            lambda match: _DAYS[match["day"]],
        ),
        rewrites(
            "hours with a dot",
            r"(?<![\d.])((?:[01]?\d|2[0-4]))\.([0-5]\d)(?= ?Uhr| ?(?:[-–]|bis) ?(?:[01]?\d|2[0-4])\.[0-5]\d ?(?:Uhr"
            r"|h)\b)",
            r"\1:\2",
        ),
        rewrites(
            "hours after a preposition",
            r"\b((?:um|ab|bis|gegen|von) (?:[01]?\d|2[0-4])(?::[0-5]\d)?(?: ?[-–] ?(?:[01]?\d|2[0-4])"
            r"(?::[0-5]\d)?)?) ?h\b",
            r"\1 Uhr",
        ),
        rewrites(
            "hours of opening",
            rf"\b((?:werktags|täglich|{'|'.join(_DAYS.values())}):? (?:[01]?\d|2[0-4]) ?[-–] ?(?:[01]?\d|2[0-4])) ?h\b",
            r"\1 Uhr",
        ),
        rewrites(
            "a day before a word",
            rf"(?<![\w.])(?P<day>{_DAY})\.?(?= (?:geschl|geschlossen|nachm|vorm|ganzt)\b)",
            lambda match: _DAYS[match["day"]],
        ),
        rewrites(
            "hours before another",
            r"(?<![\d.:,])([01]?\d|2[0-4])(, | (?:u\.|und|oder) )(?=(?:(?:[01]?\d|2[0-4])(?:, | (?:u\.|und|oder) ))*"
            r"(?:[01]?\d|2[0-4])(?::[0-5]\d)? Uhr)",
            lambda match: f"{match[1]} Uhr{match[2].replace('u.', 'und')}",
        ),
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
                f"{match[1]} {german_ordinal(int(match[2]))}en{_JOINTS.get(match[3].strip(), match[3])}"
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
            r"\b((?:nach|vor|seit|in|ab|mit|von|unter) (?:ca\. |circa )?(?:[2-9]|\d\d)(?:[–-]\d+| bis \d+)? )(Mon|J)\.",
            lambda m: m[1] + ("Monaten" if m[2] == "Mon" else "Jahren"),
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
        rewrites("a week of some", r"(?<=\d\. )Wo\.(?= )", "Woche"),
        rewrites("paragraphs", r"§§ ?(?=\d)", "Paragrafen "),
        says(
            "years",
            r"\b(?i:seit|jahre?|in|von|vor|bis|OP|geb\.|geboren|ab) (?P<said>1[1-9]\d\d)(?![\w.,/-]| (?:mg|g|ml|IE|m"
            r"|kg|Euro|€))",
            lambda match: year(int(match["said"]), "de"),
        ),
    )


def ordinal_rules() -> tuple[Rule, ...]:
    """Return the rules for 3. before a noun, by its article, its preposition or its gender."""
    number = r"(?P<said>(?P<number>[1-9]\d?)\.)(?= [A-ZÄÖÜ])"

    def ending(letters: str) -> Callable[[re.Match[str]], str]:
        return lambda match: german_ordinal(int(match["number"])) + letters

    def read_bare(match: re.Match[str]) -> str:
        noun = match["noun"]
        letters = "er" if re.fullmatch(_MASCULINE, noun) else "es" if re.fullmatch(_NEUTER, noun) else "e"
        return german_ordinal(int(match["number"])) + letters

    def read_after_another(match: re.Match[str]) -> str:
        """Return an ordinal after a day of the week ("Samstag, erster Februar") or after another ordinal."""
        is_dative = _DATIVE.search(match.string[: match.start()]) is not None
        is_date = match[0].startswith(",") and match["noun"] in _MONTHS
        return german_ordinal(int(match["number"])) + ("en" if is_dative else "er" if is_date else "e")

    return (
        rewrites(
            "items of a list",
            rf"^(\d{{1,2}})\. (?=(?:{_FIRST_OF_AN_ITEM})\b|[A-ZÄÖÜ][a-zäöüß]+n Sie\b)",
            r"\1: ",
        ),
        says(
            "ordinals beside another",
            r"(?<![\w.,])(?P<said>(?P<number>[1-9]\d?)\.)(?=(?:,| (?:und|u\.|bis|oder)|[-–]) ?[1-9]\d?\.(?:[ ,-]))",
            lambda match: (
                german_ordinal(int(match["number"])) + ("en" if _DATIVE.search(match.string[: match.start()]) else "e")
            ),
        ),
        rewrites("a span of ordinals", rf"(?<=[{SAID}])[-–](?=[1-9]\d?\. )", " bis "),
        says(
            "ordinals after another in the dative",
            rf"(?<=[{SAID}])(?:,| (?:und|u\.|bis|oder)| bis) (?P<said>(?P<number>[1-9]\d?)\.)"
            r"(?= ?(?:und\b|(?P<noun>[A-ZÄÖÜ]\w*)))",
            read_after_another,
        ),
        says(
            "ordinals in the dative",
            rf"\b(?i:(?:{_PREPOSITIONS}) (?:der|den|dem|einer|einem|Ihrer|Ihrem)|am|im|vom|zum|zur|beim|ins|bis|ab"
            rf"|seit|nach|vor|dem|den|des"
            rf"|jede[nms]|eine[nrms]|Ihre[nrms]) {number}",
            ending("en"),
        ),
        says("ordinals of an article", rf"\b(?i:der|die|das|diese[rs]?|jede[r]?|eine|Ihre) {number}", ending("e")),
        says(
            "ordinals without an ending before them",
            r"\b(?i:ein|kein|Ihr|mein|sein|unser|jedes) (?P<said>(?P<number>[1-9]\d?)\.)(?= "
            r"(?P<noun>[A-ZÄÖÜ]\w*))",
            lambda match: (
                german_ordinal(int(match["number"])) + ("es" if re.fullmatch(_NEUTER, match["noun"]) else "er")
            ),
        ),
        says(
            "ordinals alone",
            rf"(?:^|(?<=[,;:(] )|(?<=\())(?P<said>(?P<number>[1-9]\d?)\.)(?= (?P<noun>{_MASCULINE}|{_NEUTER})\b)",
            read_bare,
        ),
    )


def _read_days(match: re.Match[str]) -> str:
    """Return "Montag, Mittwoch, Freitag"; "So." may end a sentence, and keeps its stop there."""
    words = re.sub(rf"\b({_DAY})\b\.?", lambda day: _DAYS[day[1]], match[0])
    return re.sub(r" ?(?:u\.|[/+&–,-]) ?", lambda joint: _JOINTS[joint[0].strip()], words)

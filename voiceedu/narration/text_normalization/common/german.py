"""What German alone writes: Einheiten, 1 Std., in 2 Mon., 10%ige, Patient:innen, Hauptstr."""

import re

from voiceedu.narration.text_normalization.common import (
    german_anatomy,
    german_articles,
    german_hours,
    german_one,
    german_people,
    german_years,
)
from voiceedu.narration.text_normalization.common.calendar_words import year
from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_NEEDLES = r"(?i:nadel|kanüle|braunüle|zugang|katheter|spinal|quincke|tuohy|\dG? [x×])"


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


_FORMS = {
    **{
        "Trpf": "Tropfen",
        "Tr": "Tropfen",
        "Tbl": "Tabletten",
        "Tabl": "Tabletten",
        "Kps": "Kapseln",
        "Kaps": "Kapseln",
    },
    **{"Supp": "Zäpfchen", "Amp": "Ampullen", "Lsg": "Lösung", "Inj": "Injektion", "Infl": "Infiltration"},
}
_UNITS = {
    "l": "Liter",
    "ml": "Milliliter",
    "mg": "Milligramm",
    "g": "Gramm",
    "kg": "Kilogramm",
    "cm": "Zentimeter",
    "mm": "Millimeter",
}


def opening_rules() -> tuple[Rule, ...]:
    """Return the rules that stand before those of abbreviations: "Fr." beside a day or an hour is Friday."""
    return (
        *_chart_rules(),
        *german_hours.rules(),
        *german_one.rules(),
        *german_anatomy.rules(),
        *german_people.RULES,
        *german_articles.RULES,
        *german_years.rules(),
        *_word_rules(),
    )


def _chart_rules() -> tuple[Rule, ...]:
    """Return the rules for what stands in charts, laws and codes."""
    return (
        rewrites("the gauge of a needle", r"(?<![\w.,])(\d\d) ?-? ?G-(?=[A-ZÄÖÜ])", r"\1 Gauge-"),
        rewrites(
            "the gauge of a needle alone",
            r"(?<![\w.,])((?:1[4-9]|2\d|30)) ?G(?=[ ,;)]|$)",
            lambda match: f"{match[1]} Gauge" if re.search(_NEEDLES, match.string) else None,
        ),
        rewrites("francs", r"\bFr\. ?(?=\d+(?:\.\d\d|\.[–-]))", "CHF "),
        rewrites("centuries", r"(?<=\d\. )Jh\.(?=[\s,;)]|$)", "Jahrhundert"),
        rewrites("a month of some", r"/ ?Mon\b\.?(?=[\s,;)]|\.?$)", "/Monat"),
        rewrites("a day of a dose", r"(?<=[\w×]) ?/ ?d(?!\w|\.\w)", "/Tag"),
        rewrites("a building by its number", r"\bGeb\. ?(?=\d{1,2}[A-Z]?(?:[,;)]|$| [A-ZÄÖÜ]))", "Gebäude "),
        rewrites("numbers with a slash", r"(-Nr\.:? ?\d+)/(?=\d)", r"\1 Schrägstrich "),
        rewrites("numbers of the insured", r"\bVers\.-Nr\.:? ?(?=[A-Z]?\d)", "Versichertennummer "),
        rewrites("numbers of a drug", r"\bZul\.-Nr\.:? ?(?=\d)", "Zulassungsnummer "),
        rewrites(
            "numbers of a batch", r"\bCh\.-?(B|Nr)\.", lambda m: f"Chargen{'nummer' if m[1] == 'Nr' else 'bezeichnung'}"
        ),
        says(
            "the number of an approval",
            r"(?<![\w.,/-])\d{4,7}\.\d\d\.\d\d(?![\w/-]|[.,]\d)",
            lambda match: ", ".join(map(NUMBERS["de"].digits, match[0].split("."))),
        ),
        rewrites("the month of an event", r"\bin (?=(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\w/-]))", "im "),
        rewrites("views of an image", r"\bi\. (?=\d Eb)", "in "),
        rewrites("numbers in a word", r"(?<=[a-zäöüß])\.?-Nr\.:? ?(?=[A-Z]?\d)", "-Nummer "),
        rewrites("an extension after a fax", r"\bFax: ?[-–](?=\d{2,6}(?!\d))", "Fax: Durchwahl "),
        rewrites("days of a dose", r"(?<!§ \d)(?<=\d) ?d(?= [a-zäöü(+]|[,;)]|\.?$)", " Tage"),
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
            r"(?= [A-ZÄÖÜ][a-z]+| (?:morgens|mittags|abends|nachts|zur|z\.|s\.|vor|zum"
            r"|tgl|pro|je)\b|/(?!BE)|[,;)]|\.?$)",
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
        rewrites("so many weeks of pregnancy", r"(?<=\d )SSW(?!\w)", "Schwangerschaftswochen"),
        rewrites("a week by its number", r"(?<![\d.]\s)(?<![\w/])Wo\. (?=\d{1,2}(?!\d))", "Woche "),
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
        rewrites(
            "a form of a drug at the end of a word",
            rf"(?<=[a-zäöüA-Z])-(?P<form>{'|'.join(_FORMS)})\b\.?(?=\s*[\w½¼,;:)]|$)",
            lambda match: f"-{_FORMS[match['form']]}",
        ),
        rewrites(
            "a span that begins a word",
            r"(?<![\w.,/–-])(\d{1,3}) ?[–-] ?(?=\d{1,3}-?(?i:jährig|monatig|wöchig|tägig|stündig|fach|mal\b|malig"
            r"|stündlich|prozentig|seitig))",
            r"\1 bis ",
        ),
        rewrites("one part of a word", r"(?<![\d.,-])1-?fach", "einfach"),
        rewrites("two beginnings of a word", r"(?<=[a-zäöüß])-/(?=[A-ZÄÖÜ]?[a-zäöü]{3})", " und "),
        rewrites(
            "a unit in a compound",
            r"(?<![\w.,])(\d+(?:,\d+)?)-(?P<unit>mg|ml|l|g|kg|cm|mm)-(?=[A-ZÄÖÜ][a-zäöü])",
            lambda match: f"{match[1]} {_UNITS[match['unit']]} ",
        ),
        rewrites("a unit after a hyphen", r"(?<![\w.,/-])(\d+(?:,\d+)?)-(?=(?:mg|ml|kg|cm|mm)(?:[\s,;)]|$))", r"\1 "),
        rewrites("every few days", r"\bq ?(\d{1,2}) ?d\b", r"alle \1 Tage"),
        rewrites("an axis", r"(?<=\d )A (?=\d{1,3} ?°)", "Achse "),
        rewrites("a patient", r"(?<=jährige )Pat\.(?=\s*[\w,;:)]|$)", "Patientin"),
        rewrites(
            "after some time",
            r"(?<![\w.])n\. (?=(?:ca\. )?\d+(?:[-–]\d+)? ?(?:Wo|Tag|Std|Mon|Mo|J|Jahr|d|h|Min)\b)",
            "nach ",
        ),
        rewrites("units of a bread unit", r"(?<=\d )E/BE\b", "Einheiten pro BE"),
        rewrites("a week of some", r"(?<=\d\. )Wo\.(?= )", "Woche"),
        rewrites("paragraphs", r"§§ ?(?=\d)", "Paragrafen "),
        says(
            "years of a birth",
            r"\b(?i:nach|um|Jahrgang|Jg\.|Baujahr|zwischen) (?P<said>19\d\d)"
            r"(?![\w.,/-]| ?(?!Gebor)[A-ZÄÖÜ%€]| (?:mg|g|ml|m|kg)\b)",
            lambda match: year(int(match["said"]), "de"),
        ),
        says(
            "years",
            r"\b(?i:seit|jahre?|in|von|vor|bis|OP|geb\.|geboren|ab) (?P<said>1[1-9]\d\d)(?![\w.,/-]| (?:mg|g|ml|IE|m"
            r"|kg|Euro|€))",
            lambda match: year(int(match["said"]), "de"),
        ),
    )

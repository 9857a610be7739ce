"""What Russian, Hungarian, Swedish, Dutch and Polish write in the same way: - 5 kg, 24/48 h, SpO2, chapter 4.1."""

import re
from collections.abc import Mapping

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_SATURATION = {"ru": "сатурация", "hu": "oxigénszaturáció", "sv": "saturation", "nl": "saturatie", "pl": "saturacja"}
_OXYGEN = {"ru": "кислород", "hu": "oxigén", "sv": "syrgas", "nl": "zuurstof", "pl": "tlen"}
_DOT = {"ru": "точка", "hu": "pont", "sv": "punkt", "nl": "punt", "pl": "kropka"}
_PARTS = {
    "ru": r"п\.|пункт\w*|раздел\w*|гл\.|глав\w*|версия|рис\.|табл\.",
    "hu": r"fejezet|verzió|v\.",
    "sv": r"avsnitt|kap\.|kapitel|version|punkt|fig\.|rum",
    "nl": r"par\.|paragraaf|hoofdstuk|versie|punt|fig\.|route|kamer|bijlage",
    "pl": r"pkt|punkt|rozdz\.|rozdział|wersja|rys\.|tab\.",
}
"""Words before the number of a part of a text."""
_TIMES = r"keer\b|razy\b|раза?\b|gånger\b|alkalommal\b"
_AFTER_A_PART = {
    "ru": "[а-яё]",
    "pl": "[a-ząćęłńóśźż]",
    "hu": "[a-záéíóöőúüű]",
    "nl": "(?:van|deel)",
    "sv": "(?:av|delar)",
}
_PARTS_OF_A_WHOLE = {
    "ru": {"1/3": "одна треть", "2/3": "две трети", "1/4": "одна четверть", "3/4": "три четверти"},
    "pl": {"1/3": "jedna trzecia", "2/3": "dwie trzecie", "1/4": "jedna czwarta", "3/4": "trzy czwarte"},
    "hu": {"1/3": "egyharmad", "2/3": "kétharmad", "1/4": "negyed", "3/4": "háromnegyed"},
    "nl": {"1/3": "een derde", "2/3": "twee derde", "1/4": "een kwart", "3/4": "drie kwart"},
    "sv": {"1/3": "en tredjedel", "2/3": "två tredjedelar", "1/4": "en fjärdedel", "3/4": "tre fjärdedelar"},
}
_RESULTS = {
    "ru": {"пол.": "положительный", "отр.": "отрицательный"},
    "hu": {"poz.": "pozitív", "neg.": "negatív"},
    "sv": {
        "pos.": "positiv",
        "neg.": "negativ",
        "u.a.": "utan anmärkning",
        "i.m.": "intramuskulärt",
        "s.c.": "subkutant",
        "i.v.": "intravenöst",
    },
    "nl": {
        "pos.": "positief",
        "neg.": "negatief",
        "i.m.": "intramusculair",
        "s.c.": "subcutaan",
        "i.v.": "intraveneus",
    },
    "pl": {"dod.": "dodatni", "ujem.": "ujemny"},
}
_SHORT_PERIODS = {
    "nl": {"d": "dag", "wk": "week", "u": "uur", "mnd": "maand", "jr": "jaar"},
    "pl": {"godz": "godzinę", "d": "dobę", "tydz": "tydzień", "tyg": "tydzień", "mies": "miesiąc"},
    "sv": {"d": "dygn", "tim": "timme", "v": "vecka", "mån": "månad"},
}
_PER_SURFACE = {"hu": " 1,73 négyzetméterre", "ru": " на одну целую семьдесят три сотых квадратных метра"}
_HOURS = {"ru": r"ч|час\w*", "hu": "óra|órá\\w*|h", "sv": "tim|timmar|h", "nl": "uur|u|h", "pl": r"godz|godzin\w*|h"}


def rules(language: str, words: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules of `language`, which stand before its own; none for Korean and Japanese."""
    if language not in _DOT:
        return ()
    minus = words["minus"]

    def read_hours(match: re.Match[str]) -> str | None:
        return f"{match[1]} {words['or']} " if int(match[1]) < int(match["later"]) else None

    return (
        rewrites("oxygen in the blood", r"(?<!\w)(?:Sp|Sat)[OО][2₂](?!\w)", _SATURATION[language]),
        rewrites("oxygen", r"(?<![\w-])[OО][2₂](?!\w)", _OXYGEN[language]),
        rewrites(
            "a minus apart from its number",
            r"(?<=[^\W\d_] )[-−–] (?=\d+(?:[.,]\d+)? ?(?:kg|кг|°))",
            f"{minus} ",
        ),
        rewrites(
            "a minus before a decimal",
            r"(?:(?<=[^\W\d_] )|(?<=: )|(?<=\())[-−–](?=\d{1,2}[.,]\d(?!\d|[.,]\d| ?(?:mg|мг|ml|мл)))",
            f"{minus} ",
        ),
        rewrites(
            "dioptres",
            r"(?:(?<=[\s(])|^)[-−–](?=\d{1,2}[.,](?:00|25|50|75)(?![\d,.]*\d))",
            f"{minus} ",
        ),
        rewrites(
            "a minus in a span",
            r"(?<=[^\W\d] )[-−–](?=\d+ (?:tot|do|till|до|és|en|i|och|и) [+−–-]? ?\d)",
            f"{minus} ",
        ),
        rewrites("a half in a span", r"(?<![\d/])1/2(?= ?[-–] ?\d)", "½"),
        rewrites("mercury in two words", r"(?<=\d) ?mm ?Hg(?!\w)", " mmHg"),
        rewrites(
            "a span with a half",
            r"(?<![-–]½)(?<=½) ?[-–] ?(?=[1-9]\d?(?![\d½]| ?[-–]))",
            ", " if words["to"] == "," else f" {words['to']} ",
        ),
        rewrites(
            "parts of a whole",
            rf"(?<![\d/.,])(?:1/3|2/3|1/4|3/4)(?= (?!{_TIMES}){_AFTER_A_PART[language]})",
            lambda match: _PARTS_OF_A_WHOLE[language][match[0]],
        ),
        *(
            rewrites(f"a rate of {short}", rf"(?<=[\w%]) ?/ ?{short}(?!\w)\.?(?=[\s,;:)]|$)", f"/{period}")
            for short, period in _SHORT_PERIODS.get(language, {}).items()
        ),
        rewrites(
            "times at the end",
            r"(?<=[^\W\d_]\.) ?[x×] ?(\d{1,2})(?=$|[.,;)])|(?<=[^\W\d_]) [x×] ?(\d{1,2})(?=$|[.,;)])",
            lambda match: f" {match[1] or match[2]}x",
        ),
        *(
            rewrites(f"{short} in full", rf"(?<![\w.]){re.escape(short)}(?=[\s,;:)]|$)", said)
            for short, said in _RESULTS[language].items()
        ),
        rewrites(
            "a rate of the body's surface",
            r"(?<=\w) ?/ ?1[.,]73 ?[mм][2²](?!\w)",
            _PER_SURFACE.get(language, f" {words['per']} 1,73 m²"),
        ),
        rewrites(
            "a short number that is dialled",
            r"\b((?i:tel\.?|telefoon|toestel|telefon|тел\.|доб\.|wew\.|anknytning|mellék):? )(\d{3,5})"
            r"(?![\d.,/-]*\d| [-–] ?\d)",
            lambda match: match[1] + " ".join(match[2]),
        ),
        rewrites(
            "years of two digits",
            r"(?<![\w./-])((?:0?[1-9]|[12]\d|3[01])(?P<gap>[./])(?:0?[1-9]|1[0-2])(?P=gap))(\d\d)(?![\w/-]|[.,]\d)",
            r"\g<1>20\3",
        ),
        rewrites(
            "hours or more hours",
            rf"(?<![\d/.,])(6|12|24|36|48|72) ?/ ?(?=(?P<later>12|24|36|48|72|96) ?(?:{_HOURS[language]})(?!\w))",
            read_hours,
        ),
        rewrites(
            "numbers of a part of a part",
            r"(?<![\w.,])([A-Z]?\d{1,2}(?:\.\d){2,})(?![\w-]|[.,]\d)",
            lambda match: match[1].replace(".", f" {_DOT[language]} "),
        ),
        rewrites(
            "numbers of a part",
            rf"(?<!\w)((?i:{_PARTS[language]}) ?\d{{1,2}})\.(?=\d{{1,2}}(?!\d|[.,]\d))",
            rf"\1 {_DOT[language]} ",
        ),
    )

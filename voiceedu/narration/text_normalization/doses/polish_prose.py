"""What Polish texts write beside doses: 65-letni, (54 l.), w 1998 r., w styczniu 1975, od 8.00 do 14.00, na rys. 4."""

import re

from voiceedu.narration.text_normalization.doses import polish_numbers
from voiceedu.narration.text_normalization.doses.agreement import form_after
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_MONTH = (
    r"stycz(?:eń|nia|niu)|lut(?:y|ego|ym)|mar(?:zec|ca|cu)|kwie(?:cień|tnia|tniu)|maja?|maju|czerw(?:iec|ca|cu)|"
    r"lip(?:iec|ca|cu)|sierp(?:ień|nia|niu)|wrze(?:sień|śnia|śniu)|paździer(?:nik|nika|niku)|listopad(?:a|zie)?|"
    r"grud(?:zień|nia|niu)"
)
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)"
_TIME = r"(?:[01]?\d|2[0-4])[.:](?:00|1[5-9]|[2-5]\d)"
_LARGE = {"mln": "milion|miliony|milionów|miliona", "mld": "miliard|miliardy|miliardów|miliarda"}
_PLACES = {
    **{"rys": "rysunku", "ryc": "rycinie", "tab": "tabeli", "str": "stronie", "art": "artykule", "ust": "ustępie"},
    **{"rozdz": "rozdziale", "pkt": "punkcie"},
}
_NAMES = {"art": "artykuł", "ust": "ustęp", "rozdz": "rozdział", "ryc": "rycina", "nr": "numer"}
_UNITS_OF_A_COMPOUND = "(?!proc|krotn)[a-ząćęłńóśźż]{3,}"


def _compound(number: int) -> str | None:
    """Return a number as the first part of a word: "czternasto", "dwudziestopięcio"; None for one without a form."""
    parts = [polish_numbers.first_part(word) for word in polish_numbers.cardinal(number).split()]
    return "".join(parts) if all(parts) else None


def _read_compound(match: re.Match[str]) -> str | None:
    numbers = [int(number) for number in match.group("lower", "number") if number]
    parts = [_compound(number) for number in numbers]
    return "-".join(parts) + match["noun"] if all(parts) else None  # type: ignore[arg-type]


def _read_year_of_a_month(match: re.Match[str]) -> str:
    return f"{polish_numbers.year(int(match['year']))} roku"


def _write_hours(match: re.Match[str]) -> str:
    within = f"{match['hours']}godzinach " if match["hours"] else ""
    return f"{within}{match['from']} {match['first'].replace('.', ':')} do {match['last'].replace('.', ':')}"


def _write_large(match: re.Match[str]) -> str:
    return f"{match['number']} {form_after(_LARGE[match['short']], match['number'], language='pl')}"


RULES: tuple[Rule, ...] = (
    rewrites("thousands with a dot", r"(?<![\w.,/:-])([1-9]\d{0,2})\.(?=\d{3}(?!\d|[.,]\d| ?(?:mg|g|ml|l)\b))", r"\1 "),
    rewrites("a grade in short", r"(?<=[IVX]) st\.(?=[\s,;)]|$)", " stopnia"),
    rewrites("lengths in short", r"(?<!\w)dł\. ?(?=\d)", "długości "),
    rewrites(
        "before and after meals",
        r"\b(?P<when>przed|po) jedz\.?(?=[\s,;)]|$)",
        lambda match: f"{match['when']} jedzeni{'em' if match['when'] == 'przed' else 'u'}",
    ),
    rewrites("an age in brackets", r"(?<=\(\d\d) ?l\.(?=\))", " lat"),
    says(
        "words that begin with a number",
        rf"(?<![\w.,/-])(?:(?P<lower>\d{{1,2}}) ?[-–] ?)?(?P<number>\d{{1,3}})[-–]"
        rf"(?P<noun>krotn\w+|{_UNITS_OF_A_COMPOUND})",
        _read_compound,
    ),
    says(
        "years of a month",
        rf"\b(?:{_MONTH}) (?P<said>{_YEAR})(?! ?(?:r\b|rok)|[\d/-]|[.,]\d| ?[-–] ?\d)",
        _read_year_of_a_month,
    ),
    rewrites(
        "from an hour with a dot",
        rf"\b(?:(?P<hours>[Ww] )?[Gg]odz\. )?(?P<from>[Oo]d) (?P<first>{_TIME}) do (?P<last>{_TIME})(?![\d.,]*\d)",
        _write_hours,
    ),
    rewrites(
        "about an hour with a dot",
        r"\b([Pp]rzed|[Oo]koło) (1?\d|2[0-4])\.(?=[0-5]\d(?![\d.,]*\d| ?(?:[a-zµ]{1,4}|%|zł)\b))",
        r"\1 \2:",
    ),
    rewrites("a minute that is counted", r"\b([Ww]) ([1-9]\d?)\. min\.?(?=[\s,;)]|$)", r"\1 \2. minucie"),
    *(
        rewrites(f"a place: {name}", rf"\b([Nn]a|[Ww]) {short}\.? ?(?=\d)", rf"\1 {name} ")
        for short, name in _PLACES.items()
    ),
    rewrites("according to an article", r"\b([Zz]godnie z) art\. ?(?=\d)", r"\1 artykułem "),
    *(rewrites(f"{name} in full", rf"(?<!\w){short}\. ?(?=\d)", f"{name} ") for short, name in _NAMES.items()),
    rewrites(
        "a street after its preposition", r"\b([Pp]rzy|[Nn]a|[Oo]d|[Dd]o|[Zz]) ul\. ?(?=[A-ZŁŚŻ0-9])", r"\1 ulicy "
    ),
    rewrites(
        "large numbers",
        rf"(?<![\d.,])(?P<number>\d+(?:,\d+)?) ?(?P<short>{'|'.join(_LARGE)})(?!\w)\.?(?=[\s,;)]|$)",
        _write_large,
    ),
    rewrites("zloty after a word", r"((?:tys\.|tysi[ąę]c\w*|mili\w+)) zł(?!\w)", r"\1 złotych"),
    rewrites("percent", r"(?<=\d) ?proc(?!\w)\.?(?=[\s,;)]|$)", "%"),
    rewrites("dollars", r"(?<=\w) ?dol\.(?=[\s,;)]|$)", " dolarów"),
    rewrites(
        "points",
        r"(?<![\d.,])(?P<number>\d+(?:,\d+)?) ?pkt(?!\w)\.?(?=[\s,;)]|$)(?! \d)",
        lambda match: f"{match['number']} {form_after('punkt|punkty|punktów|punktu', match['number'], language='pl')}",
    ),
)
"""They stand before the other rules of Polish."""

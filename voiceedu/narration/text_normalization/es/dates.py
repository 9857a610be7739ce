"""Dates and months: 3/4/2026, 2026-01-12, 12-ene-26, feb.-mar., cad. 05/27, F. nac."""

import datetime
import re

from voiceedu.narration.text_normalization.es.calendar import DAY, DAY_NAME, MONTH, MONTH_FORMS, MONTHS
from voiceedu.narration.text_normalization.es.numbers import cardinal
from voiceedu.narration.text_normalization.es.vital_signs import PRESSURE
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of


def _read_date(match: re.Match[str]) -> str | None:
    first, second = int(match["first"]), int(match["second"])
    return _date(match["year"], second, first) or _date(match["year"], first, second)


def _read_sure_date(match: re.Match[str]) -> str | None:
    """Return a day and a month in a sentence, unless it is of a blood pressure, such as 14/9."""
    is_sure = re.search(r"[^\W\d_]{3}", match.string) and not has(PRESSURE, match.string)
    return _read_date(match) if is_sure else None


def _read_iso(match: re.Match[str]) -> str | None:
    return _date(match["year"], int(match["month"]), int(match["day"]))


def _date(year: str | None, month: int, day: int) -> str | None:
    try:
        datetime.date(2000, month, day)
    except ValueError:
        return None
    words = f"{'primero' if day == 1 else cardinal(day)} de {MONTHS[month - 1]}"
    if not year:
        return words
    return f"{words} de {cardinal(int(year) if len(year) == 4 else 2000 + int(year))}"


def _write_date(match: re.Match[str]) -> str:
    written = match["month"].lower()
    year = f" de {match['year'] if len(match['year']) == 4 else 2000 + int(match['year'])}" if match["year"] else ""
    return f"{match['day']} de {MONTH_FORMS.get(written, written)}{year}"


def _read_month(match: re.Match[str]) -> str:
    return f"de {MONTH_FORMS[match['month'].lower()]}"


def _read_month_of_year(match: re.Match[str]) -> str:
    return f"{MONTHS[int(match['month']) - 1]} de {cardinal(int(match['year']))}"


_DAYS_OF_REST = re.compile(r"\b(?:cerrad|festiv|feriad|vacacion)", re.IGNORECASE)
_KEPT_UNTIL = r"\b(?i:cad|caduca|caducidad|venc|vence|vencimiento|exp|rev|revisión|edición|versión)[.:]? "


_ON_A_BOX = {"CAD": "caduca", "VENC": "vence", "EXP": "vence", "VTO": "vence", "LOT": "lote", "LOTE": "lote"}


def _read_season(match: re.Match[str]) -> str:
    """Return "a" between two years in a row and "barra" in the number of a law: 2026/27, 2011/83."""
    first, last = int(match["first"]), int(match["last"])
    joint = "a" if last <= len(MONTHS) or last == (first + 1) % 100 else "barra"
    return f"{cardinal(first)} {joint} {cardinal(last)}"


RULES: tuple[Rule, ...] = (
    rewrites("from a date to another", r"(?<=\d/(?:19|20)\d\d) ?[-–—] ?(?=\d\d?/\d\d?/(?:19|20)\d\d(?!\d))", " al "),
    rewrites("years in short", r"(?<=[a-zá-ú\d] )['’]([012]\d)(?![\w'’])", r"20\1"),
    says(
        "the last of some dates",
        r"(?<=\d y )(?P<said>(?P<first>\d{1,2})/(?P<second>[1-9]|1[0-2])(?P<year>))(?![\w/%]|[.,-]\d)",
        lambda match: _read_date(match) if has(_DAYS_OF_REST, match.string) else None,
    ),
    rewrites(
        "a month and its year",
        rf"(?<![\w.,/-])(?P<month>{any_of(MONTH_FORMS)})[-/](?P<year>(?:19|20)\d\d)(?![\w/-])",
        lambda match: f"{MONTH_FORMS[match['month'].lower()]} de {match['year']}",
        ignore_case=True,
    ),
    says(
        "dates with a Roman month",
        r"(?<![\w.,/-])(?P<day>0?[1-9]|[12]\d|3[01])(?P<gap>[-./])(?P<month>I{1,3}|IV|VI{0,3}|IX|XI{0,2})(?P=gap)"
        r"(?P<year>(?:19|20)\d\d|\d\d)(?![\w/-])",
        lambda match: _date(match["year"], value(match["month"]), int(match["day"])),
    ),
    rewrites(
        "a month and its short year",
        rf"({_KEPT_UNTIL}|\b(?i:caducidad|consumir antes de|válido hasta):? )"
        rf"(?P<month>{any_of(MONTH_FORMS)}|{MONTH})\.? ?[-/' ]? ?(?P<year>[2-4]\d)(?![\w/-]|[.,]\d)",
        lambda match: (
            f"{match[1]}{MONTH_FORMS.get(match['month'].lower(), match['month'].lower())} de 20{match['year']}"
        ),
        ignore_case=True,
    ),
    rewrites(
        "months before the day",
        rf"(?<!\bde )(?<!\w)(?P<month>{any_of(MONTH_FORMS)}|{MONTH})\.? (?P<day>[12]?\d|3[01])"
        r"(?:,? (?P<year>(?:19|20)\d\d)(?![\w/-])|(?=\.?$))",
        _write_date,
        ignore_case=True,
    ),
    rewrites(
        "the day of an image",
        r"\b(TC|TAC|RMN?|R[Xx]|PET|EMG) de (?=\d{1,2}/(?:[1-9]|1[0-2])(?![\w/]|[.,]\d))",
        r"\1 del ",
    ),
    says(
        "a short month and a short year",
        rf"(?<![\w/.-])(?P<month>{any_of(MONTH_FORMS)})[-/](?P<year>[23]\d)(?![\w/-]|[.,]\d)",
        lambda match: f"{MONTH_FORMS[match['month'].lower()]} de {cardinal(2000 + int(match['year']))}",
    ),
    says(
        "half a season",
        r"(?<![\w./-])(?P<first>(?:19|20)\d\d)/(?P<last>\d\d)(?![\w/-])",
        _read_season,
    ),
    rewrites("dates of birth", r"(?<!\w)[Ff]\. ?(?:de )?nac\.?(?=\W)", "fecha de nacimiento"),
    says(
        "months of an image",
        r"\b(?:RMN?|TAC|TC|R[Xx]|[Ee]co|EMG|DMO|[Ll]ab\w*)(?: [^\W\d_]+\.?){0,3} (?P<said>(?P<month>0[1-9]|"
        r"1[0-2])/(?P<year>2\d))(?![\w/]|[.,]\d)",
        lambda match: f"{MONTHS[int(match['month']) - 1]} de {cardinal(2000 + int(match['year']))}",
    ),
    rewrites(
        "the end of a medicine",
        r"(?<!\w)(CAD|VENC|EXP|VTO|Vto|LOT|LOTE)\b\.?(?=:? ?(?:\d{1,2}[/-](?:20)?\d\d|[A-Z\d]*\d[A-Z\d]*)(?!\w))",
        lambda match: _ON_A_BOX[match[1].upper()],
    ),
    rewrites("months of a year by a hyphen", r"\b((?:caduca|vence):? ?)(0[1-9]|1[0-2])-(?=20\d\d(?![\w-]))", r"\1\2/"),
    says(
        "months of a short year",
        rf"{_KEPT_UNTIL}(?P<said>(?P<month>0?[1-9]|1[0-2])/(?:20)?(?P<year>[0-4]\d))(?![\w/%]|[.,-]\d)",
        lambda match: f"{MONTHS[int(match['month']) - 1]} de {cardinal(2000 + int(match['year']))}",
    ),
    says(
        "ISO dates",
        r"(?<![\w./-])(?P<year>(?:19|20)\d\d)(?P<gap>[-/.])(?P<month>\d\d)(?P=gap)(?P<day>\d\d)(?![\w/-])",
        _read_iso,
    ),
    says(
        "dates of numbers",
        r"(?<![\w./-])(?P<first>\d{1,2})(?P<gap>[/.-])(?P<second>\d{1,2})(?P=gap)(?P<year>(?:19|20)\d\d|"
        r"\d\d)(?![\w/]|[.-]\d)",
        _read_date,
    ),
    says(
        "dates without a year",
        r"(?:\b(?i:el|del|al|desde|hasta|antes del|fecha|cita(?: en)?|control|turno|cirugía|consulta|revisión|"
        rf"abiert[oa]|inici[oa]|ciclo \d+:|sesión \d+:)\b|C\d{{1,2}}D\d{{1,2}}:|"
        rf"\b(?:FUM|FPP|FUR):?|(?<!\w)(?:{DAY}|(?i:{DAY_NAME}))\.?,?) "
        rf"(?P<said>(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})(?P<year>))(?![\w/%]|[.,-]\d)",
        _read_date,
    ),
    says(
        "dates that are no fraction",
        r"(?<![\w.,/-])(?P<first>1[3-9]|2\d|3[01])/(?P<second>[1-9]|1[0-2])(?P<year>)"
        r"(?![\w/%]|[.,-]\d| (?:de|mm|mg)\b)",
        _read_sure_date,
    ),
    rewrites(
        "dates with a short month and slashes",
        rf"(?<![\w.,/-])0?(?P<day>[12]?\d|3[01])(?P<gap>[/.-])(?P<month>{any_of(MONTH_FORMS)}|{MONTH})\.?"
        r"(?:(?P=gap)(?P<year>(?:19|20)\d\d|\d\d))?(?![\w/-])",
        _write_date,
        ignore_case=True,
    ),
    rewrites(
        "dates with a short month",
        rf"(?<![\w.,/-])(?P<day>[12]?\d|3[01]) (?P<month>{any_of(MONTH_FORMS)})\.? "
        r"(?:de )?(?P<year>(?:19|20)\d\d)(?!\w)",
        lambda match: f"{match['day']} de {MONTH_FORMS[match['month'].lower()]} de {match['year']}",
        ignore_case=True,
    ),
    says(
        "months",
        rf"(?<=\d )(?P<said>(?:de )?(?P<month>{any_of(MONTH_FORMS)})\.?)(?=\s|,|$)(?<!mar)",
        _read_month,
        ignore_case=True,
    ),
    says(
        "spans of short months",
        rf"(?<![\w.])(?P<first>{any_of(MONTH_FORMS)})\.? ?[-–—] ?(?P<last>{any_of(MONTH_FORMS)})(?![\w.]*\d)"
        rf"\b(?:\.(?= (?:de )?(?:19|20)\d\d))?",
        lambda match: f"{MONTH_FORMS[match['first'].lower()]} a {MONTH_FORMS[match['last'].lower()]}",
        ignore_case=True,
    ),
    says(
        "the first day of a year",
        r"(?<![\w./-])1/1(?![\w/%]|[.,-]\d)",
        lambda match: _date(None, 1, 1) if has(_DAYS_OF_REST, match.string) else None,
    ),
    says(
        "months of a year",
        r"(?<![\w./-])(?P<month>0[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\w/-])",
        _read_month_of_year,
    ),
)

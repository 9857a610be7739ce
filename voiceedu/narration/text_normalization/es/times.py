"""Times, opening hours, dates of numbers and days: 8:00 a. m., 8-17 h, 3/4/2026, lun-vie."""

import datetime
import re

from voiceedu.narration.text_normalization.es.numbers import cardinal
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of

_MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre"),
    "diciembre",
)
_MONTH_FORMS = {name[:3]: name for name in _MONTHS} | {"sept": "septiembre", "set": "septiembre"}
_DAY_FORMS = {
    "lunes": ("lun", "L"),
    "martes": ("mar", "Ma"),
    "miércoles": ("mié", "mie", "Mi", "X"),
    "jueves": ("jue", "J"),
    "viernes": ("vie", "V"),
    "sábado": ("sáb", "sab", "S"),
    "domingo": ("dom", "D"),
}
_DAYS = {
    form: day
    for day, forms in _DAY_FORMS.items()
    for form in (day, day.capitalize(), *forms, *(f.capitalize() for f in forms))
}
MONTH = f"(?:{any_of(_MONTHS)})"
_HALF = r"(?:[apAP]\. ?[mM]\.?(?!\w)|[apAP][mM](?!\w))"
_HOUR = r"(?:[01]?\d|2[0-4])"
_EDGE = r"(?<![\w.:/$€,-])"
_END = r"(?![\w:]|[.,]\d)"
_TO = r"(?: ?[-–—] ?| a (?:las? )?| hasta (?:las? )?)"


def _clock(name: str) -> str:
    return rf"(?P<{name}_hour>{_HOUR})(?:[:.](?P<{name}_minute>[0-5]\d))?(?: ?(?P<{name}_half>{_HALF}))?"


def _read_clock(match: re.Match[str], name: str) -> str:
    hour, minute, half = int(match[f"{name}_hour"]), match[f"{name}_minute"], match[f"{name}_half"]
    words = cardinal(hour, "feminine")
    if hour == 0 and minute == "00" and not half:
        return f"{words} horas"
    if minute and int(minute):
        words += f" y {cardinal(int(minute))}"
    return f"{words} {_part_of_day(hour, half)}" if half else words


def _part_of_day(hour: int, half: str) -> str:
    if half[0] in "aA":
        return "de la mañana" if hour != 12 else "de la noche"
    if hour == 12:
        return "del mediodía"
    return "de la noche" if hour >= 8 else "de la tarde"


def _read_time(match: re.Match[str]) -> str:
    has_minutes = match["at_minute"] and int(match["at_minute"])
    words = _read_clock(match, "at")
    if not match["at_unit"] or match["at_half"] or has_minutes:
        return words
    return f"{words} {'hora' if int(match['at_hour']) == 1 else 'horas'}"


def _read_hours(match: re.Match[str]) -> str | None:
    signs = ("from_minute", "from_half", "to_minute", "to_half", "unit")
    if not any(match[part] for part in signs):
        return None
    unit = " horas" if match["unit"] and not match["to_half"] else ""
    return f"{_read_clock(match, 'from')} a {_read_clock(match, 'to')}{unit}"


def _read_date(match: re.Match[str]) -> str | None:
    first, second = int(match["first"]), int(match["second"])
    return _date(match["year"], second, first) or _date(match["year"], first, second)


def _read_sure_date(match: re.Match[str]) -> str | None:
    """Return a day and a month in a sentence, unless it is of a blood pressure, such as 14/9."""
    is_sure = re.search(r"[^\W\d_]{3}", match.string) and not _PRESSURE.search(match.string)
    return _read_date(match) if is_sure else None


_PRESSURE = re.compile(r"\b(?:T\.?A|P\.?A|presi[oó]n|tensi[oó]n)\b", re.IGNORECASE)


def _read_iso(match: re.Match[str]) -> str | None:
    return _date(match["year"], int(match["month"]), int(match["day"]))


def _date(year: str | None, month: int, day: int) -> str | None:
    try:
        datetime.date(2000, month, day)
    except ValueError:
        return None
    words = f"{'primero' if day == 1 else cardinal(day)} de {_MONTHS[month - 1]}"
    if not year:
        return words
    return f"{words} de {cardinal(int(year) if len(year) == 4 else 2000 + int(year))}"


def _write_date(match: re.Match[str]) -> str:
    written = match["month"].lower()
    year = f" de {match['year'] if len(match['year']) == 4 else 2000 + int(match['year'])}" if match["year"] else ""
    return f"{match['day']} de {_MONTH_FORMS.get(written, written)}{year}"


def _read_days(match: re.Match[str]) -> str:
    return f"{_DAYS[match['first']]} a {_DAYS[match['last']]}"


def _read_month(match: re.Match[str]) -> str:
    return _MONTH_FORMS[match["said"].rstrip(".").lower()]


def _read_listed_days(match: re.Match[str]) -> str:
    *first, last = (_DAYS[form.strip(" .")] for form in match[0].split("/"))
    return f"{', '.join(first)} y {last}"


def _read_day(match: re.Match[str]) -> str:
    return _DAYS[match["said"].rstrip(".")]


def _read_month_of_year(match: re.Match[str]) -> str:
    return f"{_MONTHS[int(match['month']) - 1]} de {cardinal(int(match['year']))}"


_ANY_DAY = f"(?:{any_of(_DAYS)})"
_OTHER_DAYS = re.compile(r"\b(?:lun|mi[ée]|jue|vie|s[áa]b|dom|lunes|miércoles|jueves|viernes)\b", re.IGNORECASE)
_SHORT_DAY = "[Ll]un|[Mm]i[ée]|[Jj]ue|[Vv]ie|[Ss][áa]b|[Dd]om"
_KEPT_UNTIL = r"\b(?i:cad|caduca|caducidad|venc|vence|vencimiento|exp|rev|revisión|edición|versión)[.:]? "
RULES: tuple[Rule, ...] = (
    rewrites("noon", r"\b12:00 ?m(?!\w)\.?(?=[\s,;)]|$)|(?<=\blas )12 ?m(?!\w)\.?(?=[\s,;)]|$)", "12:00 p.m."),
    says(
        "months of a short year",
        rf"{_KEPT_UNTIL}(?P<said>(?P<month>0?[1-9]|1[0-2])/(?:20)?(?P<year>[0-4]\d))(?![\w/%]|[.,-]\d)",
        lambda match: f"{_MONTHS[int(match['month']) - 1]} de {cardinal(2000 + int(match['year']))}",
    ),
    says("ISO dates", r"(?<![\w./-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-])", _read_iso),
    says(
        "dates of numbers",
        r"(?<![\w./-])(?P<first>\d{1,2})(?P<gap>[/.-])(?P<second>\d{1,2})(?P=gap)(?P<year>(?:19|20)\d\d|\d\d)(?![\w/]|[.-]\d)",
        _read_date,
    ),
    says(
        "dates without a year",
        rf"(?:\b(?i:el|del|al|desde|hasta|antes del|fecha)\b|\b(?:FUM|FPP|FUR):?|{_ANY_DAY}\.?,?) "
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
        rf"(?<![\w.,/-])(?P<day>[12]?\d|3[01])(?P<gap>[/-])(?P<month>{any_of(_MONTH_FORMS)}|{MONTH})\.?"
        r"(?:(?P=gap)(?P<year>(?:19|20)\d\d|\d\d))?(?![\w/-])",
        _write_date,
        ignore_case=True,
    ),
    rewrites(
        "dates with a short month",
        rf"(?<![\w.,/-])(?P<day>[12]?\d|3[01]) (?P<month>{any_of(_MONTH_FORMS)})\.? "
        r"(?:de )?(?P<year>(?:19|20)\d\d)(?!\w)",
        lambda match: f"{match['day']} de {_MONTH_FORMS[match['month'].lower()]} de {match['year']}",
        ignore_case=True,
    ),
    says(
        "months",
        rf"(?<=\d )(?:de )?(?P<said>(?:{any_of(_MONTH_FORMS)})\.?)(?=\s|,|$)(?<!mar)",
        _read_month,
        ignore_case=True,
    ),
    says(
        "spans of short months",
        rf"(?<![\w.])(?P<first>{any_of(_MONTH_FORMS)})\.? ?[-–—] ?(?P<last>{any_of(_MONTH_FORMS)})(?![\w.]*\d)\b",
        lambda match: f"{_MONTH_FORMS[match['first'].lower()]} a {_MONTH_FORMS[match['last'].lower()]}",
        ignore_case=True,
    ),
    says("the end of a week", r"(?<!\w)[Ss][áa]b\.? ?/ ?[Dd]om\b\.?(?=\s|[:,;)]|$)", "sábado y domingo"),
    says(
        "spans of days",
        rf"(?<![\w{SAID}.])(?P<first>{_ANY_DAY})\.? ?(?:[-–—]|a) ?(?P<last>{_ANY_DAY})(?![\w'’])\.?(?=\s*[\w,"
        r";:(]|\.?$)",
        _read_days,
    ),
    says(
        "Tuesdays",  # "mar." is March elsewhere
        rf"(?<!\w)(?P<said>[Mm]ar\.?)(?=,? (?:\d{{1,2}} (?:de )?(?:{any_of(_MONTH_FORMS)})?)?[{SAID}]"
        rf"|,? \d{{1,2}} (?:de )?(?:{any_of(_MONTH_FORMS)}))",
        _read_day,
    ),
    says(
        "Tuesdays beside other days",
        r"(?<!\w)(?P<said>[Mm]ar(?:\.(?= \d)|(?=/)))",
        lambda match: "martes" if _OTHER_DAYS.search(match.string) else None,
    ),
    says(
        "days in a list",
        r"(?<![\w/])(?:L|Ma|Mi|X|J|V|S|D)(?:/(?:Ma|Mi|X|J|V|S|D)){1,5}(?![\w/])",
        _read_listed_days,
    ),
    says(
        "days before hours",
        r"(?<=[;,:] )(?P<said>L|Ma|Mi|X|J|V|S|D)(?=:? \d{1,2}(?::\d\d)? ?[-–] ?\d)",
        _read_day,
    ),
    says(
        "days with slashes",
        rf"(?<![\w/])(?:{_SHORT_DAY})\.?(?: ?/ ?(?:{_SHORT_DAY})\.?)+(?![\w/])",
        _read_listed_days,
    ),
    says(
        "days",
        rf"(?<!\w)(?P<said>(?:{_SHORT_DAY})(?:\.?(?=:? [\d{SAID}]|,)|\.(?=[/;)]| [a-zá-ú])|(?=\.$)))",
        _read_day,
    ),
    says(
        "months of a year",
        r"(?<![\w./-])(?P<month>0[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\w/-])",
        _read_month_of_year,
    ),
    says(
        "opening hours",
        rf"{_EDGE}{_clock('from')}(?: ?h(?:rs?|s)?\.?)?{_TO}{_clock('to')}(?: ?(?P<unit>h(?:rs|s)?\b|horas\b))?{_END}",
        _read_hours,
    ),
    says(
        "opening hours after a day",
        rf"(?<=[{SAID}]),? (?P<said>(?P<from>[7-9]|1[0-2]) ?[-–] ?(?P<to>[1-6]))(?=[.,;)]|$)",
        lambda match: f"{cardinal(int(match['from']))} a {cardinal(int(match['to']), 'feminine')}",
    ),
    says(
        "times",
        rf"{_EDGE}(?P<at_hour>{_HOUR}):(?P<at_minute>[0-5]\d)(?: ?(?P<at_half>{_HALF})| ?(?P<at_unit>h(?:rs|"
        rf"s)?\b|horas\b))?{_END}",
        _read_time,
    ),
    says(
        "times with a point",
        rf"{_EDGE}(?P<at_hour>{_HOUR})\.(?P<at_minute>[0-5]\d)(?P<at_half>) ?(?P<at_unit>h(?:rs|s)?\b|horas\b){_END}",
        _read_time,
    ),
    says(
        "hours of a half day",
        rf"{_EDGE}(?P<at_hour>{_HOUR})(?:\.(?P<at_minute>[0-5]\d))? ?(?P<at_half>{_HALF})(?P<at_unit>)",
        _read_time,
    ),
)

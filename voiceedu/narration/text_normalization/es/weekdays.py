"""Days of the week: lun-vie, L/Mi/V, L-X-V, sáb. y dom., mar. 3."""

import re

from voiceedu.narration.text_normalization.es.calendar import DAY, DAYS, MONTH_FORMS
from voiceedu.narration.text_normalization.es.numbers import fraction
from voiceedu.narration.text_normalization.rules import SAID, Rule, has, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of


def _read_days(match: re.Match[str]) -> str:
    return f"{DAYS[match['first']]} a {DAYS[match['last']]}"


def _read_listed_days(match: re.Match[str]) -> str:
    *first, last = (DAYS[form.strip(" .")] for form in match[0].split("/"))
    return f"{', '.join(first)} y {last}"


def _read_days_with_hyphens(match: re.Match[str]) -> str | None:
    """Return the days of L-X-V. M is a Wednesday between L and V where Tuesday would be alone, and else a Tuesday."""
    forms = [form.strip(".") for form in re.split("[-–]", match[0])]
    middle = "miércoles" if forms == ["L", "M", "V"] else "martes"
    *first, last = (middle if form == "M" else DAYS[form] for form in forms)
    return f"{', '.join(first)} y {last}"


def _write_weekend(match: re.Match[str]) -> str:
    return f"{match[1]} {'domingos' if match[2] == 'dom' else 'sábados'}"


def _write_long_day(match: re.Match[str]) -> str:
    written = match[0].rstrip(".").lower()
    return "miércoles" if written.startswith("mi") else f"domingo{'s' * written.endswith('s')}"


def _read_day(match: re.Match[str]) -> str:
    return DAYS[match["said"].rstrip(".")]


_OTHER_DAYS = re.compile(r"\b(?:lun|mi[ée]|jue|vie|s[áa]b|dom|lunes|miércoles|jueves|viernes)\b", re.IGNORECASE)
_LISTED_DAY = f"{DAY}|M"
_SHORT_DAY = "[Ll]un|[Mm]i[ée]|[Jj]ue|[Vv]ie|[Ss][áa]b|[Dd]om"


_DOSE = r"(?:\d{1,2} )?[1-3]/[24]|[½¼¾]|\d{1,2}(?:[.,]\d)?"
_DAY_WITH_DOSE = re.compile(rf"(?<!\w)(?:L|M|X|Mi|Ma|J|V|S|D):? (?:{_DOSE})(?![\w/-]|[:.,]\d)")
_FEWEST_DAYS = 3


def _read_day_with_dose(match: re.Match[str]) -> str | None:
    """Return the day and its part of a tablet, in a text that has a row of them: L 1/2, M 1/4, X 1/2."""
    if len(_DAY_WITH_DOSE.findall(match.string)) < _FEWEST_DAYS:
        return None
    form = match["day"]
    return f"{'martes' if form == 'M' else DAYS[form]} {fraction(match['dose'])}"


RULES: tuple[Rule, ...] = (
    says(
        "days before hours",
        r"\b(?:lunes|L) ?(?:[-–]|a) ?[A-Z]\b.{0,40}?(?:\b[oy]|[,;/]) "
        r"(?P<said>[JVSD])(?=:? \d{1,2}(?::\d\d)? ?[-–] ?\d| de \d{1,2}(?::\d\d)? (?:h )?a \d| hasta las )",
        _read_day,
    ),
    says("the end of a week", r"(?<!\w)[Ss][áa]b\.? ?/ ?[Dd]om\b\.?(?=\s|[:,;)]|$)", "sábado y domingo"),
    says(
        "days with hyphens",
        rf"(?<![\w{SAID}/-])(?:{_LISTED_DAY})\.?(?:[-–](?:{_LISTED_DAY})\.?){{2,6}}(?![\w'’/-])",
        _read_days_with_hyphens,
    ),
    rewrites("several Saturdays", r"\b([Ll]os|[Tt]odos los) (dom|s[áa]b)\.?(?!\w)", _write_weekend),
    rewrites("Wednesdays and Sundays", r"(?<!\w)(?:[Mm]i[ée]rc\.?|[Dd]go\.?|[Dd]gos\.?)(?!\w)", _write_long_day),
    says(
        "spans of days",
        rf"(?<![\w{SAID}.])(?P<first>{DAY})\.? ?(?:[-–—]|a) ?(?P<last>{DAY})(?![\w'’])\.?(?=\s*[\w,"
        r";:()]|\.?$)",
        _read_days,
    ),
    says(
        "Tuesdays",  # "mar." is March elsewhere
        rf"(?<!\w)(?<!del )(?P<said>[Mm]ar\.?)(?=,? (?:\d{{1,2}} (?:de )?(?:{any_of(MONTH_FORMS)})?)?[{SAID}]"
        rf"|,? \d{{1,2}} (?:de )?(?:{any_of(MONTH_FORMS)}))",
        _read_day,
    ),
    says(
        "Tuesdays beside other days",
        r"(?<!\w)(?P<said>[Mm]ar(?:\.(?= \d)|(?=/)|\.?(?=,? (?:y |e )?(?:mi[ée]|jue|vie|s[áa]b|dom)\b)|"
        r"(?=:? \d{1,2}(?::\d\d)? ?[-–])))",
        lambda match: "martes" if has(_OTHER_DAYS, match.string) else None,
    ),
    says(
        "days in a list",
        r"(?<![\w/])(?:L|Ma|Mi|X|J|V|S|D)(?:/(?:Ma|Mi|X|J|V|S|D)){1,5}(?![\w/])",
        _read_listed_days,
    ),
    says(
        "days before hours",
        r"(?:(?<=[;,:] )|(?<=\by )|^)(?P<said>L|Ma|Mi|X|J|V|S|D)(?=:? \d{1,2}(?::\d\d)? ?[-–] ?\d)",
        _read_day,
    ),
    says(
        "days with slashes",
        rf"(?<![\w/])(?:{_SHORT_DAY})\.?(?: ?/ ?(?:{_SHORT_DAY})\.?)+(?![\w/])",
        _read_listed_days,
    ),
    says(
        "days",
        rf"(?<!\w)(?P<said>(?:{_SHORT_DAY})(?:\.?(?=:? [\d{SAID}]|,)|\.(?=[/;)]| [a-zá-ú])|(?=\.$)|(?= (?:de|a) \d)|"
        rf"(?= (?:y|e|o) (?:{_SHORT_DAY}|[{SAID}]|{DAY})(?!\w))))",
        _read_day,
    ),
)
DOSE_RULES: tuple[Rule, ...] = (
    rewrites("a weekend and holidays", r"(?<!\w)S, ?D(?=,? ?(?:y|e|/) (?:fest|fer))", "sábado, domingo"),
    rewrites(
        "days in brackets",
        r"(?<=\()([LMXJV](?:, [LMXJVSD])*) y ([LMXJVSD])(?=\))",
        lambda match: (
            ", ".join(DAYS.get(day, "martes") for day in match[1].split(", ")) + f" y {DAYS.get(match[2], 'martes')}"
        ),
    ),
    rewrites(
        "a day before a colon",
        r"(?<!\w)([Ll]un|[Mm]i[eé]|[Jj]ue|[Vv]ie|[Ss][áa]b|[Dd]om)\.(?=[:;)])",
        lambda match: DAYS[match[1]],
    ),
    rewrites(
        "morning and afternoon by a slash",
        r"(?<![\w/.,])(\d{1,2}(?::\d\d)? ?[-–] ?\d{1,2}(?::\d\d)?) ?/ ?(\d{1,2}(?::\d\d)? ?[-–] ?\d{1,2}(?::\d\d)?) ?"
        r"(?=h(?:s|rs|oras)?\b)",
        r"\1 h y \2 ",
    ),
    says(
        "days and their doses",
        rf"(?<!\w)(?P<day>L|M|X|Mi|Ma|J|V|S|D):? (?P<dose>{_DOSE})(?![\w/-]|[:.,]\d)",
        _read_day_with_dose,
    ),
)

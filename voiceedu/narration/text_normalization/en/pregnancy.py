"""Weeks and days of a pregnancy, and classes of drugs in it: 39+2 weeks, 18+0–20+6 wks, 28/40, <37+0, Preg. Cat. C."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites, says

_OF_PREGNANCY = re.compile(
    r"pregnan|\bpreg\b|gestation|\b"
    r"(?:baby|babies|bump|f[o]?etal|f[o]?etus|EDD|LMP|midwi\w+|anti-D|folic|GTT|OGTT|booking|labou?r|"
    r"antenatal|prenatal|waters|twins|placenta|scans?|CTG|IOL|NICU|SCBU|C-?section|caesarean|cesarean|VBAC|breech|birth|"
    r"born|deliver\w*|preterm|whooping|pertussis|Tdap|RSV)\b",
    re.IGNORECASE,
)
_OF_EYES = re.compile(r"\b(?:VA|BCVA|vision|acuity|eyes?|OD|OS|OU)\b")


def _read_age(weeks: str, days: str) -> str:
    return f"{weeks} weeks" + (f" and {days} day{'' if days == '1' else 's'}" if days else "")


def _read_fortieths(match: re.Match[str]) -> str | None:
    """Return "28 weeks" for 28/40 in a text about pregnancy. The eyesight of 20/40 is none."""
    weeks = [int(number) for number in (match["low"], match["weeks"]) if number]
    is_age = all(number <= 42 for number in weeks) and has(_OF_PREGNANCY, match.string)
    if not is_age or has(_OF_EYES, match.string):
        return None
    low = f"{match['low']} to " if match["low"] else ""
    return low + _read_age(match["weeks"], match["days"] or "")


def _read_bound(match: re.Match[str]) -> str | None:
    days = match["days"].replace("0", "")
    return match["sign"] + _read_age(match["weeks"], days) if has(_OF_PREGNANCY, match.string) else None


def _read_class(match: re.Match[str]) -> str:
    letter, number = match["class"][0], match["class"][1:]
    name = f"{'pregnancy ' if match['preg'] else ''}category {letter}"
    return f"{name} {cardinal(int(number))}" if number else name


_EMBRYO = re.compile(r"\b(?:embryos?|blast\w*|transfer\w*|frozen|[2-6](?:AA|AB|BA|BB))\b", re.IGNORECASE)

RULES: tuple[Rule, ...] = (
    rewrites(
        "days after a transfer",
        r"(?<![\w.])(\d{1,2}) ?dp([356])dt?(?!\w)",
        r"\1 days past a \2-day transfer",
    ),
    rewrites("days after ovulation", r"(?<![\w.])(\d{1,2}) ?dpo(?!\w)", r"\1 days past ovulation"),
    says(
        "grades of an embryo",
        r"(?<![\w.])(?P<stage>[1-6])(?P<letters>[ABC]{2})(?!\w)",
        lambda match: (
            f"{cardinal(int(match['stage']))} {' '.join(match['letters'])}" if _EMBRYO.search(match.string) else None
        ),
    ),
    says(
        "a class of drugs in pregnancy",
        r"\b(?:(?P<preg>[Pp]reg)(?:nancy\b|\b\.?) )?(?:[Cc]ategory|Cat\.?|cat\.) "
        r"(?P<class>[A-DX]|B[123])(?![\w-]|\. [A-Z][a-z]+ )",
        _read_class,
    ),
    rewrites(
        "pregnancy in short",
        r"\b([Pp])reg\.(?= (?:tests?|class|loss|history|hx|category|cat|and|or)\b)|\b([Pp])reg\b\.?(?=-related| test)",
        lambda match: f"{match[1] or match[2]}regnancy",
    ),
    rewrites("pregnant in short", r"\b(if|is|are|be|not|when|while|you|get) preg\b(?:\.(?=[ ,;)]|$))?", r"\1 pregnant"),
    rewrites(
        "fortieths",
        r"(?<![\w./-])(?:(?P<low>\d{1,2}) ?[-–] ?)?(?P<weeks>[1-4]?\d)(?:\+(?P<days>[1-6]))?/40(?![\w/%]|[.,-]\d)",
        _read_fortieths,
    ),
    rewrites(
        "bounds of an age of a pregnancy",
        r"(?P<sign>[<>≥≤] ?)(?P<weeks>[1-4]\d)\+(?P<days>[0-6])(?![\w/+]|[.,]\d| ?(?:weeks|wks?))",
        _read_bound,
    ),
    rewrites(
        "from one age of a pregnancy to another",
        r"(?<![\w.,/+])([1-4]\d)\+([0-6])(?: ?[-–] ?| to | and )(?=[1-4]\d\+[0-6] ?(?:weeks|wks?)\b)",
        r"\1+\2 weeks to ",
    ),
    rewrites(
        "weeks and days of a pregnancy",
        r"(?<![\w.,/+])([1-4]\d) ?\+ ?([0-6])(?: ?(?:weeks|wks?)\b\.?(?= [a-z]|[,;)]|\.?$))",
        lambda match: f"{match[1]} weeks and {match[2]} day{'' if match[2] == '1' else 's'}",
    ),
    rewrites(
        "weeks and days of a birth",
        r"\b([Bb]orn (?:at )?|[Dd]elivered (?:at )?|GA:? |(?:CGA|PMA|EGA):? |[Gg]estation(?:al age)?:? (?:of )?)"
        r"([1-4]\d) ?\+ ?([0-6])(?!\d|\.\d)",
        lambda match: f"{match[1]}{match[2]} weeks and {match[3]} day{'' if match[3] == '1' else 's'}",
    ),
    rewrites("weeks and sevenths", r"(?<![\w.,])(\d\d) ([1-6])/7 ?(?:wks?|weeks)\b\.?", r"\1 weeks and \2 days"),
)

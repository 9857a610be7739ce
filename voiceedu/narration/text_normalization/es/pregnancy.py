"""Weeks of a pregnancy: 38+5 sem, 24 s 3 d, a las 28 s, 20-22 SDG."""

import re

from voiceedu.narration.text_normalization.es.numbers import Noun, count
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites, says

_WEEK = Noun(one="semana", many="semanas", is_feminine=True)
_DAY = Noun(one="día", many="días")


def _read_pregnancy(match: re.Match[str]) -> str:
    return f"{count(match['weeks'], _WEEK)} y {count(match['days'], _DAY)}"


def _write_weeks(match: re.Match[str]) -> str:
    """Return weeks and days; of an exercise, which is held for seconds, seconds and days."""
    if has(_HELD, match.string):
        return f"{match[1]} seg, {match[2]} d"
    return f"{match[1]} sem {match[2]} d"


_HELD = re.compile(r"\b(?:ejercicio|estir|aguant|sost|manten|plancha|puente|series?|repet)", re.IGNORECASE)


RULES: tuple[Rule, ...] = (
    rewrites(
        "weeks of a pregnancy in letters", r"(?<=\d) ?S\.?D\.?G(?:\.(?=\s*[\w,;)]))?(?!\w)", " semanas de gestación"
    ),
    rewrites(
        "weeks to weeks and days of a pregnancy",
        r"(?<![\w.,])(\d{1,2}) ?[-–] ?(?=\d{1,2} ?\+ ?[0-6] ?sem)",
        r"\1 a ",
    ),
    rewrites("weeks and days of a pregnancy", r"(?<![\w.,])(\d{1,2}) ?s\.? (\d) ?d(?!\w)", _write_weeks),
    rewrites("weeks of a pregnancy", r"\b([Aa] las \d{1,2}(?: ?[-–] ?\d{1,2})?) s(?=[\s,;.)]|$)", r"\1 semanas"),
    says(
        "weeks plus days of a pregnancy",
        r"(?<![\w.,])(?P<weeks>[1-4]?\d) ?\+ ?(?P<days>[0-6]) ?sem(?:anas?|\b\.?)",
        _read_pregnancy,
    ),
)

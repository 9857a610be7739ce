"""Shorthand of a clinic's own sheets: r/s, b/4 bed, D2–D4, B/B incontinence, 50 pts, U/S, –500 kcal/d."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_OF_A_SPINE = re.compile(r"\b(?:spine|vertebra\w*|discs?|levels?|roots?|fractures?|fx|dorsal)\b", re.IGNORECASE)
_OF_POINTS = re.compile(r"\b(?:sugars?|glucose|BS|FSBS|BG|scores?|scale|BP|pressure)\b")


def _read_days(match: re.Match[str]) -> str | None:
    return None if _OF_A_SPINE.search(match.string) else f"days {match[1]} to {match[2]}"


def _read_points(match: re.Match[str]) -> str | None:
    return " points" if _OF_POINTS.search(match.string) else None


RULES: tuple[Rule, ...] = (
    rewrites("rescheduled", r"\b((?:be|been|was|is|were|are)(?: \w+ly)?) r/s(?![\w/])", r"\1 rescheduled"),
    rewrites("reschedule", r"\b([Tt]o|[Cc]all &|[Mm]ust|[Ww]ill|[Mm]ay) (?:r/s|resched)(?![\w/])\.?", r"\1 reschedule"),
    rewrites(
        "your procedure",
        r"\b([Yy]our|[Tt]he|[Bb]efore|[Aa]fter|[Dd]uring|[Dd]ay of|[Pp]ost|[Pp]re) proc\.(?=[\s,;)])",
        r"\1 procedure",
    ),
    rewrites("before", r"(?<![\w/])b/4(?![\w/])", "before"),
    rewrites("days of a course", r"(?<![\w/-])D(\d{1,2}) ?[-–] ?D(\d{1,2})(?![\w/])", _read_days),
    rewrites("points", r"(?<=\d) ?pts\b\.?(?=[ ,;)]|$)", _read_points),
    rewrites(
        "bowel and bladder",
        r"(?<![\w/])B/B(?= (?:incontinence|dysfunction|changes?|control|symptoms?|issues?|sx)\b)",
        "bowel or bladder",
    ),
    rewrites("ultrasound", r"(?<![\w/])U/S(?![\w/])", "ultrasound"),
    rewrites("headache", r"(?<![\w/])H/A(?=s?(?![\w/]))", "headache"),
    rewrites("clear liquids", r"\b([Cc]lear) liqs?\b\.?", r"\1 liquids"),
    rewrites("parts of the colon and the aorta", r"\b([Aa])sc\.(?= (?:colon|aorta)\b)", r"\1scending"),
    rewrites("other parts of the colon and the aorta", r"\b([Dd])esc\.(?= (?:colon|aorta)\b)", r"\1escending"),
    rewrites("grades in letters", r"\b[Gg]r\.(?= [A-D]\b)", "grade"),
    rewrites("minutes before a meal", r"(?<=\d)[′’'](?= ?(?:ac|pc|before|after|prior)\b)", " min"),
    rewrites("a unit after a sign", r"(?<== )kg/m[²2](?!\w)", "kilograms per square meter"),
    rewrites("breakfast", r"\bbkfst\b\.?", "breakfast"),
    rewrites("less, by a dash", r"(?:^|(?<=[;:=→(] ))[–−](?=\d)", "minus "),
)

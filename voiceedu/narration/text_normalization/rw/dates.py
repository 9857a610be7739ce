"""Kinyarwanda dates and hours. The first hour of a day is at seven: 9:30 is "saa tatu n'iminota mirongo itatu"."""

import re

from voiceedu import languages
from voiceedu.narration.text_normalization.rules import Rule, says
from voiceedu.narration.text_normalization.rw.numbers import whole
from voiceedu.narration.text_normalization.written_forms import DATE, EDGE, ISO_DATE

_HOURS = (
    *("cumi n'ebyiri", "moya", "mbiri", "tatu", "ine", "tanu", "sita"),
    *("saba", "munani", "cyenda", "cumi", "cumi n'imwe"),
)
"""Those from six o'clock on."""
_FIRST_HOUR = 6
_PARTS_OF_A_DAY = ((13, ""), (17, " z'amanywa"), (20, " z'umugoroba"), (25, " z'ijoro"))
"""What is said of hours before the given one. In the morning the text says it itself."""
_TIME = r"(?:[01]?\d|2[0-4])[:h][0-5]\d"
_NAMED = r"(?P<named>(?<!\w)[Ii]?[Tt]ariki(?: ya| yo ku wa)? )?"


def _read_time(text: str) -> str:
    hour, minute = map(int, re.split("[:h]", text))
    part = next(words for end, words in _PARTS_OF_A_DAY if hour < end) if hour else " z'ijoro"
    minutes = f" n'iminota {whole(str(minute), 'iminota')}" if minute else ""
    return f"saa {_HOURS[(hour - _FIRST_HOUR) % 12]}{minutes}{part}"


def _read_hours(match: re.Match[str]) -> str:
    first = _read_time(match["first"])
    return f"{first} kugeza {_read_time(match['last'])}" if match["last"] else first


def _read_date(match: re.Match[str]) -> str:
    months = languages.locale_or_english("rw").months["format"]["wide"]
    day = int(match["day"])
    named = match["named"] or "tariki "
    of = "" if named.endswith(" ya ") else "ya "
    return f"{named}{of}{'mbere' if day == 1 else whole(str(day))} {months[int(match['month'])]} {whole(match['year'])}"


RULES: tuple[Rule, ...] = (
    says("dates", rf"{_NAMED}{DATE}(?![\w/-])", _read_date),
    says("ISO dates", rf"{_NAMED}{ISO_DATE}(?![\w/-])", _read_date),
    says(
        "hours",
        rf"(?:(?<!\w)[Ss]aa? )?{EDGE}(?P<first>{_TIME})(?: ?[-–—] ?(?P<last>{_TIME}))?(?![\w:])",
        _read_hours,
    ),
)

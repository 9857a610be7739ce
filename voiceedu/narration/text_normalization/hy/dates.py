"""Armenian dates and hours: 12.01.2026-ին, 2018թ. նոյեմբեր, 9:30-ին, 8:00–17:00."""

import re

from voiceedu import languages
from voiceedu.narration.text_normalization.hy.numbers import LETTERS, whole, with_ending
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says
from voiceedu.narration.text_normalization.written_forms import DATE, EDGE, ISO_DATE

_ENDING = rf"(?:[-–](?P<ending>[{LETTERS}]{{1,4}}))?(?![{LETTERS}\d/-])"
_OF_A_YEAR = r"(?: ?թ(?:\.|(?![ա-ֆ])))?"
_TIME = r"(?:[01]?\d|2[0-4]):[0-5]\d"
_HOUR_NAMED = re.compile(r"ժամը?ի?\s*$")


def _read_date(match: re.Match[str]) -> str:
    months = languages.locale_or_english("hy").months["format"]["wide"]
    day = with_ending(str(int(match["day"])), match["ending"] or "", before="ժամը ")
    return f"{whole(match['year'])} թվականի {months[int(match['month'])]} {day}"


def _read_time(text: str, ending: str) -> str:
    """Return an hour as it is said: "ութ", "ինն անց երեսուն"."""
    hour, minute = (str(int(part)) for part in text.split(":"))
    if minute == "0":
        return with_ending(hour, ending, before="ժամը ")
    return f"{with_ending(hour, 'ը')[:-1]}ն անց {with_ending(minute, ending, before='ժամը ')}"


def _read_hours(match: re.Match[str]) -> str:
    named = "" if _HOUR_NAMED.search(match.string[: match.start()]) else "ժամը "
    ending = match["ending"] or ""
    if match["last"] is None:
        return named + _read_time(match["first"], ending)
    return f"{named}{_read_time(match['first'], 'ից')} {_read_time(match['last'], ending)}"


RULES: tuple[Rule, ...] = (
    says("dates", DATE + _OF_A_YEAR + _ENDING, _read_date),
    says("ISO dates", ISO_DATE + _ENDING, _read_date),
    says("hours", rf"{EDGE}(?P<first>{_TIME})(?: ?[-–—] ?(?P<last>{_TIME}))?{_ENDING}", _read_hours),
    rewrites("in several years", r"(?<=\d) ?թթ\.?(?= [Ա-ֆև])", " թվականների"),
    rewrites("several years", r"(?<=\d) ?թթ\.?", " թվականներ"),
    rewrites("in a year", r"(?<=\d{4}) ?թ\.?(?= [Ա-ֆև])", " թվականի"),
    rewrites("a year with its ending", r"(?<=\d{4}) ?թ\.?-(?=[ա-ֆ])", " թվական"),
    rewrites("a year", r"(?<=\d{4}) ?թ(?:\.|(?![ա-ֆ]))", " թվական"),
)

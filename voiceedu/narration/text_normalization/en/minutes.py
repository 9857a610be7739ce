"""Minutes and seconds: 1:05 min, 1m30s, a race in 27:45, ice x 15'."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_WHOLE = 100
_OF_WALKING = re.compile(r"\b(?:amb\w*|walk\w*|gait|ladder|fell|height|feet|ft)\b", re.IGNORECASE)


def _read_minutes_and_seconds(match: re.Match[str]) -> str:
    """Return "one minute five seconds" for 1:05 min; without the minutes where there are none."""
    parts = [(int(match["minute"]), "minute"), (int(match["second"]), "second")]
    return " ".join(f"{cardinal(many)} {unit}{'s' * (many != 1)}" for many, unit in parts if many)


def _read_many_minutes(match: re.Match[str]) -> str | None:
    """Return "twenty seven forty five" for 27:45, unless it is a ratio of two shares: 60:40."""
    minute, second = int(match["minute"]), int(match["second"])
    if minute + second == _WHOLE:
        return None
    return f"{cardinal(minute)} {'oh ' * (0 < second < 10)}{cardinal(second) if second else 'minutes'}"


RULES: tuple[Rule, ...] = (
    rewrites("seconds of a picture", r"(?<![\w.:])0:([0-5]\d)(?= ?(?:of )?fluoro)", r"\1 sec"),
    rewrites("minutes and seconds in short", r"(?<![\w.,])(\d{1,2})m ?([0-5]?\d)s(?!\w)", r"\1 min \2 sec"),
    says(
        "minutes and seconds of a race",
        r"(?<![\w.,:/$-])(?P<minute>2[5-9]|[3-5]\d):(?P<second>[0-5]\d)(?![\w:]|[.,]\d| ?min)",
        _read_many_minutes,
    ),
    says(
        "minutes and seconds",
        r"(?<![\w.,:/$-])(?P<minute>\d{1,2}):(?P<second>[0-5]\d) ?min(?:ute)?s?(?![\w/])",
        _read_minutes_and_seconds,
    ),
    rewrites(
        "minutes by a mark",
        r"\b(?:upright|sit|in|wait|after|for|every|q|ice|heat|hold|rest|per|over|next|last|first|x|soak) ?[≥≤>~]? ?"
        r"(?:\d{1,2} ?[-–] ?)?\d{1,2}(?P<said>['’′])(?![\w'’′])"
        r"(?! ?(?:\d|tall|wide|long|high|deep|from|away|of|x\b|×))",
        lambda match: None if _OF_WALKING.search(match.string) else " min",
        ignore_case=True,
    ),
    rewrites("minutes of an hour by a mark", r"(?<=\d)['’′](?= ?/ ?hr?(?!\w))", " min"),
)

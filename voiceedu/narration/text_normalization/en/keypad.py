"""Keys of a telephone: press # to end, * to repeat, dial *67."""

import functools
import re

from voiceedu.narration.text_normalization.en.numbers import digits
from voiceedu.narration.text_normalization.rules import Rule, says

_KEYS = {"#": "pound", "*": "star"}
_PRESSING = re.compile(r"\b(?:press|dial|push|hit|enter|touch|keys?|by the|followed by)\b", re.IGNORECASE)

_NUMBER_OF = re.compile(r"\b(?:your|this|that|their|his|her|account|phone|ID|PIN|member|extension) $", re.IGNORECASE)
"""Before a sign that means "number": enter your # and then #."""


def _read_key(match: re.Match[str]) -> str | None:
    if _NUMBER_OF.search(match.string[max(0, match.start() - 20) : match.start()]) and not match["number"]:
        return None
    if match.start() < _end_of_pressing(match.string):
        return None
    return " ".join((_KEYS[match["key"]], digits(match["number"] or ""))).strip()


@functools.lru_cache(maxsize=4)
def _end_of_pressing(text: str) -> int:
    """Return where the first word about keys ends, or the length of `text` if there is none."""
    word = _PRESSING.search(text)
    return word.end() if word else len(text)


def _read_code(match: re.Match[str]) -> str:
    first, last = (_KEYS.get(match[key], "") for key in ("first", "last"))
    return " ".join(filter(None, (first, digits(match["number"]), last)))


RULES: tuple[Rule, ...] = (
    says(
        "codes that end with a key",
        r"\b(?i:code|PIN|combination)(?: is|:)? (?P<said>(?P<first>[#*]?)(?P<number>\d{3,8})(?P<last>[#*]))(?![\w#*])",
        _read_code,
    ),
    says(
        "keys",
        r"(?<![\w*#])[\"“'‘(]?(?P<said>(?P<key>[#*])(?P<number>(?<=\*)\d|\d{2,3})?)(?=[\"”'’)]?(?:[\s,.;]|$))",
        _read_key,
    ),
)

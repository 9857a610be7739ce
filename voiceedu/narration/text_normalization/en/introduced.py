"""Letters in brackets after the words that they stand for are letters: hormone therapy (HT), bipolar disorder (BD)."""

import re

from voiceedu.narration.text_normalization.addresses import spell
from voiceedu.narration.text_normalization.en.capitals import NAMES
from voiceedu.narration.text_normalization.rules import Rule, says

_SMALL_WORDS = frozenset(["a", "an", "and", "by", "for", "in", "of", "on", "or", "the", "to", "with"])
_WORD = re.compile(r"[A-Za-z]+(?:['’]s\b)?")
_MOST_BEFORE = 120
"""In characters: the words of five letters, and the small words among them."""


def _read_introduced(match: re.Match[str]) -> str | None:
    letters = match["said"]
    before = match.string[max(0, match.start() - _MOST_BEFORE) : match.start("said")]
    words = [word for word in _WORD.findall(before) if word.lower() not in _SMALL_WORDS]
    initials = "".join(word[0].upper() for word in words[-len(letters) :])
    return spell(letters) if initials == letters and letters not in NAMES else None


FIRST_RULES: tuple[Rule, ...] = (
    says("letters that are introduced", r"(?<=[a-z]{2} )\((?P<said>[A-Z]{2,5})(?=\)(?! ?[#\d]))", _read_introduced),
)

"""Ordinals: 1st-3rd, 2nd/3rd, 21th, the 4th-floor desk."""

import re

from voiceedu.narration.text_normalization.en.numbers import ordinal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says


def _read_ordinal(match: re.Match[str]) -> str:
    return ordinal(int(match["number"]))


RULES: tuple[Rule, ...] = (
    rewrites(
        "ordinals in a range", r"(?<![\w.,])(\d{1,3}(?:st|nd|rd|th)) ?[-–—] ?(?=\d{1,3}(?:st|nd|rd|th)\b)", r"\1 to "
    ),
    says(
        "ordinals with a wrong ending",
        r"(?<![\w.,-])(?P<number>\d*(?:1[123](?:st|nd|rd)|(?<!1)(?:1(?:nd|rd|th)|2(?:st|rd|th)|3(?:st|nd|th))"
        r"|[04-9](?:st|nd|rd)|1[4-9](?:st|nd|rd)))(?!\w)",
        lambda match: ordinal(int(match["number"][:-2])) if match[0] != match.string else None,
    ),
    rewrites("ordinals with a slash", r"(?<=(?:st|nd|rd|th))/(?=\d+(?:st|nd|rd|th)\b)", " or "),
    says("ordinals with a hyphen", r"(?<![\w.,])(?P<number>\d{1,3})(?:st|nd|rd|th)(?=-)", _read_ordinal),
)

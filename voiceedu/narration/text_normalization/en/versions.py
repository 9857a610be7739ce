"""Versions of a leaflet or a program: v2.1, 10.4.1, 3.2.1b; and what looks like one and is a day: on 3.2.26."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal, decimal, digits
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says


def _read_version(match: re.Match[str]) -> str | None:
    parts = match["parts"].split(".")
    if _is_day(parts, match.string[: match.start()]):
        return None
    if len(parts) == 4:  # an address of the Internet
        return " dot ".join(map(digits, parts))
    return f"{' point '.join(cardinal(int(part)) for part in parts)} {match['letter'].upper()}".strip()


def _is_day(parts: list[str], before: str) -> bool:
    """Return whether numbers with points are a day, as Europe writes it: on 3.2.26, 14.10.26."""
    if len(parts) != 3 or len(parts[2]) != 2 or _VERSION.search(before):
        return False
    first, second = int(parts[0]), int(parts[1])
    is_sure = 12 < first <= 31 and 0 < second <= 12
    return is_sure or (_DATED.search(before) is not None and 0 < first <= 31 and 0 < second <= 31)


_VERSION = re.compile(
    r"\b(?:version|v|app|build|software|firmware|release|iOS|Android|section|item)[ .:]*$", re.IGNORECASE
)
_DATED = re.compile(
    r"\b(?:on|dated?|seen|since|until|from|by|DOB|of birth|reviewed|reported|scan of|visit of)[ :]*$", re.IGNORECASE
)


RULES: tuple[Rule, ...] = (
    says(
        "a version of a leaflet",
        r"(?<![Pp]en )\b[Vv](?:er(?:sion)?)?\.? ?(?P<number>\d{1,2}\.\d{1,2})(?![\w]|\.\d)",
        lambda match: f"version {decimal(match['number'])}",
    ),
    rewrites("version", r"\bv\.? ?(?=\d)", "version "),
    says("versions", r"(?<![\w.,$])(?P<parts>\d{1,3}(?:\.\d{1,3}){2,})(?P<letter>[a-z]?)(?!\w|\.\d)", _read_version),
)

"""Numbers that are read in one way whatever they count: 2 tabletas, día 3, 1,5.

General text normalization says the same of them, and needs as much time for one as for a date. They are read one by
one, beside numbers of other kinds too; `plain_numbers` reads a text that has nothing but numbers below a hundred.
Numbers that end in one agree with their noun, and are left to general text normalization.
"""

import re

from voiceedu.narration.text_normalization.es.numbers import decimal
from voiceedu.narration.text_normalization.rules import SAID, Rule, says

_NO_UNIT = rf"(?=[,;:.!?)]*(?:$|\s+(?:[a-zá-ú]{{4,}}|y|a|o|en|la|el|los|las|por|que|día|[{SAID}(])))"
"""What follows is no unit of measurement, and no month: 5 de mayo."""
_BEFORE = rf"(?<![^\s({SAID}])(?<!\d\s)(?<!\d,\s)"
_AFTER = re.compile(rf"(?:[a-zá-ú:;,)(]|[A-ZÁÉÍÓÚ][a-zá-ú]+|[{SAID}])\s*\(?$")
_AFTER_A_CLOCK = re.compile(
    r"^[a-z]{3} $|\b(?:las?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep\w*|octubre|nov\w*|dic\w*)\s+$"
)


def _read_number(match: re.Match[str]) -> str | None:
    before = match.string[: match.start()]
    is_plain = _AFTER.search(before) is not None and _AFTER_A_CLOCK.search(before) is None
    return decimal(match["number"]) if is_plain else None


RULES: tuple[Rule, ...] = (
    says(
        "decimals after a bound",
        r"\b(?:más|menos) de (?P<said>\d{1,3}\.\d)(?![\w%°]|[.,:/-]\d)",
        lambda match: decimal(match["said"]),
    ),
    says(
        "plain numbers",
        rf"{_BEFORE}(?P<number>0|[2-9]|1\d|[2-9][02-9]|100|\d{{1,2}},[0-9]){_NO_UNIT}",
        _read_number,
    ),
)

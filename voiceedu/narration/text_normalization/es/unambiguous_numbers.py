"""Numbers that are read in one way whatever they count: 2 tabletas, día 3, 1,5.

General text normalization says the same of them, and needs as much time for one as for a date. These rules read each
by what stands beside it, in a text with numbers of other kinds too. `small_numbers` comes after all rules: it reads a
text whose only numbers are below a hundred, and leaves any other text whole.
Numbers that end in one agree with their noun, and are left to general text normalization.
"""

import re

from voiceedu.narration.text_normalization.es.numbers import DECIMAL, decimal
from voiceedu.narration.text_normalization.rules import SAID, Rule, says

_NO_UNIT = rf"(?=[,;:.!?)]*(?:$|\s+(?:[a-zá-ú]{{4,}}|y|a|o|en|la|el|los|las|por|que|día|[{SAID}(])))"
"""What follows is no unit of measurement, and no month: 5 de mayo."""
_BEFORE = rf"(?<![^\s({SAID}])(?<!\d\s)(?<!\d,\s)"
_AFTER = re.compile(rf"(?:[a-zá-ú:;,)(]|[A-ZÁÉÍÓÚ][a-zá-ú]+|[{SAID}])\s*\(?$")
_AFTER_A_CLOCK = re.compile(
    r"^[a-z]{3} $|\b(?:las?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep\w*|octubre|nov\w*|dic\w*)\s+$"
)


_NEARBY = 60
"""How many characters before a number are looked at: a word or two."""


def _read_number(match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - _NEARBY) : match.start()]
    is_plain = _AFTER.search(before) is not None and _AFTER_A_CLOCK.search(before) is None
    return decimal(match["number"]) if is_plain else None


def _read_point(match: re.Match[str]) -> str | None:
    """Return a decimal in a sentence. Alone it may be an hour, which general text normalization reads: 1.30."""
    return decimal(match["said"]) if re.search(rf"[^\W\d_]|[{SAID}]", match.string) else None


_APART = r"(?<![\w.,$€£:/-])"
_TESTS = "INR|creatinina|potasio|calcio|magnesio|bilirrubina|lactato|TSH|PSA|PCR|A1c|hemoglobina|pH"

RULES: tuple[Rule, ...] = (
    says(
        "decimals that are no hour",
        rf"{_APART}(?P<said>(?:2[5-9]|[3-9]\d|\d{{3}})\.\d\d)(?![\w%°]|[.,:/-]\d)",
        _read_point,
    ),
    says("decimals below one", rf"{_APART}(?P<said>0\.\d\d)(?![\w%°]|[.,:/-]\d| ?h(?:oras|rs?|s)?\b)", _read_point),
    says(
        "a decimal alone",  # 12.15 and 1.30 are hours
        r"^(?P<said>\d{1,2}\.(?!00|05|15|30|45)\d\d)\.?$",
        lambda match: decimal(match["said"]),
    ),
    says(
        "numbers before a comma",  # General text normalization takes the comma for a decimal one.
        rf"(?<![\w.,$€£:/-])(?P<said>{DECIMAL})(?=,\s)",
        lambda match: decimal(match["said"]),
    ),
    says(
        "thousands and eight hundred",  # General text normalization takes 800 for the beginning of a telephone number.
        rf"{_APART}(?P<said>[1-9]\d{{0,2}}\.800)(?![\w%°]|[.,:/-]\d| \d)",
        _read_point,
    ),
    says("decimals of one digit", rf"{_APART}(?P<said>\d{{1,3}}\.\d)(?![\w%°]|[.,:/-]\d)", _read_point),
    says(
        "decimals of a count",
        rf"{_APART}(?<!\blas )(?<!\bla )(?P<said>\d{{1,3}}\.\d\d)(?= (?!horas\b)[a-zá-ú]{{3,}}[aeo]s\b)",
        _read_point,
    ),
    says(
        "decimals of a blood test",
        rf"\b(?i:{_TESTS})(?: (?:es|fue|era|de|en))?:? (?P<said>\d{{1,3}}\.\d\d)(?![\w%°]|[.,:/-]\d)",
        _read_point,
    ),
    says(
        "digits in a row",  # no date: 4-2-6
        r"(?<![\w.,/-])(?P<said>\d(?:-\d){2,3})(?![\w/-]|[.,]\d)",
        lambda match: (
            ", ".join(map(decimal, match["said"].split("-"))) if re.search(r"[^\W\d_]", match.string) else None
        ),
    ),
    says(
        "plain numbers",
        rf"{_BEFORE}(?P<number>0|[2-9]|1\d|[2-9][02-9]|100|\d{{1,2}},[0-9]){_NO_UNIT}",
        _read_number,
    ),
)

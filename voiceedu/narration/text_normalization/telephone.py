"""Telephone numbers of any country, read digit by digit in the groups that they are written in."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_GAP = r"[ .\-–/]"
_EDGE_BEFORE = r"(?<![\w.,$€£+–-])"
_EDGE_AFTER = r"(?![\w%°]|[–-]\w|[.,]\d)"
_INTERNATIONAL = rf"(?:\+|\b00 ?)\d{{1,3}}(?:(?:{_GAP}|\))*\(?\d{{1,5}}\)?){{2,6}}"
_NORTH_AMERICAN = rf"(?:1{_GAP}?)?(?:\(\d{{3}}\){_GAP}?|\d{{3}}{_GAP})\d{{3}}{_GAP}\d{{4}}"
_WITHOUT_GAPS = r"(?:1?[2-9]\d{9}|0\d{9,10})"
_DATE = r"\d\d?[/.-]\d\d?[/.-](?:19|20)\d\d(?!\d)"
_WITH_ZERO = rf"(?!{_DATE})(?=(?:\D{{0,2}}\d){{9}})\(?0\d{{1,4}}\)?(?:{_GAP}\d{{2,8}}){{1,5}}(?:-\d)?"
_WITH_ZERO_IN_BRACKETS = rf"\(0\d{{1,3}}{_GAP}\d{{1,4}}\){_GAP}?\d{{2,4}}(?:{_GAP}\d{{2,4}}){{1,3}}"
_TOLL_FREE = rf"1[38]00{_GAP}\d{{3}}{_GAP}\d{{3}}"
_BRAZILIAN = r"\(\d\d\) ?(?:9 ?)?\d{4}-\d{4}"
_THREES_AND_PAIRS = r"[2-9]\d{2} \d{3} \d{3}|[2-9]\d{2} \d{2} \d{2} \d{2}|[2-9]\d \d{3} \d{2} \d{2}"
# Without an area code, by a hyphen, unless it looks like a range of round figures: 500-1000.
_LOCAL = r"(?!\d\d0-\d{3}0)[2-9]\d{2}-\d{4}"
_NUMBER = "|".join(
    (
        _INTERNATIONAL,
        _NORTH_AMERICAN,
        _BRAZILIAN,
        _WITH_ZERO_IN_BRACKETS,
        _TOLL_FREE,
        _WITH_ZERO,
        _WITHOUT_GAPS,
        _THREES_AND_PAIRS,
        _LOCAL,
    )
)
_ANY_GROUPS = r"\d{3}(?:/\d{3})+(?!/)|\d{3,}(?:[ .\-–]\d{2,})*|\d{2}(?:[ -]\d{2,}){1,4}"
_JOINTS = r" or | and |, | ?\(| ou(?: le| o| para o)? | oder(?: die)? | bzw\. | beziehungsweise | o(?: il)? "
"""What stands between two numbers that are dialled."""
_FEWEST_DIGITS = 7
_MOST_DIGITS = 15
_LONGEST_GROUP = 6
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, kw_only=True)
class TelephoneWords:
    """How a language reads and announces a telephone number.

    `call` is a pattern for the words before a number that is dialled ("call", "text … to"), `counted` for words after
    it that make it a quantity ("days"), `extension` for the mark of an extension, `always` for the numbers that nobody
    reads as a quantity ("911"). `digits` gives the words of digits one by one.
    """

    plus: str
    extension: str
    call: str
    counted: str
    extension_mark: str
    always: str
    digits: Callable[[str], str]
    country_alone: Callable[[str], str] | None = None
    """The words of a country's code where the number is the whole text; `digits` where it is None."""


def rules(words: TelephoneWords) -> tuple[Rule, ...]:
    """Return the rules that read telephone numbers, extensions and emergency numbers."""

    def read(match: re.Match[str]) -> str | None:
        return _read_number(match["said"], words, is_alone=match.start("said") == 0)

    def read_groups(match: re.Match[str]) -> str:
        return _read_groups(_DIGITS.findall(match["said"]), words)

    def read_alone(match: re.Match[str]) -> str:
        return _read_groups(_DIGITS.findall(match[0]), words)

    dials = re.compile(rf"\b(?:{words.call})|{_EDGE_BEFORE}(?:{words.always})\b", re.IGNORECASE)

    def read_further(match: re.Match[str]) -> str | None:
        """Return the digits of a number after another, in a text that tells to dial."""
        return read_groups(match) if dials.search(match.string) else None

    def read_extension(match: re.Match[str]) -> str:
        pause = ", " if match.start() else ""
        return f"{pause}{words.extension} {words.digits(match['number'])}"

    not_counted = rf"(?!\s*(?:{words.counted})\b)"
    return (
        rewrites("the zero of a country's own numbers", r"(\+\d{1,3}) ?\(0\) ?(?=\d)", r"\1 "),
        rewrites(
            "an x of an extension",
            rf"(?<=\d{{3}}{_GAP}\d{{4}}),? ?x\.? ?(?=\d{{1,6}}(?!\w))",
            f" {words.extension} ",
        ),
        says("telephone numbers", rf"{_EDGE_BEFORE}(?P<said>{_NUMBER}){_EDGE_AFTER}", read),
        says(
            "extensions",
            rf"\s*,?\s*(?:{words.extension_mark})\s*(?P<number>\d{{1,6}})\b(?! ?[°º])",
            read_extension,
            ignore_case=True,
        ),
        says(
            "dialled numbers",
            rf"\b(?:{words.call})\s(?P<said>{_ANY_GROUPS}){_EDGE_AFTER}{not_counted}",
            read_groups,
            ignore_case=True,
        ),
        says(
            "numbers after a dialled one",
            rf"(?<=[{SAID}])(?:{_JOINTS})(?P<said>\d{{3,7}}){_EDGE_AFTER}{not_counted}",
            read_further,
        ),
        says("eight digits alone", r"^(?!(?:19|20)\d\d-)\d{4}-\d{4}$", read_alone),
        says("emergency numbers", rf"{_EDGE_BEFORE}(?P<said>{words.always}){_EDGE_AFTER}{not_counted}", read_groups),
    )


def _read_number(number: str, words: TelephoneWords, *, is_alone: bool) -> str | None:
    groups = _DIGITS.findall(number)
    if not _FEWEST_DIGITS <= len("".join(groups)) <= _MOST_DIGITS:
        return None
    if not number.startswith("+"):
        return _read_groups(groups, words)
    if is_alone and words.country_alone is not None:
        return f"{words.plus} {words.country_alone(groups[0])}, {_read_groups(groups[1:], words)}"
    return f"{words.plus} {_read_groups(groups, words)}"


def _read_groups(groups: list[str], words: TelephoneWords) -> str:
    """Return digits one by one, a pause between groups: nobody can write down "five hundred fifty-five"."""
    if len(groups) == 1:
        groups = _split(groups[0])
    return ", ".join(words.digits(group) for group in groups)


def _split(digits: str) -> list[str]:
    """Return digits without gaps in groups that can be remembered: three and three, and the last four."""
    if len(digits) <= _LONGEST_GROUP:
        return [digits]
    head, tail = digits[:-4], digits[-4:]
    first = len(head) % 3
    return [head[:first]] * bool(first) + [head[start : start + 3] for start in range(first, len(head), 3)] + [tail]

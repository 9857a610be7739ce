"""Where something was published: 2019;380:1509-1517, et al."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal, digits, year
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_LONGEST_COUNT = 3
"""Digits. A journal that counts all its issues has longer numbers, which are said digit by digit."""


def _read_issue(match: re.Match[str]) -> str:
    words = [year(int(match["year"])), f"volume {cardinal(int(match['volume']))}"]
    if match["issue"]:
        words.append(f"issue {_read_number(match['issue'])}")
    if match["supplement"] is not None:
        words.append(f"supplement {_read_number(match['supplement'])}".strip())
    letter, first, last = match["letter"].upper(), match["first"], match["last"]
    if last:
        last = first[: len(first) - len(last)] + last  # 467-80 is 467 to 480
        words.append(f"pages {_read_page(letter, first)} to {_read_page(letter, last)}")
    else:
        words.append(f"{'article' if letter else 'page'} {_read_page(letter, first)}")
    return ", ".join(words)


def _read_number(issue: str) -> str:
    number = issue.strip()
    return digits(number) if len(number) > _LONGEST_COUNT else cardinal(int(number)) if number else ""


def _read_page(letter: str, number: str) -> str:
    return f"{letter} {cardinal(int(number))}".strip()


RULES: tuple[Rule, ...] = (
    says(
        "issues of a journal",
        r"(?<![\w/])(?P<year>(?:19|20)\d\d)(?: [A-Z][a-z]{2}(?: \d{1,2})?)? ?; ?(?P<volume>\d{1,4}) ?"
        r"(?:\((?:(?P<issue>\d{1,6}))?(?: ?[Ss]uppl\.?(?P<supplement>(?: \d{1,2})?))?\))? ?: ?"
        r"(?P<letter>[A-Za-z]?)(?P<first>\d{1,8})(?: ?[-–—] ?[A-Za-z]?(?P<last>\d{1,6}))?(?![\w-])",
        _read_issue,
    ),
    rewrites(
        "strains of the flu",
        r"(?<![\w/])([AB])/([A-Z][a-z]+(?: [A-Z][a-z]+)?)/(\d{1,6})/((?:19|20)\d\d)(?![\w/])",
        r"\1, \2, \3, \4",
    ),
    says(
        "numbers of publications",
        r"\b(?:[Pp]ublication|Pub\.?)(?:,? [Nn]o\.?| [Nn]umber)?(?: \([A-Z]+\))? "
        r"(?P<said>(?P<first>\d{2})-(?P<last>\d{3,5}))(?![\w-])",
        lambda match: f"{digits(match['first'])}, {digits(match['last'])}",
    ),
    rewrites("numbers of laws", r"\b((?:Public Law|P\.L\.|Pub\. L\.)(?: No\.)? \d{2,3})-(?=\d{1,3}(?!\d))", r"\1, "),
    rewrites("a charity's part of the law", r"(?<![\w.])501\(c\)\(?(\d)\)?", r"five oh one c \1"),
    says(
        "a year after other authors",
        r"\bet al\b\.?(?:, | \()(?P<said>(?:19|20)\d\d)(?=[a-z]?[),;])",
        lambda match: year(int(match["said"])),
    ),
    says("other authors", r"\bet al\b\.?(?=[,;)]|\s|\.?$)", "and others"),
)

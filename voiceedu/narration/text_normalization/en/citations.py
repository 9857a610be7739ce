"""Where something was published: 2019;380:1509-1517, et al."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal, year
from voiceedu.narration.text_normalization.rules import Rule, says


def _read_issue(match: re.Match[str]) -> str:
    words = [year(int(match["year"])), f"volume {cardinal(int(match['volume']))}"]
    if match["issue"]:
        words.append(f"issue {cardinal(int(match['issue']))}")
    first, last = match["first"], match["last"]
    if last:
        last = first[: len(first) - len(last)] + last  # 467-80 is 467 to 480
        words.append(f"pages {cardinal(int(first))} to {cardinal(int(last))}")
    else:
        words.append(f"page {cardinal(int(first))}")
    return ", ".join(words)


RULES: tuple[Rule, ...] = (
    says(
        "issues of a journal",
        r"(?<![\w/])(?P<year>(?:19|20)\d\d)(?: [A-Z][a-z]{2}(?: \d{1,2})?)? ?; ?(?P<volume>\d{1,4}) ?"
        r"(?:\((?P<issue>\d{1,3})\))? ?: ?(?P<first>\d{1,6})(?: ?[-–—] ?(?P<last>\d{1,6}))?(?![\w-])",
        _read_issue,
    ),
    says("other authors", r"\bet al\b\.?(?=[,;)]|\s|\.?$)", "and others"),
)

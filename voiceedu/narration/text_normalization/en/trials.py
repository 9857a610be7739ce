"""Figures of a study: 45/120 (37.5%), n = 1,204/1,500, OR 2.4 [1.2, 4.8], a 2×2 factorial, 3/5 provocation tests +."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_COUNTED = r"(?:[A-Z]{2,4} )?(?:provocation|tests?|criteria|signs|quadrants|quads|domains|levels|trials|studies)\b"


def _of(match: re.Match[str]) -> str | None:
    first, last = (int(match[part].replace(",", "")) for part in ("first", "last"))
    is_sentence = re.search("[A-Za-z]", match.string)
    return f"{match['first']} of {match['last']}" if first <= last and is_sentence else None


def _share(match: re.Match[str]) -> str | None:
    """Return "45 of 120" before its percentage. 1/2 (50%) is a half."""
    return _of(match) if int(match["last"].replace(",", "")) > _LARGEST_DENOMINATOR else None


_LARGEST_DENOMINATOR = 12


RULES: tuple[Rule, ...] = (
    rewrites(
        "a number of all and its share",
        r"(?<![\w.,/])(?P<first>\d{1,3}(?:,\d{3})+|\d{1,4}) ?/ ?(?P<last>\d{1,3}(?:,\d{3})+|\d{1,4})"
        r"(?= ?[(\[]\d{1,3}(?:\.\d+)? ?%)",
        _share,
    ),
    rewrites(
        "thousands of all",
        r"(?<![\w.,/])(?P<first>\d{1,3}(?:,\d{3})+) ?/ ?(?P<last>\d{1,3}(?:,\d{3})+)(?![\w,/]|\.\d)",
        _of,
    ),
    rewrites("some of all tests", rf"(?<![\w./-])(?P<first>\d{{1,2}})/(?P<last>\d{{1,2}})(?= {_COUNTED})", _of),
    rewrites("tests that are positive", r"\b(tests?|signs?) \+(?= (?:on|at|in|for)\b|[,;.]|$)", r"\1 positive"),
    says("odds before an interval", r"(?<!\w)OR(?=:? ?=? ?\d+\.\d+,? ?[\[(])", "odds ratio"),
    rewrites(
        "times a limit",
        r"(?<=\d) ?[x×] ?(?:of )?(?=(?:the )?(?:ULN|UNL|LLN|upper limit|lower limit|institutional|baseline)\b)",
        " times ",
    ),
    rewrites(
        "a design of two factors", r"(?<![\w.])(\d) ?[×x] ?(\d)(?= (?:factorial|table|design|cross))", r"\1 by \2"
    ),
)

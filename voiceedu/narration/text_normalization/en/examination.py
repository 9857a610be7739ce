"""Signs of a test: SLR (+), Homan's -, (-) Spurling."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_TEST = (
    r"(?:SLR|FABER|FADIR|(?:Spurling|Tinel|Phalen|Homan|Hoffmann?|Babinski|Romberg|Murphy|McMurray|Lachman|Hawkins|Neer|"
    r"Yergason|Finkelstein|Kemp|Gaenslen|Patrick|Thomas|Ober|Apley|Adson|Lhermitte|Kernig|Brudzinski|Trendelenburg|Waddell|"
    r"Lasegue|Thompson)(?:['’]?s)?(?: sign| test)?)"
)
"""A test of an examination, which is positive or negative."""


def _read_sign(match: re.Match[str]) -> str:
    sign = match["alone"] or match["sign"]
    return f"{match['test'] or ''} {'positive' if sign == '+' else 'negative'}"


def _read_station(match: re.Match[str]) -> str:
    sign = "" if match["sign"] is None else " plus" if match["sign"] == "+" else " minus"
    return f"{match['opening']}, {match['thinning']},{sign} {match['station']}"


RULES: tuple[Rule, ...] = (
    rewrites(
        "dilation of labor",
        r"(?<![\w.,/])(?P<opening>\d{1,2}(?:\.\d)?(?:[–-]\d)? ?cm) ?/ ?(?P<thinning>\d{2,3} ?%) ?/ ?"
        r"(?P<sign>[+–−-])?(?P<station>\d)(?![\w/])",
        _read_station,
    ),
    rewrites(
        "signs of a test",
        rf"(?<=[\w,;]) ?\((?P<alone>[+–−-])\)|\b(?P<test>{_TEST}) (?P<sign>[+–−-])(?=[\s,;.]|$)",
        _read_sign,
    ),
    rewrites(
        "findings with a plus",
        r"\b(?P<test>GBS|HBsAg|HIV|HCV|RPR|ANA|UPT|hCG|COVID|[Ff]lu|[Ss]trep|Rh|MRSA|[Nn]itrites?|[Kk]etones?|PPD|RF|anti-CCP)"
        r" ?\+(?=[\s,;.)]|$)",
        r"\g<test> positive",
    ),
    rewrites("nitrites in short", r"\bnit ?\+(?=[\s,;.)]|$)", "nitrite positive"),
    rewrites("a sign before its test", rf"(?:(?<=[,;:] )|^)\(?\+\)? ?(?={_TEST}(?!\w))", "positive "),
    rewrites(
        "a minus before its test",
        rf"(?:(?<=[,;:] )|^)\([–−-]\) ?(?={_TEST}(?!\w))|(?<=[,;:] )[–−-](?={_TEST}(?!\w))",
        "negative ",
    ),
)

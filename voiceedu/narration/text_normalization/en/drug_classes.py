"""Classes of medicines, and a medicine by its letters: SGLT2is, ACEi, GLP-1 RAs, MS ER 15 mg, MSIR."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_NUMBERED = "SGLT-?[12]|DPP-?4|PDE-?[345]"
_INHIBITED = rf"{_NUMBERED}|ACE|PARP|JAK|MAO|XO|AR|CDK4/6|PCSK-?9|BTK|VMAT-?2|5-?AR|TK|CA|COX-?[12]|PP|SSR|SNR"
"""What an inhibitor inhibits; a small "i" after it is the inhibitor."""
_LETTERS = {"PP", "SSR", "SNR"}
"""Classes that are letters to their end: an SSRi is an S S R I."""


def _read_inhibitor(match: re.Match[str]) -> str:
    target, many = match["target"], match["many"]
    return f"{target}I{many}" if target in _LETTERS else f"{target} inhibitor{many}"


RULES: tuple[Rule, ...] = (
    rewrites(
        "inhibitors",
        rf"(?<![\w-])(?P<target>(?:{_INHIBITED})(?=i)|(?:{_NUMBERED}|ACE)(?=I))[iI](?P<many>s?)(?![\w-])",
        _read_inhibitor,
    ),
    rewrites(
        "agonists",
        r"(?<![\w-])(?P<class>(?:GIP/)?GLP-?1)[ -]RA(?P<many>s?)(?!\w)",
        r"\g<class> receptor agonist\g<many>",
    ),
    rewrites(
        "morphine by its letters",
        r"(?<![\w-])MS(?:O4)?(?:\. ?| )?(?P<form>ER|IR|SR)"
        r"(?= \d|,? (?:tabs?|tablets?|morning|the|twice|every|q\d)\b|[,;)]|\.?$)",
        r"morphine \g<form>",
    ),
    rewrites("morphine sulfate by its letters", r"(?<![\w-])MSO4(?!\w)", "morphine"),
)

"""What Italian prose writes: il 2°, c/contagocce, un 28enne, legge 104/92, 1 ° gennaio."""

import re

from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_LAWS = r"[Ll]egg[ei]|[Ll]\.|[Dd]ecreto(?: [Ll]egislativo)?|[Dd]\.? ?[Ll]gs\.?|D\.? ?M\.?|D\.? ?P\.? ?R\.?"


def _read_age(match: re.Match[str]) -> str:
    """Return "ventottenne": a number loses its last vowel before this ending."""
    words = NUMBERS["it"].cardinal(int(match["number"])).replace("é", "e")
    return (words if words.endswith(("tre", "sei")) else words[:-1]) + match["ending"]


RULES: tuple[Rule, ...] = (
    rewrites("ordinals after an article", r"\b((?:il|dal|al|del|nel) (?:\d|1[0-2]))°(?! ?[CF]\b|\d)", r"\1º"),
    rewrites("ordinals apart from their sign", r"\b1 ° (?=[a-z]{4,9}\b)", "1° "),
    rewrites("with", r"(?<!\w)c/ ?(?=(?!o\b)[a-z])", "con "),
    says("how old somebody is", r"(?<![\w.,/-])(?P<number>[1-9]\d|1\d\d)(?P<ending>enn[ei])\b", _read_age),
    rewrites("laws and their year", rf"\b((?:{_LAWS})(?: n\.?)? ?\d{{1,4}})/(?=\d\d(?:\d\d)?(?![\d/]))", r"\1 del "),
    rewrites("laws in short", r"\b[Ll]\. ?(?=\d{1,4} del \d)", "legge "),
)

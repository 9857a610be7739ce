"""The letter A among the words of English: the one spelled letter that is also a word."""

import re

_LETTER_A = re.compile(
    r"(?<![\w'’-])A(?=['’]s\b| [A-Z](?:['’]s)?(?!\w)|\s*(?:[,.;:!?]|$))|(?<=[^\s.?!:;,] )A(?![\w'’-])"
)


def respell_letter_a(words: str, spelling: str) -> str:
    """Return English `words` with each letter A written as `spelling`, and the article left alone.

    `normalize` spells capitals with spaces: "eight A M", "A D H D". Engines say such an A like the article, "uh". An
    adapter replaces it by what its engine says as a letter, a phoneme or another spelling.
    """
    return _LETTER_A.sub(spelling, words)

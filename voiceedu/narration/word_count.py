"""The number of words in a text, also in scripts without spaces between words: how long it takes to say."""

import re

CHARACTERS_A_WORD = 1.6
"""Of Chinese: most words have two, the most frequent ones have one."""

_UNSPACED = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
"""Kana and the characters of Chinese."""


def count_words(text: str) -> int:
    """Return the number of words in `text`; in scripts without spaces, the number that its characters amount to."""
    characters = _UNSPACED.findall(text)
    return len(_UNSPACED.sub(" ", text).split()) + round(len(characters) / CHARACTERS_A_WORD)

"""Words and numbers that a line end has broken after a hyphen: the document shows which words are whole."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from voiceedu.content.formats.outline import Outline

HYPHEN = "\ufdd1"
"""A hyphen at the end of a line, perhaps none of the word. A noncharacter of Unicode: no text may have it."""
HYPHENATION = "hyphen at the end of a line"

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN_WORD = re.compile(rf"([^\W\d_]+){HYPHEN}\s*([^\W\d_]+)")
_BEFORE_WORD = re.compile(r"[^\W\d_]-")
_BEFORE_NUMBER = re.compile(r"\d-")


def is_hyphenated(line: str, below: str) -> bool:
    """Return whether a word or a number of `line` goes on in the line below: "lido-", "caine", or "555-", "0123"."""
    return _is_word_broken(line, below) or (bool(_BEFORE_NUMBER.match(line[-2:])) and below[:1].isdecimal())


def join_lines(lines: Sequence[str]) -> str:
    """Return `lines` as one text, in which HYPHEN stands for the hyphens of words that go on in the next line."""
    text = ""
    for line in lines:
        if _is_word_broken(text, line):
            text = f"{text[:-1]}{HYPHEN}{line}"
        elif is_hyphenated(text, line):
            text += line
        else:
            text = f"{text} {line}" if text else line
    return text


def count_words(texts: Iterable[str]) -> Counter[str]:
    """Return the words of `texts` in small letters, those with a hyphen as one, and how often each is there."""
    return Counter(word.lower() for text in texts for word in _WORD.findall(text))


def with_whole_words(text: str, words: Counter[str], outline: Outline, *, line: int) -> str:
    """Return `text` with each word that HYPHEN breaks whole if `words` has it, else with a hyphen and a warning."""

    def joined(match: re.Match[str]) -> str:
        whole, hyphened = match[1] + match[2], f"{match[1]}-{match[2]}"
        if words[whole.lower()] and not words[hyphened.lower()]:
            outline.omit("-", HYPHENATION, line=line)
            return whole
        if not words[hyphened.lower()]:
            outline.warn(f"{hyphened!r} may be one word", "Write it as one word if it is.", line=line)
        return hyphened

    text = _BROKEN_WORD.sub(joined, text)
    return re.sub(rf"{HYPHEN}\s*", "-", text)


def _is_word_broken(line: str, below: str) -> bool:
    return bool(_BEFORE_WORD.match(line[-2:])) and below[:1].islower()

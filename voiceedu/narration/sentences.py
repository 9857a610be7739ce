"""Sentence segmentation: sentencex's boundaries, corrected for the abbreviations of clinics.

After some abbreviations a sentence never ends ("Dr.", "approx."). After others it ends where a new one can begin: "at
9 a.m. Bring your card." has two sentences, "5 mg. of this drug" and "9 a.m. on Monday" have one.
"""

import re
from collections.abc import Iterator

from sentencex import segment

from voiceedu.narration.sentence_abbreviations import Abbreviations, known_abbreviations
from voiceedu.narration.sentence_ends import OPENING, can_begin, goes_on, may_end

_BREAK = re.compile(r"\s.?$|[。！？｡].$")
_LOOKED_AT = 200
"""How many characters before and after a stop decide whether a sentence ends there. All of them would take minutes."""
_WORD = re.compile(r"\w")
_AFTER_DOT = re.compile(rf"\.[\"”’»)\]]*\s+(?=[{re.escape(OPENING)}]*\S)")
_MARKER = re.compile(r"(?:^|(?<=\s))(?:•\s)?(?P<label>\d{1,2}|[a-z])(?P<sign>\.?\)|\.)\s(?=\S)")
"""The number or letter of a list that is written in one line: "1. Rest 2. Walk"."""
_IN_BRACKETS = re.compile(r"(?:^|(?<=[.!?]\s))[(\[][^()\[\]]*[.!?][)\]]\s+")


def split_sentences(text: str, *, language: str) -> list[str]:
    """Return the sentences of `text`. Joined by spaces they are its words, all of them, in order."""
    text = " ".join(text.split())
    known = known_abbreviations(language)
    ends = _sentencex_ends(text, language) | _ends_after_abbreviations(text, known) | _ends_before_items(text)
    sentences: list[str] = []
    start = 0
    for end in [*sorted(ends), len(text)]:
        before = text[max(start, end - _LOOKED_AT) : end].rstrip()
        if end == len(text) or not goes_on(before, text[end : end + _LOOKED_AT], known):
            sentences.append(text[start:end].strip())
            start = end
    return list(_joined(sentences))


def _sentencex_ends(text: str, language: str) -> set[int]:
    """Return the positions after which sentencex begins a sentence, without those inside a word."""
    ends: set[int] = set()
    position, before = 0, ""
    for piece in segment(language, text):
        if before and _BREAK.search(before + piece[0]):
            ends.add(position)
        position += len(piece)
        before = piece
    return ends


def _ends_after_abbreviations(text: str, known: Abbreviations) -> set[int]:
    """Return the positions after "a.m.", "5 mg." or a sentence in brackets, where sentencex may see no end."""
    dots = _AFTER_DOT.finditer(text)
    ends = {dot.end() for dot in dots if may_end(text[max(0, dot.start() - _LOOKED_AT) : dot.start() + 1], known)}
    ends |= {brackets.end() for brackets in _IN_BRACKETS.finditer(text)}
    return {end for end in ends if can_begin(text[end : end + _LOOKED_AT], known)}


def _ends_before_items(text: str) -> set[int]:
    """Return where the items of a list in one line begin, if `text` begins with one and they count on."""
    first = _MARKER.match(text)
    if first is None:
        return set()
    ends: set[int] = set()
    last = first
    for marker in _MARKER.finditer(text, first.end()):
        if marker["sign"] == last["sign"] and _follows(marker["label"], last["label"]):
            ends.add(marker.start())
            last = marker
    return ends


def _follows(label: str, before: str) -> bool:
    if label.isdecimal() != before.isdecimal():
        return False
    return int(label) == int(before) + 1 if label.isdecimal() else ord(label) == ord(before) + 1


def _joined(sentences: list[str]) -> Iterator[str]:
    """Yield `sentences`, those without a word joined to the one before: "…" belongs to its sentence."""
    current = ""
    for sentence in filter(None, sentences):
        if current and _WORD.search(sentence) and _WORD.search(current):
            yield current
            current = sentence
        else:
            current = f"{current} {sentence}".strip()
    if current:
        yield current

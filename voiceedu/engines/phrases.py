"""Cut a text into pieces of a limited length where a reader would breathe. Pure."""

import re
from dataclasses import dataclass

SENTENCE_GAP_MS = 350
CLAUSE_GAP_MS = 200
COMMA_GAP_MS = 120
WORD_GAP_MS = 30
"""The silence after a piece, by what it ends in. Between words it is no more than a voice leaves there itself."""

_PIECE = 10
_LONE_WORD = 1000
_BORDERS = (
    (re.compile(r"[.!?…][\"')\]”’»]*$"), 0, SENTENCE_GAP_MS),
    (re.compile(r"[;:—–][\"')\]”’»]*$"), 2, CLAUSE_GAP_MS),
    (re.compile(r",[\"')\]”’»]*$"), 4, COMMA_GAP_MS),
)
_WORD_BORDER = 40
_BEFORE = re.compile(
    r"(?:and|or|but|because|if|when|which|that|y|o|pero|porque|si|cuando|que|et|ou|mais|und|oder|aber|ma|e|mas)\b", re.I
)
"""A cut before one of these costs less than one between any two words: en, es, fr, de, it, pt."""
_BEFORE_DISCOUNT = 20


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of a text, and the silence after it in milliseconds."""

    text: str
    gap_ms: int


def cut(text: str, *, longest: int) -> list[Piece]:
    """Return `text` in as few pieces as read well, each of at most `longest` characters.

    Joined by spaces they are the words of `text`. Sentences end a piece before clauses do, clauses before commas, and
    commas before words; a piece is one word alone only where a word fills it. A longer word is cut inside.
    """
    words = [part for word in text.split() for part in _parts(word, longest)]
    best: list[tuple[int, int]] = [(0, 0)]  # the least cost of the first n words, and where their last piece begins
    for end in range(1, len(words) + 1):
        starts = _starts(words, end, longest)
        best.append(min((best[start][0] + _cost(words, start, end), start) for start in starts))
    pieces: list[Piece] = []
    end = len(words)
    while end:
        start = best[end][1]
        pieces.insert(0, Piece(text=" ".join(words[start:end]), gap_ms=_gap_ms(words[end - 1])))
        end = start
    return pieces


def _parts(word: str, longest: int) -> list[str]:
    return [word[start : start + longest] for start in range(0, len(word), longest)]


def _starts(words: list[str], end: int, longest: int) -> list[int]:
    """Return where a piece that ends before word `end` can begin."""
    starts, length = [], -1
    for start in range(end - 1, -1, -1):
        length += len(words[start]) + 1
        if length > longest:
            break
        starts.append(start)
    return starts


def _cost(words: list[str], start: int, end: int) -> int:
    lone = _LONE_WORD if end - start == 1 and len(words) > 1 else 0
    return _PIECE + lone + (_border(words, end) if end < len(words) else 0)


def _border(words: list[str], end: int) -> int:
    for border, cost, _ in _BORDERS:
        if border.search(words[end - 1]):
            return cost
    return _WORD_BORDER - (_BEFORE_DISCOUNT if _BEFORE.match(words[end]) else 0)


def _gap_ms(word: str) -> int:
    return next((gap_ms for border, _, gap_ms in _BORDERS if border.search(word)), WORD_GAP_MS)

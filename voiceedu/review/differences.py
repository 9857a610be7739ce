"""What is different between two texts, sentence by sentence and word by word. Pure."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

PieceKind = Literal["same", "added", "removed"]
_LIKE = 0.4
"""Sentences that share less of their words are two sentences, not one that was changed."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Words in a row that are in both texts, or in one of them."""

    kind: PieceKind
    text: str


Sentence = tuple[Piece, ...]


def compare(before: Sequence[str], after: Sequence[str]) -> tuple[Sentence, ...]:
    """Return the sentences of both texts in reading order, each in pieces."""
    found: list[Sentence] = []
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            found += [(Piece(kind="same", text=text),) for text in after[new_start:new_end]]
        else:
            found += _changed(before[start:end], after[new_start:new_end])
    return tuple(found)


def is_same(sentence: Sentence) -> bool:
    """Return whether a sentence is in both texts as it is."""
    return all(piece.kind == "same" for piece in sentence)


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Sentence]:
    """Yield sentences that are not the same: pairs of alike ones word by word, others as they are."""
    left = list(before)
    for text in after:
        like = next((other for other in left if _likeness(other, text) >= _LIKE), None)
        if like is None:
            yield (Piece(kind="added", text=text),)
            continue
        gone = left[: left.index(like)]
        yield from ((Piece(kind="removed", text=other),) for other in gone)
        left = left[len(gone) + 1 :]
        yield tuple(_pieces(like.split(), text.split()))
    yield from ((Piece(kind="removed", text=other),) for other in left)


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(a=one.split(), b=other.split(), autojunk=False).ratio()


def _pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield Piece(kind="same", text=" ".join(after[new_start:new_end]))
            continue
        if end > start:
            yield Piece(kind="removed", text=" ".join(before[start:end]))
        if new_end > new_start:
            yield Piece(kind="added", text=" ".join(after[new_start:new_end]))

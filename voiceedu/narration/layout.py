"""The lines of a passage as a page or a book shows them: sentences with what an output knows of each, lists nested."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from voiceedu.content.nesting import Node, nest
from voiceedu.narration.lines import Line, LineKind
from voiceedu.narration.script import Passage

Sentence = TypeVar("Sentence")


@dataclass(frozen=True)
class ShownLine(Generic[Sentence]):
    """A line of a script, and an output's own value for each of its sentences."""

    line: Line
    sentences: tuple[Sentence, ...]

    @property
    def kind(self) -> LineKind:
        return self.line.kind

    @property
    def depth(self) -> int:
        return self.line.depth

    @property
    def number(self) -> int:
        return self.line.number

    @property
    def mark(self) -> str:
        return self.line.mark

    @property
    def header(self) -> tuple[str, ...]:
        return self.line.header


ShownNode = Node[ShownLine[Sentence]]


def shown_lines(passage: Passage, sentences: Iterator[Sentence]) -> tuple[ShownLine[Sentence], ...]:
    """Return the lines of `passage`; take a value for each of its sentences from `sentences`."""
    return tuple(ShownLine(line, tuple(islice(sentences, len(line.utterances)))) for line in passage.lines)


def lay_out(lines: tuple[ShownLine[Sentence], ...]) -> tuple[ShownNode[Sentence], ...]:
    """Return `lines` with lists and tables put together."""
    return nest(lines)

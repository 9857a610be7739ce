"""A chapter of a book: the lines of a procedure, and the stretch of its recording that each sentence has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from voiceedu.assets import Cue
from voiceedu.narration.layout import ShownLine, ShownNode, lay_out, shown_lines
from voiceedu.narration.script import Script


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A procedure in a book: its script, its cues and its recording, an MP3 of `duration_ms`."""

    slug: str
    title: str
    script: Script
    cues: tuple[Cue, ...]
    recording: bytes
    duration_ms: int


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence and its stretch of the recording, including the pause after it."""

    number: int
    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """A passage: its lines, and the same with lists and tables put together."""

    number: int
    heading: str
    lines: tuple[ShownLine[Sentence], ...]

    @property
    def nodes(self) -> tuple[ShownNode[Sentence], ...]:
        return lay_out(self.lines)

    @property
    def sentences(self) -> Iterator[Sentence]:
        return (sentence for line in self.lines for sentence in line.sentences)


def stretches(cues: Sequence[Cue], *, duration_ms: int) -> list[tuple[int, int]]:
    """Return the start and end of each sentence's stretch. Together they cover the recording without gap or overlap."""
    edges = [0, *(cue.start_ms for cue in cues[1:]), duration_ms]
    return list(pairwise(edges))


def parts_of(chapter: Chapter) -> list[Part]:
    """Return the passages of a chapter with the stretch of each of their sentences."""
    numbered = enumerate(stretches(chapter.cues, duration_ms=chapter.duration_ms), 1)
    utterances = (utterance.text for passage in chapter.script.passages for utterance in passage.utterances)
    sentences = (
        Sentence(number=number, text=text, start_ms=start_ms, end_ms=end_ms)
        for text, (number, (start_ms, end_ms)) in zip(utterances, numbered, strict=True)
    )
    parts = []
    for number, passage in enumerate(chapter.script.passages, 1):
        lines = shown_lines(passage, sentences)
        heading = passage.title if lines[0].kind == "heading" else ""
        parts.append(Part(number=number, heading=heading, lines=lines))
    return parts

"""The words of a procedure as its page shows them: parts, lines and sentences, each with its time in the recording."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from voiceedu.narration.layout import ShownLine, ShownNode, lay_out, shown_lines
from voiceedu.narration.script import Script
from voiceedu.storage.rendition import Rendition


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence of a page: its number, and when its recording, if there is one, says it."""

    number: int
    text: str
    start_ms: int | None


@dataclass(frozen=True, kw_only=True)
class Part:
    """A passage of a page: its lines, and the same with lists and tables put together."""

    slug: str
    lines: tuple[ShownLine[Sentence], ...]

    @property
    def nodes(self) -> tuple[ShownNode[Sentence], ...]:
        return lay_out(self.lines)

    @property
    def heading(self) -> Sentence | None:
        """The sentence that a listener can skip to."""
        first = self.lines[0]
        return first.sentences[0] if first.kind in ("title", "heading") else None


def of(script: Script, rendition: Rendition | None) -> list[Part]:
    """Return the parts of a page; without a rendition nothing has a time."""
    cues = rendition.cues if rendition else ()
    starts: Iterator[int | None] = (cue.start_ms for cue in cues) if cues else itertools.repeat(None)
    sentences = (
        Sentence(number=number, text=utterance.text, start_ms=start)
        for number, (utterance, start) in enumerate(zip(script.utterances, starts, strict=False), 1)
    )
    return [Part(slug=passage.slug, lines=shown_lines(passage, sentences)) for passage in script.passages]


def opening(part: Part, review: str) -> dict[str, Any]:
    """Return the sentences after the title, and apart from them the one that is `review`, if it is said."""
    sentences = [sentence for line in part.lines[1:] for sentence in line.sentences]
    is_said = bool(sentences) and sentences[-1].text == review
    return {
        "opening": sentences[:-1] if is_said else sentences,
        "said_review": sentences[-1] if is_said else None,
    }

"""Lines: a heading, paragraph, list item or table row, sentence by sentence, with the pauses after them."""

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from voiceedu.content.blocks import Block
from voiceedu.narration.pronunciation import Pronunciation
from voiceedu.narration.sentences import split_sentences
from voiceedu.narration.step_marks import say_mark

SENTENCE_PAUSE_MS = 500
PARAGRAPH_PAUSE_MS = 800
"""What people who read aloud do, fast and slow ones alike: 340–980 ms after a sentence, 750–1340 ms after a paragraph
(Kazlauskienė and Kalašinskaitė 2019, doi:10.15388/RESPECTUS.2019.37.42.37)."""
ITEM_PAUSE_MS = 550
HEADING_PAUSE_MS = 650
"""Between the two: longer than a sentence, for what comes is another thing, and no new paragraph yet."""
PASSAGE_PAUSE_MS = 900
"""After the last words of a section, before the next heading: a paragraph's, and below the second that a caller would
take for the end of the line."""

LineKind = Literal["title", "heading", "paragraph", "bullet", "step", "row"]

_GOES_ON = {
    "bullet": ("bullet", "step", "paragraph", "row"),
    "step": ("bullet", "step", "paragraph", "row"),
    "row": ("row",),
}
"""The kinds of block that are in one list or table with the block above them."""
_ENDED = re.compile(r"[.?!:;…。！？｡：；؟؛।։][\"'”’»)」』》）]*$")

Say = Callable[[str], Pronunciation]
"""Written → said, in the language of the procedure."""


@dataclass(frozen=True, kw_only=True)
class Utterance:
    """One sentence: as shown, as said, and the silence after it in milliseconds.

    `words` are the spoken words, spelled out; `spoken` is the same with respellings, for voices that need them.
    `ipa` has forms as they stand in `words`, and how they sound.
    `recording` is the SHA-256 of the audio file that holds it; empty when an engine speaks it.
    """

    text: str
    spoken: str
    pause_after_ms: int
    recording: str = ""
    words: str = ""
    ipa: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Line:
    """A heading, paragraph, list item or table row, sentence by sentence; a row is one sentence.

    The other fields are those of the block that the line was made of (content.blocks).
    """

    kind: LineKind
    utterances: tuple[Utterance, ...]
    depth: int = 0
    number: int = 0
    mark: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    link: str = ""


def write_block(block: Block, below: Block | None, say: Say, *, language: str) -> Line:
    """Return the line of `block`. `below` is the block after it in its section, which decides the pause."""
    texts = [block.text] if block.kind in ("heading", "row") else split_sentences(block.text, language=language)
    number = say_mark(block, language=language)
    after = _pause_after(block, below)
    if block.kind == "row":
        say = functools.partial(_said_as_one, say=say, language=language)
    line = write_line(block.kind, texts, say, between=SENTENCE_PAUSE_MS, after=after, number=number)
    return replace(
        line,
        depth=block.depth,
        number=block.number,
        mark=block.mark,
        level=block.level,
        cells=block.cells,
        header=block.header,
        link=block.link,
    )


def write_paragraph(texts: Iterable[str], say: Say) -> Line:
    """Return the line of a paragraph that ends its passage."""
    return write_line("paragraph", list(texts), say, between=SENTENCE_PAUSE_MS, after=PASSAGE_PAUSE_MS)


def write_line(kind: LineKind, texts: list[str], say: Say, *, between: int, after: int, number: str = "") -> Line:
    """Return a line of `texts`. `number` is that of a step in words, which pages show and voices say before it."""
    pauses = [between] * (len(texts) - 1) + [after]
    numbers = [number] + [""] * (len(texts) - 1)
    return Line(
        kind=kind,
        utterances=tuple(
            _utterance(text, say(text), number=before, pause_after_ms=pause)
            for text, before, pause in zip(texts, numbers, pauses, strict=True)
        ),
    )


def _said_as_one(text: str, *, say: Say, language: str) -> Pronunciation:
    """Return how the sentences of `text` are said in one go."""
    said = [say(sentence) for sentence in split_sentences(text, language=language)]
    words = " ".join(_sentence(part.words) for part in said)
    return Pronunciation(words=words, respelled=" ".join(_sentence(part.respelled) for part in said))


def _pause_after(block: Block, below: Block | None) -> int:
    """Return the pause after a block: a list and a table end as a paragraph does, also within another list."""
    if below is None:
        return PASSAGE_PAUSE_MS
    if block.kind == "heading":
        return HEADING_PAUSE_MS
    goes_on = below.depth >= block.depth and below.kind in _GOES_ON.get(block.kind, ())
    return ITEM_PAUSE_MS if goes_on else PARAGRAPH_PAUSE_MS


def _utterance(text: str, said: Pronunciation, *, number: str, pause_after_ms: int) -> Utterance:
    before = f"{number}: " if number else ""
    return Utterance(
        text=text,
        spoken=before + _sentence(said.respelled),
        words=before + _sentence(said.words),
        ipa=said.ipa,
        pause_after_ms=pause_after_ms,
    )


def _sentence(text: str) -> str:
    """Return `text` closed as a sentence: engines swallow or sing short words without a full stop."""
    return text if _ENDED.search(text) else f"{text}."

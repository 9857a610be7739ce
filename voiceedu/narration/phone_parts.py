"""What callers hear part by part: the passages of a script in the order that suits a telephone. Pure.

A caller who has chosen a topic waits for its words, so that the opening says the title and the review alone; the source
and the length come at the end of the closing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from voiceedu.narration.lines import Line, Utterance
from voiceedu.narration.script import CLOSING, OPENING, Passage, Script

Numbered = tuple[int, Utterance]


@dataclass(frozen=True, kw_only=True)
class PhonePart:
    """A passage as callers hear it, and the `numbers` of its utterances in the script."""

    passage: Passage
    numbers: tuple[int, ...]


def of(script: Script) -> Iterator[PhonePart]:
    """Yield the parts of `script`; where it has no closing, or its opening no more than a title, as they stand."""
    passages = {passage.slug: passage for passage in script.passages}
    opening, closing = passages.get(OPENING), passages.get(CLOSING)
    moved: tuple[Numbered, ...] = ()
    if opening is not None and closing is not None and len(opening.lines) > 1:
        moved = _numbered(opening, script)[len(opening.lines[0].utterances) : -1]
    for passage in script.passages:
        numbered = _numbered(passage, script)
        if moved and passage.slug == OPENING:
            kept = [each for each in numbered if each not in moved]
            lines = (passage.lines[0], _with(passage.lines[-1], kept[-1:]))
            yield PhonePart(passage=replace(passage, lines=lines), numbers=tuple(number for number, _ in kept))
        elif moved and passage.slug == CLOSING:
            last = _with(passage.lines[-1], moved)
            numbers = tuple(number for number, _ in (*numbered, *moved))
            yield PhonePart(passage=replace(passage, lines=(*passage.lines, last)), numbers=numbers)
        else:
            yield PhonePart(passage=passage, numbers=tuple(number for number, _ in numbered))


def _numbered(passage: Passage, script: Script) -> tuple[Numbered, ...]:
    return tuple(enumerate(passage.utterances, script.first_utterance(passage)))


def _with(line: Line, numbered: Sequence[Numbered]) -> Line:
    return replace(line, utterances=tuple(utterance for _, utterance in numbered))

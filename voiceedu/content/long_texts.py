"""Finds sentences and paragraphs that are too long: reading one takes time, and nobody could follow it by ear."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from voiceedu.content.blocks import Block
from voiceedu.content.document import Problem

if TYPE_CHECKING:
    from voiceedu.content.sections import Section

LONGEST_SENTENCE = 5_000
"""In letters: about five minutes of speech."""
LONGEST_PARAGRAPH = 100_000
"""In letters: a hundred minutes."""
REMEDY = (
    f"End each sentence with a stop, within {LONGEST_SENTENCE:,} letters, and leave empty lines between paragraphs."
)
_STOP = re.compile("[.!?:;…。！？：；।؟۔։]")


def is_too_long(text: str) -> str:
    """Return what is too long about `text`, a paragraph or a line; empty if nothing is."""
    if len(text) > LONGEST_PARAGRAPH:
        return f"a paragraph of {len(text):,} letters"
    longest = max(map(len, _STOP.split(text))) if len(text) > LONGEST_SENTENCE else 0
    return f"{longest:,} letters without a stop" if longest > LONGEST_SENTENCE else ""


def find_long_texts(sections: "Iterable[Section]") -> Iterator[Problem]:
    """Yield an error for each block or heading that is too long."""
    for section in sections:
        yield from _look_at(section.heading, section.line)
        yield from find_in_blocks(section.blocks)


def find_in_blocks(blocks: Iterable[Block]) -> Iterator[Problem]:
    """Yield an error for each block that is too long."""
    for block in blocks:
        yield from _look_at(block.text, block.line)


def _look_at(text: str, line: int) -> Iterator[Problem]:
    if what := is_too_long(text):
        yield Problem(text=what, remedy=REMEDY, line=line, is_error=True)

"""Sections of a procedure: the text of a library file, read into blocks and divided at its headings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from voiceedu.content.blocks import Block
from voiceedu.content.document import DocumentError, Problem
from voiceedu.content.formats.markdown import write_markdown
from voiceedu.content.formats.outline import Outline
from voiceedu.content.slugs import slugify, unique_slug

RESERVED_SECTIONS = frozenset({"opening", "closing"})
"""Names of what is said around a procedure's own sections, where a caller can listen to it."""
UNTITLED_SECTION = "introduction"
"""The slug of what stands before the first heading."""
SECTION_LEVEL = 2
"""The level of the headings that begin a section; deeper ones are blocks in it."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """What a listener would skip to: a heading (empty for words before the first one), its blocks, and its line."""

    slug: str
    heading: str
    blocks: tuple[Block, ...]
    line: int = field(default=0, compare=False)

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)


def read_body(body: str, *, path: Path, first_line: int) -> tuple[tuple[Section, ...], tuple[Problem, ...]]:
    """Return the sections of `body`, whose first line is `first_line` of the file `path`, and everything wrong in it.

    Problems are in the order of their lines. With an error among them the sections are not all of the text.
    """
    outline = Outline(path.name)
    try:
        write_markdown(body, outline, first_line=first_line, is_library=True)
    except DocumentError as error:
        return (), (Problem(text=error.problem, remedy=error.remedy, line=first_line, is_error=True),)
    for block in outline.blocks:
        if block.kind == "heading" and block.level < SECTION_LEVEL:
            remedy = "The title is in the front matter; use ## for sections."
            outline.error(f"a heading of level {block.level}", remedy, line=block.line)
    if not outline.blocks:
        outline.error("no text", "Write what a patient should hear below the front matter.", line=first_line)
    problems = tuple(sorted(outline.problems, key=lambda problem: problem.line))
    return part_sections(outline.blocks), problems


def part_sections(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Return `blocks` parted at the headings that begin a section."""
    parts: list[tuple[str, list[Block], int]] = [("", [], 0)]
    for block in blocks:
        if block.kind == "heading" and block.level <= SECTION_LEVEL:
            parts.append((block.text, [], block.line))
        else:
            parts[-1][1].append(block)
    slugs = set(RESERVED_SECTIONS)
    sections: list[Section] = []
    for heading, inside, line in parts if parts[0][1] else parts[1:]:
        base = slugify(heading) or (f"section-{len(sections) + 1}" if heading else UNTITLED_SECTION)
        slug = unique_slug(base, taken=slugs)
        slugs.add(slug)
        sections.append(Section(slug=slug, heading=heading, blocks=tuple(inside), line=line))
    return tuple(sections)

"""A procedure: one topic that a patient can listen to."""

import datetime
from dataclasses import dataclass

from voiceedu.content.blocks import Block
from voiceedu.content.prompt_set import PROMPTS
from voiceedu.content.review import NOT_REVIEWED, Review
from voiceedu.content.sections import SECTION_LEVEL, Section

RESERVED_SLUGS = frozenset({"library", "feed", PROMPTS})
"""Names that stand for something else in a URL."""


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """One topic a patient can listen to. `order` is its place in the library; equal places go by title.

    A `draft` is not published. `review_by` is the day until which it should be reviewed again. `translation_of` is the
    slug that another language has for the same topic; empty where it is the same slug.

    `menu` is what a phone menu calls it; empty where that follows from the title (content.menu_labels). `number` is
    what a caller enters to hear it, as it stands on the clinic's leaflet; 0 where it has none.

    `reviewed_by` and `reviewed_on` are what its file says. What listeners are told is `review`, which no file gives.
    """

    slug: str
    language: str
    title: str
    sections: tuple[Section, ...]
    summary: str = ""
    order: int = 1000
    source: str = ""
    author: str = ""
    reviewed_by: str = ""
    reviewed_on: datetime.date | None = None
    review_by: datetime.date | None = None
    translation_of: str = ""
    draft: bool = False
    menu: str = ""
    number: int = 0
    review: Review = NOT_REVIEWED

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in order, the headings of sections among them."""
        found: list[Block] = []
        for section in self.sections:
            heading = Block(kind="heading", text=section.heading, level=SECTION_LEVEL, line=section.line)
            found += [heading, *section.blocks] if section.heading else section.blocks
        return tuple(found)

    @property
    def topic(self) -> str:
        """What the translations of one text have in common."""
        return self.translation_of or self.slug

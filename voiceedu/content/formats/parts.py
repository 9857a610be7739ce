"""Parts: what the walker over HTML finds, before it is known which bold paragraphs are headings and what is a list."""

from dataclasses import dataclass
from typing import Literal

PartKind = Literal["heading", "paragraph", "bullet", "step", "table"]


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a table: its line and the texts of its cells."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A heading, paragraph, list item or table of a document with markup.

    `mark` is what a step or a heading has instead of a plain number (content.blocks).
    `strong` is how many characters at the beginning of `text` are bold or underlined; all of them in a paragraph that
    is. `indent` tells the levels of typed lists apart, in columns. `is_moved` says that the part is elsewhere in the
    source.
    """

    kind: PartKind
    text: str
    line: int
    depth: int = 0
    number: int = 0
    mark: str = ""
    level: int = 0
    strong: int = 0
    indent: int = 0
    header: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    is_moved: bool = False

    @property
    def is_strong(self) -> bool:
        return 0 < len(self.text) <= self.strong

    @property
    def is_item(self) -> bool:
        return self.kind in ("bullet", "step")

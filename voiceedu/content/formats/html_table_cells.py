"""Cells of tables of HTML, with the parts that are in them."""

from dataclasses import dataclass, replace

from voiceedu.content.formats.marks import find_marks
from voiceedu.content.formats.parts import Part

LONGEST_INSIDE = 20
"""Words, in a cell of a table that is none for the layout, and in a table inside it."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell: its parts, whether it is a header cell, and how many columns and rows it spans."""

    parts: tuple[Part, ...]
    is_header: bool
    columns: int
    rows: int

    @property
    def line(self) -> int:
        return self.parts[0].line if self.parts else 0

    @property
    def text(self) -> str:
        """The words of the cell in one line, with a stop between paragraphs."""
        text = ""
        for part in map(_line, self.parts):
            text += f"{'' if not text or text[-1] in '.:;,!?…' else ';'} {part.text}"
        return text.strip()

    def flattened(self) -> "Cell":
        """Return the cell with a small table inside it as a line: "Mon, Tue; 1, 2"."""
        lists = any(part.kind not in ("paragraph", "table") for part in self.parts)
        return (
            self
            if lists or len(self.text.split()) > LONGEST_INSIDE
            else replace(self, parts=tuple(map(_line, self.parts)))
        )

    @property
    def is_strong(self) -> bool:
        return bool(self.parts) and all(part.is_strong for part in self.parts)

    @property
    def has_structure(self) -> bool:
        """Whether there is more in the cell than a few words: a list, a heading or another table."""
        marked = sum(bool(find_marks(part.text)) for part in self.parts)
        return marked > 1 or any(part.kind != "paragraph" for part in self.parts)


def _line(part: Part) -> Part:
    """Return a table as a paragraph of one line; any other part as it is."""
    if part.kind != "table":
        return part
    rows = [row for row in (part.header, *(row.cells for row in part.rows)) if any(row)]
    text = "; ".join(", ".join(filter(None, cells)) for cells in rows)
    return Part(kind="paragraph", text=text, line=part.line, depth=part.depth)

"""Tables of HTML → parts: rows under the names of their columns, or what is in the cells, one after another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from lxml.etree import _Element as Element

from voiceedu.content.formats.column_names import names_columns
from voiceedu.content.formats.marks import find_marks
from voiceedu.content.formats.outline import Outline, shortened
from voiceedu.content.formats.parts import Part, Row

_LARGEST_SPAN = 100
_LONGEST_NAME = 10  # words, in the name of a column whose cells have lists
_SUB_HEADING = 3


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
        for part in self.parts:
            text += f"{'' if not text or text[-1] in '.:;,!?…' else ';'} {part.text}"
        return text.strip()

    @property
    def is_strong(self) -> bool:
        return bool(self.parts) and all(part.is_strong for part in self.parts)

    @property
    def has_structure(self) -> bool:
        """Whether there is more in the cell than a few words: a list, a heading or another table."""
        marked = sum(bool(find_marks(part.text)) for part in self.parts)
        return marked > 1 or any(part.kind != "paragraph" for part in self.parts)


def rows_of(table: Element) -> Iterator[list[Element]]:
    """Return the cells of every row of `table`, without those of tables inside it."""
    for child in table.iterchildren("thead", "tbody", "tfoot", "tr"):
        for row in [child] if child.tag == "tr" else child.iterchildren("tr"):
            yield list(row.iterchildren("td", "th"))


def table_parts(rows: Sequence[Sequence[Cell]], outline: Outline, *, depth: int) -> list[Part]:
    """Return a table, or the parts of its cells in order where it is there for the layout alone."""
    rows = [row for row in rows if any(cell.parts for cell in row)]
    columns = max((sum(cell.columns for cell in row) for row in rows), default=0)
    if max(map(len, rows), default=0) < 2:
        return [part for row in rows for cell in row for part in cell.parts]
    if any(cell.has_structure for row in rows for cell in row):
        return _layout(rows, outline)
    titles = list(takewhile(lambda row: len(row) == 1, rows))  # one cell above all columns
    table = _table(rows[len(titles) :], outline, columns=min(columns, _LARGEST_SPAN), depth=depth)
    return [*(part for row in titles for part in row[0].parts), table]


def _layout(rows: Sequence[Sequence[Cell]], outline: Outline) -> list[Part]:
    """Return the parts of all cells; where a first row names the columns, each name goes before its cell."""
    first, *others = rows
    names = [cell.text for cell in first]
    is_named = all(not cell.has_structure and 0 < len(cell.text.split()) <= _LONGEST_NAME for cell in first)
    if is_named and len(others) == 1 and len(others[0]) == len(first):
        parts: list[Part] = []
        for name, cell in zip(names, others[0], strict=True):
            heading = Part(kind="heading", text=name, level=_SUB_HEADING, line=first[0].line, is_moved=True)
            parts += [heading, *cell.parts]
        return parts
    remedy = "Listen to whether its cells can be understood in this order, or write it as headings with lists."
    outline.warn("a table with lists in its cells is read cell by cell", remedy, line=first[0].line)
    return [part for row in rows for cell in row for part in cell.parts]


def _table(rows: Sequence[Sequence[Cell]], outline: Outline, *, columns: int, depth: int) -> Part:
    head = _rows_of_header(rows)
    grid = _without_empty_columns(_Grid(columns, outline).read(rows, head=head))
    if not head and names_columns([row.cells for row in grid if len(row.cells) > 1]):
        head = 1
    if not head:
        remedy = "Make its first row a header row if it names the columns: the names are then said with every cell."
        first = shortened(" | ".join(grid[0].cells))
        outline.warn(f"a table without names for its columns: {first}", remedy, line=grid[0].line)
    names = [_name(column) for column in zip(*(row.cells for row in grid[:head]), strict=False)]
    return Part(
        kind="table",
        text="",
        line=grid[0].line,
        depth=depth,
        header=tuple(names),
        rows=tuple(grid[head:]),
        is_moved=any(cell.columns > 1 or cell.rows > 1 for row in rows for cell in row),
    )


def _rows_of_header(rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many of the first rows name the columns: rows of header cells, or a first row in bold."""
    if len(rows) < 2:
        return 0
    head = list(takewhile(lambda row: all(cell.is_header or not cell.parts for cell in row), rows))
    if head:
        return len(head) if len(head) < len(rows) else 1
    is_bold = [all(cell.is_strong for cell in row if cell.parts) for row in rows]
    return int(is_bold[0] and not all(is_bold))


class _Grid:
    """Lays cells out in rows of `columns` texts. A cell that spans rows is repeated in each, so that it is heard."""

    def __init__(self, columns: int, outline: Outline) -> None:
        self._columns = columns
        self._outline = outline
        self._spanning: dict[int, tuple[str, int]] = {}  # by column: a text, and for how many more rows it is

    def read(self, rows: Sequence[Sequence[Cell]], *, head: int) -> list[Row]:
        return [self._row(row, is_header=number < head) for number, row in enumerate(rows)]

    def _row(self, row: Sequence[Cell], *, is_header: bool) -> Row:
        line = max(cell.line for cell in row)
        if len(row) == 1 and row[0].columns >= self._columns and not self._spanning:
            return Row(line=line, cells=(row[0].text,))
        cells = iter(row)
        texts: list[str] = []
        while len(texts) < self._columns:
            if len(texts) in self._spanning:
                texts.append(self._from_above(len(texts), is_header=is_header))
            elif cell := next(cells, None):
                self._place(cell, texts, is_header=is_header)
            else:
                texts.append("")
        return Row(line=line, cells=tuple(texts))

    def _place(self, cell: Cell, texts: list[str], *, is_header: bool) -> None:
        for column in range(min(cell.columns, self._columns - len(texts))):
            text = cell.text if is_header or not column else ""
            if column:
                self._outline.repeat(text)
            if cell.rows > 1:
                self._spanning[len(texts)] = (text, cell.rows - 1)
            texts.append(text)

    def _from_above(self, column: int, *, is_header: bool) -> str:
        text, more = self._spanning.pop(column)
        if more > 1:
            self._spanning[column] = (text, more - 1)
        if not is_header:
            self._outline.repeat(text)
        return "" if is_header else text


def _without_empty_columns(grid: list[Row]) -> list[Row]:
    whole = [row.cells for row in grid if len(row.cells) > 1]
    kept = [at for at, column in enumerate(zip(*whole, strict=True)) if any(column)]
    return [
        Row(line=row.line, cells=tuple(row.cells[at] for at in kept) if len(row.cells) > 1 else row.cells)
        for row in grid
    ]


def _name(texts: Sequence[str]) -> str:
    return " ".join(text for text in texts if text)

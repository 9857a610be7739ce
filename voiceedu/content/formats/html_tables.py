"""Tables of HTML → parts: rows under the names of their columns, or what is in the cells, one after another."""

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from lxml.etree import _Element as Element

from voiceedu.content.formats import html_table_grid
from voiceedu.content.formats.column_names import names_columns
from voiceedu.content.formats.html_table_cells import LONGEST_INSIDE, Cell
from voiceedu.content.formats.outline import Outline, shortened
from voiceedu.content.formats.parts import Part, Row

_LARGEST_SPAN = 100
_LONGEST_NAME = 10  # words, in the name of a column whose cells have lists
_SUB_HEADING = 3


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
    if _is_data(rows):
        rows = [[cell.flattened() for cell in row] for row in rows]
    if any(cell.has_structure for row in rows for cell in row):
        return _layout(rows, outline, depth=depth)
    titles = list(takewhile(lambda row: len(row) == 1, rows))  # one cell above all columns
    table = _table(rows[len(titles) :], outline, columns=min(columns, _LARGEST_SPAN), depth=depth)
    return [*(part for row in titles for part in row[0].parts), table]


def _is_data(rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether most cells of several rows are a few words, so that the table is none for the layout alone."""
    cells = [cell for row in rows for cell in row]
    plain = sum(not cell.has_structure and len(cell.text.split()) <= LONGEST_INSIDE for cell in cells)
    return len(rows) > 1 and plain * 3 >= len(cells) * 2


def _layout(rows: Sequence[Sequence[Cell]], outline: Outline, *, depth: int) -> list[Part]:
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
    is_whole = all(len(row) == len(first) and all(cell.columns == cell.rows == 1 for cell in row) for row in rows)
    if is_named and is_whole and _is_data(rows):
        outline.warn("rows of a table that have lists in their cells are read cell by cell", remedy, line=first[0].line)
        return _mixed(names, others, outline, line=first[0].line, depth=depth)
    outline.warn("a table with lists in its cells is read cell by cell", remedy, line=first[0].line)
    return [part for row in rows for cell in row for part in cell.parts]


def _mixed(
    names: Sequence[str], rows: Sequence[Sequence[Cell]], outline: Outline, *, line: int, depth: int
) -> list[Part]:
    """Return rows of a few words as tables, and each cell of the others behind the name of its column."""
    parts: list[Part] = []
    for has_lists, group in groupby(rows, lambda row: any(cell.has_structure for cell in row)):
        for row in [list(group)] if not has_lists else [[row] for row in group]:
            for name in names if parts else ():
                outline.repeat(name)
            if not has_lists:
                texts = tuple(
                    Row(line=cells[0].line or line, cells=tuple(cell.text for cell in cells)) for cells in row
                )
                header = tuple(names)
                parts.append(
                    Part(kind="table", text="", line=line, depth=depth, header=header, rows=texts, is_moved=True)
                )
                continue
            for name, cell in zip(names, row[0], strict=True):
                said = "" if cell.has_structure else f" {cell.text}"
                named = Part(kind="paragraph", text=f"{name.rstrip(':')}:{said}", line=line, depth=depth, is_moved=True)
                parts += [named, *(cell.parts if cell.has_structure else ())]
    return parts


def _table(rows: Sequence[Sequence[Cell]], outline: Outline, *, columns: int, depth: int) -> Part:
    head = _rows_of_header(rows)
    grid = html_table_grid.lay_out(rows, outline, columns=columns, head=head)
    has_row_names = _names_rows(rows)
    if not head and not has_row_names and names_columns([row.cells for row in grid if len(row.cells) > 1]):
        head = 1
    if not head and not has_row_names:
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


def _names_rows(rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether the first cell of each row is its name: a header cell or bold, and no other cell is."""
    wide = [row for row in rows if len(row) > 1]
    named = all(row[0].is_header or row[0].is_strong for row in wide)
    return named and bool(wide) and not any(cell.is_header or cell.is_strong for row in wide for cell in row[1:])


def _name(texts: Sequence[str]) -> str:
    return " ".join(text for text in texts if text)

"""Cells that span rows or columns, laid out in rows of texts of one length."""

from collections.abc import Sequence

from voiceedu.content.formats.html_table_cells import Cell
from voiceedu.content.formats.outline import Outline
from voiceedu.content.formats.parts import Row


def lay_out(rows: Sequence[Sequence[Cell]], outline: Outline, *, columns: int, head: int) -> list[Row]:
    """Return `rows`, of which the first `head` name the columns, without the columns that have no words at all."""
    return _without_empty_columns(_Grid(columns, outline, is_named=head > 0).read(rows, head=head))


class _Grid:
    """Lays cells out in rows of `columns` texts. A cell that spans rows is repeated in each, so that it is heard.

    Where columns have names, so is one that spans columns: it holds for each of them.
    """

    def __init__(self, columns: int, outline: Outline, *, is_named: bool) -> None:
        self._columns = columns
        self._is_named = is_named
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
            text = cell.text if is_header or self._is_named or not column else ""
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

"""Tables in plain text: neighbouring lines with tabs, or with columns that are aligned by spaces."""

import re
from collections.abc import Sequence

from voiceedu.content.formats.outline import Outline, shortened

_WIDE_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")  # enough where the cells below one another begin in one column


def has_columns(line: str) -> bool:
    """Return whether `line` may be the row of a table."""
    return "\t" in line.strip() or bool(_WIDE_GAP.search(line.strip()))


def table_rows(lines: Sequence[str]) -> list[list[str]] | None:
    """Return the cells of neighbouring `lines`, each with columns, or None if they are no table.

    A tab is the border between two cells where all lines have as many, or none has more than the first one, which
    fills every cell: then an empty cell stays in its column. Else several tabs in a row are one gap.
    """
    if all("\t" in line for line in lines):
        exact = [re.split(r"[ ]*\t[ ]*", line.strip(" ")) for line in lines]
        inner = [re.split(r"[ ]*\t[ ]*", line.strip()) for line in lines]
        gaps = [re.split(r"[ ]*\t\s*", line.strip()) for line in lines]
        return _equal(exact) or _equal(inner) or _below_first(exact) or _padded(gaps)
    if len(lines) > 1 and (rows := _by_columns([line.strip() for line in lines])):
        return rows
    aligned = len({match.end() for line in lines if (match := _WIDE_GAP.search(line))}) == 1
    return _equal([_WIDE_GAP.split(line.strip()) for line in lines]) if aligned and len(lines) > 1 else None


def warn_of_empty_cells(rows: Sequence[Sequence[str]], outline: Outline, *, line: int) -> None:
    """Warn of the first row with an empty cell: tabs may have put its other cells into the wrong columns."""
    row = next((row for row in rows if "" in row and sum(map(bool, row)) > 1), None)
    if row:
        problem = f"a row with an empty cell, in a table made of tabs: {shortened(' | '.join(row))}"
        outline.warn(problem, "Look whether each cell is in its column; a table of Word's is sure.", line=line)


def _by_columns(lines: list[str]) -> list[list[str]] | None:
    """Return the cells of lines in which each begins where one of the fullest line does, None for others."""
    starts = [[0, *(match.end() for match in _GAP.finditer(line))] for line in lines]
    columns = max(starts, key=len)
    if any(not set(columns).issuperset(of_line) for of_line in starts):
        return None
    placed = [dict(zip(of_line, _GAP.split(line), strict=True)) for of_line, line in zip(starts, lines, strict=True)]
    return [[cells.get(column, "") for column in columns] for cells in placed]


def _equal(rows: list[list[str]]) -> list[list[str]] | None:
    """Return `rows` without columns that are empty in all of them, or None if their lengths differ."""
    if len({len(cells) for cells in rows}) != 1:
        return None
    kept = [at for at in range(len(rows[0])) if any(cells[at] for cells in rows)]
    return [[cells[at] for at in kept] for cells in rows]


def _below_first(rows: list[list[str]]) -> list[list[str]] | None:
    """Return `rows` filled up to the length of the first one; None if that has an empty cell or another has more."""
    rows = [_without_end(cells) for cells in rows]
    is_first_widest = all(rows[0]) and max(map(len, rows)) == len(rows[0])
    return _padded(rows) if is_first_widest else None


def _without_end(cells: list[str]) -> list[str]:
    return cells[: max((at for at, cell in enumerate(cells, start=1) if cell), default=0)]


def _padded(rows: list[list[str]]) -> list[list[str]]:
    longest = max(map(len, rows))
    return [cells + [""] * (longest - len(cells)) for cells in rows]

"""Tables in plain text: neighbouring lines with tabs, or with columns that are aligned by spaces."""

import re
from collections.abc import Sequence

_WIDE_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")


def has_columns(line: str) -> bool:
    """Return whether `line` may be the row of a table."""
    return "\t" in line.strip() or bool(_WIDE_GAP.search(line.strip()))


def table_rows(lines: Sequence[str]) -> list[list[str]] | None:
    """Return the cells of neighbouring `lines`, each with columns, or None if they are no table.

    Several tabs in a row are one gap, unless that leaves lines with different numbers of cells.
    """
    if all("\t" in line.strip() for line in lines):
        return _equal([re.split(r"[ ]*\t[ ]*", line.strip()) for line in lines]) or _padded(
            [re.split(r"[ ]*\t\s*", line.strip()) for line in lines]
        )
    aligned = len({match.end() for line in lines if (match := _WIDE_GAP.search(line))}) == 1
    return _equal([_WIDE_GAP.split(line.strip()) for line in lines]) if aligned and len(lines) > 1 else None


def _equal(rows: list[list[str]]) -> list[list[str]] | None:
    """Return `rows` without columns that are empty in all of them, or None if their lengths differ."""
    if len({len(cells) for cells in rows}) != 1:
        return None
    kept = [at for at in range(len(rows[0])) if any(cells[at] for cells in rows)]
    return [[cells[at] for at in kept] for cells in rows]


def _padded(rows: list[list[str]]) -> list[list[str]]:
    longest = max(map(len, rows))
    return [cells + [""] * (longest - len(cells)) for cells in rows]

"""Tables of tabs: which cell is in which column."""

import pytest

from voiceedu.content.formats.outline import Outline
from voiceedu.content.formats.tab_tables import table_rows, warn_of_empty_cells
from voiceedu.content.formats.text import read_text


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (["Drug\tStop\tStart", "Iron\t\tnext day"], [["Drug", "Stop", "Start"], ["Iron", "", "next day"]]),
        (["Drug\tStop\tStart", "\tat noon\tat six"], [["Drug", "Stop", "Start"], ["", "at noon", "at six"]]),
        (["Drug\tStop\tStart", "Iron\tat noon"], [["Drug", "Stop", "Start"], ["Iron", "at noon", ""]]),
        (["Iron\t1 day\t", "Zinc\t\t2 days"], [["Iron", "1 day", ""], ["Zinc", "", "2 days"]]),
        (["Aspirin 81 mg\t7 days", "Iron\t\t1 day"], [["Aspirin 81 mg", "7 days"], ["Iron", "1 day"]]),
        (["Drug\t\tStop", "Aspirin 81 mg\t7 days"], [["Drug", "Stop"], ["Aspirin 81 mg", "7 days"]]),
        (["\tIron\t1 day", "\tZinc\t2 days"], [["Iron", "1 day"], ["Zinc", "2 days"]]),
    ],
)
def test_cell_stays_in_its_column(lines: list[str], rows: list[list[str]]) -> None:
    """A day under "Start" is not heard as one under "Stop"; tabs that only align are one gap."""
    assert table_rows(lines) == rows


def test_row_with_an_empty_cell_is_named() -> None:
    """Tabs cannot be sure; a row that spans all columns is no doubt."""
    outline = Outline("a.txt")
    warn_of_empty_cells([["Drug", "Stop", "Start"], ["At noon", "", ""]], outline, line=1)
    assert outline.problems == []
    warn_of_empty_cells([["Drug", "Stop", "Start"], ["Iron", "", "next day"]], outline, line=1)
    [problem] = outline.problems
    assert problem.text == "a row with an empty cell, in a table made of tabs: “Iron |  | next day”"


def test_row_of_one_cell_does_not_end_the_table() -> None:
    """Word saves empty cells as tabs at the ends of a line: what is below belongs to the same table."""
    rows = b"Class\tMedicine\tStop\nThinners\t\t\n\tWarfarin\t5 days\n\t\tAsk us\n\tGo home.\n"
    found = read_text(b"Medicines\n\n" + rows, name="a.txt")
    table = [block.cells for block in found.blocks if block.kind == "row"]
    assert table == [("Thinners",), ("", "Warfarin", "5 days"), ("", "", "Ask us")]
    assert found.blocks[-1].text == "Go home."

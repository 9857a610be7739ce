"""Which first rows name the columns of a table."""

import pytest

from voiceedu.content.formats.column_names import names_columns


@pytest.mark.parametrize(
    "rows",
    [
        [["Medicine", "Stop"], ["Aspirin", "never"]],
        [["Medicina", "Cuándo"], ["Gabapentina 300 mg", "por la noche"]],
        [["Day", "What to do"], ["Day 1", "rest"], ["Day 2", "walk"]],
        [["Kind", "Price"], ["Visit", "$100"], ["Call", "$20"]],
    ],
)
def test_short_names_above_other_cells_name_the_columns(rows: list[list[str]]) -> None:
    """Words that clinics' tables begin with name the columns, and so does a text above numbers alone."""
    assert names_columns(rows)


@pytest.mark.parametrize(
    "rows",
    [
        [["Medicine", "Stop"]],
        [["Aspirin", "7 days before"], ["Clopidogrel", "5 days before"]],
        [["Date", "March"], ["Time", "in the morning"]],
        [["Medicine", ""], ["Aspirin", "never"]],
        [["Left hand", "Right hand"], ["Warm", "Cold"]],
        [["When you go home, rest for the whole day.", "Do not drive."], ["Eat", "Drink"]],
    ],
)
def test_ordinary_cells_name_no_columns(rows: list[list[str]]) -> None:
    """A row of facts, a table with the names of its rows, sentences and a row alone have no names of columns."""
    assert not names_columns(rows)

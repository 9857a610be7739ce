"""Blocks as nested lists and tables."""

from dataclasses import replace

from voiceedu.content.blocks import Block, row
from voiceedu.content.nesting import List, Table, nest


def step(number: int, text: str = "Rest.", *, depth: int = 1) -> Block:
    return Block(kind="step", text=text, number=number, depth=depth)


def bullet(text: str = "Ice.", *, depth: int = 1) -> Block:
    return Block(kind="bullet", text=text, depth=depth)


def test_steps_go_on_counting_across_what_stands_between() -> None:
    """A paragraph and a list inside a step do not restart the count."""
    blocks = [step(1), Block(kind="paragraph", text="It may hurt.", depth=1), bullet(depth=2), step(2)]
    [steps] = nest(blocks)
    assert isinstance(steps, List)
    assert (steps.ordered, steps.start) == (True, 1)
    assert [item.block.number for item in steps.items] == [1, 2]
    assert [item.value for item in steps.items] == [0, 0]
    assert len(steps.items[0].children) == 2


def test_number_that_does_not_follow_has_to_be_stated() -> None:
    """A list that begins at three, and one that leaves a number out, keep the numbers of the document."""
    [steps] = nest([step(3), step(5)])
    assert isinstance(steps, List)
    assert steps.start == 3
    assert [item.value for item in steps.items] == [0, 5]


def test_list_that_begins_again_is_another() -> None:
    """Steps that restart, and bullets after steps, are lists of their own."""
    lists = nest([step(1), step(2), step(1), bullet()])
    assert [len(node.items) for node in lists if isinstance(node, List)] == [2, 1, 1]


def test_lists_of_other_marks_are_others() -> None:
    """Letters after numbers are a list of their own, which says how it counts; outline numbers are labels."""
    marks = [(1, ""), (2, "b"), (3, "c"), (4, "iv"), (1, "2.1"), (2, "2.2")]
    lists = nest([replace(step(number), mark=mark) for number, mark in marks])
    found = [node for node in lists if isinstance(node, List)]
    assert [(node.style, node.start, len(node.items)) for node in found] == [
        ("", 1, 1),
        ("a", 2, 2),
        ("i", 4, 1),
        ("1.1", 1, 2),
    ]
    assert [item.label for node in found for item in node.items] == ["", "", "", "", "2.1", "2.2"]


def test_rows_are_a_table_each_time_they_begin() -> None:
    """Rows of two tables after one another stay apart, each below its own names of columns."""
    rows = [row(["aspirin", "7 days"], header=["Medicine", "Stop"], number=number) for number in (1, 2)]
    other = row(["1", "2"], number=1)
    tables = nest([*rows, other])
    assert [table.header for table in tables if isinstance(table, Table)] == [("Medicine", "Stop"), ()]
    assert [len(table.rows) for table in tables if isinstance(table, Table)] == [2, 1]

"""Blocks in reading order."""

from dataclasses import replace

import pytest

from voiceedu.content.blocks import Block, outline, row


def step(number: int, text: str = "Rest.", *, depth: int = 1) -> Block:
    return Block(kind="step", text=text, number=number, depth=depth)


@pytest.mark.parametrize(
    ("mark", "shown"), [("", "2. Rest."), ("b", "b. Rest."), ("II", "II. Rest."), ("1.2", "1.2 Rest.")]
)
def test_steps_are_shown_as_they_are_written(mark: str, shown: str) -> None:
    """Numbers and letters have a stop behind them, outline numbers have none; a heading may have a number too."""
    assert outline([replace(step(2), mark=mark)]) == [shown]
    assert outline([Block(kind="heading", text="Before", level=2, mark="1.2")]) == ["## 1.2 Before"]


def test_row_is_said_as_a_sentence() -> None:
    """With names of columns a cell follows its name; without, the first cell is the name; empty ones are left out."""
    assert row(["aspirin", "7 days before"], header=["Medicine", "Stop"], number=1).text == (
        "Medicine: aspirin. Stop: 7 days before."
    )
    assert row(["Aspirin", "", "7 days before."], number=1).text == "Aspirin: 7 days before."
    assert row(["All of these"], header=["Medicine", "Stop"], number=2).text == "All of these."
    assert row(["yes"], header=["Sure?"], number=1).text == "Sure? yes."


def test_outline_can_be_read() -> None:
    """The structure as lines: headings, marks, numbers, names of columns once, and depth as indentation."""
    blocks = [
        Block(kind="heading", text="Before", level=2),
        step(2, "Rest."),
        Block(kind="bullet", text="Ice.", depth=2),
        row(["aspirin"], header=["Medicine"], number=1),
        row(["heparin"], header=["Medicine"], number=2),
    ]
    assert outline(blocks) == ["## Before", "2. Rest.", "  - Ice.", "[Medicine]", "| aspirin", "| heparin"]

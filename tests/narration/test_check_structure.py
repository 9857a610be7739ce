"""What is worth a look in the headings, steps and tables of one procedure."""

from pathlib import Path

import pytest

from voiceedu.content import procedure_file
from voiceedu.narration.check_structure import check_structure
from voiceedu.narration.finding import Remark


def remarks(body: str) -> list[Remark]:
    """Return what there is to look at in a library file, whose body begins in line 4."""
    text = f"---\ntitle: Your block\n---\n{body}\n"
    procedure, _ = procedure_file.examine(text, path=Path("block.md"), language="en")
    return list(check_structure(procedure.blocks, text.splitlines()))


@pytest.mark.parametrize(
    ("body", "line", "kind", "what"),
    [
        ("1. Eat.\n3. Rest.", 5, "step-order", "step 3 comes after 1"),
        ("3. Eat.\n4. Rest.", 4, "step-order", "the steps begin with 3"),
        ("1. Eat.\n2. Rest.\n\nThen:\n\n2. Go.", 9, "step-order", "step 2 comes after 2"),
        ("a. Eat.\nb. Rest.\n\nThen:\n\nd.  Go.", 9, "step-order", "step d comes after b"),
        ("| A | B |\n|---|---|\n| c | d |", 6, "table", "a table of 2 columns"),
        ("It.\n\n## Why", 6, "empty-section", "no text under “Why”"),
        ("It.\n\n## Why\n\n## How\n\nSo.", 6, "empty-section", "no text under “Why”"),
    ],
)
def test_what_is_worth_a_look_is_named_with_its_line(body: str, line: int, kind: str, what: str) -> None:
    """Each is a warning of its kind at its line, with what would do; there is no other."""
    [remark] = remarks(body)
    assert (remark.line, remark.kind, remark.is_error) == (line, kind, False)
    assert remark.what.startswith(what)
    assert remark.why
    assert remark.remedy


def test_steps_are_named_by_the_numbers_in_the_file() -> None:
    """The step before is named as it is written, too, though a listener hears another number."""
    found = remarks("1. Eat.\n3. Rest.\n2. Go.")
    assert [(remark.line, remark.what) for remark in found] == [
        (5, "step 3 comes after 1"),
        (6, "step 2 comes after 3"),
    ]


def test_steps_in_order_are_not_worth_a_look() -> None:
    """Steps that go on after a paragraph, all numbered 1., nested lists and headings with text are in order."""
    steps = "1. Eat.\n2. Have an MRI.\n   1. So.\n   2. And so.\n\nThen:\n\n3. Go."
    assert remarks("1. Eat.\n1.1 Bread.\n1.2 Fruit.\n2. Rest:\n\n   a.  sit\n   b.  lie\n3. Go.") == []
    assert remarks(f"{steps}\n\n## More\n\n1. Rest.\n1. Sleep.\n\n- 5 mg daily.\n\n## Last\n\n### Deeper\n\nSo.") == []


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("| | |\n|---|---|\n| c | d |\n| e | f |", "its columns have no names"),
        ("| A | B | C | D | E |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |", "it has 5 columns"),
        ("| A | B |\n|---|---|\n| c | d |\n| e | f |", "it is heard row by row"),
    ],
)
def test_table_is_named_once_with_what_is_hard_in_it(table: str, why: str) -> None:
    """A table is one remark, however many rows it has, and says what a listener has to bear."""
    assert [(remark.kind, remark.why) for remark in remarks(table)] == [("table", why)]

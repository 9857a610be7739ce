"""Letters and outline numbers in Markdown: when they are list items, and when they are words."""

import pytest

from voiceedu.content.blocks import outline
from voiceedu.content.comparison import compare_with_source
from voiceedu.content.formats.markdown import read_markdown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a. Eat.\nb. Drink.", ["a. Eat.", "b. Drink."]),
        ("See:\na. Eat.\nb. Drink.", ["See:", "a. Eat.", "b. Drink."]),
        ("1. Eat:\n   a. bread\n   b. fruit\n2. Drink.", ["1. Eat:", "  a. bread", "  b. fruit", "2. Drink."]),
        ("a.  Eat\nslowly.\n\n    - bread\n\nb.  Drink.", ["a. Eat slowly.", "  - bread", "b. Drink."]),
        ("c.  Eat.", ["c. Eat."]),
        ("i. Eat.\nii. Drink.\niii. Rest.", ["i. Eat.", "ii. Drink.", "iii. Rest."]),
        ("(h) Eat.\n(i) Drink.", ["h. Eat.", "i. Drink."]),
        ("1. Before\n1.1 Eat.\n1.2 Drink.\n2. After", ["1. Before", "1.1 Eat.", "1.2 Drink.", "2. After"]),
        ("1. Before\n\n   1.1  Eat.\n2. After", ["1. Before", "  1.1 Eat.", "2. After"]),
        ("A.1  Eat.\nA.2  Drink.", ["A.1 Eat.", "A.2 Drink."]),
    ],
)
def test_marks_are_steps(text: str, found: list[str]) -> None:
    """One after the other, or with two spaces behind it, a mark begins a step, with all that is inside it."""
    data = f"# T\n\n{text}\n".encode()
    document = read_markdown(data, name="a.md")
    assert outline(document.body) == found
    assert compare_with_source(document, data) == ()


@pytest.mark.parametrize(
    "text",
    [
        "A. Smith wrote this.",
        "Vitamin\na. is a letter\nb. is another",
        "2.5 mg in the morning.\n\n0.5 mg in the evening.",
        "e.g.  bread",
        "p.m.  is after noon",
        "It is.\nSo.  There.",
        "a\\. Eat.\n\nb\\. Drink.",
    ],
)
def test_words_are_words(text: str) -> None:
    """A name, an amount, an abbreviation, a line of a paragraph and an escaped mark are no list."""
    document = read_markdown(f"# T\n\n{text}\n".encode(), name="a.md")
    words = " ".join(text.replace("\\", "").split())
    assert [block.kind for block in document.body] == ["paragraph"] * (1 + text.count("\n\n"))
    assert " ".join(block.text for block in document.body) == words


def test_a_mark_that_begins_no_item_is_left_as_it_is() -> None:
    """Digits stand for marks only while list items are looked for: none of them is ever seen."""
    document = read_markdown(b"# T\n\n    a.  in a block of code\n\nSee:\na.  one\n", name="a.md")
    assert [problem.text for problem in document.errors] == [
        "a block of code (four spaces before a line make one) cannot be spoken"
    ]
    assert outline(document.body) == ["See:", "a. one"]


def test_many_marks_take_time_in_proportion() -> None:
    """20,000 marks are read, and each is a step."""
    data = b"# T\n\n" + b"a.  one\n" * 20_000
    assert len(read_markdown(data, name="a.md").body) == 20_000

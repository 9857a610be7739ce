"""Blocks are written as Markdown that reads as the same blocks."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceedu.content import procedure_file
from voiceedu.content.blocks import Block, outline, row
from voiceedu.content.markdown_writer import escaped, write_blocks

NASTY = r"""
    # ## ### C# * ** _a_ __b__ `c` ``` ~~~ > < <b> <!-- --> </p> [a] [a]: (b) ![c](d) & R&D &amp; &#65; &lt; \ \* a\
    --- === + -- | |--| ' " : a: :b % @x {y} http://x.org/a_b_c <http://x> <5a@b.c> 2020. 1990) 1.5 1: null 字 🙂 - 1.
"""
ANY_WORD = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], exclude_characters="\ufdd0"),  # never in a text
    min_size=1,
    max_size=8,
)
TEXTS = st.lists(st.sampled_from(NASTY.split()) | ANY_WORD, min_size=1, max_size=8).map(" ".join)


def read(markdown: str) -> tuple[Block, ...]:
    return procedure_file.parse(f"---\ntitle: A\n---\n{markdown}", path=Path("a.md"), language="en").blocks


@given(st.lists(TEXTS, min_size=2, max_size=5))
def test_any_words_are_written_and_read_as_they_are(texts: list[str]) -> None:
    """For any texts of blocks, the Markdown written for them shows each once and in order."""
    first, *others = (Block(kind="paragraph", text=text) for text in texts)
    bullets = [Block(kind="bullet", text=block.text, depth=1) for block in others]
    steps = [Block(kind="step", text=block.text, depth=2, number=9 + at) for at, block in enumerate(others)]
    heading = Block(kind="heading", text=first.text, level=2)
    blocks = (first, heading, *bullets, *steps, *others)
    assert outline(read(write_blocks(blocks))) == outline(blocks)


@pytest.mark.parametrize("cell", ["a | b", "a\\", "\\|", "---", "|", "&amp;", "*a*", "`a|b`"])
def test_any_words_of_a_cell_are_written_and_read_as_they_are(cell: str) -> None:
    """A bar, a backslash or a mark in a cell parts no cells and changes no word, below names of columns or without."""
    for header in (("Name", cell), ()):
        blocks = (row([cell, "x"], header=header, number=1), row(["y", cell], header=header, number=2))
        assert read(write_blocks(blocks)) == blocks


def test_markdown_is_what_a_person_would_write() -> None:
    """Headings, lists in lists, numbers, links and tables look as they do in a file written by hand."""
    blocks = (
        Block(kind="heading", text="Before", level=2),
        Block(kind="step", text="Eat", depth=1, number=3),
        Block(kind="bullet", text="bread", depth=2),
        Block(kind="step", text="Rest", depth=1, number=4),
        Block(kind="bullet", text="Nerve blocks", depth=1, link="nerve-blocks"),
        row(["a"], header=["A"], number=1, depth=0),
    )
    assert write_blocks(blocks) == (
        "## Before\n\n3. Eat\n   - bread\n4. Rest\n\n- [Nerve blocks](nerve-blocks.md)\n\n| A |\n| --- |\n| a |\n"
    )


def test_list_behind_a_list_of_its_kind_is_another_list() -> None:
    """Steps that begin again get the other mark, so that they are not read as going on."""
    blocks = tuple(Block(kind="step", text=text, depth=1, number=1) for text in ("One", "Other", "Third"))
    assert write_blocks(blocks) == "1. One\n\n1) Other\n\n1. Third\n"
    assert read(write_blocks(blocks)) == blocks


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("2 * 3", r"2 \* 3"),
        ("5. May", r"5\. May"),
        ("- so", r"\- so"),
        ("R&D", "R&D"),
        ("&amp;", r"\&amp;"),
        ("C# #1", r"C# \#1"),
        ("It is 5.5, so-so.", "It is 5.5, so-so."),
    ],
)
def test_only_what_markdown_would_read_is_escaped(text: str, markdown: str) -> None:
    """Signs that mean something where they stand get a backslash; plain words stay plain."""
    assert escaped(text) == markdown

"""What an import found, as lines for a person."""

from voiceedu.content.blocks import Block, row
from voiceedu.content.import_report import counts, lines
from voiceedu.content.importer import convert


def report(text: str, *, name: str = "leaflet.md", split: bool = False) -> list[str]:
    return list(lines(convert(text.encode(), name=name, language="en", split=split)))


def test_outline_stands_below_each_file() -> None:
    """Every file has its name, its title, its counts and its structure; the comparison with the document follows."""
    assert report("# Pain\n\nIt hurts.\n\n## Before\n\n- Eat.\n- Rest.\n") == [
        "pain.md: Pain",
        "  1 heading, 1 paragraph, 1 list (2 bullets)",
        "    It hurts.",
        "    ## Before",
        "    - Eat.",
        "    - Rest.",
        "Compared with leaflet.md: 6 words in order, none lost or added, 0 left out",
    ]


def test_counts_have_numbers_of_steps_and_rows() -> None:
    """Lists in lists are counted too; steps are named by the numbers that the document has."""
    blocks = [
        Block(kind="heading", text="Before", level=2),
        Block(kind="heading", text="After", level=2),
        Block(kind="step", text="Eat", depth=1, number=3),
        Block(kind="bullet", text="bread", depth=2),
        Block(kind="step", text="Rest", depth=1, number=4),
        Block(kind="paragraph", text="Then"),
        Block(kind="step", text="Go", depth=1, number=9),
        row(["a", "b"], number=1),
        row(["c", "d"], number=2),
    ]
    assert counts(blocks) == ("2 headings, 1 paragraph, 3 lists (steps 3–4; 1 bullet; step 9), 1 table (2 rows)")


def test_nothing_is_counted_as_nothing() -> None:
    """Kinds of blocks that there are none of are not mentioned."""
    assert counts([]) == ""
    assert counts([Block(kind="paragraph", text="It.")]) == "1 paragraph"


def test_author_and_doubtful_passages_are_named() -> None:
    """The author has a line, and a warning says where it is and what would do."""
    found = report("# Pain\n\nCall Dr. ______ now.\n\nDr. Jane Roe\n")
    assert "Author: Dr. Jane Roe" in found
    [warning] = [line for line in found if line.startswith("Warning: ")]
    assert warning.startswith("Warning: leaflet.md:3: a blank to be filled in by hand")


def test_long_block_is_cut_in_the_outline() -> None:
    """A line of the outline has at most 100 characters and its indent; what is cut ends with an ellipsis."""
    [line] = [line for line in report("# Pain\n\n" + "word " * 60) if line.endswith("…")]
    assert len(line) == 104


def test_entries_that_could_be_procedures_are_named() -> None:
    """Four of them are named, and how many there are; after a split there is nothing to say."""
    text = "# Pain\n\nSee:\n\n" + "".join(f"- {name}: text\n" for name in ("One", "Two", "Three", "Four", "Five"))
    hint = "5 list entries could be procedures of their own (One, Two, Three, Four, …): --split does that"
    assert report(text)[-1] == hint
    split = report(text, split=True)
    assert {"pain.md: Pain", "one.md: One", "five.md: Five"} <= set(split)
    assert "--split" not in split[-1]

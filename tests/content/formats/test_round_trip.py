"""Any tree of blocks, written in each format and read again, is the same tree."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.formats.writers import as_docx, as_html, as_markdown, as_text
from voiceedu.content.blocks import Block, outline, row
from voiceedu.content.comparison import compare_with_source
from voiceedu.content.formats import read_bytes
from voiceedu.content.list_marks import mark_of

FIRST = st.sampled_from(
    [
        "Take",
        "Stop",
        "Do",
        "Call",
        "Your",
        "Before",
        "After",
        "Wash",
        "Ask",
        "Él",
        "Über",
        "Naïve",
        "It",
        "The",
        "Warfarin",
        "Some",
    ]
)
WORD = st.sampled_from(
    [
        "not",
        "the",
        "5",
        "mg",
        "2.5",
        "mL",
        "aspirin,",
        "(81",
        "mg)",
        "water:",
        "at",
        "9",
        "a.m.",
        "120/80",
        "≥",
        "½",
        "38",
        "°C",
        "B₁₂",
        "10",
        "%",
        "R&D",
        "x<y",
        "co-operate",
        "one’s",
        "“so”",
        "a",
        "to",
        "602-555-0100",
        "&",
        "día",
        "naïve",
        "µg",
        "*",
        "_",
        "[a]",
        "#1",
        "4–6",
        "+",
        "字",
        "I.V.",
    ]
)


def sentence(*, longest: int = 8, end: str = ".") -> st.SearchStrategy[str]:
    return st.tuples(FIRST, st.lists(WORD, max_size=longest)).map(lambda parts: " ".join([parts[0], *parts[1]]) + end)


HEADING = st.tuples(
    FIRST, st.lists(st.sampled_from(["the", "your", "block", "nerve", "day", "1", "home"]), max_size=4)
).map(lambda parts: " ".join([parts[0], *parts[1]]))


@st.composite
def lists(draw: st.DrawFn, depth: int = 1) -> list[Block]:
    """Return a list with sub-lists and further paragraphs in its items, the count of steps beginning anywhere."""
    is_ordered = draw(st.booleans())
    style = draw(st.sampled_from(["", "", "a", "A", "i", "I"]))
    start = draw(st.sampled_from([1, 1, 1, 4, 10])) if is_ordered and not style else int(is_ordered)
    blocks: list[Block] = []
    for at in range(draw(st.integers(2, 4))):
        kind = "step" if is_ordered else "bullet"
        number = start + at if is_ordered else 0
        mark = mark_of(number, style) if is_ordered and style else ""
        text = draw(sentence())
        blocks.append(Block(kind=kind, text=text, depth=depth, number=number, mark=mark))  # type: ignore[arg-type]
        if draw(st.integers(0, 3)) == 0:
            blocks.append(Block(kind="paragraph", text=draw(sentence()), depth=depth))
        if depth < 3 and draw(st.integers(0, 2)) == 0:
            blocks += draw(lists(depth + 1))
    return blocks


@st.composite
def interrupted_lists(draw: st.DrawFn) -> list[Block]:
    """Return steps with a paragraph outside the list between two of them, which go on counting after it."""
    texts = draw(st.lists(sentence(), min_size=4, max_size=6))
    steps = [Block(kind="step", text=text, depth=1, number=number) for number, text in enumerate(texts, start=1)]
    at = draw(st.integers(1, len(steps) - 1))
    return [*steps[:at], Block(kind="paragraph", text=draw(sentence())), *steps[at:]]


@st.composite
def tables(draw: st.DrawFn) -> list[Block]:
    """Return a table under names without digits, with a digit in each cell of the second column."""
    columns = draw(st.integers(2, 4))
    header = draw(st.lists(FIRST, min_size=columns, max_size=columns))
    cells = st.lists(sentence(longest=3, end=""), min_size=columns, max_size=columns)
    rows = [[texts[0], f"{texts[1]} 7", *texts[2:]] for texts in draw(st.lists(cells, min_size=2, max_size=4))]
    return [row(texts, header=header, number=number) for number, texts in enumerate(rows, start=1)]


@st.composite
def documents(draw: st.DrawFn) -> list[Block]:
    """Return a title and sections; every heading has a paragraph below it, and there is one between lists."""
    blocks = [Block(kind="heading", text=draw(HEADING), level=1)]
    for _ in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            blocks.append(Block(kind="heading", text=draw(HEADING), level=draw(st.integers(2, 3))))
        blocks.append(Block(kind="paragraph", text=draw(sentence())))
        blocks += draw(st.one_of(lists(), interrupted_lists(), tables(), st.just([])))
    return [*blocks, Block(kind="paragraph", text=draw(sentence()))]


def levelled(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` as plain text can have them, where all headings below the title are of one level."""
    return [replace(block, level=min(2, block.level)) for block in blocks]


def escaped(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with the signs of Markdown escaped."""

    def escape(text: str) -> str:
        return "".join(f"\\{sign}" if sign in "*_[]<&#+" else sign for sign in text)

    return [
        replace(
            block,
            text=escape(block.text),
            cells=tuple(map(escape, block.cells)),
            header=tuple(map(escape, block.header)),
        )
        for block in blocks
    ]


@pytest.mark.parametrize(
    ("ending", "write"),
    [
        ("docx", as_docx),
        ("html", as_html),
        ("md", lambda blocks: as_markdown(escaped(blocks))),
        ("txt", as_text),
    ],
)
@given(blocks=documents())
@settings(max_examples=25, deadline=None)
def test_written_blocks_are_read_as_they_were(
    ending: str, write: Callable[[Sequence[Block]], bytes], blocks: list[Block]
) -> None:
    """Headings, lists with their numbers and depths, paragraphs inside them and tables come back as they were."""
    data = write(blocks)
    document = read_bytes(data, name=f"leaflet.{ending}")
    expected = levelled(blocks) if ending == "txt" else blocks
    assert outline(document.blocks) == outline(expected)
    assert document.blocks == tuple(expected)
    assert document.title == blocks[0].text
    assert not document.errors
    assert compare_with_source(document, data) == ()

"""The lines of a passage as a page or a book shows them."""

import itertools
from pathlib import Path

from voiceedu.content import procedure_file
from voiceedu.content.nesting import List, Table
from voiceedu.narration.layout import ShownLine, lay_out, shown_lines
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.script import Passage, write

BODY = """\
It helps. It is safe.

1. Eat.
   - Bread. Fruit.
2. Rest.

| Medicine | Stop |
|---|---|
| aspirin | today |
| iron | never |
"""


def passage(body: str = BODY) -> Passage:
    procedure = procedure_file.parse(f"---\ntitle: A\n---\n{body}", path=Path("en/a.md"), language="en")
    [section] = write(procedure, Lexicon()).sections
    return section


def test_each_sentence_has_its_value() -> None:
    """Every line takes as many values as it has sentences, in their order."""
    lines = shown_lines(passage(), itertools.count())
    assert [line.sentences for line in lines] == [(0, 1), (2,), (3, 4), (5,), (6,), (7,)]


def test_values_are_taken_from_where_the_passage_before_ended() -> None:
    """One stream of values serves all passages of a script: none is lost between two of them."""
    values = iter("abcdefghij")
    shown_lines(passage("One. Two."), values)
    [line] = shown_lines(passage("Three."), values)
    assert line.sentences == ("c",)


def test_shown_line_has_what_lists_and_tables_need() -> None:
    """A shown line has the kind, depth, number and names of columns of its line."""
    found = [(line.kind, line.depth, line.number) for line in shown_lines(passage(), itertools.count())]
    assert found == [
        ("paragraph", 0, 0),
        ("step", 1, 1),
        ("bullet", 2, 0),
        ("step", 1, 2),
        ("row", 0, 1),
        ("row", 0, 2),
    ]
    assert shown_lines(passage(), itertools.count())[-1].header == ("Medicine", "Stop")


def test_lists_and_tables_are_put_together() -> None:
    """A list is inside the item above it, and the rows of a table are in one table, each with its values."""
    paragraph, steps, table = lay_out(shown_lines(passage(), itertools.count()))
    assert isinstance(paragraph, ShownLine)
    assert isinstance(steps, List)
    assert isinstance(table, Table)
    assert [item.block.sentences for item in steps.items] == [(2,), (5,)]
    [bullets] = steps.items[0].children
    assert isinstance(bullets, List)
    assert [item.block.sentences for item in bullets.items] == [(3, 4)]
    assert (table.header, [line.sentences for line in table.rows]) == (("Medicine", "Stop"), [(6,), (7,)])

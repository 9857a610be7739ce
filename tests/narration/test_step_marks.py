"""How the number of a step is said."""

import pytest

from voiceedu.content.blocks import Block
from voiceedu.narration.step_marks import say_mark


@pytest.mark.parametrize(
    ("number", "mark", "language", "said"),
    [
        (3, "", "en", "three"),
        (1, "", "es", "uno"),
        (2, "b", "en", "B"),
        (2, "B", "es", "B"),
        (27, "aa", "en", "A A"),
        (4, "iv", "en", "Roman four"),
        (2, "II", "de", "römisch zwei"),
        (1, "2.3.1", "en", "two point three point one"),
        (1, "1.1", "es", "uno punto uno"),
        (1, "1.10", "fr", "un point dix"),
        (1, "A.1", "en", "A point one"),
        (2, "1.ii", "en", "one point Roman two"),
        (2, "2.2", "qqq", "2 2"),
    ],
)
def test_a_step_is_said_as_it_is_written(number: int, mark: str, language: str, said: str) -> None:
    """Numbers and letters, Roman numerals by that name, outline numbers part by part."""
    assert say_mark(Block(kind="step", text="Rest.", number=number, mark=mark), language=language) == said


@pytest.mark.parametrize("kind", ["bullet", "paragraph", "heading"])
def test_other_blocks_say_no_number(kind: str) -> None:
    """Only a step has a number that is heard."""
    assert say_mark(Block(kind=kind, text="Rest.", number=3, mark="c"), language="en") == ""  # type: ignore[arg-type]

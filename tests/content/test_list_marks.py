"""The letters, Roman numerals and outline numbers that steps can have."""

import pytest

from voiceedu.content.list_marks import OUTLINE, mark_of, readings, style_of


@pytest.mark.parametrize(
    ("number", "style", "mark"),
    [
        (1, "a", "a"),
        (26, "A", "Z"),
        (27, "a", "aa"),
        (703, "a", "aaa"),
        (4, "i", "iv"),
        (49, "I", "XLIX"),
        (3999, "i", "mmmcmxcix"),
        (4000, "i", ""),
        (0, "a", ""),
        (-2, "I", ""),
    ],
)
def test_marks_are_those_of_browsers(number: int, style: str, mark: str) -> None:
    """Lists count as <ol type> does; where letters have no mark for a number, there is none."""
    assert mark_of(number, style) == mark


@pytest.mark.parametrize("style", ["a", "A", "i", "I"])
def test_each_mark_has_its_number_among_its_meanings(style: str) -> None:
    """Whatever is written is read as the same number again, and its style is known."""
    for number in range(1, 80):
        mark = mark_of(number, style)
        if len(mark) == 1 or style in "iI" or mark in ("aa", "AA") or mark[0] != mark[-1]:
            assert readings(mark)[style] == number
        assert style_of(mark, number) == style


@pytest.mark.parametrize(
    ("mark", "meanings"),
    [
        ("i", {"i": 1, "a": 9}),
        ("b", {"a": 2}),
        ("bb", {"a": 28}),
        ("2.3.1", {OUTLINE: 1}),
        ("A.12", {OUTLINE: 12}),
        ("1.ii", {OUTLINE: 2}),
        ("iix", {}),
        ("so", {"a": 509}),
        ("the", {}),
        ("Ab", {}),
    ],
)
def test_meanings_of_a_mark(mark: str, meanings: dict[str, int]) -> None:
    """A letter may be a Roman numeral too; of an outline number the last part counts; words are no marks."""
    assert readings(mark) == meanings


def test_style_of_a_plain_number_is_none() -> None:
    """Numbers have no style; a mark that is no letter of its number is written out as an outline number is."""
    assert style_of("", 3) == ""
    assert style_of("2.3", 3) == OUTLINE
    assert style_of("bb", 28) == OUTLINE  # Word's letter after aa, where browsers have ab

"""Words that a line end has broken after a hyphen."""

import pytest

from voiceedu.content.comparison import compare_with_source
from voiceedu.content.document import Document
from voiceedu.content.formats.hyphenation import HYPHEN, is_hyphenated, join_lines
from voiceedu.content.formats.text import read_text


def read(text: str) -> Document:
    """Return the document of a text, of which no word is lost or added."""
    document = read_text(text.encode(), name="a.txt")
    assert compare_with_source(document, text.encode()) == ()
    return document


@pytest.mark.parametrize(
    ("line", "below", "goes_on"),
    [
        ("skin with lido-", "caine 1%", True),
        ("Call 602-555-", "0123", True),
        ("before and after -", "caine", False),
        ("pre-", "Operation", False),
        ("Stage 3-", "sided", False),
        ("-", "caine", False),
        ("", "caine", False),
        ("lido-", "", False),
    ],
)
def test_word_or_number_goes_on_after_a_hyphen(line: str, below: str, *, goes_on: bool) -> None:
    """A small letter after a letter, or a digit after a digit: no space comes between them."""
    assert is_hyphenated(line, below) is goes_on


def test_lines_are_joined_by_a_space_except_after_a_hyphen() -> None:
    """A number keeps its hyphen; that of a word is left for `with_whole_words` to decide on."""
    assert (
        join_lines(["Call 602-555-", "0123 for lido-", "caine", "now."])
        == f"Call 602-555-0123 for lido{HYPHEN}caine now."
    )


def test_word_is_whole_where_the_document_has_it() -> None:
    """A word that is whole elsewhere is said whole; the other ones keep the hyphen, and a person is asked."""
    text = "Lidocaine numbs your skin. It is lido-\ncaine in water. Walk after this proce-\ndure for ten minutes.\n"
    document = read(text)
    [block] = document.blocks
    assert (
        block.text == "Lidocaine numbs your skin. It is lidocaine in water. Walk after this proce-dure for ten minutes."
    )
    assert "'proce-dure' may be one word" in [problem.text for problem in document.problems]


def test_compound_keeps_its_hyphen() -> None:
    """A word that has its hyphen elsewhere too is no broken one: nothing is asked."""
    [block] = (document := read("Bring a follow-up form. At the follow-\nup you are asked for it.\n")).blocks
    assert block.text == "Bring a follow-up form. At the follow-up you are asked for it."
    assert document.problems == ()


def test_narrow_column_keeps_words_and_numbers_whole() -> None:
    """Also where lines are too narrow to be joined, as in a folded leaflet, no word and no number is cut in two."""
    document = read("Numb with lido-\ncaine today.\n\nCall us at 602-555-\n0123 at night.\n")
    assert [block.text for block in document.blocks] == [
        "Numb with lido-caine today.",
        "Call us at 602-555-0123 at night.",
    ]


def test_list_mark_is_no_word_that_goes_on() -> None:
    """What a hyphen ends before a list mark is not joined with the item."""
    for marks in ("- -", "a) b)", "i. ii."):
        first, second = marks.split()
        document = read(f"Stop pre-\n{first} aspirin\n{second} iron\n")
        assert [block.text for block in document.blocks] == ["Stop pre-", "aspirin", "iron"]


def test_soft_hyphens_inside_a_line_stay() -> None:
    """A soft hyphen is where a page may break a word: it is no hyphen, and nothing is asked."""
    document = read("Radio\u00adfrequency abla\u00adtion.\n")
    assert document.problems == ()
    assert document.blocks[0].text.replace("\u00ad", "") == "Radiofrequency ablation."

"""Where a long text is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceedu.engines.phrases import CLAUSE_GAP_MS, COMMA_GAP_MS, SENTENCE_GAP_MS, WORD_GAP_MS, cut


def texts(text: str, longest: int = 100) -> list[str]:
    return [piece.text for piece in cut(text, longest=longest)]


def test_a_short_text_stays_whole() -> None:
    assert texts("A nerve block, as it is called, is an injection. It helps.") == [
        "A nerve block, as it is called, is an injection. It helps."
    ]


def test_it_is_cut_at_a_comma_and_not_where_the_space_runs_out() -> None:
    """By itself gTTS ends the first piece at "…block pain", and the next is "signals."."""
    assert texts(
        "These treatments use small electrical impulses, sent to the spinal cord or to nerves, to block pain signals."
    ) == [
        "These treatments use small electrical impulses,",
        "sent to the spinal cord or to nerves, to block pain signals.",
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("one two three. four five, six seven eight nine ten", "one two three."),
        ("one two, three four; five six seven eight nine ten", "one two, three four;"),
        ("one two three four and five six seven eight nine", "one two three four"),
    ],
)
def test_the_strongest_border_that_fits_is_taken(text: str, first: str) -> None:
    assert texts(text, 35)[0] == first


def test_no_word_is_left_alone() -> None:
    text = (
        "an injection of medicine beside a nerve that carries the pain of a joint in the lower back and legs, signals."
    )
    assert len(text) > 100
    assert all(len(piece.split()) > 1 for piece in texts(text))


def test_each_piece_has_the_gap_of_its_border() -> None:
    pieces = cut("one two. three four; five six, seven eight nine ten", longest=14)
    assert [piece.gap_ms for piece in pieces] == [
        SENTENCE_GAP_MS,
        CLAUSE_GAP_MS,
        COMMA_GAP_MS,
        WORD_GAP_MS,
        WORD_GAP_MS,
    ][: len(pieces)]


@given(st.text(), st.integers(5, 100))
def test_every_word_is_kept_and_no_piece_is_too_long(text: str, longest: int) -> None:
    pieces = texts(text, longest)
    assert all(0 < len(piece) <= longest for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())

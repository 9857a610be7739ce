"""Differences between two texts, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from voiceedu.review.differences import Piece, compare, is_same

WORDS = st.sampled_from(["nerve", "block", "pain", "a", "the", "is", "not"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), max_size=6)


@given(before=TEXTS, after=TEXTS)
def test_both_texts_are_all_there(before: list[str], after: list[str]) -> None:
    """What is same or added is the new text in order, what is same or removed the old one: nothing is hidden."""
    found = compare(before, after)
    for kind, text in (("removed", before), ("added", after)):
        said = [piece.text for sentence in found for piece in sentence if piece.kind in ("same", kind)]
        assert " ".join(said).split() == " ".join(text).split()
    assert all(is_same(sentence) for sentence in compare(after, after))
    assert (before == after) == all(map(is_same, found))


def test_a_changed_word_is_shown_in_its_sentence() -> None:
    """Sentences that are alike are compared word by word; others are new, or gone."""
    found = compare(["It blocks all pain.", "Rest well today."], ["It stops all pain.", "Drink tea."])
    assert found[0] == (
        Piece(kind="same", text="It"),
        Piece(kind="removed", text="blocks"),
        Piece(kind="added", text="stops"),
        Piece(kind="same", text="all pain."),
    )
    assert found[1:] == ((Piece(kind="added", text="Drink tea."),), (Piece(kind="removed", text="Rest well today."),))

import pytest

from voiceedu.narration.sentence_abbreviations import known_abbreviations
from voiceedu.narration.sentence_ends import can_begin, goes_on, may_end

EN, ES = known_abbreviations("en"), known_abbreviations("es")


@pytest.mark.parametrize(
    ("sentence", "after"),
    [
        ("Take 5 mg.", " of this drug"),
        ("1.", " Rest"),
        ("Walk 2 times/wk.", " × 6 wks."),
        ("Pregabalin 75 mg caps.", " #30"),
        ("The facets on the left, lat.", " L3 and L4"),
        ("Call", " (602) 555-0147"),
        ("Tinel's", " ☐ positive"),
    ],
)
def test_a_sentence_goes_on(sentence: str, after: str) -> None:
    """No sentence ends after an abbreviation that belongs to what follows, or before a sign that begins none."""
    assert goes_on(sentence, after, EN)


@pytest.mark.parametrize(
    ("sentence", "after"),
    [("Come at 9 a.m.", " Bring your card."), ("Take 5 mg.", " Rest after it."), ("Call us.", " We are here.")],
)
def test_a_sentence_ends(sentence: str, after: str) -> None:
    """A sentence ends at a stop before a word with a capital that is no mere name."""
    assert not goes_on(sentence, after, EN)


@pytest.mark.parametrize(("sentence", "is_cut"), [("Comprimidos de lib.", True), ("Tome la pastilla.", False)])
def test_a_word_that_is_cut_short_goes_on(sentence: str, *, is_cut: bool) -> None:
    """A word with a last letter that no word of Spanish has is cut short, if a small letter follows."""
    assert goes_on(sentence, " prolongada", ES) is is_cut


def test_where_a_sentence_may_end_and_begin() -> None:
    """A dose may end a sentence and a title may not; a level of the spine begins none."""
    assert may_end("Take 5 mg.", EN)
    assert not may_end("See Dr.", EN)
    assert can_begin(" Rest after it", EN)
    assert not can_begin(" L3 and L4", EN)
    assert not can_begin(" rest after it", EN)

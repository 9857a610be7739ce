"""The letter A and the article are told apart in the words of English."""

import pytest

from voiceedu.narration.text_normalization import normalize
from voiceedu.narration.text_normalization.letters import respell_letter_a


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Open 8am-5pm.", "Open eight ay M to five P M."),
        ("HbA1c and A1C.", "hemoglobin ay one C and ay one C."),
        ("Take vitamin A daily.", "Take vitamin ay daily."),
        ("ADHD is common.", "ay D H D is common."),
        ("The FAQs.", "The F ay Q's."),
        ("Plan A, or hepatitis A.", "Plan ay, or hepatitis ay."),
        ("A block helps.", "A block helps."),
        ("Rest. A block helps.", "Rest. A block helps."),
        ("A DVT is a clot.", "a D V T is a clot."),
    ],
)
def test_the_letter_a_is_found_and_the_article_left(written: str, words: str) -> None:
    """An engine can be told where an A is a letter."""
    assert respell_letter_a(normalize(written, language="en"), "ay") == words

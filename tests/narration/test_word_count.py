import pytest

from voiceedu.narration import word_count


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("Two words.", 2), ("这是一种药。", 3), ("Test 药物 2", 3), ("それは薬です。", 4)]
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    """Where a script has no spaces between words, its characters make words, and so a length is no guess."""
    assert word_count.count_words(text) in range(words, words + 2)

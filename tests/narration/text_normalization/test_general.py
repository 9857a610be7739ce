"""General text normalization by the library: what it is called for, what it leaves, what is logged."""

import logging

import pytest

from voiceedu.narration.text_normalization import general, normalize
from voiceedu.narration.text_normalization.rules import Draft, says


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Pay $5.50 for 3 books.", "Pay five dollars fifty cents for three books."),
        ("fr", "Prenez 3 comprimés.", "Prenez trois comprimés."),
        ("de", "Nehmen Sie 3 Tabletten.", "Nehmen Sie drei Tabletten."),
    ],
)
def test_numbers_are_read_in_their_language(language: str, text: str, words: str) -> None:
    """Numbers and money become words of the language."""
    assert general.normalize_rest(text, language=language) == words


@pytest.mark.parametrize("text", ["Take it with food, and rest!", "(“It’s” so—here.)", "", "a well-known X-ray"])
def test_words_alone_are_not_sent_to_the_grammar(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text without digits and signs costs nothing."""
    monkeypatch.setattr(general, "_normalize", None)
    assert general.normalize_rest(text, language="en") == text


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Stop it 3 days before the 1st visit, since 2019 in room 4.", "three days"),
        ("en", "Your INR should be between 2.0 and 3.0.", "two point zero and three point zero"),
        ("en", "Bring your list & 2 bottles (for 100 people).", "and two bottles, for one hundred people"),
        ("en", "A well-known MRI-guided procedure.", "M R I guided procedure"),
        ("es", "Tome agua 3 días antes y 2,5 después.", "tres días antes y dos coma cinco después"),
    ],
)
def test_plain_numbers_are_not_sent_to_the_grammar(
    language: str, text: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers that are read in one way cost no grammar, whose time a sentence would mostly be."""
    monkeypatch.setattr(general, "_normalize", None)
    assert words in normalize(text, language=language)


def test_the_grammar_gets_what_needs_it_and_the_words_around(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its time grows with a text: a date is sent with a few words, two that are far apart one by one."""
    sent: list[str] = []

    class Recording:
        def normalize(self, text: str) -> str:
            sent.append(text)
            return text.replace("$7", "seven dollars")

    monkeypatch.setattr(general, "_grammar", lambda tag: Recording())
    text = "One two three four $7 five six seven eight nine ten eleven twelve $7, and that is all of it."
    assert general.normalize_rest(text, language="en") == text.replace("$7", "seven dollars")
    assert sent == ["two three four $7 five six seven", "ten eleven twelve $7, and that is"]


def test_a_language_without_a_grammar_keeps_its_text() -> None:
    """Nothing is lost where the library has no grammar."""
    assert general.grammar_tag("tlh") is None
    assert general.normalize_rest("5 loQ 3%", language="tlh") == "5 loQ 3%"


@pytest.mark.parametrize(("language", "tag"), [("en-GB", "en"), ("pt-PT", "pt"), ("cmn", "zh"), ("zh-Hant-TW", "zh")])
def test_a_region_has_the_grammar_of_its_language(language: str, tag: str) -> None:
    """A tag falls back to its language, and to another code for the same language, never to another language."""
    assert general.grammar_tag(language) == tag


def test_finished_words_pass_through() -> None:
    """What rules have said stays in its place among the words of the grammar."""
    draft = Draft("Take 5 mg for 3 books.")
    draft.apply([says("dose", "5 mg", "five milligrams")])
    draft.text = general.normalize_rest(draft.text, language="en")
    assert draft.words() == "Take five milligrams for three books."


@pytest.mark.slow
def test_a_long_text_is_read_in_pieces() -> None:
    """A long sentence is read like a short one, piece by piece."""
    text = " ".join(["Eat 3 apples now."] * 40)
    assert general.normalize_rest(text, language="en") == text.replace("3", "three")


def test_a_text_that_is_no_sentence_is_left_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    """A table in one line would take minutes: it stays as it is, and the log says so."""
    text = "1 2 3 " * 1000
    with caplog.at_level(logging.WARNING):
        assert general.normalize_rest(text, language="en") == text
    assert "Too long" in caplog.text


@pytest.mark.parametrize("error", [ValueError, AssertionError])
def test_what_the_grammar_refuses_is_left_and_logged(
    error: type[Exception], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text that the grammar has no path for, or trips over, stays as it is, and the log says so."""

    class Refusing:
        def normalize(self, text: str) -> str:
            raise error("no path")

    monkeypatch.setattr(general, "_grammar", lambda tag: Refusing())
    with caplog.at_level(logging.WARNING):
        text = f"a {error.__name__} at 5"  # results are remembered
        assert general.normalize_rest(text, language="en") == text
    assert "no path" in caplog.text


def test_what_comes_back_with_marks_of_the_grammar_is_left() -> None:
    """The Kinyarwanda grammar puts its own marks between words: nobody hears them."""
    assert general.normalize_rest("Fata ibinini 2 ku munsi", language="rw") == "Fata ibinini 2 ku munsi"


def test_a_long_text_may_have_its_number_far_from_the_rest() -> None:
    """A text that is read piece by piece can have pieces of words alone."""
    words = "pain and rest " * 30
    assert general.normalize_rest(f"{words}3 days", language="en") == f"{words}three days"

"""How a word could be said."""

from voiceedu.config import Settings
from voiceedu.narration import lexicon as lexicons
from voiceedu.review.suggestions import suggest


def test_lexicon_and_dictionaries_suggest() -> None:
    """The lexicon's own form comes first, then what the voices of the settings say, each once."""
    settings = Settings(engines=("hibari", "espeak"))
    found = suggest("lidocaine", lexicons.load("en"), settings, language="en")
    assert [one.source for one in found] == ["lexicon", "hibari", "espeak"]
    assert found[0].spoken == lexicons.load("en").entries["lidocaine"]
    assert found[1].ipa == "ˈlaɪdəˌkeɪn"
    assert len({(one.spoken, one.ipa) for one in found}) == len(found)


def test_a_language_has_its_own_voices() -> None:
    """An English dictionary says nothing about Spanish, and a language without voices has no suggestion."""
    spanish = suggest("bloqueo", lexicons.load("es"), Settings(), language="es")
    assert [one.source for one in spanish] == ["espeak"]
    assert suggest("qapla", lexicons.load("tlh"), Settings(), language="tlh-x-none") == ()


def test_a_name_with_letters_of_another_language_is_suggested_as_it_is_said() -> None:
    """Not the numbers of its letters: the sound is that of the same name without marks."""
    settings = Settings(engines=("espeak",))
    english = lexicons.load("en")
    for name, plain in (("Nguyễn", "Nguyen"), ("Dvořák", "Dvorák")):
        [found] = suggest(name, english, settings, language="en")
        [wanted] = suggest(plain, english, settings, language="en")
        assert found == wanted
    assert suggest("中", english, settings, language="en") == ()

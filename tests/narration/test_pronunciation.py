"""What a voice is given: words, and the same words respelled."""

from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.pronunciation import pronounce

LEXICON = Lexicon(
    {"lidocaine": "lye doe cane", "Desai": "deh sigh", "L4-L5": "the low disc"}, clinic=frozenset({"Desai"})
)


def test_words_are_plain_and_respellings_are_beside_them() -> None:
    """A voice that knows most words is given them as they are; another one is given the lexicon's respellings."""
    said = pronounce("Take 5 mg of Lidocaine.", lexicon=LEXICON, language="en")
    assert said.words == "Take five milligrams of Lidocaine."
    assert said.respelled == "Take five milligrams of lye doe cane."


def test_the_clinics_own_respelling_is_heard_from_every_voice() -> None:
    """A clinic that respells a name has heard the voice, and was not content."""
    assert pronounce("Ask Dr. Desai.", lexicon=LEXICON, language="en").words == "Ask Doctor deh sigh."


def test_an_entry_for_a_written_form_wins_over_normalization() -> None:
    """What a lexicon says of "L4-L5" is said, not the words of text normalization."""
    assert pronounce("At L4-L5 and C5.", lexicon=LEXICON, language="en").words == "At the low disc and C five."


def test_a_letter_that_only_looks_like_another_case_stays() -> None:
    """The Turkish İ and ı match "i" when case is ignored; no entry and no abbreviation is meant."""
    lexicon = Lexicon({"said": "sed"})
    assert pronounce("İE and saıd it.", lexicon=lexicon, language="en").respelled == "İE and saıd it."
    assert "İ" in pronounce("P. Eİ. sí.", lexicon=lexicon, language="es").words

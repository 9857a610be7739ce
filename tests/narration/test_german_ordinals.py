"""Tests of stops that are those of German ordinals."""

import pytest

from voiceedu.narration import german_ordinals


@pytest.mark.parametrize(
    ("sentence", "after", "goes_on"),
    [
        ("Kommen Sie am 1.", " Tag nüchtern.", True),
        ("Lyrica: 1.", " Woche 75 mg", True),
        ("nach 4 Wochen, 3.", " Impfung", True),
        ("Das Zimmer hat die Nummer 12.", " Sie finden es leicht.", False),
    ],
)
def test_a_stop_after_a_number_may_be_that_of_an_ordinal(sentence: str, after: str, goes_on: bool) -> None:
    assert german_ordinals.goes_on(sentence, after, only_german=True) is goes_on


def test_a_number_after_a_pause_ends_a_sentence_of_another_language() -> None:
    assert not german_ordinals.goes_on("il y a 4 semaines, 3.", " Ensuite", only_german=False)

"""Capitals whose reading nobody has decided are named, with what is heard of them."""

import pytest

from voiceedu.narration.text_normalization.unlisted_capitals import UnlistedCapitals, find_unlisted_capitals


@pytest.mark.parametrize(
    ("language", "text", "heard"),
    [
        ("en", "The QLB follows the MRI.", [("QLB", "Q L B")]),
        ("en", "Two ESPBs and an ESPB.", [("ESPB", "E S P B")]),
        ("en", "NSAIDs, NPO, BID, COVID-19, stage IV, DO NOT EAT.", []),
        ("en", "IMPORTANT: READ THIS BEFORE YOUR VISIT.", []),
        ("en", "DO NOT TAKE ESPB TODAY.", [("ESPB", "espb")]),
        ("en", "Write to INFO@CLINIC.ORG or www.CLINIC.org.", []),
        ("es", "El BPED y la RMN.", [("BPED", "B P E D")]),
        ("fr", "Le BPED.", []),
    ],
)
def test_capitals_without_an_entry_are_named(language: str, text: str, heard: list[tuple[str, str]]) -> None:
    """What a table knows, a long word, a Roman numeral and an address are not doubtful; other capitals are."""
    found = find_unlisted_capitals(text, language=language)
    assert [(capitals.written, capitals.words) for capitals in found] == heard


def test_a_clinics_lexicon_decides() -> None:
    """A form that the clinic's lexicon has is not doubtful."""
    assert find_unlisted_capitals("The QLB.", language="en", listed=frozenset({"QLB"})) == []


def test_it_is_told_where_they_stand_and_whether_they_are_spelled() -> None:
    """A report can point at the word and say how it is read."""
    spelled = UnlistedCapitals(written="QLB", position=4, words="Q L B")
    assert find_unlisted_capitals("The QLB.", language="en") == [spelled]
    assert spelled.are_spelled
    assert not UnlistedCapitals(written="ESPB", position=0, words="espb").are_spelled

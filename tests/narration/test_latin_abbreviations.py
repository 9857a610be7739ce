"""Abbreviations that a prescription has and a patient does not know."""

from voiceedu.narration.latin_abbreviations import find_latin_abbreviations


def test_abbreviation_is_found_with_its_words() -> None:
    """In capitals, in small letters and with points; words that look alike are none."""
    found = dict(
        find_latin_abbreviations("Take 1 tablet PRN, 2 b.i.d. or TID, q8h or Q 12 hr. NPO after midnight; bid them so.")
    )
    assert found == {
        "PRN": "as needed",
        "b.i.d.": "twice a day",
        "TID": "three times a day",
        "q8h": "every 8 hours",
        "Q 12 hr": "every 12 hours",
        "NPO": "nothing by mouth",
    }

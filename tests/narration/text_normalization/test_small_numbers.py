"""Numbers below a hundred are read without general text normalization, and as it reads them."""

import pytest

from voiceedu.narration.text_normalization import general, layer, normalize

SAME = {
    "en": (
        *("Press 1.", "Rest for 10 minutes, then walk 20 steps.", "Phase 1 or 2 trial", "99 people (or 0)", "Room 12"),
        "Step 1: rest",
    ),
    "es": ("Descanse 15 minutos.", "Diabetes mellitus tipo 2", "Venga el 14 de enero.", "18 años", "Los 90"),
}
OTHERWISE = {
    "en": ("On Jan. 12.", "On 4 July.", "March 3, 4 people came", "It weighs 5 kg", "5 mbps", "45-year-old", "007"),
    "es": ("21 días", "1 persona", "el 5 mayo", "90 psi", "Tipo II 5", "6 h 20 min", "La 1.ª semana", "250 pasos"),
}


def texts(rows: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(language, text) for language, found in rows.items() for text in found]


def plain(language: str, text: str) -> str:
    rules = layer(language)
    assert rules is not None
    assert rules.small_numbers is not None
    return rules.small_numbers.read(text)


@pytest.mark.parametrize(("language", "text"), texts(SAME))
def test_small_numbers_are_read_as_general_text_normalization_reads_them(language: str, text: str) -> None:
    """Both give the same words; their spaces before a stop go later."""
    words = plain(language, text)
    assert not general.needs_reading(words.replace("(", "").replace(")", ""))
    expected = general.normalize_rest(text, language=language)
    assert words.split() == expected.replace(" .", ".").replace(" ,", ",").split()


@pytest.mark.parametrize(("language", "text"), texts(OTHERWISE))
def test_a_number_that_is_more_than_itself_is_left(language: str, text: str) -> None:
    """Dates, units, ordinals, gender, codes and marks are for the other steps."""
    assert plain(language, text) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Oprima 1.", "Oprima uno."),
        ("Vitamina D 12 gotas.", "Vitamina D doce gotas."),
        ("Para oír esta parte otra vez, pulse 31.", "Para oír esta parte otra vez, pulse treinta y uno."),
    ],
)
def test_spanish_numbers_beside_a_stop_and_single_letters(text: str, words: str) -> None:
    """General text normalization says "pulse un", and reads the D as the Roman five hundred."""
    assert normalize(text, language="es") == words

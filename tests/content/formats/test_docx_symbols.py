"""The characters of symbol fonts."""

import pytest

from voiceedu.content.formats.docx_symbols import symbol


@pytest.mark.parametrize(
    ("font", "code", "character"),
    [
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "B3", "≥"),
        ("Symbol", "F06D", "μ"),
        ("Symbol", "F035", "5"),
        ("Wingdings", "F0FE", "☑"),
        ("wingdings", "F0E0", "→"),
        ("MS Gothic", "2610", "☐"),
    ],
)
def test_code_of_a_symbol_font_is_a_character(font: str, code: str, character: str) -> None:
    """A code is looked up in its own font, whether or not Word has moved it into the private use area."""
    assert symbol(font, code) == character


@pytest.mark.parametrize(("font", "code"), [("Webdings", "F041"), ("Symbol", "F0FF"), ("Symbol", ""), ("", "D800")])
def test_unknown_code_is_nothing(font: str, code: str) -> None:
    """A code that no font here has is empty, so that the import can name it."""
    assert symbol(font, code) == ""

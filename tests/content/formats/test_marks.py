"""Marks of lists as they are typed, in English and in Spanish."""

import pytest

from voiceedu.content.blocks import outline
from voiceedu.content.formats.text import read_text


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("1.- Coma.\n2.- Beba.", ["1. Coma.", "2. Beba."]),
        ("1.º Coma.\n2.º Beba.", ["1. Coma.", "2. Beba."]),
        ("a.- Coma.\nb.- Beba.", ["1. Coma.", "2. Beba."]),
        ("-fever\n-chills", ["- fever", "- chills"]),
        ("*fever\n*chills", ["- fever", "- chills"]),
        ("38º ya es fiebre.\n39º es fiebre alta.", ["38º ya es fiebre.", "39º es fiebre alta."]),
        ("-5 °C is cold.\n-9 °C is colder.", ["-5 °C is cold.", "-9 °C is colder."]),
    ],
)
def test_typed_mark_begins_an_item(lines: str, found: list[str]) -> None:
    """The mark is not heard, and the number is; a temperature is no mark."""
    document = read_text(f"The title\n\n{lines}\n\nThe end.".encode(), name="a.txt")
    assert outline(document.body) == [*found, "The end."]

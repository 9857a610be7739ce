"""Marks of lists as they are typed, in English and in Spanish."""

import pytest

from voiceedu.content.blocks import outline
from voiceedu.content.formats.text import read_text

NESTED = ["1. Before", "  1.1 Eat.", "    1.1.1 Bread.", "2. After", "  2.1 Drink."]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("1.- Coma.\n2.- Beba.", ["1. Coma.", "2. Beba."]),
        ("1.º Coma.\n2.º Beba.", ["1. Coma.", "2. Beba."]),
        ("a.- Coma.\nb.- Beba.", ["a. Coma.", "b. Beba."]),
        ("(A) Eat.\n(B) Drink.", ["A. Eat.", "B. Drink."]),
        ("h. Eat.\ni. Drink.", ["h. Eat.", "i. Drink."]),
        ("i) Eat.\nii) Drink.", ["i. Eat.", "ii. Drink."]),
        ("1. Before\n1.1 Eat.\n1.1.1 Bread.\n2. After\n2.1. Drink.", NESTED),
        ("2.3.1 Eat.\n2.3.2 Drink.", ["2.3.1 Eat.", "2.3.2 Drink."]),
        ("1.1 litres is enough.", ["1.1 litres is enough."]),
        ("2.5 mg now.\n0.5 mg later.", ["2.5 mg now.", "0.5 mg later."]),
        ("A. Smith wrote this.", ["A. Smith wrote this."]),
        ("-fever\n-chills", ["- fever", "- chills"]),
        ("*fever\n*chills", ["- fever", "- chills"]),
        ("38º ya es fiebre.\n39º es fiebre alta.", ["38º ya es fiebre.", "39º es fiebre alta."]),
        ("☐ Iron\n☐ Zinc", ["- Iron", "- Zinc"]),
        ("☐ Yes ☒ No.", ["☐ Yes ☒ No."]),
        ("☑ Left knee  ☐ Right knee.", ["☑ Left knee ☐ Right knee."]),
        ("-5 °C is cold.\n-9 °C is colder.", ["-5 °C is cold.", "-9 °C is colder."]),
    ],
)
def test_typed_mark_begins_an_item(lines: str, found: list[str]) -> None:
    """The mark is not heard, and the number is; a temperature is no mark."""
    document = read_text(f"The title\n\n{lines}\n\nThe end.".encode(), name="a.txt")
    assert outline(document.body) == [*found, "The end."]

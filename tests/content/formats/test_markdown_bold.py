"""Bold lines and bold beginnings in Markdown that is imported."""

import pytest

from voiceedu.content.blocks import outline
from voiceedu.content.comparison import compare_with_source
from voiceedu.content.formats.markdown import read_markdown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("**Before**\n\nEat nothing.", ["## Before", "Eat nothing."]),
        ("**Before:** do not eat.\n\nRest.", ["## Before", "do not eat.", "Rest."]),
        ("**Before** Stop eating at midnight.\n\nRest.", ["## Before", "Stop eating at midnight.", "Rest."]),
        ("- **Diet** Eat as you like.\n- **Do not** drive.", ["- Diet: Eat as you like.", "- Do not drive."]),
        ("**Stop** Plavix today.\n\nRest.", ["Stop Plavix today.", "Rest."]),
        ("Rest.\n\n**Dr. Ana Morales**", ["Rest.", "Dr. Ana Morales"]),
        ("## Now\n\n**Before** Stop eating now.\n\nRest.", ["## Now", "Before: Stop eating now.", "Rest."]),
        ("**Do this.**\n\n**And that.**\n\nRest.", ["Do this.", "And that.", "Rest."]),
    ],
)
def test_bold_names_are_headings_where_there_are_no_others(text: str, found: list[str]) -> None:
    """As in a Word file without styles: a bold line and a bold name of a paragraph; a name in a list gets a colon."""
    data = f"# Title\n\n{text}\n".encode()
    document = read_markdown(data, name="a.md")
    assert outline(document.body) == found
    assert compare_with_source(document, data) == ()


def test_bold_text_has_no_headings() -> None:
    """Where nearly all is bold, bold says nothing."""
    text = "\n\n".join(f"**Line {at} of it**" for at in range(8))
    assert {block.kind for block in read_markdown(f"# Title\n\n{text}\n".encode(), name="a.md").body} == {"paragraph"}

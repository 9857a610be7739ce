"""Headings of Word files that are told by larger letters alone."""

import docx
from docx.shared import Pt

from tests.content.formats.writers import saved
from voiceedu.content.blocks import outline
from voiceedu.content.formats.docx import read_docx


def test_short_lines_in_large_letters_are_headings() -> None:
    """The size of most letters is that of the text; a short line that is larger by a fifth stands out as bold does."""
    document = docx.Document()
    for text, size in (
        ("Your new hip", 22),
        ("Getting ready", 15),
        ("You will meet the nurse, who asks about your pills.", 0),
        ("Almost as large", 12),
        ("On the day", 15),
        ("Come at 7 a.m. and bring somebody who can drive.", 0),
    ):
        run = document.add_paragraph().add_run(text)
        if size:
            run.font.size = Pt(size)
    found = read_docx(saved(document), name="a.docx")
    assert found.title == "Your new hip"
    assert outline(found.body) == [
        "## Getting ready",
        "You will meet the nurse, who asks about your pills.",
        "Almost as large",
        "## On the day",
        "Come at 7 a.m. and bring somebody who can drive.",
    ]


def test_size_may_come_from_a_style() -> None:
    """A text in large letters throughout has no headings by size; a style that is larger than it does."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(16)
    style = document.styles.add_style("Large", 1)
    style.font.size = Pt(24)
    document.add_paragraph("Your new hip", style="Large")
    document.add_paragraph("You will meet the nurse.")
    document.add_paragraph("On the day", style="Large")
    document.add_paragraph("Come at 7 a.m.")
    found = read_docx(saved(document), name="a.docx")
    assert outline(found.blocks) == ["# Your new hip", "You will meet the nurse.", "## On the day", "Come at 7 a.m."]

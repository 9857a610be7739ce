"""Paragraphs of a Word file or a web page that are the lines of one."""

from collections.abc import Sequence

import docx
import pytest

from tests.content.formats.writers import saved
from voiceedu.content.comparison import compare_with_source
from voiceedu.content.document import Document
from voiceedu.content.formats.docx import read_docx
from voiceedu.content.formats.html import read_html

LINES = [
    "You have pain in your lower back that may come from the small joints of",
    "the spine. Your doctor will put a small amount of numbing medicine near",
    "the nerves of these joints. If your pain goes away for some hours, these",
    "joints are the cause. You may then have radio-",
    "frequency ablation.",
]
WHOLE = " ".join(LINES[:4]) + LINES[4]
JOINED = "paragraphs that end in mid-sentence are joined with the next one"


def read(paragraphs: Sequence[str], *, source: str) -> Document:
    """Return the document with these paragraphs, of which no word is lost or added."""
    if source == "html":
        data = "".join(f"<p>{text}</p>\n" for text in paragraphs).encode()
        document = read_html(data, name="a.html")
    else:
        word = docx.Document()
        for text in paragraphs:
            word.add_paragraph(text)
        data = saved(word)
        document = read_docx(data, name="a.docx")
    assert compare_with_source(document, data) == ()
    return document


@pytest.mark.parametrize("source", ["docx", "html"])
def test_lines_that_are_paragraphs_are_one(source: str) -> None:
    """Text pasted from a PDF, a paragraph a line, is heard in whole sentences; a person is told to read it."""
    document = read(["Medial branch block", *LINES, "Rest for a day."], source=source)
    assert [block.text for block in document.body] == [WHOLE, "Rest for a day."]
    assert JOINED in [problem.text for problem in document.problems]


@pytest.mark.parametrize("source", ["docx", "html"])
@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Bring with you", "your list of medicines", "your glasses", "a driver"],
        [f"{LINES[0]} your back.", "and of your neck.", "It heals."],
        [LINES[0], "- the spine", "- the hip"],
        ["Before you come", "After you leave", "Call us."],
    ],
)
def test_paragraphs_of_their_own_stay(paragraphs: list[str], source: str) -> None:
    """Short lines, paragraphs with a stop and typed lists are not joined."""
    document = read(["The title", *paragraphs], source=source)
    assert [block.text for block in document.body] == [text.removeprefix("- ") for text in paragraphs]
    assert JOINED not in [problem.text for problem in document.problems]


@pytest.mark.parametrize("source", ["docx", "html"])
def test_word_in_two_paragraphs_keeps_its_hyphen(source: str) -> None:
    """A word is put together from two paragraphs, and a person is asked; a hyphen before a list joins nothing."""
    document = read(["Lidocaine", "It is lido-", "caine. Stop pre-", "- aspirin", "- iron."], source=source)
    assert [block.text for block in document.body] == ["It is lido-caine. Stop pre-", "aspirin", "iron."]
    assert "'lido-caine' may be one word" in [problem.text for problem in document.problems]

"""A document as it was read."""

import pytest

from voiceedu.content.blocks import Block
from voiceedu.content.document import Document, DocumentError, Format, Problem, source_texts

TITLE = Block(kind="heading", text="Nerve blocks", level=1)
TEXT = Block(kind="paragraph", text="It is medicine.")


def test_title_is_not_said_twice() -> None:
    """The body leaves out the heading that is the title, once, and no other block."""
    document = Document(name="a.md", format="markdown", blocks=(TITLE, TEXT, TITLE), title="Nerve blocks")
    assert document.body == (TEXT, TITLE)
    assert Document(name="a.md", format="markdown", blocks=(TITLE, TEXT)).body == (TITLE, TEXT)


def test_errors_and_warnings_are_told_apart() -> None:
    """An error stops an import, a warning does not."""
    error = Problem(text="a picture", remedy="Describe it.", is_error=True)
    warning = Problem(text="a long sentence", remedy="Cut it.")
    document = Document(name="a.md", format="markdown", blocks=(), problems=(warning, error))
    assert (document.errors, document.warnings) == ((error,), (warning,))


@pytest.mark.parametrize(
    ("kind", "line", "message"),
    [
        ("text", 3, "leaflet:3: a picture. Describe it."),
        ("markdown", 3, "leaflet:3: a picture. Describe it."),
        ("docx", 3, "leaflet, paragraph 3: a picture. Describe it."),
        ("pdf", 2, "leaflet, page 2: a picture. Describe it."),
        ("pdf", 0, "leaflet: a picture. Describe it."),
    ],
)
def test_place_is_named_as_a_person_counts_it(kind: Format, line: int, message: str) -> None:
    """Lines of a text, paragraphs of a Word file, pages of a PDF; nothing where it is the document as a whole."""
    problem = Problem(text="a picture", remedy="Describe it.", line=line)
    assert Document(name="leaflet", format=kind, blocks=()).message(problem) == message


def test_file_that_is_no_document_is_named() -> None:
    """The error has file, line, problem and remedy."""
    assert str(DocumentError("a.docx", "it is damaged", "Save it again.")) == "a.docx: it is damaged. Save it again."
    assert str(DocumentError("a.txt", "no text", "Write some.", line=4)) == "a.txt:4: no text. Write some."


def test_names_of_columns_are_in_the_source_once() -> None:
    """A table's header, which every row repeats for the ear, counts before the first row alone."""
    header = ("Medicine", "Stop")
    rows = [
        Block(kind="row", text="", cells=cells, header=header, number=number)
        for number, cells in enumerate([("aspirin", "7 days"), ("", "5 days")], 1)
    ]
    assert source_texts([TEXT, *rows]) == ["It is medicine.", "Medicine", "Stop", "aspirin", "7 days", "5 days"]

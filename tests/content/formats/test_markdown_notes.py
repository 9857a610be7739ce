from voiceedu.content.blocks import outline
from voiceedu.content.comparison import compare_with_source
from voiceedu.content.document import Document
from voiceedu.content.formats.markdown import read_markdown


def read(text: str) -> Document:
    found = read_markdown(text.encode(), name="leaflet.md")
    assert compare_with_source(found, text.encode()) == ()
    return found


def test_footnotes_are_a_list_where_they_stand() -> None:
    """The text of a note stays, with its number, and its mark is not said in the sentence."""
    found = read("# Block\n\nIt is safe[^1] and short[^b].\n\n[^1]: From a study.\n[^b]: Yes.\n\nAsk[^9] us.\n")
    assert outline(found.body) == ["It is safe and short.", "1. From a study.", "- Yes.", "Ask[^9] us."]
    assert not found.problems

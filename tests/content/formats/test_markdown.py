"""What Markdown has beside its own syntax: tags of HTML, and boxes of tasks."""

from voiceedu.content.blocks import outline
from voiceedu.content.comparison import compare_with_source
from voiceedu.content.document import Document
from voiceedu.content.formats.markdown import read_markdown


def read(text: str) -> Document:
    found = read_markdown(text.encode(), name="leaflet.md")
    assert compare_with_source(found, text.encode()) == ()
    return found


def test_tags_that_change_only_the_looks_are_passed_over() -> None:
    """Bold, spans and raised or lowered digits in HTML part no words; a tag with a meaning is an error."""
    found = read(
        "# Water\n\nDrink <b>H<sub>2</sub>O</b> in <span class='x'>10<sup>3</sup></span> sips, not half<i>way</i>."
    )
    assert outline(found.body) == ["Drink H₂O in 10³ sips, not halfway."]
    assert not found.errors
    assert [problem.line for problem in read_markdown(b"# A\n\nText <video src='a'> here", name="a.md").errors] == [3]


def test_line_that_looks_like_a_link_definition_keeps_its_words() -> None:
    """A bracket with a colon and a sentence behind it is text."""
    found = read(
        "# Block\n\n[Note]: bring a driver with you.\n\nSee [our page][p].\n\n[p]: https://example.org 'Page'\n"
    )
    assert outline(found.body) == ["[Note]: bring a driver with you.", "See our page."]


def test_box_of_a_task_list_is_a_list_mark() -> None:
    """The box before a task is seen as a bullet is, and not said."""
    found = read("# Bring\n\n- [ ] your card\n- [x] a driver\n")
    assert outline(found.body) == ["- your card", "- a driver"]

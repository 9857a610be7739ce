"""Bold beginnings of paragraphs and list items that are names, and those that only stress a word."""

import docx
import pytest

from tests.content.formats.writers import saved
from voiceedu.content.blocks import outline
from voiceedu.content.formats import read_bytes
from voiceedu.content.formats.outline import TAB
from voiceedu.content.formats.run_ins import split_run_in, with_colon


def split(marked: str) -> tuple[str, str] | None:
    """Return the run-in of a text whose bold beginning ends at |."""
    return split_run_in(marked.replace("|", ""), marked.index("|"))


@pytest.mark.parametrize(
    ("marked", "name", "text"),
    [
        ("Before:| do not eat.", "Before", "do not eat."),
        ("Before|: do not eat.", "Before", "do not eat."),
        ("Before| Stop eating at midnight.", "Before", "Stop eating at midnight."),
        ("Before| – stop eating at midnight.", "Before", "stop eating at midnight."),
        (f"Before|{TAB}stop eating at midnight.", "Before", "stop eating at midnight."),
        ("Diet:| Eat as you like.", "Diet", "Eat as you like."),
        ("Diet.| Eat as you like.", "Diet.", "Eat as you like."),
        ("Blood thinners| Don’t stop them yourself.", "Blood thinners", "Don’t stop them yourself."),
        ("Antes| No coma nada.", "Antes", "No coma nada."),
        ("What is it?| It is an injection.", "What is it?", "It is an injection."),
    ],
)
def test_name_and_text_are_parted(marked: str, name: str, text: str) -> None:
    """A bold name with a colon, a dash, a tab or a question mark, or a few words with a sentence behind them."""
    assert split(marked) == (name, text)


@pytest.mark.parametrize(
    "marked",
    [
        "Do not| eat before.",
        "Stop| Plavix 5 days before.",
        "Call| Dr. Smith about a fever.",
        "Dr.| You know whom to call.",
        "Hours:| 8-5",
        "Note|",
        "| Before the day",
        "Take one of these pills| If it hurts, take two.",
        "please| Do not eat.",
    ],
)
def test_an_emphasis_is_no_name(marked: str) -> None:
    """Words of a sentence that are bold stay in it."""
    assert split(marked) is None


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("Before| Stop eating at midnight.", "Before: Stop eating at midnight."),
        ("Before:| Stop eating at midnight.", "Before: Stop eating at midnight."),
        ("Diet.| Eat as you like.", "Diet. Eat as you like."),
        ("Before| – stop eating now.", "Before – stop eating now."),
        ("Stop| Plavix today, please.", "Stop Plavix today, please."),
    ],
)
def test_a_listener_hears_where_a_name_ends(marked: str, text: str) -> None:
    """Where bold alone parts a name from its sentence, a colon does so for a voice, and for --split."""
    assert with_colon(marked.replace("|", ""), marked.index("|")) == text


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph("After your injection")
    for style in ("Normal", "List Bullet"):
        for name, text in (("Before", " Stop eating at midnight."), ("Diet:", " Eat as you like.")):
            paragraph = document.add_paragraph(style=style)
            paragraph.add_run(name).bold = True
            paragraph.add_run(text)
    typed = document.add_paragraph()
    typed.add_run("1. Driving").bold = True
    typed.add_run(" You may drive tomorrow.")
    document.add_paragraph("2. Call us.")
    return saved(document)


def web_page() -> bytes:
    entries = "<b>Before</b> Stop eating at midnight.", "<strong>Diet:</strong> Eat as you like."
    paragraphs = "".join(f"<p>{entry}</p>" for entry in entries)
    items = "".join(f"<li>{entry}</li>" for entry in entries)
    typed = "<p><b>1. Driving</b> You may drive tomorrow.<p>2. Call us."
    return f"<p>After your injection<p>{paragraphs}<ul>{items}</ul>{typed}".encode()


@pytest.mark.parametrize(("name", "data"), [("a.docx", word_file()), ("a.html", web_page())])
def test_run_ins_are_headings_of_paragraphs_and_names_of_items(name: str, data: bytes) -> None:
    """A paragraph with a bold name gets a heading; an item keeps its name, with a colon."""
    assert outline(read_bytes(data, name=name).blocks) == [
        "# After your injection",
        "## Before",
        "Stop eating at midnight.",
        "## Diet",
        "Eat as you like.",
        "- Before: Stop eating at midnight.",
        "- Diet: Eat as you like.",
        "1. Driving: You may drive tomorrow.",
        "2. Call us.",
    ]

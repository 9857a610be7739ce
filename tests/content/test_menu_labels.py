"""What a phone menu calls a procedure."""

import pytest

from voiceedu.content import menu_labels
from voiceedu.content.procedure import Procedure


@pytest.mark.parametrize(
    ("language", "title", "label"),
    [
        ("en", "What is interventional pain?", "interventional pain"),
        ("en", "What are nerve blocks?", "nerve blocks"),
        ("en-GB", "About the day of your procedure", "the day of your procedure"),
        ("en", "Whatever helps", "Whatever helps"),
        ("en", "Nerve blocks.", "Nerve blocks"),
        ("en", "About", "About"),
        ("es", "¿Qué es el dolor crónico?", "el dolor crónico"),
        ("es", "Sobre los bloqueos", "los bloqueos"),
        ("es", "Los beneficios", "Los beneficios"),
        ("fr", "What is it?", "What is it"),
    ],
)
def test_a_title_is_said_within_a_sentence(language: str, title: str, label: str) -> None:
    """A leading "What is" or "About" of the language is dropped, and so is a mark at the end; other words stay."""
    procedure = Procedure(slug="a", language=language, title=title, sections=())
    assert menu_labels.of(procedure) == label


@pytest.mark.parametrize(
    ("title", "menu", "short"),
    [
        ("What are nerve blocks?", "", "Nerve blocks"),
        ("Nerve blocks.", "", ""),
        ("Talking with your healthcare provider", "talking with your provider", "Talking with your provider"),
        ("The benefits", "The benefits", ""),
    ],
)
def test_the_label_is_a_short_title(title: str, menu: str, short: str) -> None:
    """It begins with a capital; where it is the title itself, there is none."""
    procedure = Procedure(slug="a", language="en", title=title, menu=menu, sections=())
    assert menu_labels.short_title(procedure) == short


def test_a_label_of_its_own_comes_first() -> None:
    """`menu` is said as it is written, without a mark at its end."""
    procedure = Procedure(slug="a", language="en", title="What is it?", menu="What is it all about?", sections=())
    assert menu_labels.of(procedure) == "What is it all about"

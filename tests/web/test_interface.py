"""The interface of a Flask application in the language that a request asks for."""

from pathlib import Path

import pytest
from flask import Flask, render_template_string

from voiceedu.web import interface
from voiceedu.web.interface import in_language, interface_tag

MESSAGE = "Search the recordings"


def application(language: str, *, folder: Path | None = None) -> Flask:
    """Return an application that is asked for `language` by every request."""
    app = Flask(__name__)
    interface.init_app(app, asked=lambda: language, folder=folder)
    return app


@pytest.mark.parametrize(
    ("asked", "tag", "words"),
    [("es", "es", "Buscar en las grabaciones"), ("es-MX", "es", "Buscar en las grabaciones"), ("nl", "en", MESSAGE)],
)
def test_words_are_of_the_nearest_catalogue(asked: str, tag: str, words: str) -> None:
    """A region falls back to its language, and a language without a catalogue to English."""
    with application(asked).test_request_context():
        assert interface_tag() == tag
        assert render_template_string("{{ interface() }} {{ _('" + MESSAGE + "') }}") == f"{tag} {words}"


def test_words_come_from_the_folder_that_is_given(tmp_path: Path) -> None:
    """An application may have catalogues of its own; what those lack is in English."""
    catalogue = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Hello"\nmsgstr "Hallo"\n'
    (tmp_path / "de.po").write_text(catalogue, encoding="utf-8")
    with application("de", folder=tmp_path).test_request_context():
        assert render_template_string("{{ _('Hello') }} {{ _('" + MESSAGE + "') }}") == f"Hallo {MESSAGE}"
    with application("es", folder=tmp_path).test_request_context():
        assert interface_tag() == "en"


@pytest.mark.parametrize(
    ("language", "attributes"),
    [("es", ""), ("en", ' lang="en"'), ("ar", ' lang="ar" dir="rtl"'), ('"', ' lang="&#34;"')],
)
def test_words_in_another_language_are_marked(language: str, attributes: str) -> None:
    """Words of the interface's language need no attributes; others have theirs, and the direction if it is another."""
    with application("es").test_request_context():
        assert str(in_language(language)) == attributes

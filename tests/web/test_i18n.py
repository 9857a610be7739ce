"""The interface in the listener's language."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from voiceedu import translations
from voiceedu.config import Settings
from voiceedu.web.i18n import interface_language

MakeApp = Callable[[Settings], Flask]


@pytest.mark.parametrize(
    ("language", "interface"),
    [("en", "en"), ("es", "es"), ("es-MX", "es"), ("de-AT", "de"), ("nl", "en"), ("tlh", "en")],
)
def test_interface_follows_the_words(language: str, interface: str) -> None:
    """The interface has the language of the words, whatever the region, or else English."""
    assert interface_language(language) == interface


@pytest.mark.parametrize("language", [tag for tag in translations.available() if tag != "en"])
def test_a_page_is_in_the_language_of_its_words(language: str, tmp_path: Path, make_app: MakeApp) -> None:
    """Pages of the list and of a procedure declare their language and direction."""
    page, start = _pages(language, tmp_path, make_app)
    direction = ' dir="rtl"' if language == "ar" else ""
    for html in (page, start):
        assert f'<html lang="{language}"{direction}>' in html
    assert f' lang="{language}"' not in page.split("<head>")[1]
    assert translations.find_or_english(language).gettext("No clinician yet") in page
    assert translations.find_or_english(language).gettext("Search the recordings") in start


@pytest.mark.parametrize(("language", "direction"), [("nl", ""), ("he", ' dir="rtl"')])
def test_english_around_another_language_is_marked(
    language: str, direction: str, tmp_path: Path, make_app: MakeApp
) -> None:
    """Without a catalogue the interface is English, and the words in it carry their own language."""
    page, _ = _pages(language, tmp_path, make_app)
    assert '<html lang="en">' in page
    assert f'<div class="words" lang="{language}"{direction}>' in page
    assert "No clinician yet" in page


def _pages(language: str, folder: Path, make_app: MakeApp) -> tuple[str, str]:
    """Return a procedure's page and the list of a library in `language`."""
    (folder / "library" / language).mkdir(parents=True)
    (folder / "library" / language / "pain.md").write_text("---\ntitle: Αβγ\n---\n\nΔεζ.\n", encoding="utf-8")
    settings = Settings(library=folder / "library", cache=str(folder / "cache"), engines=("tone",), language=language)
    client = make_app(settings).test_client()
    return client.get(f"/{language}/pain").text, client.get("/").text

"""The interface's translations."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from voiceedu.web.i18n import TRANSLATIONS, interface_language, translations

TEMPLATES = TRANSLATIONS.parent / "web" / "templates"
LANGUAGES = sorted(path.stem for path in TRANSLATIONS.glob("*.po"))


def catalog(language: str) -> Catalog:
    with (TRANSLATIONS / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def phrases() -> set[str | tuple[str, ...]]:
    """Return every phrase of the templates."""
    return {message for _, _, message, _, _ in extract_from_dir(TEMPLATES, [("**.html", "jinja2")])}


def test_there_is_spanish() -> None:
    """The interface speaks Spanish beside English."""
    assert "es" in LANGUAGES
    assert translations("es").gettext("Play") == "Escuchar"


@pytest.mark.parametrize("language", LANGUAGES)
def test_translation_is_whole(language: str) -> None:
    """Every phrase of the templates is translated, none is a guess, and none is left over."""
    found = catalog(language)
    assert {message.id for message in found if message.id} == phrases()
    assert [message.id for message in found if message.id and (message.fuzzy or not message.string)] == []
    assert [message.id for message in found if isinstance(message.string, tuple) and not all(message.string)] == []
    assert not found.obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_translation_keeps_the_blanks(language: str) -> None:
    """A translated phrase has the same blanks to fill as the English one."""
    found = catalog(language)
    assert [error for message, errors in found.check() for error in errors] == []
    for message in found:
        for word in ("{at}", "{length}"):
            assert (word in str(message.id)) == (word in str(message.string))


@pytest.mark.parametrize(
    ("language", "interface"), [("en", "en"), ("es", "es"), ("es-MX", "es"), ("de", "en"), ("tlh", "en")]
)
def test_interface_follows_the_words(language: str, interface: str) -> None:
    """The interface is in the language of the words, whatever the region, or in English."""
    assert interface_language(language) == interface


def test_plural_is_that_of_the_language() -> None:
    """Numbers take the form that the language has for them."""
    spanish = translations("es")
    one, many = "%(num)d recording has these words.", "%(num)d recordings have these words."
    assert "grabación tiene" in spanish.ngettext(one, many, 1)
    assert "grabaciones tienen" in spanish.ngettext(one, many, 2)


def test_translations_are_shipped() -> None:
    """The translations are files of the package, so that a wheel has them."""
    assert TRANSLATIONS.is_relative_to(Path(__file__).parents[2] / "voiceedu")

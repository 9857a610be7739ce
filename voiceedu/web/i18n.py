"""The interface in the listener's language, by Flask-Babel.

The `.po` files are read at their first use, so nothing has to be compiled. A page has the language of its procedure;
without a translation its interface is in English, and its `lang` attributes say so.
"""

import functools
import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, request
from flask_babel import Babel, Domain, get_locale
from markupsafe import Markup

from voiceedu import languages
from voiceedu.web.state import studio

TRANSLATIONS = Path(__file__).parents[1] / "translations"
SOURCE_LANGUAGE = languages.ENGLISH
"""The language of the templates."""


class _Interface(Babel):  # type: ignore[misc]  # Flask-Babel has no types
    @functools.cached_property
    def domain_instance(self) -> Domain:
        return _PoFiles()


class _PoFiles(Domain):  # type: ignore[misc]
    def get_translations(self) -> NullTranslations:
        return translations(get_locale().language)


def init_app(app: Flask) -> None:
    _Interface(app, locale_selector=lambda: interface_language(asked_language()))
    app.jinja_env.globals.update(in_language=in_language, language_name=languages.native_name, interface=_interface)


@functools.cache
def translations(language: str) -> NullTranslations:
    """Return the translation into `language`; that of the source language when there is none."""
    file = TRANSLATIONS / f"{language}.po"
    if not file.exists():
        return NullTranslations()
    compiled = io.BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def interface_language(language: str) -> str:
    """Return the interface's language for words in `language`: the same if there is a translation."""
    spoken = languages.base(language)
    return spoken if (TRANSLATIONS / f"{spoken}.po").exists() else SOURCE_LANGUAGE


def asked_language() -> str:
    """Return the language in the URL, or the main one if the library has nothing in it."""
    first = request.path.lstrip("/").partition("/")[0]
    return first if first in studio().library.by_language else main_language()


def main_language() -> str:
    """Return the language of `/`: VOICEEDU_LANGUAGE, or the library's first if it has nothing in that."""
    languages = studio().library.by_language
    return studio().settings.language if studio().settings.language in languages else next(iter(languages))


def in_language(language: str) -> Markup:
    """Return the attributes of an element with words in `language`; none if that is the interface's language."""
    if language == _interface():
        return Markup()
    attributes = Markup(' lang="{}"').format(language)
    direction = languages.text_direction(language)
    return attributes if direction == "ltr" else attributes + Markup(' dir="{}"').format(direction)


def _interface() -> str:
    return str(get_locale().language)

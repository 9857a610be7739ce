"""The words around the words: the interface in the listener's language, by Flask-Babel.

Translations are the `.po` files themselves, read at their first use: nothing has to be compiled or kept in step. A page
is in the language of what it is about; where no translation is, the interface is in English, and says so in `lang`.
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
from voiceedu.web import studio

TRANSLATIONS = Path(__file__).parents[1] / "translations"
SOURCE_LANGUAGE = languages.ENGLISH
"""The language that the templates are written in."""


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
    """Return the interface in `language`; that of the templates when it is not translated."""
    file = TRANSLATIONS / f"{language}.po"
    if not file.exists():
        return NullTranslations()
    compiled = io.BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def interface_language(language: str) -> str:
    """Return the language of the interface around words in `language`: the same where it is translated."""
    spoken = languages.base(language)
    return spoken if (TRANSLATIONS / f"{spoken}.po").exists() else SOURCE_LANGUAGE


def asked_language() -> str:
    """Return the language that the URL asks for, or the main one when the library has nothing in that."""
    first = request.path.lstrip("/").partition("/")[0]
    return first if first in studio().library.by_language else main_language()


def main_language() -> str:
    """Return the language of `/`: the one that is set, or the first there is when nothing is written in that."""
    languages = studio().library.by_language
    return studio().settings.language if studio().settings.language in languages else next(iter(languages))


def in_language(language: str) -> Markup:
    """Return the attributes of an element whose words are in `language`; none when that is the interface's."""
    if language == _interface():
        return Markup()
    attributes = Markup(' lang="{}"').format(language)
    direction = languages.text_direction(language)
    return attributes if direction == "ltr" else attributes + Markup(' dir="{}"').format(direction)


def _interface() -> str:
    return str(get_locale().language)

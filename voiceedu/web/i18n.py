"""The interface in the listener's language, by Flask-Babel, from the catalogues of `voiceedu/translations/`.

A page is in the language of its words. Where there is no catalogue, the interface is in English, and says so in `lang`.
"""

import functools

from babel.support import NullTranslations
from flask import Flask, request
from flask_babel import Babel, Domain, get_locale
from markupsafe import Markup

from voiceedu import languages, translations
from voiceedu.web.state import studio


class _Interface(Babel):  # type: ignore[misc]  # Flask-Babel has no types
    @functools.cached_property
    def domain_instance(self) -> Domain:
        return _Catalogues()


class _Catalogues(Domain):  # type: ignore[misc]
    def get_translations(self) -> NullTranslations:
        return translations.find_or_english(_interface()).messages


def init_app(app: Flask) -> None:
    _Interface(app, locale_selector=lambda: interface_language(asked_language()).replace("-", "_"))
    app.jinja_env.globals.update(in_language=in_language, language_name=languages.native_name, interface=_interface)


def interface_language(language: str) -> str:
    """Return the language of the interface around words in `language`: the same where there is a catalogue."""
    return translations.find_or_english(language).language


def asked_language() -> str:
    """Return the language that the URL asks for, or the main one when the library has nothing in that."""
    first = request.path.lstrip("/").partition("/")[0]
    return first if first in studio().library.by_language else main_language()


def main_language() -> str:
    """Return the language of `/`: the one that is set, or the first there is when nothing is written in that."""
    written, main = studio().library.by_language, studio().settings.language
    return main if main in written else next(iter(written), main)  # nothing is there before anything is approved


def in_language(language: str) -> Markup:
    """Return the attributes of an element whose words are in `language`; none when that is the interface's."""
    if language == _interface():
        return Markup()
    attributes = Markup(' lang="{}"').format(language)
    direction = languages.text_direction(language)
    return attributes if direction == "ltr" else attributes + Markup(' dir="{}"').format(direction)


def _interface() -> str:
    return str(get_locale()).replace("_", "-")

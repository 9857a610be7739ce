"""The interface of a Flask application, by Flask-Babel, in the language that a request asks for.

Its words are those of a folder of gettext catalogues. Where there is no catalogue, they are in English.
"""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from babel.support import NullTranslations
from flask import Flask
from flask_babel import Babel, Domain, get_locale
from markupsafe import Markup

from voiceedu import languages, translations


class _Interface(Babel):  # type: ignore[misc]  # Flask-Babel has no types
    def __init__(self, app: Flask, *, folder: Path | None, **options: Any) -> None:
        self._folder = folder
        super().__init__(app, **options)

    @functools.cached_property
    def domain_instance(self) -> Domain:
        return _Catalogues(self._folder)


class _Catalogues(Domain):  # type: ignore[misc]
    def __init__(self, folder: Path | None) -> None:
        super().__init__()
        self._folder = folder

    def get_translations(self) -> NullTranslations:
        return translations.find_or_english(interface_tag(), folder=self._folder).messages


def init_app(app: Flask, *, asked: Callable[[], str], folder: Path | None = None) -> None:
    """Have the interface of `app` speak the language `asked` for.

    The catalogues are those that listeners meet, or those of another `folder`.
    """

    def chosen() -> str:
        return translations.find_or_english(asked(), folder=folder).language.replace("-", "_")

    _Interface(app, folder=folder, locale_selector=chosen)
    app.jinja_env.globals.update(in_language=in_language, language_name=languages.native_name, interface=interface_tag)


def in_language(language: str) -> Markup:
    """Return the attributes of an element whose words are in `language`; none when that is the interface's."""
    if language == interface_tag():
        return Markup()
    attributes = Markup(' lang="{}"').format(language)
    direction = languages.text_direction(language)
    return attributes if direction == "ltr" else attributes + Markup(' dir="{}"').format(direction)


def interface_tag() -> str:
    """Return the language of the interface of the page that is being answered."""
    return str(get_locale()).replace("_", "-")

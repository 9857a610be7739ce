"""The words of the review page, by Flask-Babel, from catalogues of its own: clinicians read them, not patients."""

import functools
from pathlib import Path

from babel.support import NullTranslations
from flask import Flask, g
from flask_babel import Babel, Domain, get_locale
from markupsafe import Markup

from voiceedu import languages, translations

FOLDER = Path(translations.__file__).parent / "review"


class _Interface(Babel):  # type: ignore[misc]  # Flask-Babel has no types
    @functools.cached_property
    def domain_instance(self) -> Domain:
        return _Catalogues()


class _Catalogues(Domain):  # type: ignore[misc]
    def get_translations(self) -> NullTranslations:
        return translations.find_or_english(_tag(), folder=FOLDER).messages


def init_app(app: Flask, *, language: str) -> None:
    """Have `app` speak `language`, or what a person has chosen."""

    def chosen() -> str:
        session = g.get("session")
        wanted = (session.interface if session else "") or language
        return translations.find_or_english(wanted, folder=FOLDER).language.replace("-", "_")

    _Interface(app, locale_selector=chosen)
    app.jinja_env.globals.update(interface=_tag, in_language=in_language, language_name=languages.native_name)


def in_language(language: str) -> Markup:
    """Return the attributes of an element whose words are in `language`; none when that is the interface's."""
    if language == _tag():
        return Markup()
    attributes = Markup(' lang="{}"').format(language)
    direction = languages.text_direction(language)
    return attributes if direction == "ltr" else attributes + Markup(' dir="{}"').format(direction)


def available() -> tuple[str, ...]:
    """Return the languages that the review page speaks."""
    return tuple(sorted({translations.SOURCE_LANGUAGE, *(path.stem for path in FOLDER.glob("*.po"))}))


def _tag() -> str:
    return str(get_locale()).replace("_", "-")

"""The interface in the listener's language, from the catalogues of `voiceedu/translations/`.

A page is in the language of its words. Where there is no catalogue, the interface is in English, and says so in `lang`.
"""

from flask import Flask, request

from voiceedu import translations
from voiceedu.web import interface
from voiceedu.web.state import studio


def init_app(app: Flask) -> None:
    """Have the interface of `app` speak the language of the words."""
    interface.init_app(app, asked=asked_language)


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

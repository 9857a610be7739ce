"""The words of the review page, from catalogues of its own: clinicians read them, not patients."""

from pathlib import Path

from flask import Flask, g

from voiceedu import translations
from voiceedu.web import interface

FOLDER = Path(translations.__file__).parent / "review"


def init_app(app: Flask, *, language: str) -> None:
    """Have `app` speak `language`, or what a person has chosen."""

    def asked() -> str:
        session = g.get("session")
        return (session.interface if session else "") or language

    interface.init_app(app, asked=asked, folder=FOLDER)


def available() -> tuple[str, ...]:
    """Return the languages that the review page speaks."""
    return tuple(sorted({translations.SOURCE_LANGUAGE, *(path.stem for path in FOLDER.glob("*.po"))}))

"""The words that a page, a transcript and a talking book show of a procedure."""

from flask import abort

from voiceedu.content.procedure import Procedure
from voiceedu.content.review import Review
from voiceedu.narration.script import Script
from voiceedu.storage.rendition import Rendition
from voiceedu.web.state import studio


def find_words(language: str, slug: str) -> tuple[Procedure, Rendition | None, Script]:
    """Return a procedure, its rendition if one is published, and the script to show; 404 if the library lacks it.

    The script is that of the rendition, so that readers and listeners get the same words.
    """
    procedure = studio().library.find(language, slug)
    if procedure is None:
        abort(404)
    rendition = studio().published(language, slug)
    return procedure, rendition, rendition.script if rendition else studio().script(procedure)


def is_current(procedure: Procedure, rendition: Rendition | None) -> bool:
    """Return whether the published words are the library's: its author knows no others."""
    return rendition is None or studio().reviewed.is_current(procedure, rendition)


def review_of(procedure: Procedure, rendition: Rendition | None) -> Review:
    """Return what readers are told now of the words that `find_words` gives, whenever they were made."""
    return studio().reviewed.review(rendition) if rendition else procedure.review

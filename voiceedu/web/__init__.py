"""The page and the phone's files, over HTTP. A module a noun; each finds the studio with `studio()`."""

from typing import cast

from flask import abort, current_app, request

from voiceedu.content.library import Procedure
from voiceedu.narration.script import Script
from voiceedu.publishing.compilations.compiler import Collector
from voiceedu.publishing.studio import Studio
from voiceedu.storage.store import Rendition
from voiceedu.web.middleware.asset_cache import AssetMemory
from voiceedu.web.routes.downloads import Offers


def studio() -> Studio:
    """Return the studio of the application that answers this request."""
    return cast(Studio, current_app.extensions["voiceedu"])


def collector() -> Collector:
    """Return what makes collections for the application that answers this request."""
    return cast(Collector, current_app.extensions["voiceedu.collector"])


def offered() -> Offers:
    """Return what can be taken away of all recordings."""
    return cast(Offers, current_app.extensions["voiceedu.offers"])


def public_url() -> str:
    """Return what stands before every absolute address, without a slash at its end."""
    return studio().settings.public_url or request.url_root.rstrip("/")


def asset_memory() -> AssetMemory:
    """Return the clips in memory of the application that answers this request."""
    return cast(AssetMemory, current_app.extensions["voiceedu.clips"])


def words(language: str, slug: str) -> tuple[Procedure, Rendition | None, Script]:
    """Return a procedure, what is published of it, and the words to show; 404 when the library does not have it.

    What is published is shown with the words it was spoken from, so that whoever reads and whoever listens agree.
    """
    procedure = studio().library.find(language, slug)
    if procedure is None:
        abort(404)
    rendition = studio().store.rendition(language, slug)
    return procedure, rendition, rendition.script if rendition else studio().script(procedure)


def agree(procedure: Procedure, rendition: Rendition | None) -> bool:
    """Say whether what is published has the library's words of now: who wrote and reviewed those knew no others."""
    return rendition is None or rendition.script == studio().script(procedure)

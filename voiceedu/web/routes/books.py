"""Talking books: of a procedure, and of all that is published in a language."""

from flask import Blueprint, Response

from voiceedu.publishing.companions import BOOK
from voiceedu.web.routes.audio import collected, stable_asset

blueprint = Blueprint("books", __name__)


@blueprint.get("/<language>/library.epub")
def everything(language: str) -> Response:
    return collected(language, "library.epub")


@blueprint.get("/<language>/<slug>.epub")
def book(language: str, slug: str) -> Response:
    return stable_asset(language, slug, profile=BOOK)

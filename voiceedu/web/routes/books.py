"""Talking books of a procedure, and of everything published in a language."""

from flask import Blueprint, Response

from voiceedu.publishing.companions import BOOK
from voiceedu.web.routes.audio import compilation, stable_asset

blueprint = Blueprint("books", __name__)


@blueprint.get("/<language>/library.epub")
def everything(language: str) -> Response:
    return compilation(language, "library.epub")


@blueprint.get("/<language>/<slug>.epub")
def book(language: str, slug: str) -> Response:
    return stable_asset(language, slug, profile=BOOK)

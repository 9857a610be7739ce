"""A draft: taken into the library, in the place of the text that it replaces, or discarded."""

from pathlib import Path

from flask import Blueprint, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from voiceedu.content import procedure_file
from voiceedu.errors import ReviewError
from voiceedu.review import drafts
from voiceedu.review.routes import forms
from voiceedu.review.routes.texts import find, name_of
from voiceedu.review.state import state
from voiceedu.review.writer import Change

blueprint = Blueprint("drafts", __name__)


@blueprint.post("/text/<language>/<slug>/publish")
def publish(language: str, slug: str) -> Response:
    """Take a draft into the library, in the place of the text that it replaces, if it does."""
    ours, found, who = state(), find(language, slug), forms.sender()
    if not found.is_draft:
        raise ReviewError("This is no draft any more")
    old, path = ours.texts.replaced_by(found), found.published_path
    content = drafts.as_text(found.content, path=path, before=old.content if old else "")
    procedure = procedure_file.parse(content, path=path, language=language)
    write: dict[Path, bytes | None] = {path: content.encode()}
    if path != found.path:
        write[found.path] = None
    seen = forms.seen(found.path) | (forms.seen(path, "replaced") if path != found.path else {})
    change = Change(who=who, what=f"took {name_of(found)} into the library", write=write, seen=seen)
    forms.make(change, gettext("The draft is in the library now. Nobody has approved it yet."))
    return redirect(url_for("texts.text", language=language, slug=procedure.slug), 303)


@blueprint.post("/text/<language>/<slug>/discard")
def discard(language: str, slug: str) -> Response:
    found, who = find(language, slug), forms.sender()
    if not found.is_draft:
        raise ReviewError("This is no draft any more")
    change = Change(
        who=who, what=f"discarded the draft {name_of(found)}", write={found.path: None}, seen=forms.seen(found.path)
    )
    forms.make(change, gettext("The draft is discarded."))
    return redirect(url_for("overview.home"), 303)

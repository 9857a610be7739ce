"""Recordings, captions and transcripts of a procedure, and the recording of all procedures."""

from collections.abc import Callable, Iterator

from flask import Blueprint, Response, abort, request
from flask_babel import gettext

from voiceedu.assets import Asset, Speed
from voiceedu.content.blocks import mark_text
from voiceedu.content.procedure import Procedure
from voiceedu.content.review import Review
from voiceedu.errors import StoreError
from voiceedu.narration.script import Script
from voiceedu.publishing.companions import CAPTIONS
from voiceedu.web.http.conditional import Representation, respond
from voiceedu.web.middleware.asset_middleware import IS_MISSING
from voiceedu.web.middleware.asset_representation import CachedAsset
from voiceedu.web.published_words import find_words, is_current, review_of
from voiceedu.web.state import state, studio
from voiceedu.web.waiting import wait_for

blueprint = Blueprint("audio", __name__)

_INDENT = "   "
"""Of a transcript, for each level of a list: as wide as the mark of a step."""


@blueprint.get("/<language>/<slug>.mp3")
def recording(language: str, slug: str) -> Response:
    return stable_asset(language, slug, profile="web")


@blueprint.get("/<language>/<slug>.vtt")
def captions(language: str, slug: str) -> Response:
    return stable_asset(language, slug, profile=CAPTIONS)


@blueprint.get("/<language>/library.mp3")
def everything(language: str) -> Response:
    return compilation(language, "library.mp3")


@blueprint.get("/<language>/<slug>.txt")
def transcript(language: str, slug: str) -> Response:
    procedure, rendition, script = find_words(language, slug)
    facts = procedure if is_current(procedure, rendition) else None
    review = review_of(procedure, rendition)
    return Response(_transcript(script, facts, review), content_type="text/plain; charset=utf-8")


def stable_asset(language: str, slug: str, *, profile: str, section: str = "", speed: Speed = "normal") -> Response:
    """Return an asset under its stable URL; 404 if there is none.

    An asset that was never made is made now. Raise NotReadyError when that takes longer than a phone can wait.
    """

    def find(remake: bool) -> Asset | None:
        # What is published is there for a caller also while the opening beside it is rendered again.
        published = None if remake else studio().published(language, slug)
        if published and (asset := published.asset(profile, section=section, speed=speed)):
            return asset
        rendition = wait_for(lambda wait_s: studio().obtain(language, slug, wait_s=wait_s, remake=remake))
        return rendition.asset(profile, section=section, speed=speed) if rendition else None

    return _respond_with(find, name=f"{language}/{slug}, {profile} {section}")


def compilation(language: str, name: str) -> Response:
    """Return everything published in `language` as one file, which is made now if it is missing or outdated."""

    def find(remake: bool) -> Asset | None:
        return wait_for(lambda wait_s: state().compiler.obtain(language, name, wait_s=wait_s, remake=remake))

    return _respond_with(find, name=f"{language}/{name}")


@blueprint.get("/clips/<digest>/<name>.<extension>")
def immutable_asset(digest: str, name: str, extension: str) -> Response:
    """Return an asset that the store lacks, if it can be made again."""
    path = f"clips/{digest}/{name}.{extension}"

    def restore(wait_s: float) -> bool:
        return studio().restore(path, wait_s=wait_s) or state().compiler.restore(path, wait_s=wait_s)

    asset = None if request.environ.get(IS_MISSING) else _find_asset(request.path)
    if asset is None:
        if not wait_for(restore):
            abort(404)
        asset = _find_asset(request.path)
    if asset is None:
        abort(404)
    return _response(asset.immutable)


def _find_asset(path: str) -> CachedAsset | None:
    """Return the asset with the immutable URL `path`. Raise NotReadyError while a bucket is being read."""
    return wait_for(lambda wait_s: state().assets.get(path, wait_s=wait_s), is_read=True)


def _respond_with(find: Callable[[bool], Asset | None], *, name: str) -> Response:
    """Return the asset that `find(remake)` finds; one whose file is missing or damaged is made again, once."""
    for remake in (False, True):
        found = find(remake)
        if found is None:
            abort(404)
        asset = _find_asset(f"/{found.path}")
        if asset is not None:
            return _response(asset.stable)
    raise StoreError(f"{name} is published, but its file is missing or corrupt. Run `voiceedu render`.")


def _response(representation: Representation) -> Response:
    status, headers, body = respond(request.environ, representation)
    response = Response(body, status, headers, direct_passthrough=True)
    if not any(name == "Content-Type" for name, _ in headers):
        response.headers.remove("Content-Type")  # Flask adds its own, but a response without a body has none
    return response


def _transcript(script: Script, facts: Procedure | None, review: Review) -> str:
    """Return what is said as text, a line for each block, with the numbers and depths that page and voice give them.

    It begins with the title, the source and the review. When no opening says the latter two, for lack of words in the
    language, they are written below the title as on the page.
    """
    blocks = []
    for passage in script.passages:
        for line in passage.lines:
            text = " ".join(utterance.text for utterance in line.utterances)
            mark = {"bullet": "- ", "step": f"{mark_text(line)} "}.get(line.kind, "")
            blocks.append(_INDENT * (line.depth - bool(mark)) + mark + text)
            if line.kind == "title" and len(passage.lines) == 1 and facts:
                blocks.append("\n".join(_origin(facts, review)))
    return "\n\n".join(blocks) + "\n"


def _origin(facts: Procedure, review: Review) -> Iterator[str]:
    if facts.source:
        yield f"{gettext('The words are based on')}: {facts.source}"
    if facts.author:
        yield f"{gettext('Written by')}: {facts.author}"
    if review.state == "changed":
        yield gettext("These words have changed since a clinician reviewed them.")
    else:
        yield f"{gettext('Reviewed by')}: {review.by or gettext('No clinician yet')}"

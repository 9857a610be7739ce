"""What a listener takes away: the recording and the words of a procedure, or of all."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, request
from flask_babel import gettext

from voiceedu.assets import Speed
from voiceedu.content.library import Procedure
from voiceedu.errors import StoreError
from voiceedu.narration.script import Script
from voiceedu.publishing.companions import CAPTIONS
from voiceedu.web import agree, asset_memory, collector, studio, words
from voiceedu.web.http.conditional import Representation, answer

blueprint = Blueprint("audio", __name__)

PATIENCE_S = 10.0
"""How long a request waits for a clip that is being made; Twilio gives up after 15 s in all."""


@blueprint.get("/<language>/<slug>.mp3")
def recording(language: str, slug: str) -> Response:
    return stable_asset(language, slug, profile="web")


@blueprint.get("/<language>/<slug>.vtt")
def captions(language: str, slug: str) -> Response:
    return stable_asset(language, slug, profile=CAPTIONS)


@blueprint.get("/<language>/library.mp3")
def everything(language: str) -> Response:
    return collected(language, "library.mp3")


@blueprint.get("/<language>/<slug>.txt")
def transcript(language: str, slug: str) -> Response:
    procedure, rendition, script = words(language, slug)
    facts = procedure if agree(procedure, rendition) else None
    return Response(_text(script, facts), content_type="text/plain; charset=utf-8")


def stable_asset(language: str, slug: str, *, profile: str, section: str = "", speed: Speed = "normal") -> Response:
    """Return the bytes of a clip under a name that stays the same while the words change; 404 when there is none.

    A clip that was never made is made now; NotReadyError when that takes longer than a phone can wait.
    """
    for remake in (False, True):  # a clip that was lost is made again, once
        rendition = studio().obtain(language, slug, wait_s=PATIENCE_S, remake=remake)
        asset = rendition.asset(profile, section=section, speed=speed) if rendition else None
        if asset is None:
            abort(404)
        held = asset_memory().get(f"/{asset.path}")
        if held is not None:
            return _response(held.stable)
    raise StoreError(f"{language}/{slug}, {profile} {section} is published, but its bytes are not to be had")


def collected(language: str, name: str) -> Response:
    """Return the bytes of what is made of all that is published, made now if it is of anything else."""
    for remake in (False, True):  # a clip that was lost is made again, once
        asset = collector().obtain(language, name, wait_s=PATIENCE_S, remake=remake)
        if asset is None:
            abort(404)
        held = asset_memory().get(f"/{asset.path}")
        if held is not None:
            return _response(held.stable)
    raise StoreError(f"{language}/{name} is made, but its bytes are not to be had")


@blueprint.get("/clips/<digest>/<name>.<extension>")
def asset(digest: str, name: str, extension: str) -> Response:
    """Return a clip that is not in the store as it should be, if what it is of can be made again."""
    path = f"clips/{digest}/{name}.{extension}"
    if not any(maker.restore(path, wait_s=PATIENCE_S) for maker in (studio(), collector())):
        abort(404)
    held = asset_memory().get(request.path)
    if held is None:
        abort(404)
    return _response(held.immutable)


def _response(held: Representation) -> Response:
    status, headers, body = answer(request.environ, held)
    response = Response(body, status, headers, direct_passthrough=True)
    if not any(name == "Content-Type" for name, _ in headers):
        response.headers.remove("Content-Type")  # Flask's own, of a page: an answer without a body has none
    return response


def _text(script: Script, facts: Procedure | None) -> str:
    """Return what is said as text, a line a block; steps have the numbers that a page shows and a voice says.

    It begins with the title, the source and the review. Where no opening says those, for want of words in the language,
    they are written below the title as the page writes them.
    """
    blocks = []
    for passage in script.passages:
        step = 0
        for line in passage.lines:
            text = " ".join(utterance.text for utterance in line.utterances)
            step = step + 1 if line.kind == "step" else 0
            mark = {"bullet": "- ", "step": f"{step}. "}.get(line.kind, "")
            blocks.append(mark + text)
            if line.kind == "title" and len(passage.lines) == 1 and facts:
                blocks.append("\n".join(_origin(facts)))
    return "\n\n".join(blocks) + "\n"


def _origin(facts: Procedure) -> Iterator[str]:
    if facts.source:
        yield f"{gettext('The words are based on')}: {facts.source}"
    if facts.author:
        yield f"{gettext('Written by')}: {facts.author}"
    yield f"{gettext('Reviewed by')}: {facts.reviewed_by or gettext('No clinician yet')}"

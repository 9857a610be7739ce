"""A procedure for its listener to take away: the recording and the words."""

from flask import Blueprint, Response, abort, request

from voiceedu.errors import StoreError
from voiceedu.mastering import Speed
from voiceedu.script import Script
from voiceedu.web import studio, words
from voiceedu.web.clips import REVALIDATE, clip_response

blueprint = Blueprint("audio", __name__)

PATIENCE_S = 10.0
"""How long a request waits for a clip that is being made; Twilio gives up after 15 s in all."""


@blueprint.get("/<language>/<slug>.mp3")
def recording(language: str, slug: str) -> Response:
    return stable_clip(language, slug, profile="web")


@blueprint.get("/<language>/<slug>.txt")
def transcript(language: str, slug: str) -> Response:
    _, _, script = words(language, slug)
    return Response(_text(script), content_type="text/plain; charset=utf-8")


def stable_clip(language: str, slug: str, *, profile: str, section: str = "", speed: Speed = "normal") -> Response:
    """Return the bytes of a clip under a name that stays the same while the words change; 404 when there is none.

    A clip that was never made is made now; NotReadyError when that takes longer than a phone can wait.
    """
    for remake in (False, True):  # a clip that was lost is made again, once
        rendition = studio().obtain(language, slug, wait_s=PATIENCE_S, remake=remake)
        clip = rendition.clip(profile, section=section, speed=speed) if rendition else None
        if clip is None:
            abort(404)
        kept = studio().store.clip(clip.path)
        if kept is not None:
            answer = clip_response(request.environ, kept, media_type=clip.media_type, cache_control=REVALIDATE)
            return Response(answer.response, answer.status, answer.headers, direct_passthrough=True)
    raise StoreError(f"{language}/{slug}, {profile} {section} is published, but its bytes are not to be had")


def _text(script: Script) -> str:
    """Return what is said as text, a line a block; steps have the numbers that a page shows and a voice says."""
    blocks = []
    for passage in script.passages:
        step = 0
        for line in passage.lines:
            text = " ".join(utterance.text for utterance in line.utterances)
            step = step + 1 if line.kind == "step" else 0
            mark = {"bullet": "- ", "step": f"{step}. "}.get(line.kind, "")
            blocks.append(mark + text)
    return "\n\n".join(blocks) + "\n"

"""The phone conversation over HTTP: point a number at /ivr/twiml, or a VoiceXML platform at /ivr/voicexml.

No call is stored or logged: the position is in the URL, and the caller's number is never read. Every response plays
what is published; nothing is synthesized while a caller waits.
"""

import logging
from urllib.parse import quote

from flask import Blueprint, Response, abort, make_response, request

from voiceedu.ivr import playback, twilio_signature, twiml, voicexml
from voiceedu.ivr.dialogue import State
from voiceedu.ivr.playback import NoPromptsError, Spoken
from voiceedu.web.middleware.request_validation import ASKED_PATH
from voiceedu.web.state import public_url, studio

log = logging.getLogger(__name__)

blueprint = Blueprint("ivr", __name__, url_prefix="/ivr")

_ANSWERED = ("completed", "answered")
"""Twilio's names for a call to the staff that was answered."""


@blueprint.errorhandler(NoPromptsError)
def _no_prompts(error: NoPromptsError) -> Response:
    log.error("%s", error)
    response = make_response("No language of the library has all prompts.\n", 503)
    response.content_type = "text/plain; charset=utf-8"
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.route("/twiml", methods=["GET", "POST"])
def twiml_document() -> Response:
    """Return the TwiML of the state `at`, or of the state that the key in `Digits` leads to from there."""
    if (token := studio().settings.twilio_auth_token) is not None and not _is_signed(token):
        abort(403)
    conversation = playback.conversation(studio())
    state = conversation.state(request.args.get("at", conversation.start))
    if key := request.values.get("Digits"):
        state = conversation.state(state.after(key[0]))
    elif (result := request.values.get("DialCallStatus")) is not None:
        state = conversation.state(state.done if result in _ANSWERED else state.silence)
    document = twiml.document(
        state,
        _spoken(state, profile="phone"),
        at=lambda name: f"{public_url()}/ivr/twiml?at={quote(name)}",
        asset=lambda path: f"{public_url()}/{path}",
        method="POST" if request.method == "POST" else "GET",
        staff_number=studio().settings.staff_number,
    )
    return _response(document, twiml.MEDIA_TYPE)


@blueprint.route("/voicexml", methods=["GET", "POST"])
def voicexml_document() -> Response:
    """Return the VoiceXML of the state `at`, with G.711 in WAV files, which every VoiceXML platform plays."""
    conversation = playback.conversation(studio())
    state = conversation.state(request.args.get("at", conversation.start))
    document = voicexml.document(
        state,
        _spoken(state, profile="phone-ulaw"),
        at=lambda name: f"{public_url()}/ivr/voicexml?at={quote(name)}",
        asset=lambda path: f"{public_url()}/{path}",
        staff_number=studio().settings.staff_number,
    )
    return _response(document, voicexml.MEDIA_TYPE)


def _spoken(state: State, *, profile: str) -> list[Spoken]:
    return [playback.spoken(studio(), play, profile=profile) for play in state.plays]


def _is_signed(token: str) -> bool:
    """Return whether Twilio signed this request. The URL that Twilio called is signed, not what a proxy made of it."""
    query = request.query_string.decode("latin-1")
    asked: str = request.environ.get(ASKED_PATH) or request.environ["PATH_INFO"]
    url = public_url() + quote(asked.encode("latin-1")) + (f"?{query}" if query else "")
    fields = dict(request.form.lists()) if request.method == "POST" else {}
    return twilio_signature.is_valid(
        token,
        url=url,
        fields=fields,
        signature=request.headers.get(twilio_signature.HEADER, ""),
        settings=request.headers.get(twilio_signature.SETTINGS_HEADER, ""),
    )


def _response(document: bytes, media_type: str) -> Response:
    response = make_response(document)
    response.content_type = media_type
    response.headers["Cache-Control"] = "no-store"
    return response

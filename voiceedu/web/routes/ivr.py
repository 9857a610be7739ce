"""The phone conversation over HTTP: point a number at /ivr/twiml, or a VoiceXML platform at /ivr/voicexml.

Nothing of a call is remembered here, or written to the log: the position is in the URL, and a caller's number is not
even looked at. Every answer is what is published; nothing is spoken while somebody waits.
"""

import logging
from urllib.parse import quote

from flask import Blueprint, Response, abort, make_response, request

from voiceedu.ivr import playback, twilio_signature, twiml, voicexml
from voiceedu.ivr.dialogue import State
from voiceedu.ivr.playback import NoPromptsError, Said
from voiceedu.web import public_url, studio

log = logging.getLogger(__name__)

blueprint = Blueprint("ivr", __name__, url_prefix="/ivr")

_ANSWERED = ("completed", "answered")
"""What Twilio says of a call to the staff that somebody took."""


@blueprint.errorhandler(NoPromptsError)
def _no_prompts(error: NoPromptsError) -> Response:
    log.error("%s", error)
    answer = make_response("No language of the library has the prompts that lead a caller.\n", 503)
    answer.content_type = "text/plain; charset=utf-8"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route("/twiml", methods=["GET", "POST"])
def twiml_document() -> Response:
    """Answer what Twilio is to do at the state `at`, or at the one that the key in `Digits` leads to from there."""
    if (token := studio().settings.twilio_auth_token) is not None and not _signed(token):
        abort(403)
    conversation = playback.conversation(studio())
    state = conversation.state(request.args.get("at", conversation.start))
    if key := request.values.get("Digits"):
        state = conversation.state(state.after(key[0]))
    elif (result := request.values.get("DialCallStatus")) is not None:
        state = conversation.state(state.done if result in _ANSWERED else state.silence)
    document = twiml.document(
        state,
        _said(state, profile="phone"),
        at=lambda name: f"{public_url()}/ivr/twiml?at={quote(name)}",
        asset=lambda path: f"{public_url()}/{path}",
        method="POST" if request.method == "POST" else "GET",
        staff_number=studio().settings.staff_number,
    )
    return _answer(document, twiml.MEDIA_TYPE)


@blueprint.route("/voicexml", methods=["GET", "POST"])
def voicexml_document() -> Response:
    """Answer the VoiceXML document of the state `at`, with G.711 in WAV, which every such platform has to play."""
    conversation = playback.conversation(studio())
    state = conversation.state(request.args.get("at", conversation.start))
    document = voicexml.document(
        state,
        _said(state, profile="phone-ulaw"),
        at=lambda name: f"{public_url()}/ivr/voicexml?at={quote(name)}",
        asset=lambda path: f"{public_url()}/{path}",
        staff_number=studio().settings.staff_number,
    )
    return _answer(document, voicexml.MEDIA_TYPE)


def _said(state: State, *, profile: str) -> list[Said]:
    return [playback.said(studio(), play, profile=profile) for play in state.plays]


def _signed(token: str) -> bool:
    """Return whether Twilio has signed this request under the address that it knows, whatever a proxy made of it."""
    query = request.query_string.decode("latin-1")
    url = public_url() + quote(request.path) + (f"?{query}" if query else "")
    fields = dict(request.form.lists()) if request.method == "POST" else {}
    return twilio_signature.valid(
        token, url=url, fields=fields, signature=request.headers.get(twilio_signature.HEADER, "")
    )


def _answer(document: bytes, media_type: str) -> Response:
    answer = make_response(document)
    answer.content_type = media_type
    answer.headers["Cache-Control"] = "no-store"
    return answer

"""The phone conversation over HTTP: point a number at /ivr/twiml, or a VoiceXML platform at /ivr/voicexml.

Nothing of a call is remembered here, or written to the log: the position is in the URL, and a caller's number is not
even looked at. Every answer is what is published; nothing is spoken while somebody waits.
"""

import logging
from urllib.parse import quote

from flask import Blueprint, Response, abort, make_response, request

from voiceedu import telephone
from voiceedu.callflow import State
from voiceedu.telephone import NoPromptsError, Said
from voiceedu.web import base_url, signature, studio, twiml

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
    state, said = _now(request.values.get("Digits", ""), profile="phone")
    document = twiml.document(
        state,
        said,
        at=lambda name: f"{base_url()}/ivr/twiml?at={quote(name)}",
        clip=lambda path: f"{base_url()}/{path}",
        method="POST" if request.method == "POST" else "GET",
        staff_number=studio().settings.staff_number,
    )
    return _answer(document, twiml.MEDIA_TYPE)


def _now(key: str, *, profile: str) -> tuple[State, list[Said]]:
    """Return the state that a request asks for, and what is heard in it."""
    conversation = telephone.conversation(studio())
    name = request.args.get("at", conversation.start)
    if key:
        name = conversation.state(name).after(key[0])
    elif request.values.get("DialCallStatus") in _ANSWERED:
        name = f"{conversation.state(name).language}/goodbye"
    state = conversation.state(name)
    return state, [telephone.said(studio(), play, profile=profile) for play in state.plays]


def _signed(token: str) -> bool:
    """Return whether Twilio has signed this request under the address that it knows, whatever a proxy made of it."""
    query = request.query_string.decode("latin-1")
    url = base_url() + quote(request.path) + (f"?{query}" if query else "")
    fields = dict(request.form.lists()) if request.method == "POST" else {}
    return signature.valid(token, url=url, fields=fields, signature=request.headers.get(signature.HEADER, ""))


def _answer(document: bytes, media_type: str) -> Response:
    answer = make_response(document)
    answer.content_type = media_type
    answer.headers["Cache-Control"] = "no-store"
    return answer

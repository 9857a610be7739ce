"""The phone conversation over HTTP: point a number at /ivr/twiml, or another platform at its own form of the same.

No call is stored or logged: the position is in the URL, and the caller's number is never read. Every response plays
what is published; nothing is synthesized while a caller waits.
"""

import logging
import re
from urllib.parse import quote

from flask import Blueprint, Response, abort, make_response, request

from voiceedu import metrics
from voiceedu.errors import VoiceeduError
from voiceedu.ivr import asterisk, httapi, playback, position, twilio_signature, twiml, voicexml
from voiceedu.ivr.dialogue import Conversation
from voiceedu.ivr.keypad import KEYS
from voiceedu.ivr.playback import NoPromptsError, NotRecordedError, Spoken
from voiceedu.ivr.state import State
from voiceedu.web.middleware.request_validation import ASKED_PATH
from voiceedu.web.state import public_url, studio

log = logging.getLogger(__name__)

blueprint = Blueprint("ivr", __name__, url_prefix="/ivr")

_ANSWERED = ("completed", "answered")
"""Twilio's names for a call to the staff that was answered."""
_BRIDGED, _CANCELLED = "SUCCESS", ("ORIGINATOR_CANCEL", "NO_ANSWER")
"""FreeSWITCH's names for the same, and for a key while it rings, in the variable originate_disposition.

Seen in 1.10.12: NO_ANSWER after the key, and ALLOTTED_TIMEOUT when nobody has answered for as long as leg_timeout says.
"""


@blueprint.errorhandler(NoPromptsError)
def _no_prompts(error: NoPromptsError) -> Response:
    return _unavailable(error, "No language of the library has all prompts.")


@blueprint.errorhandler(NotRecordedError)
def _not_recorded(error: NotRecordedError) -> Response:
    return _unavailable(error, "Nothing of this is recorded yet.")


def _unavailable(error: VoiceeduError, text: str) -> Response:
    """Return the answer at which a phone system apologizes by a recording of its own."""
    log.error("%s", error)
    response = make_response(f"{text}\n", 503)
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
    if twiml.TO_STAFF in request.args and state.ends == "person":
        return _response(twiml.for_staff(state.language, _topic_of(state)), twiml.MEDIA_TYPE)
    if keys := request.values.get("Digits"):
        state = conversation.state(_after(state, keys))
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


@blueprint.route("/httapi", methods=["GET", "POST"])
def httapi_document() -> Response:
    """Return the document for FreeSWITCH's mod_httapi of the state `at`; `called` says how a call to a person went."""
    person = request.args.get("person")
    conversation = _of_a_pbx(person)
    state = conversation.state(request.args.get("at", conversation.start))
    if httapi.ENTERED in request.args and state.takes_number:
        state = conversation.state(state.after(request.form.get("key", "")))
    else:
        _count_key(request.form.get("key", ""))
    if (result := request.args.get("called")) is not None and state.ends == "person":
        following = state.wrong if result in _CANCELLED else state.silence
        state = conversation.state(state.done if result == _BRIDGED else following)
    kept = f"&person={quote(person, safe='')}" if person is not None else ""
    is_there = state.name == request.args.get("at")  # else it takes the place of one that is gone
    heard = _sounds_heard(request.args.get(httapi.HEARD, "")) if is_there else 0
    document = httapi.document(
        state,
        _recorded(state, is_new=not heard),
        at=lambda name: f"{public_url()}/ivr/httapi?at={quote(name)}{kept}",
        asset=lambda path: f"{public_url()}/{path}",
        heard=heard,
    )
    return _response(document, httapi.MEDIA_TYPE)


@blueprint.route("/asterisk", methods=["GET", "POST"])
def asterisk_answer() -> Response:
    """Return what Asterisk does in the state `at`: what it plays, and where each key leads.

    A dialplan that can ask for the `number` of a topic always names it, empty while it has none.
    """
    number = request.args.get("number")
    conversation = _of_a_pbx(request.args.get("person"), with_numbers=number is not None)
    state = conversation.state(request.args.get("at") or conversation.start)
    if number and state.takes_number:
        state = conversation.state(state.after(number))
    answer = asterisk.answer(state, _recorded(state), asset=lambda path: f"{public_url()}/{path}")
    return _response(answer, asterisk.MEDIA_TYPE)


def _topic_of(state: State) -> str:
    """Return the title of the procedure that a caller of a person comes from; empty from a menu."""
    place = position.parse(state.name)
    procedure = studio().library.find(state.language, place.about) if place is not None else None
    return procedure.title if procedure is not None else ""


def _after(state: State, keys: str) -> str:
    """Return the name of the state after `keys`: a whole number where one is asked for, else the first key."""
    if state.takes_number:
        return state.after(keys)
    _count_key(keys[0])
    return state.after(keys[0])


def _of_a_pbx(person: str | None, *, with_numbers: bool = True) -> Conversation:
    """Return the conversation on a PBX, which knows itself how a person is called: it says `person=yes` or `no`."""
    has_staff = {"yes": True, "no": False}.get(person or "")
    return playback.conversation(studio(), has_staff=has_staff, with_numbers=with_numbers)


def _sounds_heard(count: str) -> int:
    """Return how many sounds of a state were heard, by its address; no state has more than a few."""
    return int(count) if re.fullmatch("[0-9]", count) else 0


def _recorded(state: State, *, is_new: bool = True) -> list[Spoken]:
    """Return what a PBX plays, and count it if it `is_new`."""
    found = playback.recorded(studio(), state, profile="phone-wav")
    if is_new:
        _count_part(state)
    return found


def _count_key(key: str) -> None:
    if key and key in KEYS:
        metrics.pressed(key)


def _spoken(state: State, *, profile: str) -> list[Spoken]:
    _count_part(state)
    return [playback.spoken(studio(), play, profile=profile) for play in state.plays]


def _count_part(state: State) -> None:
    """Count the part of a procedure that a caller hears now, unless it follows a notice."""
    place = position.parse(state.name)
    if place is not None and place.part and not place.notice:
        metrics.heard(place.language, place.place, place.part)


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

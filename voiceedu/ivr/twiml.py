"""Renders a state of the conversation as Twilio's TwiML. Pure."""

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from voiceedu import languages
from voiceedu.ivr.keypad import NUMBER_END
from voiceedu.ivr.playback import Spoken
from voiceedu.ivr.state import PERSON_WAIT_S, State

MEDIA_TYPE = "text/xml; charset=utf-8"
DIAL_LIMIT_S = 3600
"""A call to the staff that nobody has hung up ends after an hour; Twilio's own limit is four."""
TO_STAFF = "to-staff"
"""In an address: what the staff hear when they answer, before the caller."""
Address = Callable[[str], str]
"""The name of a state, or the path of a clip → its absolute URL."""


def document(
    state: State, spoken: Sequence[Spoken], *, at: Address, asset: Address, method: str, staff_number: str | None
) -> bytes:
    """Return the TwiML of `state`, which plays `spoken`; Twilio requests the next one with `method`."""
    response = Element("Response")
    if state.ends:
        _say(response, spoken, asset)
        if state.ends == "person":
            dial = SubElement(response, "Dial", action=at(state.name), method=method, timeout=str(PERSON_WAIT_S))
            dial.set("timeLimit", str(DIAL_LIMIT_S))
            number = SubElement(dial, "Number", url=f"{at(state.name)}&{TO_STAFF}=yes", method=method)
            number.text = staff_number
        else:
            SubElement(response, "Hangup")
        return _bytes(response)
    # Without an empty finishOnKey Twilio would not report the # key.
    ends = {"finishOnKey": NUMBER_END} if state.takes_number else {"numDigits": "1", "finishOnKey": ""}
    timeout, action = str(state.wait_s), at(state.name)
    gather = SubElement(response, "Gather", ends, input="dtmf", timeout=timeout, action=action, method=method)
    _say(gather, spoken, asset)
    SubElement(response, "Redirect", method=method).text = at(state.silence)
    return _bytes(response)


def for_staff(language: str, topic: str) -> bytes:
    """Return the TwiML of what the staff hear when they answer: the caller's language, and the topic if there is one.

    Twilio passes on no name that a telephone could show.
    """
    response = Element("Response")
    said = [languages.native_name(language), *filter(None, [topic])]
    SubElement(response, "Say", language=languages.with_region(language)).text = ". ".join(said)
    return _bytes(response)


def _say(parent: Element, spoken: Sequence[Spoken], asset: Address) -> None:
    for one in spoken:
        if one.asset is not None:
            SubElement(parent, "Play").text = asset(one.asset.path)
        else:
            SubElement(parent, "Say", language=languages.with_region(one.language)).text = one.text


def _bytes(response: Element) -> bytes:
    document: bytes = tostring(response, encoding="utf-8", xml_declaration=True)
    return document

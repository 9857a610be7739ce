"""A state of the conversation as Twilio's TwiML. Pure."""

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from voiceedu import languages
from voiceedu.ivr.dialogue import State
from voiceedu.ivr.playback import Said

MEDIA_TYPE = "text/xml; charset=utf-8"
DIAL_TIMEOUT_S = 30
Address = Callable[[str], str]
"""The name of a state, or the path of a clip → its absolute URL."""


def document(
    state: State, said: Sequence[Said], *, at: Address, asset: Address, method: str, staff_number: str | None
) -> bytes:
    """Return the TwiML of `state`, in which `said` is heard; `method` is how Twilio asks for the next one."""
    response = Element("Response")
    if state.ends:
        _say(response, said, asset)
        if state.ends == "person":
            dial = SubElement(response, "Dial", action=at(state.name), method=method, timeout=str(DIAL_TIMEOUT_S))
            dial.text = staff_number
        else:
            SubElement(response, "Hangup")
        return _bytes(response)
    # finishOnKey is empty, or Twilio would keep the # that skips what is being said to itself.
    gather = SubElement(
        response,
        "Gather",
        input="dtmf",
        numDigits="1",
        finishOnKey="",
        timeout=str(state.wait_s),
        action=at(state.name),
        method=method,
    )
    _say(gather, said, asset)
    SubElement(response, "Redirect", method=method).text = at(state.silence)
    return _bytes(response)


def _say(parent: Element, said: Sequence[Said], asset: Address) -> None:
    for one in said:
        if one.asset is not None:
            SubElement(parent, "Play").text = asset(one.asset.path)
        else:
            SubElement(parent, "Say", language=languages.with_region(one.language)).text = one.text


def _bytes(response: Element) -> bytes:
    document: bytes = tostring(response, encoding="utf-8", xml_declaration=True)
    return document

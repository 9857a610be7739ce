"""Renders a state of the conversation as a document for FreeSWITCH's mod_httapi. Pure."""

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from voiceedu.ivr.keypad import KEYS, NUMBER_END
from voiceedu.ivr.playback import Spoken
from voiceedu.ivr.state import FLOW_WAIT_S, State

MEDIA_TYPE = "text/xml; charset=utf-8"
PERSON = "voiceedu-person"
"""The extension that calls a person: its number is this, a colon and the name of the state."""
FLOW_WAIT_MS = 20
"""The wait after a part, before the next one follows: it is not 0, which mod_httapi does not take."""
SILENCE = "silence_stream://10"
"""What is played while no recording says these words: mod_httapi takes keys during a sound, and then waits."""
NUMBER = "~^[0-9*]*#$"
"""The keys of a number, as an expression. As the only one of a playback, mod_httapi takes it once it fits."""
ENTERED = "entered"
"""In an address: what the field `key` has is the number that was entered there."""
HEARD = "heard"
"""In an address: how many sounds of the state have been heard."""
Address = Callable[[str], str]
"""The name of a state, or the path of a clip → its absolute URL."""


def document(state: State, spoken: Sequence[Spoken], *, at: Address, asset: Address, heard: int = 0) -> bytes:
    """Return the document of `state`, which plays the sound of `spoken` after those that were `heard`.

    Every key has a binding with the address of the state that it leads to. The address of the playback itself is where
    the conversation goes on without a key: to the next sound, if there is one. A document has one sound, as mod_httapi
    would play a second one after a key, in a playback of its own or by playback_delimiter. Only where a number is
    entered are they joined, as what was entered is lost between documents: a file_string begins with 0.25 s of silence.
    """
    root = Element("document", type="xml/freeswitch-httapi")
    work = SubElement(root, "work")
    sounds = [asset(one.asset.path) for one in spoken if one.asset is not None]
    if state.ends:
        _end(work, state, sounds)
    elif state.takes_number:
        _ask_number(work, state, sounds, at=at)
    else:
        _play(work, state, sounds, at=at, heard=heard)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _end(work: Element, state: State, sounds: Sequence[str]) -> None:
    for sound in sounds:
        SubElement(work, "playback", file=sound)
    if state.ends == "person":
        SubElement(work, "dial").text = f"{PERSON}:{state.name}"
    else:
        SubElement(work, "hangup", cause="NORMAL_CLEARING")


def _ask_number(work: Element, state: State, sounds: Sequence[str], *, at: Address) -> None:
    wait_ms = _wait_ms(state)
    playback = _playback(work, _joined(sounds), wait_ms=wait_ms, action=at(state.silence))
    playback.set("digit-timeout", str(wait_ms))
    SubElement(playback, "bind", action=f"{at(state.name)}&{ENTERED}=yes", strip=NUMBER_END).text = NUMBER


def _play(work: Element, state: State, sounds: Sequence[str], *, at: Address, heard: int) -> None:
    """Play the sound after those that were `heard`."""
    goes_on = heard + 1 < len(sounds)
    playback = _playback(
        work,
        next(iter(sounds[heard:]), SILENCE),
        wait_ms=FLOW_WAIT_MS if goes_on else _wait_ms(state),
        action=f"{at(state.name)}&{HEARD}={heard + 1}" if goes_on else at(state.silence),
    )
    for key in KEYS:
        SubElement(playback, "bind", action=at(state.after(key))).text = key


def _wait_ms(state: State) -> int:
    """Return how long a caller has for a key after the last sound."""
    return FLOW_WAIT_MS if state.wait_s == FLOW_WAIT_S else state.wait_s * 1000


def _playback(work: Element, file: str, *, wait_ms: int, action: str) -> Element:
    attributes = {"name": "key", "input-timeout": str(wait_ms)}
    return SubElement(work, "playback", attributes, file=file, action=action)


def _joined(sounds: Sequence[str]) -> str:
    return "file_string://" + "!".join(sounds) if len(sounds) > 1 else next(iter(sounds), SILENCE)

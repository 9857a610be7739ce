"""Renders a state of the conversation as a VoiceXML 2.1 document. Pure."""

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from voiceedu.ivr.keypad import NUMBER_END
from voiceedu.ivr.playback import Spoken
from voiceedu.ivr.state import PERSON_WAIT_S, State

MEDIA_TYPE = "application/voicexml+xml; charset=utf-8"
Address = Callable[[str], str]
"""The name of a state, or the path of a clip → its absolute URL."""


def document(state: State, spoken: Sequence[Spoken], *, at: Address, asset: Address, staff_number: str | None) -> bytes:
    """Return the document of `state`, which plays `spoken`. Every key leads to another document."""
    attributes = {"version": "2.1", "xmlns": "http://www.w3.org/2001/vxml", "xml:lang": state.language}
    root = Element("vxml", attributes)
    if state.ends:
        form = SubElement(root, "form")
        block = SubElement(form, "block")
        _say(block, spoken, asset)
        if state.ends == "hang-up":
            SubElement(block, "disconnect")
        else:
            _transfer(form, state, at, f"tel:{staff_number}")
        return _bytes(root)
    properties = {"inputmodes": "dtmf", "termchar": "", "timeout": f"{state.wait_s}s"}
    if state.takes_number:
        properties |= {"termchar": NUMBER_END, "interdigittimeout": f"{state.wait_s}s"}
    for name, value in properties.items():  # an empty termchar makes # an ordinary key
        SubElement(root, "property", name=name, value=value)
    menu = SubElement(root, "menu")
    _say(menu, spoken, asset)
    for key, name in state.keys.items():
        SubElement(menu, "choice", dtmf=key, next=at(name))
    for event, name in (("noinput", state.silence), ("nomatch", state.wrong)):
        SubElement(SubElement(menu, event), "goto", next=at(name))
    return _bytes(root)


def _transfer(form: Element, state: State, at: Address, number: str) -> None:
    """Add the call to the staff: the conversation continues after it, or when nobody answers.

    `aai` tells the called telephone the language and the topic, as far as the platform passes it on.
    """
    timeout = f"{PERSON_WAIT_S}s"
    transfer = SubElement(form, "transfer", name="person", dest=number, type="bridge", connecttimeout=timeout)
    transfer.set("aai", state.shown)
    choice = SubElement(SubElement(transfer, "filled"), "if", cond="person == 'far_end_disconnect'")
    SubElement(choice, "goto", next=at(state.done))
    SubElement(choice, "else")
    SubElement(choice, "goto", next=at(state.silence))
    SubElement(SubElement(transfer, "error"), "goto", next=at(state.silence))


def _say(parent: Element, spoken: Sequence[Spoken], asset: Address) -> None:
    """Add what is heard; a platform that cannot fetch an asset reads its words."""
    for one in spoken:
        prompt = SubElement(parent, "prompt", {"bargein": "true", "xml:lang": one.language})
        if one.asset is not None:
            prompt = SubElement(prompt, "audio", src=asset(one.asset.path))
        prompt.text = one.text


def _bytes(root: Element) -> bytes:
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document

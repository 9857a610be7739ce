"""Parses a TwiML document into verbs.

An unknown verb, attribute or value is a TwimlError, where Twilio's debugger would warn. Names and defaults are those
of Twilio's documentation (https://www.twilio.com/docs/voice/twiml).
"""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

KEYS = "0123456789*#"


class TwimlError(Exception):
    """A document that Twilio would not play as intended."""


@dataclass(frozen=True, kw_only=True)
class Play:
    url: str
    loop: int = 1


@dataclass(frozen=True, kw_only=True)
class Say:
    text: str
    language: str = "en"
    voice: str = ""
    loop: int = 1


@dataclass(frozen=True, kw_only=True)
class Pause:
    length: float = 1


@dataclass(frozen=True, kw_only=True)
class Gather:
    """`timeout` is in seconds; `num_digits` None waits for `finish_on_key` or the timeout."""

    nested: tuple[Play | Say | Pause, ...] = ()
    input: str = "dtmf"
    num_digits: int | None = None
    timeout: float = 5
    finish_on_key: str = "#"
    action: str = ""
    method: str = "POST"
    action_on_empty_result: bool = False
    barge_in: bool = True


@dataclass(frozen=True, kw_only=True)
class Redirect:
    url: str
    method: str = "POST"


@dataclass(frozen=True, kw_only=True)
class Dial:
    number: str
    action: str | None = None
    method: str = "POST"
    timeout: float = 30
    time_limit: int = 14_400
    caller_id: str = ""
    answer_on_bridge: bool = False
    staff_url: str = ""
    staff_method: str = "POST"


@dataclass(frozen=True)
class Hangup:
    pass


Verb = Play | Say | Pause | Gather | Redirect | Dial | Hangup


def _whole(value: str) -> int:
    if not value.isdecimal():
        raise ValueError("is not a whole number")
    return int(value)


def _one_of(*values: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in values:
            raise ValueError(f"is not one of {', '.join(values)}")
        return value

    return check


def _yes(value: str) -> bool:
    return _one_of("true", "false")(value) == "true"


def _key_or_none(value: str) -> str:
    if value and value not in KEYS:
        raise ValueError("is not a key")
    return value


_METHOD = _one_of("GET", "POST")
ATTRIBUTES: dict[str, dict[str, tuple[str, Callable[[str], Any]]]] = {
    "Play": {"loop": ("loop", _whole)},
    "Say": {"language": ("language", str), "voice": ("voice", str), "loop": ("loop", _whole)},
    "Pause": {"length": ("length", _whole)},
    "Redirect": {"method": ("method", _METHOD)},
    "Hangup": {},
    "Dial": {
        "action": ("action", str),
        "method": ("method", _METHOD),
        "timeout": ("timeout", _whole),
        "timeLimit": ("time_limit", _whole),
        "callerId": ("caller_id", str),
        "answerOnBridge": ("answer_on_bridge", _yes),
    },
    "Gather": {
        "input": ("input", _one_of("dtmf")),
        "numDigits": ("num_digits", _whole),
        "timeout": ("timeout", _whole),
        "finishOnKey": ("finish_on_key", _key_or_none),
        "action": ("action", str),
        "method": ("method", _METHOD),
        "actionOnEmptyResult": ("action_on_empty_result", _yes),
        "bargeIn": ("barge_in", _yes),
    },
}
"""By verb and attribute: the field, and what makes its value of the text or raises ValueError."""


def parse(document: str) -> tuple[Verb, ...]:
    try:
        root = ET.fromstring(document)
    except ET.ParseError as error:
        raise TwimlError(f"is not XML ({error}): {document[:200]!r}") from None
    if root.tag != "Response" or root.attrib:
        raise TwimlError(f"begins with <{root.tag}> {root.attrib}, not with <Response>")
    _no_text(root)
    return tuple(_verb(element) for element in root)


def _no_text(element: ET.Element) -> None:
    for text in [element.text, *(child.tail for child in element)]:
        if text and text.strip():
            raise TwimlError(f"<{element.tag}> holds text: {text.strip()!r}")


def _verb(element: ET.Element) -> Any:
    if element.tag not in ATTRIBUTES:
        raise TwimlError(f"<{element.tag}> is not a known verb")
    values: dict[str, Any] = {}
    for name, value in element.attrib.items():
        if name not in ATTRIBUTES[element.tag]:
            raise TwimlError(f"<{element.tag}> has no attribute {name}")
        into, convert = ATTRIBUTES[element.tag][name]
        try:
            values[into] = convert(value)
        except ValueError as error:
            raise TwimlError(f"<{element.tag} {name}={value!r}> {error}") from None
    return _MAKE[element.tag](element, values)


def _gather(element: ET.Element, values: dict[str, Any]) -> Gather:
    _no_text(element)
    nested = tuple(_verb(child) for child in element)
    if not all(isinstance(verb, Play | Say | Pause) for verb in nested):
        raise TwimlError("<Gather> can hold only <Play>, <Say> and <Pause>")
    if values.get("num_digits") == 0:
        raise TwimlError("<Gather numDigits='0'> waits for nothing")
    return Gather(nested=nested, **values)


def _text(element: ET.Element) -> str:
    text = (element.text or "").strip()
    if len(element) or not text:
        raise TwimlError(f"<{element.tag}> must hold text only")
    return text


def _empty(element: ET.Element) -> None:
    if len(element) or (element.text or "").strip():
        raise TwimlError(f"<{element.tag}> must be empty")


def _dial(element: ET.Element, values: dict[str, Any]) -> Dial:
    if len(element) == 1 and element[0].tag == "Number" and set(element[0].attrib) <= {"url", "method"}:
        _no_text(element)
        values |= {"staff_url": element[0].get("url", ""), "staff_method": _METHOD(element[0].get("method", "POST"))}
        return Dial(number=_text(element[0]), **values)
    return Dial(number=_text(element), **values)


def _nothing_in(make: Callable[..., Verb]) -> Callable[[ET.Element, dict[str, Any]], Verb]:
    def build(element: ET.Element, values: dict[str, Any]) -> Verb:
        _empty(element)
        return make(**values)

    return build


_MAKE: dict[str, Callable[[ET.Element, dict[str, Any]], Verb]] = {
    "Play": lambda element, values: Play(url=_text(element), **values),
    "Say": lambda element, values: Say(text=_text(element), **values),
    "Redirect": lambda element, values: Redirect(url=_text(element), **values),
    "Dial": _dial,
    "Gather": _gather,
    "Pause": _nothing_in(Pause),
    "Hangup": _nothing_in(Hangup),
}

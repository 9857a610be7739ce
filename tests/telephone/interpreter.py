"""Holds a conversation by TwiML documents on a line, as Twilio does."""

import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from tests.telephone.twiml import Dial, Gather, Hangup, Pause, Play, Redirect, Say, TwimlError, Verb, parse

MOST_DOCUMENTS = 500
"""A call that asks for more goes round and round."""


class HungUp(Exception):  # noqa: N818  # nothing went wrong
    """The caller has hung up."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """A request to the application; `fields` are those beyond the standard fields of a call."""

    url: str
    method: str = "POST"
    fields: Mapping[str, str] = field(default_factory=dict)


class Line(Protocol):
    """A call as a conversation uses it. Every method may raise HungUp.

    An interruptible sound ends when a key is pressed, and does not begin if a key is waiting.
    """

    def ask(self, request: Request) -> str: ...
    def play(self, url: str, *, cut_by_key: bool) -> None: ...
    def say(self, text: str, language: str, *, cut_by_key: bool) -> None: ...
    def pause(self, seconds: float, *, cut_by_key: bool) -> None: ...
    def listen(self) -> None:
        """Discard earlier keys and keep new ones for `key`."""

    def key(self, timeout_s: float) -> str | None:
        """Wait for a key and return it, or None after the timeout."""

    def dial(self, number: str, timeout_s: float) -> str:
        """Call a number and return Twilio's DialCallStatus, such as completed or no-answer, when that call is over."""

    def hang_up(self) -> None: ...


def converse(line: Line, request: Request) -> None:
    """Hold the whole conversation, from the first request until somebody hangs up."""
    for _ in range(MOST_DOCUMENTS):
        verbs = parse(line.ask(request))
        following = _perform(line, verbs, base=request.url)
        if following is None:
            line.hang_up()
            return
        request = following
    raise TwimlError(f"asked for more than {MOST_DOCUMENTS} documents in a call")


def _perform(line: Line, verbs: tuple[Verb, ...], *, base: str) -> Request | None:
    """Perform the verbs in order; return the next request, or None when the call ends."""
    for verb in verbs:
        match verb:
            case Play() | Say() | Pause():
                _sound(line, verb, base=base, cut_by_key=False)
            case Gather():
                asked = _gather(line, verb, base=base)
                if asked is not None:
                    return asked
            case Redirect():
                return Request(url=urllib.parse.urljoin(base, verb.url), method=verb.method)
            case Dial():
                status = line.dial(verb.number, verb.timeout)
                if status == "completed" and verb.staff_url:
                    _tell_staff(line, Request(url=urllib.parse.urljoin(base, verb.staff_url), method=verb.staff_method))
                if verb.action is not None:
                    url = urllib.parse.urljoin(base, verb.action)
                    return Request(url=url, method=verb.method, fields={"DialCallStatus": status})
            case Hangup():
                return None
    return None


def _tell_staff(line: Line, request: Request) -> None:
    """Check what the called person hears before the caller: Twilio takes sounds there alone, of those verbs."""
    verbs = parse(line.ask(request))
    if not verbs or not all(isinstance(verb, Play | Say | Pause) for verb in verbs):
        raise TwimlError(f"{request.url} is not for a person who was called: {verbs}")


def _sound(line: Line, verb: Play | Say | Pause, *, base: str, cut_by_key: bool) -> None:
    match verb:
        case Play():
            for _ in range(verb.loop):
                line.play(urllib.parse.urljoin(base, verb.url), cut_by_key=cut_by_key)
        case Say():
            for _ in range(verb.loop):
                line.say(verb.text, verb.language, cut_by_key=cut_by_key)
        case Pause():
            line.pause(verb.length, cut_by_key=cut_by_key)


def _gather(line: Line, gather: Gather, *, base: str) -> Request | None:
    """Collect keys from the first nested sound on; return None to go on with the next verb.

    The timeout begins at the end of the nested sounds, and anew with each key.
    """
    line.listen()
    for verb in gather.nested:
        _sound(line, verb, base=base, cut_by_key=gather.barge_in)
    digits, finished_on = "", ""
    while gather.num_digits is None or len(digits) < gather.num_digits:
        key = line.key(gather.timeout)
        if key is None:
            break
        if key == gather.finish_on_key:
            finished_on = key
            break
        digits += key
    if not digits and not gather.action_on_empty_result:
        return None
    fields = {"Digits": digits, "FinishedOnKey": finished_on, "msg": "Gather End"}
    return Request(url=urllib.parse.urljoin(base, gather.action), method=gather.method, fields=fields)

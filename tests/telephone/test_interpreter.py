"""The conversation that TwiML makes, on a line with a simulated clock."""

from collections.abc import Mapping

import pytest

from tests.telephone.interpreter import MOST_DOCUMENTS, HungUp, Request, converse
from tests.telephone.twiml import TwimlError

START = "http://127.0.0.1/ivr/twiml"
CLIP_S = 10.0


class FakeLine:
    """A line on which every clip lasts ten seconds, and whose caller presses `keys` at given moments.

    `log` holds the events and their times. `documents` maps the path and digits of a request to its document.
    """

    def __init__(self, documents: Mapping[str, str], keys: Mapping[float, str], *, gone_at: float = 1000) -> None:
        self._documents, self._gone_at = documents, gone_at
        self._pressed = sorted(keys.items())
        self._buffer: list[str] = []
        self._now = 0.0
        self.log: list[str] = []
        self.requests: list[Request] = []

    def ask(self, request: Request) -> str:
        self._pass(0)
        self.requests.append(request)
        path = request.url.removeprefix("http://127.0.0.1")
        digits = request.fields.get("Digits")
        return f"<Response>{self._documents[path if digits is None else f'{path} {digits}']}</Response>"

    def play(self, url: str, *, cut_by_key: bool) -> None:
        self._sound(url.removeprefix("http://127.0.0.1"), CLIP_S, cut_by_key=cut_by_key)

    def say(self, text: str, language: str, *, cut_by_key: bool) -> None:
        self._sound(f"{text} ({language})", CLIP_S, cut_by_key=cut_by_key)

    def pause(self, seconds: float, *, cut_by_key: bool) -> None:
        self._sound("pause", seconds, cut_by_key=cut_by_key)

    def listen(self) -> None:
        self._buffer.clear()

    def key(self, timeout_s: float) -> str | None:
        if not self._buffer:
            self._pass(timeout_s, until_key=True)
        return self._buffer.pop(0) if self._buffer else None

    def dial(self, number: str, timeout_s: float) -> str:
        self.log.append(f"{self._now:g} dial {number} {timeout_s:g}")
        return "no-answer"

    def hang_up(self) -> None:
        self.log.append(f"{self._now:g} hang up")

    def _sound(self, what: str, seconds: float, *, cut_by_key: bool) -> None:
        if cut_by_key and self._buffer:
            return
        self.log.append(f"{self._now:g} {what}")
        self._pass(seconds, until_key=cut_by_key)

    def _pass(self, seconds: float, *, until_key: bool = False) -> None:
        end = self._now + seconds
        while self._pressed and self._pressed[0][0] <= end:
            self._now, key = self._pressed.pop(0)
            self._buffer.append(key)
            if until_key:
                return
        self._now = end
        if end >= self._gone_at:
            raise HungUp


def conversation(documents: Mapping[str, str], keys: Mapping[float, str], **options: float) -> FakeLine:
    line = FakeLine(documents, keys, **options)
    converse(line, Request(url=START))
    return line


GATHER = "<Gather numDigits='1' finishOnKey='' action='/key'><Play>/a.mp3</Play><Play>/b.mp3</Play></Gather>"
ENDS = {"/key 1": "<Hangup/>", "/key #": "<Play>/skipped.mp3</Play>", "/ivr/twiml 1": "<Hangup/>"}


def test_a_key_stops_nested_clips() -> None:
    """A key stops the nested clip at once, the next clip does not begin, and the Gather's action gets the digit."""
    line = conversation({"/ivr/twiml": GATHER, **ENDS}, {4: "1"})
    assert line.log == ["0 /a.mp3", "4 hang up"]
    assert line.requests[-1] == Request(
        url="http://127.0.0.1/key", fields={"Digits": "1", "FinishedOnKey": "", "msg": "Gather End"}
    )


def test_a_key_stops_nothing_where_barge_in_is_off() -> None:
    """With bargeIn off, a key counts only after all nested clips."""
    line = conversation({"/ivr/twiml": GATHER.replace("action", "bargeIn='false' action"), **ENDS}, {4: "1"})
    assert line.log == ["0 /a.mp3", "10 /b.mp3", "20 hang up"]


def test_the_timeout_begins_after_nested_clips() -> None:
    """The default timeout of five seconds begins after the last nested clip."""
    assert conversation({"/ivr/twiml": GATHER, **ENDS}, {24.9: "1"}).log[-1] == "24.9 hang up"
    assert conversation({"/ivr/twiml": GATHER + "<Play>/silence.mp3</Play>", **ENDS}, {25.1: "1"}).log[-2:] == [
        "25 /silence.mp3",
        "35 hang up",
    ]


def test_without_a_key_the_next_verb_follows() -> None:
    """A Gather without a key goes on to the next verb and does not request its action."""
    line = conversation({"/ivr/twiml": GATHER + "<Redirect>/again</Redirect>", "/again": "<Hangup/>"}, {})
    assert [request.url for request in line.requests] == [START, "http://127.0.0.1/again"]
    assert line.requests[-1].fields == {}


def test_action_on_empty_result() -> None:
    """With actionOnEmptyResult, a Gather without a key requests its action without digits."""
    document = GATHER.replace("action=", "actionOnEmptyResult='true' action=") + "<Redirect>/again</Redirect>"
    line = conversation({"/ivr/twiml": document, "/key ": "<Hangup/>"}, {})
    assert line.requests[-1].fields["Digits"] == ""


def test_pound_ends_a_gather_by_default() -> None:
    """# is a digit when finishOnKey is empty; by default it ends the Gather and is dropped."""
    assert conversation({"/ivr/twiml": GATHER, **ENDS}, {3: "#"}).log[-2:] == ["3 /skipped.mp3", "13 hang up"]
    default = GATHER.replace("finishOnKey='' ", "")
    assert conversation({"/ivr/twiml": default, **ENDS}, {3: "#"}).log == ["0 /a.mp3", "3 hang up"]


def test_several_digits_are_collected() -> None:
    """Without numDigits, keys are collected until the finishing key, with a timeout for each."""
    document = "<Gather timeout='3'><Play>/a.mp3</Play></Gather>"
    line = conversation({"/ivr/twiml": document, "/ivr/twiml 12": "<Hangup/>"}, {2: "1", 4.5: "2", 7: "#"})
    assert line.requests[-1].fields == {"Digits": "12", "FinishedOnKey": "#", "msg": "Gather End"}
    line = conversation({"/ivr/twiml": document, "/ivr/twiml 1": "<Hangup/>"}, {2: "1", 5.5: "2"})
    assert line.log[-1] == "5 hang up"


def test_a_key_outside_of_a_gather_is_lost() -> None:
    """A key during a clip outside of a Gather neither stops the clip nor counts later."""
    line = conversation({"/ivr/twiml": "<Play>/a.mp3</Play>" + GATHER, **ENDS}, {4: "1"})
    assert line.log == ["0 /a.mp3", "10 /a.mp3", "20 /b.mp3", "35 hang up"]


def test_urls_are_relative_to_the_document() -> None:
    """URLs of clips, actions and redirects may be relative; the default action is the document itself."""
    line = conversation({"/ivr/twiml": "<Gather numDigits='1'><Play>b.mp3</Play></Gather>", **ENDS}, {1: "1"})
    assert line.log[0] == "0 /ivr/b.mp3"
    assert line.requests[-1].url == START


def test_dial_reports_its_outcome() -> None:
    """Dial requests its action with DialCallStatus; without an action the next verb follows."""
    document = "<Dial action='/dialled' timeout='7' method='GET'>+12025550100</Dial><Play>/not.mp3</Play>"
    line = conversation({"/ivr/twiml": document, "/dialled": "<Hangup/>"}, {})
    assert line.log == ["0 dial +12025550100 7", "0 hang up"]
    assert line.requests[-1] == Request(
        url="http://127.0.0.1/dialled", method="GET", fields={"DialCallStatus": "no-answer"}
    )
    line = conversation({"/ivr/twiml": "<Dial>+12025550100</Dial><Say>Nobody</Say>"}, {})
    assert line.log == ["0 dial +12025550100 30", "0 Nobody (en)", "10 hang up"]


def test_loops_and_pauses_take_their_time() -> None:
    """`loop` repeats a clip, and a Pause is silence of its length."""
    line = conversation({"/ivr/twiml": "<Play loop='2'>/a.mp3</Play><Pause length='3'/>"}, {})
    assert line.log == ["0 /a.mp3", "10 /a.mp3", "20 pause", "23 hang up"]


def test_hanging_up_ends_the_conversation() -> None:
    """After the caller hangs up, nothing more is requested or played."""
    line = FakeLine({"/ivr/twiml": GATHER}, {}, gone_at=15)
    with pytest.raises(HungUp):
        converse(line, Request(url=START))
    assert line.log == ["0 /a.mp3", "10 /b.mp3"]


def test_endless_redirects_are_an_error() -> None:
    """Documents that redirect to each other for ever are an error."""
    line = FakeLine({"/ivr/twiml": "<Redirect>/ivr/twiml</Redirect>"}, {})
    with pytest.raises(TwimlError, match="more than"):
        converse(line, Request(url=START))
    assert len(line.requests) == MOST_DOCUMENTS

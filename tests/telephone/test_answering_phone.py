"""The answering phone with repeated, odd and missing messages."""

import socket
import struct
import time
from collections.abc import Iterator

import pytest

from tests.telephone.answering_phone import AnsweringPhone, Call
from tests.telephone.peer import Keying
from tests.telephone.sip import Message

LOOPBACK = "127.0.0.1"


class Notes:
    """A listener that records its events."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def answered(self) -> None:
        self.told.append("answered")

    def pressed(self, key: str, by: Keying) -> None:
        self.told.append(f"{key} by {by}")

    def ended(self, reason: str) -> None:
        self.told.append(reason)


class Raw:
    """A caller that sends any message to a phone, in the same thread as the phone."""

    def __init__(self) -> None:
        self.notes = Notes()
        self.calls: list[Call] = []
        self.phone = AnsweringPhone("line", incoming=self._answer)
        self.sip, self.sound = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
        for one in (self.sip, self.sound):
            one.bind((LOOPBACK, 0))
            one.setblocking(False)

    def _answer(self, call: Call) -> None:
        call.listener = self.notes
        self.calls.append(call)
        call.answer()

    def send(self, method: str, *, body: str = "", call: str = "1") -> None:
        port = self.phone.address.rpartition(":")[2]
        here = f"{LOOPBACK}:{self.sip.getsockname()[1]}"
        message = Message(
            first_line=f"{method} {self.phone.address} SIP/2.0",
            headers=[
                ("Via", f"SIP/2.0/UDP {here};branch=z9hG4bK1"),
                ("From", f"<sip:ann@{here}>;tag=ann"),
                ("To", f"<{self.phone.address}>"),
                ("Call-ID", call),
                ("CSeq", f"1 {method}"),
                ("Contact", f"<sip:ann@{here}>"),
            ],
            body=body,
        )
        self.sip.sendto(message.encode(), (LOOPBACK, int(port)))

    def invite(self, *, offers: str = "0 101") -> None:
        audio = f"m=audio {self.sound.getsockname()[1]} RTP/AVP {offers}\r\na=rtpmap:101 telephone-event/8000\r\n"
        self.send("INVITE", body=f"c=IN IP4 {LOOPBACK}\r\n{audio}")

    def work(self, seconds: float = 0.05) -> list[Message]:
        """Let the phone work, and return the messages that it sent."""
        until = time.monotonic() + seconds
        heard = []
        while time.monotonic() < until:
            self.phone.work()
            try:
                heard.append(Message.parse(self.sip.recv(65536)))
            except BlockingIOError:
                continue
        return heard

    def frames(self) -> int:
        """Return the number of sound packets since the last call."""
        count = 0
        while True:
            try:
                self.sound.recv(65536)
            except BlockingIOError:
                return count
            count += 1


@pytest.fixture
def raw() -> Iterator[Raw]:
    raw = Raw()
    with raw.phone, raw.sip, raw.sound:
        yield raw


def test_a_repeated_invitation_is_the_same_call(raw: Raw) -> None:
    """A repeated INVITE belongs to the same call, which begins with the caller's ACK."""
    for _ in range(2):
        raw.invite()
        (answer,) = raw.work()
        assert answer.status == 200
    assert len(raw.calls) == 1
    assert raw.frames() == 0
    for _ in range(2):
        raw.send("ACK")
    raw.work(0.2)
    assert raw.notes.told == ["answered"]
    assert raw.frames() >= 8


def test_keys_are_read_from_info_and_rtp(raw: Raw) -> None:
    """The phone reads a key from an INFO request and from RTP events, and reports which key it was."""
    raw.invite()
    (answer,) = raw.work()
    raw.send("INFO", body="Signal=5\r\nDuration=160\r\n")
    port = int(answer.body.partition("m=audio ")[2].partition(" ")[0])
    raw.sound.sendto(struct.pack("!BBHIIBBH", 0x80, 101, 0, 0, 7, 11, 10, 160), (LOOPBACK, port))
    assert [message.status for message in raw.work()] == [200]
    assert sorted(raw.notes.told) == ["# by rfc4733", "5 by info"]


def test_the_sound_ends_with_the_call(raw: Raw) -> None:
    """After the caller's BYE the phone agrees and sends no more sound."""
    raw.invite()
    raw.send("ACK")
    raw.work()
    raw.send("BYE")
    assert [message.status for message in raw.work()] == [200]
    raw.frames()
    raw.work()
    assert raw.frames() == 0
    assert raw.notes.told == ["answered", "the caller hung up"]


def test_bye_to_a_silent_caller_is_repeated(raw: Raw) -> None:
    """The phone repeats its BYE to a silent caller a few times, and then ends the call."""
    raw.invite()
    raw.send("ACK")
    raw.work()
    raw.calls[0].hang_up()
    goodbyes = [message.method for message in raw.work(2.5)]
    assert 3 <= len(goodbyes) <= 5
    assert set(goodbyes) == {"BYE"}
    assert raw.notes.told[-1] == "the line hung up, and the caller did not respond"


@pytest.mark.parametrize(("method", "status"), [("BYE", 481), ("INFO", 481), ("OPTIONS", 481), ("ACK", None)])
def test_request_outside_of_a_call_is_refused(raw: Raw, method: str, status: int | None) -> None:
    """A request outside of a call is refused, and an ACK is never answered."""
    raw.send(method)
    assert [message.status for message in raw.work()] == ([status] if status else [])


def test_a_caller_without_ulaw_is_refused(raw: Raw) -> None:
    """An offer without µ-law is answered with 400 and the reason."""
    raw.invite(offers="8")
    (refusal,) = raw.work()
    assert refusal.first_line.startswith("SIP/2.0 400 no µ-law is offered")

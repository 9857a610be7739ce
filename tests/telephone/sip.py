"""SIP messages (RFC 3261) and session descriptions (RFC 8866), as far as an answering phone needs them."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

LINE_END = "\r\n"
COPIED = ("Via", "From", "To", "Call-ID", "CSeq")
"""What a response repeats of its request (RFC 3261, section 8.2.6.2)."""
COMPACT = {
    "v": "Via",
    "f": "From",
    "t": "To",
    "i": "Call-ID",
    "m": "Contact",
    "l": "Content-Length",
    "c": "Content-Type",
}
KEYS = "0123456789*#ABCD"
"""The keys of a telephone, in the order of their numbers in RFC 4733."""


class SipError(ValueError):
    """A message or a session description that cannot be used."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """A request or a response: its first line, its headers in order, its body."""

    first_line: str
    headers: Sequence[tuple[str, str]]
    body: str = ""

    @classmethod
    def parse(cls, data: bytes) -> "Message":
        head, _, body = data.decode("utf-8", errors="replace").partition(LINE_END * 2)
        first_line, *lines = re.sub(r"\r\n[ \t]+", " ", head).split(LINE_END)
        pairs = [line.partition(":") for line in lines]
        headers = [(_name(name), value.strip()) for name, colon, value in pairs if colon]
        return cls(first_line=first_line, headers=headers, body=body)

    @property
    def method(self) -> str:
        """The method of a request; "" for a response."""
        return "" if self.first_line.startswith("SIP/") else self.first_line.partition(" ")[0]

    @property
    def status(self) -> int:
        """The status of a response; 0 for a request."""
        return int(self.first_line.split(" ")[1]) if self.first_line.startswith("SIP/") else 0

    def values(self, name: str) -> list[str]:
        return [value for header, value in self.headers if header.lower() == name.lower()]

    def value(self, name: str) -> str:
        """Return the first header of that name; raise SipError if there is none."""
        for value in self.values(name):
            return value
        raise SipError(f"no {name} in: {self.first_line}")

    def response(self, status: int, reason: str, *, tag: str = "", body: str = "", contact: str = "") -> "Message":
        """Return the response to this request; `tag` names our side of the call if the request did not."""
        headers = [(name, value) for name in COPIED for value in self.values(name)]
        if tag:
            headers = [(name, _tagged(value, tag) if name == "To" else value) for name, value in headers]
        if contact:
            headers.append(("Contact", f"<{contact}>"))
        if body:
            headers.append(("Content-Type", "application/sdp"))
        return Message(first_line=f"SIP/2.0 {status} {reason}", headers=headers, body=body)

    def encode(self) -> bytes:
        body = self.body.encode()
        lines = [self.first_line, *(f"{name}: {value}" for name, value in self.headers), f"Content-Length: {len(body)}"]
        return LINE_END.join([*lines, "", ""]).encode() + body


def bye(invite: Message, *, tag: str, local: tuple[str, int]) -> Message:
    """Return the request by which the called side, at `local`, ends the call that began with `invite`."""
    host, port = local
    return Message(
        first_line=f"BYE {address_in(invite.value('Contact'))} SIP/2.0",
        headers=[
            ("Via", f"SIP/2.0/UDP {host}:{port};branch=z9hG4bK{secrets.token_hex(8)}"),
            ("Max-Forwards", "70"),
            ("From", _tagged(invite.value("To"), tag)),
            ("To", invite.value("From")),
            ("Call-ID", invite.value("Call-ID")),
            ("CSeq", "1 BYE"),
        ],
    )


def address_in(value: str) -> str:
    """Return the URI in a header such as `"Ann" <sip:+12025550100@127.0.0.1:5060>;tag=1`."""
    found = re.search(r"<([^>]+)>", value)
    return found[1] if found else value.partition(";")[0].strip()


def user_in(value: str) -> str:
    """Return the user part of the URI in a header, which is the number."""
    return address_in(value).partition("sip:")[2].partition("@")[0]


def key_in(body: str) -> str:
    """Return the key in the body of an INFO request (application/dtmf-relay); raise SipError if there is none."""
    found = re.search(r"^Signal\s*=\s*([0-9A-D*#])\s*$", body, re.MULTILINE)
    if found is None:
        raise SipError(f"no key in: {body!r}")
    return found[1]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The caller's address for sound, and the payload type of its keys (None: it sends none)."""

    address: tuple[str, int]
    key_type: int | None

    @classmethod
    def parse(cls, description: str) -> "Offer":
        """Read a session description; raise SipError if it lacks G.711 µ-law (payload type 0)."""
        host = re.search(r"^c=IN IP4 (\S+)", description, re.MULTILINE)
        audio = re.search(r"^m=audio (\d+) RTP/AVP ([\d ]+)", description, re.MULTILINE)
        if host is None or audio is None or "0" not in audio[2].split():
            raise SipError(f"no µ-law is offered in: {description!r}")
        keys = re.search(r"^a=rtpmap:(\d+) telephone-event/8000", description, re.MULTILINE)
        return cls(address=(host[1], int(audio[1])), key_type=int(keys[1]) if keys else None)

    def answer(self, *, local: tuple[str, int]) -> str:
        """Return the session description that accepts this offer: µ-law and keys, both ways, at `local`."""
        host, port = local
        keys = [] if self.key_type is None else [self.key_type]
        lines = [
            "v=0",
            f"o=- 1 1 IN IP4 {host}",
            "s=-",
            f"c=IN IP4 {host}",
            "t=0 0",
            f"m=audio {port} RTP/AVP {' '.join(map(str, [0, *keys]))}",
            "a=rtpmap:0 PCMU/8000",
            *(f"a=rtpmap:{number} telephone-event/8000" for number in keys),
            *(f"a=fmtp:{number} 0-15" for number in keys),
            "a=ptime:20",
            "a=sendrecv",
        ]
        return "".join(line + LINE_END for line in lines)


def _name(written: str) -> str:
    written = written.strip()
    return COMPACT.get(written.lower(), written)


def _tagged(value: str, tag: str) -> str:
    return value if ";tag=" in value else f"{value};tag={tag}"

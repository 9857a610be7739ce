"""A phone that answers calls: SIP and RTP over UDP, on this machine only.

It is pure Python, so calls work wherever the tests run. The telephones that call it are independent programs:
pjsua2 and baresip.
"""

import secrets
import select
import socket
import time
from collections.abc import Callable
from typing import Self

from tests.telephone.mouth import Mouth
from tests.telephone.peer import LOOPBACK, Listener
from tests.telephone.rtp import KeyReader, Sender, ulaw
from tests.telephone.sip import Message, Offer, SipError, bye, key_in, user_in

FRAME_S = 0.02
PACKET_BYTES = 65536
AGAIN_S = 0.5
"""A request without a response is sent again after that time (RFC 3261: T1)."""
GOODBYE_S = 2.0
"""A call whose other side does not respond to the end of it is over after that time."""

Address = tuple[str, int]


class Call:
    """One call. `number` is the caller's user name; `listener` is called in the phone's thread."""

    def __init__(self, invite: Message, send: Callable[[Message], None], *, local: Address) -> None:
        self._offer = Offer.parse(invite.body)
        self.number = user_in(invite.value("From"))
        self.mouth = Mouth()
        self.listener: Listener | None = None
        self.over = False
        self.sound = _loopback_socket()
        self._invite, self._send, self._local = invite, send, local
        self._tag = secrets.token_hex(8)
        self._sender = Sender(source=secrets.randbits(32))
        self._key_reader = KeyReader(key_type=self._offer.key_type)
        self._next_frame_s: float | None = None
        self._bye: Message | None = None
        self._bye_sent_s = self._bye_began_s = 0.0

    def answer(self) -> None:
        """Accept the call, and repeat the answer when the caller repeats the request."""
        description = self._offer.answer(local=self.sound.getsockname())
        contact = f"sip:{self._local[0]}:{self._local[1]}"
        self._send(self._invite.response(200, "OK", tag=self._tag, body=description, contact=contact))

    def hang_up(self) -> None:
        if not self.over and self._bye is None:
            self._bye = bye(self._invite, tag=self._tag, local=self._local)
            self._bye_began_s = time.monotonic()

    def take(self, message: Message) -> None:
        """Handle a message of this call."""
        match message.method:
            case "INVITE":
                self._invite = message
                self.answer()
            case "ACK":
                self._begin()
            case "INFO":
                self._send(message.response(200, "OK", tag=self._tag))
                self._tell_key(key_in(message.body), by_info=True)
            case "BYE":
                self._send(message.response(200, "OK", tag=self._tag))
                self._end("the caller hung up")
            case "":
                if self._bye is not None and message.value("CSeq").endswith("BYE"):
                    self._end(f"the line hung up: {message.status}")
            case _:
                self._send(message.response(501, "Not Implemented", tag=self._tag))

    def take_sound(self) -> None:
        """Read keys from the packets that have arrived."""
        for key in self._key_reader.keys(self.sound.recv(PACKET_BYTES)):
            self._tell_key(key, by_info=False)

    def keep_time(self, now_s: float) -> None:
        """Send the frames that are due, and repeat messages that need it."""
        while self._next_frame_s is not None and self._next_frame_s <= now_s:
            self.sound.sendto(self._sender.packet(ulaw(self.mouth.frame())), self._offer.address)
            self._next_frame_s += FRAME_S
        if self._bye is not None and not self.over:
            if now_s - self._bye_began_s > GOODBYE_S:
                self._end("the line hung up, and the caller did not respond")
            elif now_s - self._bye_sent_s > AGAIN_S:
                self._send(self._bye)
                self._bye_sent_s = now_s

    def due_s(self, now_s: float) -> float:
        """Return the seconds until something is due."""
        return AGAIN_S if self._next_frame_s is None else max(0.0, self._next_frame_s - now_s)

    def close(self) -> None:
        self.sound.close()

    def _begin(self) -> None:
        if self._next_frame_s is None:
            self._next_frame_s = time.monotonic()
            if self.listener:
                self.listener.answered()

    def _tell_key(self, key: str, *, by_info: bool) -> None:
        if self.listener:
            self.listener.pressed(key, "info" if by_info else "rfc4733")

    def _end(self, reason: str) -> None:
        if not self.over:
            self.over, self._next_frame_s = True, None
            self.mouth.stop()
            if self.listener:
                self.listener.ended(reason)


class AnsweringPhone:
    """A phone at `address`. `incoming` gets each call, sets its listener, and answers it."""

    def __init__(self, number: str, *, incoming: Callable[[Call], None]) -> None:
        self._incoming = incoming
        self._calls: dict[str, Call] = {}
        self._socket = _loopback_socket()
        self._local: Address = self._socket.getsockname()
        self.address = f"sip:{number}@{self._local[0]}:{self._local[1]}"

    def work(self, at_most_ms: int = 10) -> None:
        """Wait that long for packets, handle them, and send what is due."""
        now_s = time.monotonic()
        wait_s = min([at_most_ms / 1000, *(call.due_s(now_s) for call in self._calls.values())])
        by_socket = {call.sound: call for call in self._calls.values()}
        ready, _, _ = select.select([self._socket, *by_socket], [], [], wait_s)
        for one in ready:
            if one is self._socket:
                self._take()
            else:
                by_socket[one].take_sound()
        for call in self._calls.values():
            call.keep_time(time.monotonic())
        for over in [key for key, call in self._calls.items() if call.over]:
            self._calls.pop(over).close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        """Hang up remaining calls with a BYE and close every socket."""
        for call in self._calls.values():
            call.hang_up()
        while self._calls:
            self.work()
        self._socket.close()

    def _take(self) -> None:
        data, sender = self._socket.recvfrom(PACKET_BYTES)
        message = Message.parse(data)
        try:
            call = self._calls.get(message.value("Call-ID"))
            if call is not None:
                call.take(message)
            elif message.method == "INVITE":
                self._ring(message, sender)
            elif message.method not in ("", "ACK"):
                self._send(message.response(481, "Call Does Not Exist", tag=secrets.token_hex(8)), sender)
        except SipError as error:
            self._send(message.response(400, str(error).splitlines()[0]), sender)

    def _ring(self, invite: Message, sender: Address) -> None:
        call = Call(invite, lambda message: self._send(message, sender), local=self._local)
        self._calls[invite.value("Call-ID")] = call
        self._incoming(call)

    def _send(self, message: Message, to: Address) -> None:
        self._socket.sendto(message.encode(), to)


def _loopback_socket() -> socket.socket:
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    opened.bind((LOOPBACK, 0))
    return opened

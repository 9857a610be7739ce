"""A speech server on loopback, as screen readers talk to one: it keeps what it is told, and says it in no time.

The protocol is SSIP, of Speech Dispatcher: https://github.com/brailcom/speechd
"""

import html
import re
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

ANSWERS = (
    ("LIST OUTPUT_MODULES", ("250-silent", "250 OK MODULE LIST SENT")),
    ("LIST", ("249-silent\ten-US\tnone", "249 OK VOICE LIST SENT")),
    ("GET", ("251-0", "251 OK GET RETURNED")),
    ("QUIT", ("231 HAPPY HACKING",)),
)
"""What is answered to a command that begins so; "OK" to any other."""


class SpeechServer(socketserver.ThreadingTCPServer):
    """`said` is what clients had spoken, in order; `changed_s` when the last of it came, by time.monotonic()."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Client)
        self.said: list[str] = []
        self.changed_s = time.monotonic()

    @property
    def address(self) -> str:
        """Return the server's address as SPEECHD_ADDRESS takes it."""
        return f"inet_socket:127.0.0.1:{self.server_address[1]}"

    def say(self, text: str) -> None:
        self.said.append(text)
        self.changed_s = time.monotonic()

    def forget(self) -> None:
        self.said = []


class _Client(socketserver.StreamRequestHandler):
    server: SpeechServer

    def handle(self) -> None:
        number = 0
        while line := self.rfile.readline().decode().strip():
            if line.startswith("SPEAK"):
                self._answer("230 OK RECEIVING DATA")
                number += 1
                self.server.say(self._read_text())
                self._answer(f"225-{number}", "225 OK MESSAGE QUEUED")
                # The client's number is 1, as below. A reader of a whole page goes on at each end.
                self._answer(f"701-{number}", "701-1", "701 BEGIN", f"702-{number}", "702-1", "702 END")
            elif line.startswith("HISTORY GET CLIENT_ID"):
                self._answer("245-1", "245 OK CLIENT ID SENT")
            elif line.startswith(("CHAR", "KEY", "SOUND_ICON")):  # echoes of a key: nobody keeps them
                self._answer("225-0", "225 OK MESSAGE QUEUED")
            else:
                known = (lines for command, lines in ANSWERS if line.startswith(command))
                self._answer(*next(known, ("210 OK",)))

    def _read_text(self) -> str:
        lines = []
        while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            lines.append(line.removeprefix(".") if line.startswith("..") else line)
        return html.unescape(re.sub("<[^>]*>", "", "\n".join(lines)))

    def _answer(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())


@contextmanager
def listening() -> Iterator[SpeechServer]:
    """Run a speech server until the `with` block ends."""
    with SpeechServer() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()

"""Google Translate's speech, as gTTS asks for it, on loopback: behind a proxy, with a certificate of its own.

    with GoogleServer() as google:
        os.environ.update(google.environment)

Then whatever uses requests reaches this server as translate.google.com, in this process or in a child. Its voice is
the tone engine's. `google.next(BUSY, Answer())` says how it answers the requests to come.
"""

import base64
import contextlib
import functools
import json
import re
import socket
import ssl
import struct
import tempfile
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import numpy as np
import trustme

from voiceedu.audio import codecs
from voiceedu.engines.tone import ToneEngine

HOST = "translate.google.com"
PATH = "/_/TranslateWebserverUi/data/batchexecute"
RPC = "jQ1olc"
_GOOGLE = re.compile(r"translate\.google\.[a-z.]{2,6}")
SAMPLE_RATE = 24_000


@dataclass(frozen=True, kw_only=True)
class Answer:
    """How one request is answered; as it stands, rightly.

    `audio` stands in for the MP3, `body` for the whole answer. `delay_s` passes before anything is sent. `cut` sends
    half of the body and closes; `drip` a byte of it every 50 ms; `reset` breaks the connection, and `never` keeps it
    without a word until the server closes.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    audio: bytes | None = None
    body: bytes | None = None
    delay_s: float = 0.0
    cut: bool = False
    drip: bool = False
    reset: bool = False
    never: bool = False


BUSY = Answer(status=429, headers={"Retry-After": "1"}, body=b"Too many requests")
BROKEN = Answer(status=500, body=b"Internal error")
HTML = Answer(headers={"Content-Type": "text/html"}, body=b"<!doctype html><title>Before you continue</title>")
NO_AUDIO = Answer(body=b')]}\'\n\n[["wrb.fr","jQ1olc",null,null,null,null,"generic"]]\n')
EMPTY_AUDIO = Answer(audio=b"")
WRONG_BYTES = Answer(audio=b"this is no MP3 at all " * 40)
RESET = Answer(reset=True)
CUT = Answer(cut=True)
NEVER = Answer(never=True)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request: the text to be said, the language, and the HTTP headers with names in small letters."""

    text: str
    language: str
    headers: Mapping[str, str]


class GoogleServer:
    """The server, for as long as a `with` block lasts.

    `requests` holds every request in the order they came, `connections` counts those that TLS was begun on, whether or
    not the client then trusted us. With `trusted` False, connections from then on meet a
    certificate of an authority that nobody trusts; with `host`, one for that host instead.
    """

    def __init__(self) -> None:
        self.requests: list[Asked] = []
        self.connections = 0
        self.trusted = True
        self.host: str | None = None
        self.closing = threading.Event()
        self._planned: deque[Answer] = deque()
        self._otherwise = Answer()
        self._lock = threading.Lock()
        self._connections: set[socket.socket] = set()
        self._folder = tempfile.TemporaryDirectory(prefix="google-")
        self._ca_file = Path(self._folder.name, "ca.pem")
        _authority(trusted=True).cert_pem.write_to_path(str(self._ca_file))
        self._server = _ProxyServer(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="google")

    @property
    def texts(self) -> list[str]:
        """The texts asked for, in the order they came."""
        return [asked.text for asked in self.requests]

    @property
    def environment(self) -> dict[str, str]:
        """The variables that lead here; both cases of the proxy's, for the machine may have set the other."""
        proxy = f"http://127.0.0.1:{self._server.server_address[1]}"
        return {
            "HTTPS_PROXY": proxy,
            "https_proxy": proxy,
            "NO_PROXY": "",
            "no_proxy": "",
            "REQUESTS_CA_BUNDLE": str(self._ca_file),
        }

    def next(self, *answers: Answer) -> None:
        """Answer the coming requests with `answers`, one each, after those that were planned before."""
        with self._lock:
            self._planned.extend(answers)

    def always(self, answer: Answer) -> None:
        """Answer with `answer` whatever no plan is made for."""
        with self._lock:
            self._otherwise = answer

    def __enter__(self) -> "GoogleServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        with self._lock:
            self.closing.set()
            for connection in self._connections:
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)  # of TLS too, whatever it is at
        self._server.server_close()  # waits for the handlers
        self._thread.join()
        self._folder.cleanup()

    def record(self, asked: Asked) -> Answer:
        """Keep `asked` and return how it is to be answered."""
        with self._lock:
            self.requests.append(asked)
            return self._planned.popleft() if self._planned else self._otherwise

    @contextlib.contextmanager
    def connected(self, connection: socket.socket) -> Iterator[None]:
        """Have `connection` ended when the server closes; OSError when it has closed already."""
        with self._lock:
            if self.closing.is_set():
                raise ConnectionAbortedError
            self._connections.add(connection)
            self.connections += isinstance(connection, ssl.SSLSocket)
        try:
            yield
        finally:
            with self._lock:
                self._connections.discard(connection)


@functools.lru_cache(maxsize=256)
def speech(text: str) -> bytes:
    """Return the MP3 that the server answers with for `text`, the same on every call."""
    engine = ToneEngine()
    said = engine.synthesize(text, engine.voice("en"))
    samples = codecs.to_float(np.frombuffer(said.pcm, "<i2"))
    resampled = codecs.to_int16(codecs.filtered(samples, said.sample_rate, [], rate_out=SAMPLE_RATE))
    return codecs.mp3(resampled, SAMPLE_RATE, kbit=64, tags={})


def answer_body(audio: bytes) -> bytes:
    """Return what Google answers with around an MP3: a guard against scripts, then chunks, each after its length."""
    holding = [["wrb.fr", RPC, json.dumps([base64.b64encode(audio).decode()]), None, None, None, "generic"]]
    chunks = [json.dumps(chunk, separators=(",", ":")) for chunk in (holding, [["di", 59], ["af.httprm", 58, "1", 5]])]
    return (")]}'\n\n" + "".join(f"{len(chunk) + 2}\n{chunk}\n" for chunk in chunks)).encode()


@functools.cache
def _authority(*, trusted: bool) -> trustme.CA:
    return trustme.CA(organization_name="Throw-away" if trusted else "Nobody")


@functools.cache
def _tls(*, trusted: bool, host: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    _authority(trusted=trusted).issue_cert(host).configure_cert(context)
    return context


class _ProxyServer(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    request_queue_size = 64

    def __init__(self, google: GoogleServer) -> None:
        self.google = google
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    """First the proxy that is asked to CONNECT, then, on the same connection, translate.google.com."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    tunnel = False
    asked_host = HOST
    server: _ProxyServer

    def handle(self) -> None:
        google = self.server.google
        with contextlib.suppress(OSError):  # a client may go away at any time, and may not trust us
            with google.connected(self.connection):
                super().handle()
            if self.tunnel:
                context = _tls(trusted=google.trusted, host=google.host or self.asked_host)
                tls = context.wrap_socket(self.connection, server_side=True, do_handshake_on_connect=False)
                with tls, google.connected(tls):
                    tls.do_handshake()
                    self.request = self.connection = tls
                    with tls.makefile("rb") as self.rfile, tls.makefile("wb") as self.wfile:
                        super().handle()

    def do_CONNECT(self) -> None:
        self.asked_host, _, port = self.path.rpartition(":")
        if not _GOOGLE.fullmatch(self.asked_host) or port != "443":
            self._answer(403, {}, b"Only Google Translate is here")
            return
        self.send_response(200, "Connection established")
        self.end_headers()
        self.tunnel = self.close_connection = True

    def do_POST(self) -> None:
        if not isinstance(self.connection, ssl.SSLSocket) or self.path != PATH:
            self._answer(404, {}, b"")
            return
        # Behind a proxy urllib3 leaves Nagle's algorithm on: its body comes after our acknowledgement of its head.
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        [[[rpc, parameters, _, _]]] = json.loads(form["f.req"][0])
        text, language, *_ = json.loads(parameters)
        assert rpc == RPC
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.google.record(Asked(text=text, language=language, headers=headers))
        if answer.delay_s:
            self.server.google.closing.wait(answer.delay_s)
        if answer.never:
            self.server.google.closing.wait()
        if answer.reset or answer.never:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            return
        body = answer.body
        if body is None:
            body = answer_body(speech(text) if answer.audio is None else answer.audio)
        self._answer(answer.status, answer.headers, body, cut=answer.cut, drip=answer.drip)

    def _answer(
        self, status: int, headers: Mapping[str, str], body: bytes, *, cut: bool = False, drip: bool = False
    ) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if drip:
            for byte in body:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                if self.server.google.closing.wait(0.05):
                    break
        else:
            self.wfile.write(body[: len(body) // 2] if cut else body)
        self.wfile.flush()
        self.close_connection = self.close_connection or cut or drip

    def finish(self) -> None:
        with contextlib.suppress(OSError, ValueError):  # the plain half is done with once TLS has begun
            super().finish()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: what was asked is in `requests`."""

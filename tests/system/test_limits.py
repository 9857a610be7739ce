"""Malformed and hostile requests over raw sockets: refused in few bytes, and the next request is served."""

import contextlib
import itertools
import socket
import threading
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.support.server import Answer, Server

SHORT = 4096
"""The most bytes that a refusal takes, its headers included."""
HEAD_TIMEOUT_S = 10
"""How long a client has for its request's head."""
STABLE = "/phone/en/nerve-blocks.mp3"
NUMBER = "15551234567"


@pytest.fixture(scope="module")
def asset(server: Server) -> str:
    """Return the immutable address of an existing clip."""
    found = next(asset for asset in server.manifest() if asset["stable_url"] == server.url + STABLE)
    return str(found["hashed_url"]).removeprefix(server.url)


@pytest.fixture(autouse=True)
def still_serves(server: Server, asset: str) -> Iterator[None]:
    """Assert after every test that a good request is answered and that the log has no traceback."""
    yield
    for path in (asset, STABLE, "/en/nerve-blocks"):
        assert server.get(path)[0] == 200
    assert server.process.poll() is None


def request(target: str, *lines: str, method: str = "GET", version: str = "HTTP/1.1", body: str = "") -> bytes:
    head = [f"{method} {target} {version}", "Host: voice.example", "Connection: close", *lines]
    return "\r\n".join([*head, "", body]).encode("latin-1")


def refused(server: Server, data: bytes) -> Answer | None:
    """Assert that the answer to `data` is a short 4xx and return it; None if the connection was closed at once."""
    heard = server.say(data)
    if not heard:
        return None
    answer = Answer.parse(heard)
    assert 400 <= answer.status < 500, heard[:200]
    assert len(heard) < SHORT
    return answer


PATHS = {
    "dot-dot": "/clips/../../../etc/passwd",
    "dot-dot behind a hash": "/clips/{hash}/../../renditions/en/nerve-blocks.json",
    "encoded dot-dot": "/clips/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "encoded dot-dot and slash": "/clips/{hash}%2f%2e%2e%2f%2e%2e%2frenditions%2fen%2fnerve-blocks.json",
    "doubly encoded dot-dot": "/clips/%252e%252e/%252e%252e/etc/passwd",
    "overlong dot-dot": "/clips/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
    "dot-dot as language": "/phone/%2e%2e/nerve-blocks.mp3",
    "dot-dot as slug": "/phone/en/..%2f..%2fclips%2f{hash}%2f{name}",
    "dot-dot as section": "/phone/en/nerve-blocks/..%2fnerve-blocks.mp3",
    "dot-dot in static": "/static/../../config.py",
    "encoded dot-dot in static": "/static/%2e%2e/%2e%2e/config.py",
    "backslashes": "/clips/..\\..\\..\\etc\\passwd",
    "encoded backslashes": "/static/..%5c..%5cconfig.py",
    "an absolute path": "/static//etc/passwd",
    "NUL": "/clips/{hash}/{name}%00",
    "NUL before the ending": "/clips/{hash}/nerve-blocks%00.mp3",
    "NUL in a slug": "/phone/en/nerve%00blocks.mp3",
    "NUL in a page's slug": "/en/nerve-blocks%00",
    "NUL in static": "/static/style.css%00",
    "a bare NUL": "/clips/{hash}/{name}\0",
    "a line break": "/phone/en/nerve-blocks%0d%0aX-Injected:%20yes.mp3",
    "upper case hash": "/clips/{HASH}/{name}",
    "upper case name": "/clips/{hash}/{NAME}",
    "upper case ending": "/phone/en/nerve-blocks.MP3",
    "upper case slug": "/phone/en/Nerve-Blocks.mp3",
    "upper case route": "/CLIPS/{hash}/{name}",
    "no name": "/clips/{hash}/",
    "a slash behind": "/clips/{hash}/{name}/",
    "a slash too many": "/clips/{hash}//{name}",
    "a longer hash": "/clips/{hash}0/{name}",
    "a shorter hash": "/clips/{hash:.15}/{name}",
    "a broken encoding": "/clips/%zz/%",
    "no UTF-8": "/clips/%ff%fe/%ff.mp3",
    "no UTF-8 as slug": "/phone/en/%ff.mp3",
    "no ASCII": "/clips/\xff\xfe",
    "full-width digits": "/clips/%EF%BC%90%EF%BC%91/{name}",
    "a fragment of a lease": "/clips/{hash}/{name}%231",
    "the cache's own files": "/clips/../sums/{hash}/{name}",
    "nothing there": "/wp-login.php",
    "nothing there, deep": "/cgi-bin/../../bin/sh",
    "a long name": "/clips/{hash}/" + "a" * 8_000 + ".mp3",
    "a long slug": "/phone/en/" + "a" * 8_000 + ".mp3",
    "a long slug of a page": "/en/" + "a" * 8_000,
    "a file name too long": "/phone/en/" + "a" * 300 + ".mp3",
    "a very long path": "/clips/" + "a/" * 12_000,
    "a path without end": "/" + "a" * 100_000,
    "an address elsewhere": "http://elsewhere.example/clips/{hash}/another.mp3",
    "a star": "*",
}


@pytest.mark.parametrize("what", PATHS)
def test_path(server: Server, asset: str, what: str) -> None:
    """A path below /clips/ that names no clip, in any spelling, is a short 4xx and never a file."""
    _, _, digest, name = asset.split("/")
    target = PATHS[what].format(hash=digest, name=name, HASH=digest.upper(), NAME=name.upper())
    answer = refused(server, request(target))
    assert answer is None or "x-injected" not in dict(answer.headers)


@pytest.mark.parametrize("target", ["gopher:", "nerve-blocks", "voice.example:443", "?", "%2fetc%2fpasswd"])
def test_invalid_target(server: Server, target: str) -> None:
    """A target that is neither a path nor a URL is refused or taken for `/`."""
    answer = Answer.parse(server.say(request(target)))
    assert 400 <= answer.status < 500 or (answer.status, answer.body) == (200, server.get("/")[2])


@pytest.mark.parametrize(
    "method",
    ["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "QUERY", "get", "Get", "gEt", "X" * 500, "G?T"],
)
@pytest.mark.parametrize(
    "where", ["clip", STABLE, "/en/nerve-blocks", "/phone/en/manifest.json", "/healthz", "/nobody/here"]
)
def test_method(server: Server, asset: str, method: str, where: str) -> None:
    """Any method but GET, HEAD and OPTIONS, lower case included, is a short 4xx that does not repeat it."""
    answer = refused(server, request(asset if where == "clip" else where, "X-Secret: hunter2", method=method))
    assert answer is None or b"hunter2" not in answer.body


HEADS = {
    "a thousand headers": [f"X-{number}: a" for number in range(1000)],
    "one of 64 KB": ["X-Long: " + "a" * 65_536],
    "a Range of 64 KB": ["Range: bytes=" + "0-1," * 16_000],
    "a cookie without end": ["Cookie: " + "a=b; " * 100_000],
    "a folded one": ["X-Folded: a", " b"],
    "one with a space before its colon": ["X-Space : a"],
    "one without a name": [": a"],
    "one without a colon": ["nonsense"],
    "one with a control character": ["X-Control: a\x01b"],
    "one with a NUL": ["X-Nul: a\0b"],
    "a length that is none": ["Content-Length: abc"],
    "a length below nothing": ["Content-Length: -1"],
    "a length with a sign": ["Content-Length: +5"],
    "a length beyond counting": ["Content-Length: " + "9" * 40],
    "two lengths": ["Content-Length: 5", "Content-Length: 6"],
    "a list of lengths": ["Content-Length: 5, 6"],
    "a coding that is none": ["Transfer-Encoding: nonsense"],
    "a version to come": [],
}


@pytest.mark.parametrize("what", HEADS)
def test_head(server: Server, asset: str, what: str) -> None:
    """A head that is too long or malformed gets a short 4xx or a closed connection."""
    version = "HTTP/9.9" if what == "a version to come" else "HTTP/1.1"
    for path in (asset, STABLE):
        refused(server, request(path, *HEADS[what], version=version))


@pytest.mark.parametrize(
    "data",
    [
        b"GET /\r\n",
        b"GET /clips/\r\n\r\n",
        b"\r\n\r\n\r\n\r\nhello\r\n\r\n",
        b"hello\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9),
        b"INVITE sip:3@voice.example SIP/2.0\r\nVia: SIP/2.0/UDP caller\r\n\r\n",
        bytes(range(256)) * 300,
        b"GET / HTTP/1.1 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET  / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    ],
    ids=[
        "0.9",
        "0.9 with an end",
        "empty lines",
        "a word",
        "TLS",
        "HTTP/2",
        "SIP",
        "bytes",
        "two versions",
        "two spaces",
    ],
)
def test_other_protocols(server: Server, data: bytes) -> None:
    """Bytes that are not HTTP/1 get a short 4xx or a closed connection."""
    refused(server, data)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("If-Modified-Since", f"Sun, 22 Nov {'9' * 20} 19:27:30 GMT"),
        ("If-Unmodified-Since", f"Sun, 22 Nov 2026 19:27:30 +{'9' * 20}"),
        ("If-None-Match", '"' + "," * 20_000),
        ("Range", "bytes=" + "9" * 20_000 + "-"),
        ("If-Range", "\xff\xfe"),
        ("If-Range", f"Sun, 22 Nov {'9' * 20} 19:27:30 GMT\r\nRange: bytes=0-1"),
        ("X-Request-ID", "\xff\xfe"),
        ("Accept-Language", "x" * 20_000),
        ("Cookie", "\xff=\xff; =;"),
        ("Content-Type", "multipart/form-data; boundary=\xff"),
        ("Expect", "nothing"),
        ("X-Forwarded-Host", "elsewhere.example"),
    ],
)
@pytest.mark.parametrize("where", ["clip", STABLE, "/en/nerve-blocks", "/static/style.css", "/phone/en/manifest.json"])
def test_absurd_header(server: Server, asset: str, where: str, name: str, value: str) -> None:
    """An absurd header is ignored or refused, and never breaks a response."""
    answer = Answer.parse(server.say(request(asset if where == "clip" else where, f"{name}: {value}")))
    assert answer.status < 500
    assert answer.status in (200, 206) or len(answer.body) < SHORT


@pytest.mark.parametrize("host", ['a"><script>', "a b", "a/b", "[", "", "voice.example:abc"])
def test_invalid_host(server: Server, host: str) -> None:
    """An invalid Host is refused and never becomes part of an address in a response."""
    heard = server.say(f"GET /phone/en/manifest.json HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    answer = Answer.parse(heard)
    assert answer.status == 400 or b'"hashed_url":"http://' in answer.body
    assert b"script" not in answer.body


def test_body_on_get_is_not_the_next_request(server: Server, asset: str) -> None:
    """The body of a GET is neither read nor taken for another request."""
    hidden = "GET /en/nobody HTTP/1.1\r\nHost: voice.example\r\n\r\n"
    for path, (lines, body) in itertools.product(
        [asset, STABLE],
        [
            ([f"Content-Length: {len(hidden)}"], hidden),
            (["Transfer-Encoding: chunked"], f"{len(hidden):x}\r\n{hidden}\r\n0\r\n\r\n"),
            (["Content-Length: 4", "Transfer-Encoding: chunked"], "0\r\n\r\n"),
        ],
    ):
        heard = server.say(request(path, *lines, body=body))
        answer = Answer.parse(heard)
        assert answer.status == 200
        assert len(answer.body) == int(dict(answer.headers)["content-length"])


@pytest.mark.parametrize("where", ["clip", STABLE])
def test_callers_text_changes_nothing(server: Server, asset: str, where: str) -> None:
    """Queries, bodies and headers do not change a clip's bytes and never cause new speech."""
    path = asset if where == "clip" else where
    cache = server.log.parent / "cache"

    def files() -> set[Path]:
        return {file for folder in ("speech", "clips", "renditions") for file in (cache / folder).rglob("*")}

    before, plain = files(), Answer.parse(server.say(request(path)))
    text = urllib.parse.urlencode({"text": "Say this.", "From": f"+{NUMBER}", "voice": "robot", "speed": "slow"})
    form = "Content-Type: application/x-www-form-urlencoded"
    for data in (
        request(f"{path}?{text}"),
        request(f"{path}?{'a' * 20_000}"),
        request(f"{path}?%00%ff"),
        request(path, form, f"Content-Length: {len(text)}", body=text),
        request(
            path, "Accept: audio/ogg", "Accept-Language: de", "Accept-Encoding: gzip, br", "Cookie: text=Say+this."
        ),
        request(f"http://elsewhere.example{path}"),
    ):
        answer = Answer.parse(server.say(data))
        assert (answer.status, answer.body) == (200, plain.body)
        assert named(answer) == named(plain)
    assert files() == before


def named(answer: Answer) -> dict[str, str]:
    """Return the headers that belong to the clip, not to the moment."""
    return {name: value for name, value in answer.headers if name not in ("date", "x-request-id")}


def test_only_keys_can_be_posted(app: Flask, server: Server) -> None:
    """Only the routes for a caller's keys accept POST; all others accept GET, HEAD and OPTIONS."""
    rules = [rule for rule in app.url_map.iter_rules() if not rule.rule.startswith("/ivr/")]
    assert {rule.rule: rule.methods for rule in rules if rule.methods != {"GET", "HEAD", "OPTIONS"}} == {}
    for rule in rules:
        values = {"language": "en", "slug": "nerve-blocks", "name": "nerve-blocks.mp3", "filename": "style.css"}
        values |= {"digest": "0123456789abcdef", "extension": "mp3"}
        with app.test_request_context():
            path = app.url_map.bind("voice.example").build(rule.endpoint, {n: values[n] for n in rule.arguments})
        body = "text=Say+this."
        answer = refused(server, request(path, f"Content-Length: {len(body)}", method="POST", body=body))
        assert answer is not None
        assert answer.status == 405


@contextlib.contextmanager
def connections(server: Server, number: int) -> Iterator[list[socket.socket]]:
    address = urllib.parse.urlsplit(server.url)
    with contextlib.ExitStack() as stack:
        yield [
            stack.enter_context(socket.create_connection((address.hostname, address.port), timeout=60))
            for _ in range(number)
        ]


def is_open(connection: socket.socket) -> bool:
    """Return whether the server has neither answered nor closed the connection."""
    connection.setblocking(False)
    try:
        connection.recv(1)
    except BlockingIOError:
        return True
    except ConnectionError:
        return False
    finally:
        connection.settimeout(60)
    return False


def test_slow_heads_are_closed(server: Server) -> None:
    """Connections that send nothing, half a head, or a letter at a time are closed in time, and delay nobody."""
    head = b"GET /healthz HTTP/1.1\r\nHost: voice.example\r\nX-Slow: "
    started = time.monotonic()
    with connections(server, 3) as (silent, half, slow):
        half.sendall(head)
        slow.sendall(head)
        stopped = threading.Event()

        def drip() -> None:
            with contextlib.suppress(OSError):
                while not stopped.wait(0.5):
                    slow.sendall(b"a")

        dripping = threading.Thread(target=drip)
        dripping.start()
        try:
            assert server.get(STABLE)[0] == 200
            for connection in (silent, half, slow):
                with contextlib.suppress(ConnectionError):
                    assert connection.recv(SHORT) == b""
        finally:
            stopped.set()
            dripping.join()
    assert HEAD_TIMEOUT_S - 1 < time.monotonic() - started < HEAD_TIMEOUT_S + 30


def test_slow_body_is_not_waited_for(server: Server) -> None:
    """A promised body that never comes delays neither its own response nor others."""
    with connections(server, 1) as (connection,):
        connection.sendall(request(STABLE, "Content-Length: 1000000", method="POST", body="a"))
        assert connection.recv(SHORT).startswith(b"HTTP/1.1 405 ")


@pytest.mark.parametrize("says", ["nothing", "a whole request"])
def test_many_idle_connections(server: Server, says: str) -> None:
    """Hundreds of idle connections do not delay a caller, and are closed in time."""
    started = time.monotonic()
    with connections(server, 400) as idle:
        if says == "a whole request":
            for connection in idle:
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: voice.example\r\n\r\n")
        assert Answer.parse(server.say(request(STABLE))).status == 200
        if says == "a whole request":
            for connection in idle:
                heard = b""
                while not heard.endswith(b"ok\n"):  # the whole answer, after which the connection is idle
                    heard += (part := connection.recv(SHORT))
                    assert part, "closed before the answer"
        served_in_s = time.monotonic() - started
        waited = "the caller was served only after the others had been hung up on"
        assert served_in_s > HEAD_TIMEOUT_S / 2 or all(map(is_open, idle)), waited

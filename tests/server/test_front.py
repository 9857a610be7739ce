"""A phone call, a health check and a published asset wait for nobody, and assets get the same responses everywhere."""

import contextlib
import os
import select
import shutil
import socket
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.engines.test_entry_points import install
from tests.support.command import voiceedu
from tests.support.server import Answer, Server, serve
from tests.test_metrics import GATED_ENGINE
from voiceedu.config import Settings
from voiceedu.server import front, request_body
from voiceedu.web import waiting

MANY = 200
ROUNDS = 5
PROMPT_S = 1.0
"""The guarantee, for the median of a few requests: tests share a machine."""
LATE_S = 5.0
"""For any request: half of what a listener waits for a recording."""
UNMADE = "/phone/en/new.mp3"


@dataclass(frozen=True)
class Gated:
    """A server of one worker with everything published but /en/new, whose engine waits for the file `gate`."""

    server: Server
    gate: Path
    asset: str

    def assert_is_prompt(self) -> None:
        """Fail if TwiML, a health check or a published asset is late: whole, in part, or by its stable URL."""
        requests: list[tuple[str, dict[str, str]]] = [
            ("/ivr/twiml", {}),
            ("/healthz", {}),
            (self.asset, {}),
            (self.asset, {"Range": "bytes=1-3"}),
            ("/phone/en/nerve-blocks.mp3", {}),
        ]
        for path, headers in requests:
            taken = []
            for _ in range(ROUNDS):
                started = time.monotonic()
                assert self.server.get(path, **headers)[0] in (200, 206), path
                taken.append(time.monotonic() - started)
            assert statistics.median(taken) < PROMPT_S, (path, taken)
            assert max(taken) < LATE_S, (path, taken)

    @contextlib.contextmanager
    def connections(self, number: int, request: bytes) -> Iterator[list[socket.socket]]:
        """Yield connections that have each sent `request`."""
        address = urlsplit(self.server.url)
        with contextlib.ExitStack() as stack:
            opened = []
            for _ in range(number):
                connection = socket.create_connection((address.hostname, address.port), timeout=60)
                opened.append(stack.enter_context(connection))
                connection.sendall(request)
            yield opened


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: voice.example\r\nConnection: close\r\n\r\n".encode()


def receive(connection: socket.socket) -> Answer:
    heard = b""
    while part := connection.recv(65536):
        heard += part
    return Answer.parse(heard)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of packages that has the engine "gated"."""
    site = tmp_path_factory.mktemp("site")
    install(site, GATED_ENGINE, name="gated", makes="acme_voice:GatedEngine")
    return site


@pytest.fixture(scope="module")
def published(site: Path, library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache in which the engine "gated" has spoken the small library; not to be changed."""
    cache = tmp_path_factory.mktemp("published")
    environ = {"PYTHONPATH": str(site), "GATE": str(site), "VOICEEDU_ENGINES": "gated"}
    done = voiceedu("render", **environ, VOICEEDU_LIBRARY=str(library), VOICEEDU_CACHE=str(cache))
    assert done.returncode == 0, done.stderr
    return cache


@pytest.fixture
def gated(
    site: Path, published: Path, tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Gated]:
    gate = tmp_path / "gate"
    monkeypatch.setenv("PYTHONPATH", str(site), prepend=os.pathsep)
    monkeypatch.setenv("GATE", str(gate))
    own = shutil.copytree(library, tmp_path / "library")
    cache = shutil.copytree(published, tmp_path / "cache")
    settings = {"library": str(own), "cache": str(cache), "engines": "gated"}
    with serve(tmp_path, options=("--workers", "1"), **settings) as server:
        server.wait_until_ready()
        path = server.manifest()[0]["hashed_url"].removeprefix(server.url)
        (own / "en" / "new.md").write_text("---\ntitle: New\n---\n\nThis is new.\n", encoding="utf-8")
        while server.get("/en/new")[0] != 200:
            time.sleep(0.1)
        yield Gated(server, gate, path)
        gate.touch()


def test_listeners_who_wait_delay_nobody(gated: Gated) -> None:
    """While 200 listeners wait for a recording and its engine hangs, others are served; then all 200 get it."""
    with gated.connections(MANY, get(UNMADE)) as listeners:
        gated.assert_is_prompt()
        for listener in listeners:
            listener.setblocking(False)
            with pytest.raises(BlockingIOError):
                listener.recv(1)
            listener.settimeout(60)
        gated.gate.touch()
        answers = [receive(listener) for listener in listeners]
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1


def test_listener_is_told_when_to_come_back(gated: Gated) -> None:
    """A listener whose recording takes too long gets 503 and Retry-After, and is counted once."""
    started = time.monotonic()
    answer = gated.server.ask(UNMADE)
    assert waiting.PATIENCE_S - 1 < time.monotonic() - started < waiting.PATIENCE_S + LATE_S
    assert answer.status == 503
    assert int(dict(answer.headers)["retry-after"]) > 0
    counted = gated.server.get("/metrics")[2].decode()
    assert 'voiceedu_requests_total{route="/phone/<language>/<name>",status="503"} 1.0' in counted


def test_listeners_beyond_the_bound_are_refused(gated: Gated) -> None:
    """When the limit of waiting listeners is reached, the next ones get 503 and Retry-After at once."""
    beyond = 8
    with gated.connections(front.WAITING_AT_ONCE + beyond, get(UNMADE)) as listeners:
        refused: set[socket.socket] = set()
        deadline = time.monotonic() + waiting.PATIENCE_S - 1
        while len(refused) < beyond:
            assert time.monotonic() < deadline
            refused |= set(select.select(listeners, [], [], 0.1)[0])
        gated.assert_is_prompt()
        for listener in refused:
            answer = receive(listener)
            assert answer.status == 503
            assert int(dict(answer.headers)["retry-after"]) > 0
        assert len(select.select(listeners, [], [], 0)[0]) == beyond  # the others still wait


def test_slow_posts_delay_nobody(gated: Gated) -> None:
    """While 200 phone systems have sent half of a request, others are served; the slow ones are told in time."""
    half = b"POST /ivr/twiml HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 99\r\n\r\nDigits="
    started = time.monotonic()
    with gated.connections(MANY, half) as callers:
        gated.assert_is_prompt()
        assert {receive(caller).status for caller in callers} == {408}
    assert time.monotonic() - started > request_body.TIMEOUT_S - 1


def test_failed_render_is_reported_to_everybody_who_waits(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the recording that listeners wait for cannot be made, each gets 503, and it is not tried once for each."""
    site, gate = tmp_path / "site", tmp_path / "gate"
    site.mkdir()
    code = GATED_ENGINE.replace(
        "return super().synthesize(text, voice)", 'raise EngineError("gated", "has lost its voice")'
    ).replace("import time\n", "import time\n\nfrom voiceedu.errors import EngineError\n")
    install(site, code, name="gated", makes="acme_voice:GatedEngine")
    monkeypatch.setenv("PYTHONPATH", str(site), prepend=os.pathsep)
    monkeypatch.setenv("GATE", str(gate))
    settings = {"library": str(library), "cache": str(tmp_path / "cache"), "engines": "gated"}
    with serve(tmp_path, options=("--workers", "1"), **settings) as server:
        waiters = Gated(server, gate, "")
        with waiters.connections(8, get("/phone/en/nerve-blocks.mp3")) as listeners:
            time.sleep(1)
            gate.touch()
            answers = [receive(listener) for listener in listeners]
        assert {(answer.status, dict(answer.headers)["retry-after"]) for answer in answers} == {(503, "60")}


CONDITIONS: list[dict[str, str]] = [
    {},
    {"Range": "bytes=0-1"},
    {"Range": "bytes=100-"},
    {"Range": "bytes=-7"},
    {"Range": "bytes=0-1,4-5"},
    {"Range": "bytes=999999999-"},
    {"Range": "bytes=0-1", "If-Range": '"another"'},
    {"Range": "bytes=0-1", "If-Range": "etag"},
    {"Range": "bytes=0-1", "If-Range": "\xff"},
    {"If-None-Match": "etag"},
    {"If-None-Match": '"another", W/etag'},
    {"If-None-Match": "*"},
    {"If-None-Match": '"another"'},
    {"If-Match": '"another"'},
    {"If-Match": "etag"},
    {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    {"If-Unmodified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
]


@pytest.fixture(scope="module")
def both(rendered: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Server]]:
    """Two servers over one cache: one keeps assets in memory, and one sends them from their files."""
    settings = {"library": str(rendered.library), "cache": rendered.cache, "engines": "tone"}
    with (
        serve(tmp_path_factory.mktemp("large"), **settings) as large,
        serve(tmp_path_factory.mktemp("small"), clip_memory_mb="0", **settings) as small,
    ):
        yield large, small


@pytest.mark.parametrize("conditions", CONDITIONS, ids=str)
def test_assets_get_the_same_response_from_memory_and_file(
    both: tuple[Server, Server], conditions: dict[str, str]
) -> None:
    """A condition or range gets the same response from memory, from a verified file, and from the WSGI application."""
    responses = []
    for running in both:
        path = next(asset["hashed_url"] for asset in running.manifest() if asset["profile"] == "phone-wav")
        path = path.removeprefix(running.url)
        etag = running.get(path)[1]["etag"]
        headers = {name: value.replace("etag", etag) for name, value in conditions.items()}
        for extra in ({}, {}, {"If-Modified-Since": "nonsense"}):  # a date is left to the WSGI application
            sent = {"Host": "voice.example", "Connection": "close"} | extra | headers
            lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items())]
            answer = Answer.parse(running.say("\r\n".join([*lines, "", ""]).encode("latin-1")))
            shown = {name: value for name, value in answer.headers if name not in ("date", "last-modified")}
            responses.append((answer.status, shown, answer.body))
    assert all(response == responses[0] for response in responses)


@pytest.mark.parametrize("hosts", [("a.example", "a.example"), ("a.example", "b.example"), ("a b",), ()])
def test_requests_without_exactly_one_host_are_refused(both: tuple[Server, Server], hosts: tuple[str, ...]) -> None:
    """RFC 9112, 3.2: 400, for whatever is asked, and wherever it is kept."""
    fields = "".join(f"Host: {host}\r\n" for host in hosts)
    for running in both:
        clip = next(asset["hashed_url"] for asset in running.manifest()).removeprefix(running.url)
        for _ in range(2):  # then it is in memory, or its file is verified
            running.get(clip)
        for path in ("/", "/healthz", clip):
            request = f"GET {path} HTTP/1.1\r\n{fields}Connection: close\r\n\r\n"
            assert Answer.parse(running.say(request.encode())).status == 400, path

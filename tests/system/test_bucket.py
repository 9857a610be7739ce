"""A server over a bucket: what is published is answered without a request to it."""

import asyncio
import datetime
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from tests.server.test_wsgi import FakeScope
from tests.support import event_loop
from tests.support.bucket import Bucket, StoredObject, bucket
from voiceedu.app import create_app
from voiceedu.config import Settings
from voiceedu.errors import StoreError
from voiceedu.server import pools, wsgi
from voiceedu.server.front import Front
from voiceedu.storage.store import Store
from voiceedu.web import waiting
from voiceedu.web.http import streaming
from voiceedu.web.state import AppState

PATHS = ["/en/", "/en/nerve-blocks", "/ivr/twiml", "/phone/en/manifest.json", "/readyz", "/en/nerve-blocks.txt"]


def fill(kept: Bucket, folder: Path) -> None:
    """Put what is published in `folder` into the bucket."""
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith("."):
            kept.objects[f"v/{name}"] = StoredObject(path.read_bytes(), now)


@pytest.mark.slow
def test_nothing_is_asked_of_the_bucket_on_the_way(rendered: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages, the phone line, the manifest and /readyz are answered while the bucket hangs."""
    with bucket() as kept:
        for name, value in kept.environ.items():
            monkeypatch.setenv(name, value)
        fill(kept, Path(rendered.cache))
        app = create_app(replace(rendered, cache=f"{kept.url}/v"))
        AppState.of(app).read_ahead()
        client = app.test_client()
        kept.latency_s = None
        assert {path: client.get(path).status_code for path in PATHS} == dict.fromkeys(PATHS, 200)


@pytest.mark.slow
def test_readiness_is_one_list(rendered: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """/readyz reads no rendition: a fresh server looks at the index and lists the bucket once."""
    with bucket() as kept:
        for name, value in kept.environ.items():
            monkeypatch.setenv(name, value)
        fill(kept, Path(rendered.cache))
        app = create_app(replace(rendered, cache=f"{kept.url}/v"))
        kept.requests.clear()
        assert app.test_client().get("/readyz").status_code == 200
        assert kept.requests == [("HEAD", "v/index/en.txt"), ("GET", "")]
        del kept.objects["v/renditions/en/nerve-blocks.json"]
        other = create_app(replace(rendered, cache=f"{kept.url}/v")).test_client().get("/readyz")
        assert (other.status_code, other.json["missing"]) == (503, ["en/nerve-blocks"])  # type: ignore[index]


class FakeProtocol:
    """Receives the response to a request without a body."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = b""

    def __aiter__(self) -> Any:
        return self

    async def __anext__(self) -> bytes:
        raise StopAsyncIteration

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.headers, self.body = status, {name.lower(): value for name, value in headers}, body


async def ask(server: Front, path: str) -> tuple[FakeProtocol, float]:
    """Return the response to a GET of `path`, and the seconds that it took."""
    protocol, started = FakeProtocol(), time.monotonic()
    await server.__rsgi__(FakeScope(path=path), cast(Any, protocol))
    return protocol, time.monotonic() - started


@pytest.fixture
def fresh(rendered: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Bucket, Front]]:
    """Return a bucket with everything published, and a worker over it that has read nothing yet."""
    with bucket() as kept:
        for name, value in kept.environ.items():
            monkeypatch.setenv(name, value)
        fill(kept, Path(rendered.cache))
        server = Front(create_app(replace(rendered, cache=f"{kept.url}/v")))
        yield kept, server
        server.__rsgi_del__(cast(Any, None))


@pytest.mark.slow
def test_a_bucket_that_hangs_holds_no_thread(
    fresh: tuple[Bucket, Front], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Callers of whom nothing is known wait without a thread, for less than a second, and get 503 with Retry-After.

    /healthz is prompt, listeners wait longer, and what still waits when the process ends logs no traceback.
    """
    assert waiting.CALL_PATIENCE_S < 1
    monkeypatch.setattr(waiting, "CALL_PATIENCE_S", 2.0)  # tests share a machine
    monkeypatch.setattr(waiting, "READ_PATIENCE_S", 4.0)
    kept, server = fresh
    kept.latency_s = None

    async def main() -> None:
        listener = asyncio.create_task(ask(server, "/en/nerve-blocks.mp3"))
        callers = [asyncio.create_task(ask(server, "/ivr/twiml")) for _ in range(2 * pools.RESERVED_THREADS)]
        await asyncio.sleep(0.5)
        assert not any(caller.done() for caller in callers)
        health, seconds = await ask(server, "/healthz")
        assert (health.status, seconds < 1) == (200, True)
        for answer, _ in await asyncio.gather(*callers):
            assert (answer.status, answer.headers["retry-after"]) == (503, "10")
        assert not listener.done()  # how long that is in seconds, `scripts/benchmark patience` measures
        answer, seconds = await listener
        assert (answer.status, seconds >= waiting.READ_PATIENCE_S) == (503, True)

    event_loop.run(main())
    kept.latency_s = 0.0
    event_loop.run(ask(server, "/ivr/twiml"))
    assert "Traceback" not in caplog.text


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/en/nerve-blocks", "/en/nerve-blocks.mp3", "clip"])
def test_a_listener_is_told_soon_that_the_bucket_hangs(fresh: tuple[Bucket, Front], path: str) -> None:
    """Who asks a fresh worker for a page or a recording gets 503 with Retry-After after seconds, not after ten."""
    kept, server = fresh
    if path == "clip":
        path = next(f"/{key.removeprefix('v/')}" for key in kept.objects if key.startswith("v/clips/"))
    kept.latency_s = None
    answer, seconds = event_loop.run(ask(server, path))
    assert (answer.status, int(answer.headers["retry-after"]) > 0) == (503, True)
    assert seconds < 2 * waiting.READ_PATIENCE_S  # tests share a machine
    assert waiting.READ_PATIENCE_S <= 3


@pytest.mark.slow
def test_a_page_needs_as_many_reads_as_it_needs(fresh: tuple[Bucket, Front], monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that answers slowly, but answers, is waited for: each read has its own time."""
    monkeypatch.setattr(waiting, "READ_PATIENCE_S", 2.0)
    kept, server = fresh
    kept.latency_s = 0.7
    answer, seconds = event_loop.run(ask(server, "/en/nerve-blocks.mp3"))
    assert answer.status == 200
    assert seconds > kept.latency_s


@pytest.mark.slow
def test_a_bucket_that_is_slow_is_waited_for(fresh: tuple[Bucket, Front]) -> None:
    """A caller whose states are not known yet hears the menu as soon as the bucket has given what it needs."""
    kept, server = fresh
    kept.latency_s = 0.3
    answer, seconds = event_loop.run(ask(server, "/ivr/twiml"))
    assert answer.status == 200
    assert b"<Play>" in answer.body
    assert seconds > kept.latency_s
    kept.latency_s = None
    again, _ = event_loop.run(ask(server, "/ivr/twiml"))
    assert again.body == answer.body


@pytest.mark.slow
@pytest.mark.parametrize("way", ["spooled", "in memory"])
def test_a_large_recording_that_cannot_be_read_is_a_503(
    fresh: tuple[Bucket, Front], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, way: str
) -> None:
    """When the bucket fails while a large recording is read, the listener is told to come back; the log says why."""

    def fail(self: Store, path: str, start: int, stop: int) -> bytes:
        raise StoreError(f"{path}: no route to host")

    monkeypatch.setattr(streaming, "LARGE_BYTES", 1000)
    if way == "spooled":
        monkeypatch.setattr(wsgi, "LARGE_BYTES", 1000)
    monkeypatch.setattr(Store, "part", fail)
    _, server = fresh
    answer, _ = event_loop.run(ask(server, "/en/nerve-blocks.mp3"))
    assert (answer.status, answer.headers["retry-after"]) == (503, "10")
    assert "/en/nerve-blocks.mp3 cannot be read: clips/" in caplog.text
    assert "Traceback" not in caplog.text

"""A large response out of a bucket goes through a file, and a small one through memory."""

import asyncio
import contextlib
import os
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from tests.support import event_loop
from voiceedu.server import spool, wsgi
from voiceedu.server.spool import Spool
from voiceedu.server.wsgi import Response
from voiceedu.storage.store import Store
from voiceedu.web.http.streaming import Stretch

DATA = os.urandom(3_000_000)


class Bucket(Store):
    """A store whose objects have no files of their own."""

    def file(self, path: str) -> Path | None:
        return None


class FakeProtocol:
    """Receives a response as the server sends it: a file is opened when the response is sent."""

    def __init__(self) -> None:
        self.received: list[tuple[str, bytes]] = []

    def response_bytes(self, status: int, headers: object, body: bytes) -> None:
        self.received.append(("memory", body))

    def response_file_range(self, status: int, headers: object, file: str, start: int, end: int) -> None:
        self.received.append(("file", Path(file).read_bytes()[start:end]))


@pytest.fixture
def stretch(tmp_path: Path) -> Stretch:
    bucket = Bucket(str(tmp_path))
    bucket.put("clips/large", DATA)
    return Stretch(store=bucket, path="clips/large", start=0, stop=len(DATA))


@pytest.mark.parametrize(("limit", "way"), [(len(DATA), "memory"), (len(DATA) - 1, "file")])
def test_large_responses_go_through_a_file(
    stretch: Stretch, monkeypatch: pytest.MonkeyPatch, limit: int, way: str
) -> None:
    """Up to the limit a response is sent from memory, beyond it from a file, and always with its own bytes."""
    monkeypatch.setattr(wsgi, "LARGE_BYTES", limit)
    protocol = FakeProtocol()
    response = Response(status="200 OK", headers=[], body=stretch)

    async def send() -> None:
        with contextlib.closing(Spool()) as spooling:
            await wsgi.send(cast(Any, protocol), response, spooling)

    event_loop.run(send())
    assert protocol.received == [(way, DATA)]


def test_files_are_closed_when_others_have_followed(stretch: Stretch) -> None:
    """However many responses are copied, only the last few files stay open."""

    async def copy() -> int:
        before = open_files()
        with contextlib.closing(Spool()) as spooling:
            for start in range(3 * spool.KEPT):
                path = await spooling.copy(stretch[start : start + 10])
                assert Path(path).read_bytes() == DATA[start : start + 10]
            return open_files() - before

    def open_files() -> int:
        return sum(1 for _ in Path("/proc/self/fd").iterdir())

    assert event_loop.run(copy()) <= spool.KEPT + 1


def test_nobody_waits_for_a_turn_without_end(stretch: Stretch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While all turns are taken by a bucket that hangs, the next response is given up in time."""
    monkeypatch.setattr(spool, "TURN_S", 0.2)
    release = threading.Event()

    class Hanging(Bucket):
        def part(self, path: str, start: int, stop: int) -> bytes:
            assert release.wait(30)
            return super().part(path, start, stop)

    async def main() -> None:
        with contextlib.closing(Spool()) as spooling:
            hanging = replace(stretch, store=Hanging(str(tmp_path)))
            copies = [asyncio.create_task(spooling.copy(hanging)) for _ in range(spool.AT_ONCE)]
            await asyncio.sleep(0.1)
            with pytest.raises(TimeoutError):
                await spooling.copy(stretch)
            release.set()
            await asyncio.gather(*copies)
            assert Path(await spooling.copy(stretch)).read_bytes() == DATA

    event_loop.run(main())

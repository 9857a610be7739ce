"""A request's body is read up to a limit, in size and in time."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest

from tests.server.test_wsgi import FakeHeaders, FakeScope
from tests.support import event_loop
from voiceedu.server import request_body
from voiceedu.server.request_body import BodyError


def read(*chunks: bytes, pause_s: float = 0.0, headers: list[tuple[str, str]] | None = None) -> bytes:
    class FakeProtocol:
        async def __aiter__(self) -> AsyncIterator[bytes]:
            for chunk in chunks:
                await asyncio.sleep(pause_s)
                yield chunk

    scope = FakeScope(headers=FakeHeaders(headers or []))
    return event_loop.run(request_body.read(scope, cast(Any, FakeProtocol())))


def test_body_is_joined() -> None:
    """A body that comes in pieces is returned whole."""
    assert read(b"Digits", b"=2", b"") == b"Digits=2"


def test_largest_body_is_read() -> None:
    """A body of exactly the limit is read."""
    assert len(read(b"x" * request_body.LIMIT_BYTES)) == request_body.LIMIT_BYTES


@pytest.mark.parametrize(
    ("chunks", "headers"),
    [
        ([b"x" * request_body.LIMIT_BYTES, b"x"], []),
        ([], [("content-length", str(request_body.LIMIT_BYTES + 1))]),
    ],
    ids=["in pieces", "announced"],
)
def test_large_body_is_refused(chunks: list[bytes], headers: list[tuple[str, str]]) -> None:
    """A body one byte over the limit gets 413 as soon as it arrives or is announced."""
    with pytest.raises(BodyError) as refused:
        read(*chunks, headers=headers)
    assert refused.value.status == 413


def test_slow_body_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A body that takes too long in total gets 408, even if bytes keep arriving."""
    monkeypatch.setattr(request_body, "TIMEOUT_S", 0.1)
    with pytest.raises(BodyError) as refused:
        read(*[b"x"] * 20, pause_s=0.02)
    assert refused.value.status == 408

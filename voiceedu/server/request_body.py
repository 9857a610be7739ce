"""Reads a request's body in the event loop, with a limit and a time-out."""

import asyncio

from voiceedu.server.rsgi import HTTPProtocol, Scope

LIMIT_BYTES = 65_536
"""A phone system reports a key and a caller in one or two kilobytes."""
TIMEOUT_S = 5.0


class BodyError(Exception):
    """A request body is too large or too slow. `status` is that of the response."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


async def read(scope: Scope, protocol: HTTPProtocol) -> bytes:
    """Return the whole body of a request; raise BodyError if it is over LIMIT_BYTES, or takes over TIMEOUT_S."""
    if int(scope.headers.get("content-length") or 0) > LIMIT_BYTES:
        raise _too_large()
    chunks, size = [], 0
    try:
        async with asyncio.timeout(TIMEOUT_S):
            async for chunk in protocol:
                chunks.append(chunk)
                size += len(chunk)
                if size > LIMIT_BYTES:
                    raise _too_large()
    except TimeoutError:
        raise BodyError(408, f"The request body took more than {TIMEOUT_S:.0f} seconds") from None
    return b"".join(chunks)


def _too_large() -> BodyError:
    return BodyError(413, f"The request body is over {LIMIT_BYTES} bytes")

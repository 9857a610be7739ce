"""The threads that run the WSGI application: some for any request, some only for phone calls, one for /healthz."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

THREADS = 12
RESERVED_THREADS = 4
RESERVED_ROUTES = ("/ivr/", "/healthz", "/readyz")
"""Phone calls and health checks never wait for other requests."""
HEALTH_ROUTE = "/healthz"
"""Says that the process is alive, and waits for no call either."""
QUEUE_LENGTH = 1024


class BusyError(Exception):
    """Too many requests are waiting for a thread."""


class Pools:
    """Thread pools with bounded queues, used from one event loop."""

    def __init__(self) -> None:
        self._general = _Pool(THREADS, "request")
        self._reserved = _Pool(RESERVED_THREADS, "reserved")
        self._health = _Pool(1, "health")

    async def run(self, path: str, function: Callable[[], T]) -> T:
        """Return `function()`, run on a thread for requests of `path`. Raise BusyError if its queue is full."""
        if path == HEALTH_ROUTE:
            return await self._health.run(function)
        pool = self._reserved if path.startswith(RESERVED_ROUTES) else self._general
        return await pool.run(function)

    def shut_down(self) -> None:
        """Accept no more work, and forget what has not begun."""
        for pool in (self._general, self._reserved, self._health):
            pool.threads.shutdown(wait=False, cancel_futures=True)


class _Pool:
    def __init__(self, size: int, name: str) -> None:
        self.threads = ThreadPoolExecutor(size, thread_name_prefix=name)
        self._in_progress = 0

    async def run(self, function: Callable[[], T]) -> T:
        if self._in_progress >= QUEUE_LENGTH:
            raise BusyError
        self._in_progress += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.threads, function)
        finally:
            self._in_progress -= 1

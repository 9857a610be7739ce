"""The threads that run the WSGI application: some for any request, some only for phone calls, one for /healthz."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from voiceedu.errors import is_out_of_memory

T = TypeVar("T")

THREADS = 12
RESERVED_THREADS = 4
RESERVED_ROUTES = ("/ivr/", "/healthz", "/readyz")
"""Phone calls and health checks never wait for other requests."""
HEALTH_ROUTE = "/healthz"
"""Says that the process is alive, and waits for no call either."""
QUEUE_LENGTH = 1024


class BusyError(Exception):
    """Too many requests are waiting for a thread, or the system refuses one."""


class Pools:
    """Thread pools with bounded queues, used from one event loop."""

    def __init__(self) -> None:
        self._health = _Pool(1, "health")
        self._reserved = _Pool(RESERVED_THREADS, "reserved")
        self._general = _Pool(THREADS, "request")
        for pool in (self._health, self._reserved):
            pool.start_threads()

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
        self._size = size
        self._in_progress = 0

    def start_threads(self) -> None:
        """Start all threads now, so that none has to be had from the system while a caller waits.

        There are fewer where it refuses some.
        """
        all_there = threading.Barrier(self._size)
        try:
            for _ in range(self._size):
                self.threads.submit(_meet, all_there)
        except RuntimeError as error:
            all_there.abort()
            if not is_out_of_memory(error):
                raise

    async def run(self, function: Callable[[], T]) -> T:
        if self._in_progress >= QUEUE_LENGTH:
            raise BusyError
        self._in_progress += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.threads, function)
        except RuntimeError as error:
            if is_out_of_memory(error):
                raise BusyError from None
            raise
        finally:
            self._in_progress -= 1


def _meet(others: threading.Barrier) -> None:
    """Keep this thread until all `others` are there: one that is free would take their place."""
    with contextlib.suppress(threading.BrokenBarrierError):
        others.wait()

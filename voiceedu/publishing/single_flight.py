"""Runs the same work once at a time in a process, however many threads ask for it."""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import Generic, TypeVar

from voiceedu.errors import NotReadyError

Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")


class SingleFlight(Generic[Key, Result]):
    """Runs the work of a key in its own threads. Callers with the same key meanwhile share the result.

    `on_change` is told 1 when the work of a key begins to wait for a thread, and -1 when it has ended.
    """

    def __init__(self, *, workers: int, name: str, on_change: Callable[[int], None] = lambda change: None) -> None:
        self._pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix=name)
        self._on_change = on_change
        self._in_progress: dict[Key, Future[Result]] = {}
        self._lock = threading.Lock()

    def start(self, key: Key, work: Callable[[], Result]) -> Future[Result]:
        """Return the future of `key`: of the work in progress, or of `work`, started now."""
        with self._lock:
            future = self._in_progress.get(key)
            if future is None:
                self._on_change(1)
                future = self._in_progress[key] = self._pool.submit(self._run_and_forget, key, work)
        return future

    def run(self, key: Key, work: Callable[[], Result], *, wait_s: float, name: str) -> Result:
        """Return the result of `key`'s work, or raise its error.

        Raise NotReadyError, which says that `name` is being made, when it takes longer than `wait_s` seconds.
        """
        future = self.start(key, work)
        try:
            return future.result(timeout=wait_s)
        except FutureTimeoutError:
            raise NotReadyError(f"{name} is being made; ask again in a few seconds", work=future) from None

    def _run_and_forget(self, key: Key, work: Callable[[], Result]) -> Result:
        """Run `work` and return its result. The next call starts new work."""
        try:
            return work()
        finally:
            with self._lock:
                del self._in_progress[key]
                self._on_change(-1)

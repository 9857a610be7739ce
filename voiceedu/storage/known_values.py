"""A stale-while-revalidate cache of values read from a bucket: an old value is returned at once, and read again.

A bucket may take a second to answer, or not answer at all. A caller on the telephone cannot wait for it each time, and
whoever waits must not hold a thread that others need.
"""

import contextlib
import contextvars
import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass
from typing import Generic, TypeVar

from cachetools import LRUCache

from voiceedu.errors import StoreError, StoreSlowError

log = logging.getLogger(__name__)

T = TypeVar("T")

FRESH_S = 1.0
"""For how long a value that was read is not read again."""
MAX_ENTRIES = 4096
READS_AT_ONCE = 8
QUICK_S = 0.05
"""For how long a thread that may not wait waits for a value: a bucket that is near answers in that time."""

_may_wait: contextvars.ContextVar[bool] = contextvars.ContextVar("may_wait", default=True)


@contextlib.contextmanager
def without_waiting() -> Iterator[None]:
    """Have `get` raise StoreSlowError in this thread, until the block ends, where it would wait for the store."""
    token = _may_wait.set(False)
    try:
        yield
    finally:
        _may_wait.reset(token)


@dataclass(frozen=True, kw_only=True)
class _Known(Generic[T]):
    value: T | None
    read_at: float
    version: object


class KnownValues(Generic[T]):
    """A stale-while-revalidate cache: the values read last, by key. Thread-safe.

    The first caller of a key waits for its value. Later callers get the known value, even when that is None. It is read
    again in the background when it is older than FRESH_S, or `fresh_s`; while that fails, the known value stays.
    Within `without_waiting`, all who need a value share one read, and a read that has failed is not waited for again.
    """

    def __init__(self, *, fresh_s: float | None = None, max_entries: int = MAX_ENTRIES) -> None:
        self._fresh_s = FRESH_S if fresh_s is None else fresh_s
        self._values: LRUCache[str, _Known[T]] = LRUCache(max_entries)
        self._in_progress: dict[str, Future[T | None]] = {}
        self._failed: LRUCache[str, str] = LRUCache(max_entries)
        self._invalidations = 0
        """Counts calls of `forget`: a read that began before one is not kept."""
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(READS_AT_ONCE, thread_name_prefix="store")

    def get(self, key: str, read: Callable[[], T | None], *, version: object = None) -> T | None:
        """Return the known value of `key`, or that of `read`. Raise StoreError if nothing is known and `read` fails.

        Within `without_waiting`, raise StoreSlowError with the read in progress when it takes longer than QUICK_S.
        With a `version`, it is read again when that has changed; its age then does not matter.
        """
        with self._lock:
            known = self._values.get(key)
            if known is not None and self._is_old(known, version):
                self._read_again(key, read, version)
        if known is None:
            return self._read(key, read, version) if _may_wait.get() else self._read_without_waiting(key, read, version)
        return known.value

    def version(self, key: str) -> object:
        """Return the version that the known value of `key` was read for, or None if nothing is known."""
        with self._lock:
            known = self._values.get(key)
        return known.version if known is not None else None

    def forget(self, key: str) -> None:
        """Forget `key`, whose object has just been replaced here. It is read at the next request."""
        with self._lock:
            self._values.pop(key, None)
            self._invalidations += 1

    def _is_old(self, known: _Known[T], version: object) -> bool:
        return time.monotonic() - known.read_at > self._fresh_s if version is None else known.version != version

    def _read(self, key: str, read: Callable[[], T | None], version: object) -> T | None:
        started, invalidations = time.monotonic(), self._invalidations
        value = read()
        with self._lock:
            if invalidations == self._invalidations:  # else `value` may be older than the object that is there now
                self._values[key] = _Known(value=value, read_at=started, version=version)
                self._failed.pop(key, None)
        return value

    def _read_without_waiting(self, key: str, read: Callable[[], T | None], version: object) -> T | None:
        with self._lock:
            failure = self._failed.get(key)
            work = self._read_again(key, read, version)
        if failure is not None:
            raise StoreError(failure)
        try:
            return work.result(timeout=QUICK_S)
        except FutureTimeoutError:
            raise StoreSlowError(f"{key}: the store has not answered yet", work=work) from None

    def _read_again(self, key: str, read: Callable[[], T | None], version: object) -> "Future[T | None]":
        """Return the read of `key` that is in progress in the background; begin one if there is none.

        The caller holds the lock since it looked for the value: what has been read meanwhile is not read once more.
        """
        work = self._in_progress.get(key)
        if work is None:
            work = self._in_progress[key] = self._pool.submit(self._refresh, key, read, version)
        return work

    def _refresh(self, key: str, read: Callable[[], T | None], version: object) -> T | None:
        try:
            return self._read(key, read, version)
        except StoreError as error:
            with self._lock:
                is_known = key in self._values
                if not is_known:
                    self._failed[key] = str(error)
            served = "The known version of %s is served: %s" if is_known else "Nothing is known of %s: %s"
            log.warning(f"The store does not answer. {served}", key, error)
            raise
        finally:
            with self._lock:
                self._in_progress.pop(key, None)

"""A cache of values read from a bucket: answers at once and refreshes in the background.

A bucket may take a second to answer, or not answer at all. A caller on the telephone cannot wait for it each time.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar

from cachetools import LRUCache

from voiceedu.errors import StoreError

log = logging.getLogger(__name__)

T = TypeVar("T")

FRESH_S = 1.0
"""Seconds for which a value counts as fresh and is not read again."""
KEPT = 1024
LOOKS_AT_ONCE = 4


@dataclass(frozen=True, kw_only=True)
class _Known(Generic[T]):
    value: T
    read_at: float


class KnownValues(Generic[T]):
    """The values read last, by key. Thread-safe.

    The first caller of a key waits until it is read. Later callers get the known value; one older than FRESH_S is read
    again in the background, and stays while that fails. None is never kept, because the object may be written later.
    """

    def __init__(self) -> None:
        self._values: LRUCache[str, _Known[T]] = LRUCache(KEPT)
        self._in_progress: set[str] = set()
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(LOOKS_AT_ONCE, thread_name_prefix="store")

    def get(self, key: str, read: Callable[[], T | None]) -> T | None:
        """Return the known value of `key`, or `read` it. Raise StoreError if no value is known and reading fails."""
        with self._lock:
            known = self._values.get(key)
        if known is None:
            return self._read(key, read)
        if time.monotonic() - known.read_at > FRESH_S:
            self._look_again(key, read)
        return known.value

    def forget(self, key: str) -> None:
        """Forget `key`, which this process has just replaced: the next call reads it."""
        with self._lock:
            self._values.pop(key, None)

    def _read(self, key: str, read: Callable[[], T | None]) -> T | None:
        started = time.monotonic()
        value = read()
        with self._lock:
            if value is None:
                self._values.pop(key, None)
            else:
                self._values[key] = _Known(value=value, read_at=started)
        return value

    def _look_again(self, key: str, read: Callable[[], T | None]) -> None:
        with self._lock:
            if key in self._in_progress:
                return
            self._in_progress.add(key)
        self._pool.submit(self._refresh, key, read)

    def _refresh(self, key: str, read: Callable[[], T | None]) -> None:
        try:
            self._read(key, read)
        except StoreError as error:
            log.warning("The store does not answer; what is known of %s is served: %s", key, error)
        finally:
            with self._lock:
                self._in_progress.discard(key)

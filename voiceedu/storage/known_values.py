"""A stale-while-revalidate cache of values read from a bucket: an old value is returned at once, and read again.

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
"""For how long a value that was read is not read again."""
MAX_ENTRIES = 4096
READS_AT_ONCE = 8


@dataclass(frozen=True, kw_only=True)
class _Known(Generic[T]):
    value: T | None
    read_at: float
    version: object


class KnownValues(Generic[T]):
    """A stale-while-revalidate cache: the values read last, by key. Thread-safe.

    The first caller of a key waits for its value. Later callers get the known value, even when that is None. It is read
    again in the background when it is older than FRESH_S, or `fresh_s`; while that fails, the known value stays.
    """

    def __init__(self, *, fresh_s: float | None = None, max_entries: int = MAX_ENTRIES) -> None:
        self._fresh_s = FRESH_S if fresh_s is None else fresh_s
        self._values: LRUCache[str, _Known[T]] = LRUCache(max_entries)
        self._in_progress: set[str] = set()
        self._invalidations = 0
        """Counts calls of `forget`: a read that began before one is not kept."""
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(READS_AT_ONCE, thread_name_prefix="store")

    def get(self, key: str, read: Callable[[], T | None], *, version: object = None) -> T | None:
        """Return the known value of `key`, or that of `read`. Raise StoreError if nothing is known and `read` fails.

        With a `version`, it is read again when that has changed; its age then does not matter.
        """
        with self._lock:
            known = self._values.get(key)
        if known is None:
            return self._read(key, read, version)
        is_old = time.monotonic() - known.read_at > self._fresh_s if version is None else known.version != version
        if is_old:
            self._read_again(key, read, version)
        return known.value

    def forget(self, key: str) -> None:
        """Forget `key`, whose object has just been replaced here. It is read at the next request."""
        with self._lock:
            self._values.pop(key, None)
            self._invalidations += 1

    def _read(self, key: str, read: Callable[[], T | None], version: object) -> T | None:
        started, invalidations = time.monotonic(), self._invalidations
        value = read()
        with self._lock:
            if invalidations == self._invalidations:  # else `value` may be older than the object that is there now
                self._values[key] = _Known(value=value, read_at=started, version=version)
        return value

    def _read_again(self, key: str, read: Callable[[], T | None], version: object) -> None:
        with self._lock:
            if key in self._in_progress:
                return
            self._in_progress.add(key)
        self._pool.submit(self._refresh, key, read, version)

    def _refresh(self, key: str, read: Callable[[], T | None], version: object) -> None:
        try:
            self._read(key, read, version)
        except StoreError as error:
            log.warning("The store does not answer. The known version of %s is served: %s", key, error)
        finally:
            with self._lock:
                self._in_progress.discard(key)

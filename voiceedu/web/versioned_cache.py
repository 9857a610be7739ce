"""A cache of values that each hold for one version of what they are made from."""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from cachetools import LRUCache

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
KEPT = 64


class VersionedCache(Generic[K, V]):
    """The last `kept` values by key, each with the version that it was made from. Thread-safe."""

    def __init__(self, kept: int = KEPT) -> None:
        self._values: LRUCache[K, tuple[object, V]] = LRUCache(kept)
        self._lock = threading.Lock()

    def get(self, key: K, *, version: object, make: Callable[[], V]) -> V:
        """Return the value of `key` if it was made from `version`, else make it. Versions are compared with ==."""
        with self._lock:
            cached = self._values.get(key)
        if cached is not None and cached[0] == version:
            return cached[1]
        value = make()
        with self._lock:
            self._values[key] = version, value
        return value

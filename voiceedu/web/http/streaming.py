"""Verified assets, small ones as bytes and large ones as a stretch of the store that is read while it is sent.

A book or a recording of a thousand procedures is a gigabyte. It is read once in full to verify it, and afterwards only
the requested part is read.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from cachetools import LRUCache

from voiceedu.storage.object_reader import PIECE_BYTES
from voiceedu.storage.store import Store
from voiceedu.storage.stored_assets import StoredAsset
from voiceedu.storage.stored_object import StoredObject

LARGE_BYTES = 16_000_000
"""Up to this size an asset is read as a whole, and may be cached in memory."""
VERIFIED_KEPT = 1024


class Source(Protocol):
    """What assets are read from: a store, or a file of copies."""

    def file(self, path: str) -> Path | None: ...
    def part(self, path: str, start: int, stop: int) -> bytes: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """The bytes of an asset from `start` to `stop`, read when they are sent. Supports len() and slicing like bytes."""

    store: Source
    path: str
    start: int
    stop: int

    @property
    def file(self) -> Path | None:
        """The file that holds the asset; None when the store is a bucket."""
        return self.store.file(self.path)

    def __len__(self) -> int:
        return self.stop - self.start

    def __getitem__(self, part: slice) -> "Stretch":
        start, stop, step = part.indices(len(self))
        assert step == 1
        return replace(self, start=self.start + start, stop=self.start + max(start, stop))

    def __iter__(self) -> Iterator[bytes]:
        for start in range(self.start, self.stop, PIECE_BYTES):
            yield self.store.part(self.path, start, min(start + PIECE_BYTES, self.stop))


class AssetReader:
    """Reads and verifies the assets of a store. Thread-safe."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._verified: LRUCache[StoredObject, str] = LRUCache(VERIFIED_KEPT)
        self._lock = threading.Lock()

    def read(self, path: str) -> StoredAsset[bytes | Stretch] | None:
        """Return the asset at `path`; None when it is missing or its bytes are not the published ones."""
        found = self._store.asset_up_to(path, limit_bytes=LARGE_BYTES)
        if not isinstance(found, StoredObject):
            return found
        sha256 = self._sha256(found)
        data = Stretch(store=self._store, path=path, start=0, stop=found.size)
        return StoredAsset(data=data, sha256=sha256, modified=found.modified) if sha256 else None

    def _sha256(self, found: StoredObject) -> str | None:
        """Return the SHA-256 of a large asset if it matches; each version of an object is read once."""
        with self._lock:  # one at a time to spare the disk; a second request for it finds it verified
            sha256 = self._verified.get(found) or self._store.asset_sha256(found.path)
            if sha256 is not None:
                self._verified[found] = sha256
            return sha256

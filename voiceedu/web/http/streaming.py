"""Clips that do not belong in memory: read from the store while they are sent, no more than a piece at a time.

A book or a recording of a thousand procedures is a gigabyte. It is read once in full, to see that it is as it was
published, and then only what is asked for.
"""

import datetime
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cachetools import LRUCache

from voiceedu.storage.object_store import PIECE_BYTES, KeptObject
from voiceedu.storage.store import Store

LARGE_BYTES = 16_000_000
"""Up to here a clip is read as a whole, and may stay in memory."""
KNOWN = 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """Bytes of a clip, from `start` to `stop`, that are read when they are sent; sliced and measured as bytes are."""

    store: Store
    path: str
    start: int
    stop: int

    def __len__(self) -> int:
        return self.stop - self.start

    def __getitem__(self, part: slice) -> "Stretch":
        start, stop, step = part.indices(len(self))
        assert step == 1
        return replace(self, start=self.start + start, stop=self.start + max(start, stop))

    def __iter__(self) -> Iterator[bytes]:
        for start in range(self.start, self.stop, PIECE_BYTES):
            yield self.store.part(self.path, start, min(start + PIECE_BYTES, self.stop))


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A clip as it was published, its bytes in memory or not; as store.KeptClip else."""

    data: bytes | Stretch
    sha256: str
    modified: datetime.datetime


class AssetReader:
    """The clips of a store, small ones whole and large ones to be read when they are sent. Safe between threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._checked: LRUCache[KeptObject, str] = LRUCache(KNOWN)
        self._lock = threading.Lock()

    def asset(self, path: str) -> Kept | None:
        """Return the clip at `path`; None when there is none, or its bytes are not those once published."""
        found = self._store.find(path)
        if found is not None and found.size > LARGE_BYTES:
            sha256 = self._sha256(found)
            data = Stretch(store=self._store, path=path, start=0, stop=found.size)
            return Kept(data=data, sha256=sha256, modified=found.modified) if sha256 else None
        kept = self._store.asset(path) if found is not None else None
        return Kept(data=kept.data, sha256=kept.sha256, modified=kept.modified) if kept else None

    def _sha256(self, found: KeptObject) -> str | None:
        """Return the SHA-256 of a clip if it is that once published; read again only when it was written again."""
        with self._lock:  # one at a time, for the sake of the disk; the next to ask for it finds it done
            sha256 = self._checked.get(found) or self._store.asset_sha256(found.path)
            if sha256 is not None:
                self._checked[found] = sha256
            return sha256

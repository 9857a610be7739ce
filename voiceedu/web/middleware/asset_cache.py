"""The cache of published assets, in memory and in files.

An asset that is requested is verified once. It stays in memory while there is room, and its headers and version stay
known for longer: it is then sent from its file without being read here. What has no file, because it is in a bucket or
derived from another asset, is copied to one for that.
"""

import contextlib
import functools
import logging
import threading
from collections.abc import Iterable
from pathlib import PurePosixPath

from cachetools import LRUCache, TTLCache

from voiceedu import metrics
from voiceedu.assets import ASSET_PATH
from voiceedu.publishing.single_flight import SingleFlight
from voiceedu.storage.store import Store
from voiceedu.storage.stored_object import Version
from voiceedu.web.http.streaming import LARGE_BYTES, AssetReader, Stretch
from voiceedu.web.middleware.asset_copies import DESCRIPTORS, AssetCopies
from voiceedu.web.middleware.asset_representation import MEDIA_TYPES, CachedAsset, represent

log = logging.getLogger(__name__)

VERIFIED_KEPT = 4096
"""How many assets stay known without being in memory; each takes about 2 KB."""
RECENT_KEPT = 64
"""An asset that is requested again within so many others returns to memory."""

READS_AT_ONCE = 8
"""Assets that are read from a bucket at a time."""
LARGE_KEPT = 64
LARGE_KEPT_S = 60
"""How many large assets of a bucket stay known, and for how long. They are not copied."""
MISSING_KEPT = 1024
MISSING_KEPT_S = 2
"""How many missing assets of a bucket stay known, and for how long, unless this process writes an asset."""

_OVERHEAD_BYTES = 4096
"""The memory of the Python objects around an asset, rounded up."""


class AssetCache:
    """The assets requested last, up to `limit_bytes` of them in memory. Thread-safe."""

    def __init__(self, store: Store, *, limit_bytes: int) -> None:
        self._store = store
        self._reader = AssetReader(store)
        self._limit_bytes = limit_bytes
        self._in_memory: LRUCache[str, CachedAsset] = LRUCache(limit_bytes, getsizeof=_memory_bytes)
        self._verified: LRUCache[str, CachedAsset] = LRUCache(VERIFIED_KEPT)
        self._recent: LRUCache[str, None] = LRUCache(RECENT_KEPT)
        self._large: TTLCache[str, CachedAsset] = TTLCache(LARGE_KEPT, LARGE_KEPT_S)
        self._missing: TTLCache[str, int] = TTLCache(MISSING_KEPT, MISSING_KEPT_S)
        self._copies = AssetCopies() if DESCRIPTORS.is_dir() else None
        self._reads: SingleFlight[str, CachedAsset | None] = SingleFlight(workers=READS_AT_ONCE, name="assets")
        self._lock = threading.Lock()

    def in_memory(self, path: str) -> CachedAsset | None:
        """Return the asset with the URL `path` if its bytes are in memory."""
        with self._lock:
            return self._in_memory.get(path)

    def on_disk(self, path: str) -> CachedAsset | None:
        """Return the asset with the URL `path` if its file is verified and unchanged; its bytes are not read.

        None as well for an asset that should return to memory.
        """
        with self._lock:
            verified = self._verified.get(path)
            if verified is None or self._should_return(path, verified):
                return None
        if isinstance(verified.version, Stretch):
            return verified if self._copies is not None and self._copies.has(verified.version) else None
        return verified if self._store.version(path.lstrip("/")) == verified.version else None

    def get(self, path: str, *, wait_s: float) -> CachedAsset | None:
        """Return the asset with the URL `path`; None when the store lacks it, or it is not as published.

        Raise NotReadyError when a bucket needs longer than `wait_s` seconds for it.
        """
        if (asset := self.in_memory(path)) is not None:
            metrics.FOUND_IN_MEMORY.inc()
            return asset
        asset = self.on_disk(path)
        if asset is None:
            asset = self._load(path) if self._store.is_folder else self._from_bucket(path, wait_s)
        (metrics.FOUND_IN_STORE if asset else metrics.NOT_FOUND).inc()
        return asset

    def read_ahead(self, paths: Iterable[str]) -> None:
        """Read the assets with these URL paths out of a bucket, several at a time. Raise StoreError when that fails."""
        reads = [self._reads.start(path, functools.partial(self._load, path)) for path in paths]
        for read in reads:
            read.result()

    def _from_bucket(self, path: str, wait_s: float) -> CachedAsset | None:
        with self._lock:
            if (asset := self._large.get(path)) is not None:
                return asset
            if self._missing.get(path) == self._store.assets_written:
                return None
        return self._reads.run(path, lambda: self._load(path), wait_s=wait_s, name=path)

    def _should_return(self, path: str, verified: CachedAsset) -> bool:
        size = len(verified.immutable.data)
        if size > min(LARGE_BYTES, self._limit_bytes - _OVERHEAD_BYTES):
            return False
        is_recent = path in self._recent
        self._recent[path] = None
        return is_recent

    def _load(self, path: str) -> CachedAsset | None:
        media_type = MEDIA_TYPES.get(PurePosixPath(path).suffix)
        if media_type is None or not ASSET_PATH.fullmatch(path.removeprefix("/")):
            return None
        store_path = path.lstrip("/")
        # Taken first: a file that is replaced meanwhile is verified again.
        version: Version | Stretch | None = self._store.version(store_path) if self._store.is_folder else None
        written = self._store.assets_written
        found = self._reader.read(store_path)
        if found is None:
            with self._lock:
                self._missing[path] = written
            return None
        asset = represent(found, found.data, media_type, version)
        on_disk = Stretch(store=self._store, path=store_path, start=0, stop=len(found.data))
        if version is None:  # it has no file
            copy = self._copy(store_path, found.data)
            if copy is None and not self._store.is_folder:
                with self._lock:
                    self._large[path] = asset
                return asset
            on_disk, version = copy or on_disk, copy
        with self._lock:
            if version is not None:
                self._verified[path] = represent(found, on_disk, media_type, version)
            if isinstance(found.data, bytes):
                with contextlib.suppress(ValueError):  # larger than the whole memory
                    self._in_memory[path] = asset
        return asset

    def _copy(self, path: str, data: bytes | Stretch) -> Stretch | None:
        """Return a copy of an asset without a file; None when it is large, or cannot be written."""
        if self._copies is None or not isinstance(data, bytes):
            return None
        try:
            return self._copies.add(path, data)
        except OSError as error:
            log.warning("%s cannot be copied to a temporary file, and is read from the store again: %s", path, error)
            return None


def _memory_bytes(asset: CachedAsset) -> int:
    return len(asset.immutable.data) + _OVERHEAD_BYTES

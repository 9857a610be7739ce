"""The store: speech by utterance, assets by hash, one rendition for each procedure, in a folder or a bucket.

Every object is written atomically. Everything that a rendition names is written before the rendition.
"""

import datetime
import hashlib
import logging
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from cachetools import LRUCache

from voiceedu.assets import ASSETS_FOLDER, Asset
from voiceedu.engines import Speech
from voiceedu.errors import StoreError
from voiceedu.storage import leases
from voiceedu.storage.known_values import KnownValues
from voiceedu.storage.leases import Lease
from voiceedu.storage.listings import Listings
from voiceedu.storage.object_store import Objects
from voiceedu.storage.paths import (
    COMPILATIONS_FOLDER,
    RENDITIONS_FOLDER,
    compilation_path,
    rendition_path,
    speech_path,
    sum_path,
)
from voiceedu.storage.rendition import Compilation, Rendition, decode_compilation, decode_rendition, encode
from voiceedu.storage.seals import sum_line
from voiceedu.storage.speech_files import pack, unpack

log = logging.getLogger(__name__)

Data_co = TypeVar("Data_co", covariant=True)
KNOWN_RENDITIONS = 256
"""How many decoded renditions stay in memory. Each use checks that its rendition is still the published one."""


@dataclass(frozen=True, kw_only=True)
class _Decoded:
    """A rendition in memory, and the version of its object when it was read."""

    rendition: Rendition
    version: object


@dataclass(frozen=True, kw_only=True)
class StoredAsset(Generic[Data_co]):
    """An asset whose bytes match their published SHA-256. `modified` is when they were written.

    `data` are the bytes, or a value that reads them when they are needed.
    """

    data: Data_co
    sha256: str
    modified: datetime.datetime


READS_AT_ONCE = 16
"""How many objects are read from a bucket at a time."""


class Store(Objects):
    """Everything kept under one folder or bucket URL. Safe between threads, processes and machines."""

    def __init__(self, location: str, *, renditions: str = RENDITIONS_FOLDER) -> None:
        """Open the store, whose renditions are in the folder `renditions`; raise SettingError if it cannot be opened.

        Speech and assets are the same in every folder of renditions.
        """
        super().__init__(location)
        self._location = location
        self._folder_of_renditions = renditions
        self._renditions: LRUCache[str, _Decoded] = LRUCache(KNOWN_RENDITIONS)
        self._known: KnownValues[Rendition] = KnownValues()
        self._listings = Listings(self, renditions=renditions)
        self._known_compilations: KnownValues[Compilation] = KnownValues()
        self.assets_written = 0
        """How often this process has written an asset: what it has found missing may be there since."""
        self._lock = threading.Lock()

    def in_folder(self, renditions: str) -> "Store":
        """Return the same store with the renditions in the folder `renditions`."""
        return Store(self._location, renditions=renditions)

    def speech(self, key: str) -> Speech | None:
        """Return the speech stored under `key`; None when there is none, or it is damaged."""
        found = self.read(speech_path(key))
        return unpack(found[0]) if found is not None else None

    def put_speech(self, key: str, speech: Speech) -> None:
        self.put(speech_path(key), pack(speech))

    def asset(self, path: str) -> StoredAsset[bytes] | None:
        """Return the asset at `path`, or None if it is missing or its bytes are not those that were published."""
        found = self.read(path)
        if found is None:
            return None
        data, modified = found
        sha256 = hashlib.sha256(data).hexdigest()
        return StoredAsset(data=data, sha256=sha256, modified=modified) if self._is_published(path, sha256) else None

    def asset_size(self, path: str) -> int | None:
        """Return the size in bytes of the asset at `path`, or None if it is missing."""
        found = self.find(path)
        return found.size if found else None

    def asset_sha256(self, path: str) -> str | None:
        """Return the SHA-256 of the asset at `path`, of any size, or None if it is not as published."""
        sha256 = self._digest(path)
        return sha256 if self._is_published(path, sha256) else None

    def put_asset(self, asset: Asset, data: bytes | Path) -> None:
        """Keep `asset`, from bytes or from a file, which need not fit into memory.

        What stands at an address stays: it is these bytes. Only damage is overwritten. Raise StoreError when the
        address is not that of the bytes.
        """
        if not asset.is_content_addressed:
            raise StoreError(f"{asset.path}: its bytes have the SHA-256 {asset.sha256}, so this is not their address")
        seal = sum_line(asset.sha256, asset.path)
        self.put(sum_path(asset.path), seal)
        if not (isinstance(data, bytes) and self.create(asset.path, data)) and not self._is_whole(asset):
            self.put(asset.path, data)
        with self.turn():  # a process that prunes may have removed it, or be about to
            for path, written in ((sum_path(asset.path), seal), (asset.path, data)):
                if self.find(path) is None:
                    self.put(path, written)
                self.touch(path)
        self.assets_written += 1

    def retire(self, assets: Iterable[Asset]) -> None:
        """Note that no rendition names `assets` from now on. They stay for a while: clients may know the addresses."""
        for asset in assets:
            self.put(sum_path(asset.path), sum_line(asset.sha256, asset.path))

    def sizes(self, assets: Iterable[Asset]) -> dict[str, int]:
        """Return the size in bytes of those of `assets` that exist, by path, read at once from a bucket."""
        paths = [asset.path for asset in assets]
        if self.is_folder:
            found = [self.asset_size(path) for path in paths]
        else:
            with ThreadPoolExecutor(READS_AT_ONCE) as pool:
                found = list(pool.map(self.asset_size, paths))
        return {path: size for path, size in zip(paths, found, strict=True) if size is not None}

    def asset_sizes(self) -> dict[str, int]:
        """Return the size in bytes of every asset, by path."""
        return {kept.path: kept.size for kept in self.objects(ASSETS_FOLDER)}

    def rendition(self, language: str, slug: str) -> Rendition | None:
        """Return the published rendition of a procedure, or None if there is none that this version can read.

        In a bucket, another process's replacement is seen a moment later: a rendition is read in the background when
        the bucket's listing, which is known, has another version of it.
        """
        if self.is_folder:
            return self.read_rendition(language, slug)[0]
        path = self._rendition_path(language, slug)
        version = self._listings.known(language).versions.get(path)
        if version is None:
            return None
        return self._known.get(path, lambda: self.read_rendition(language, slug)[0], version=version)

    def is_published(self, language: str, slug: str) -> bool:
        """Return whether there is a rendition of a procedure. Of a bucket, it is one that its listing has."""
        if self.is_folder:
            return self.rendition(language, slug) is not None
        return self._rendition_path(language, slug) in self._listings.known(language).versions

    def look_again(self, language: str, slug: str) -> None:
        """Read the rendition of a procedure from the bucket at its next use: another process has published it."""
        self._forget(self._rendition_path(language, slug))

    def read_rendition(self, language: str, slug: str) -> tuple[Rendition | None, object]:
        """Return the result of `rendition` and the version of its object, for `publish`."""
        path = self._rendition_path(language, slug)
        version = self.version(path)
        return (self._decoded(path, version, language, slug) if version is not None else None), version

    def _decoded(self, path: str, version: object, language: str, slug: str) -> Rendition | None:
        """Return the rendition at `path`, from memory if the one there has this version."""
        with self._lock:
            kept = self._renditions.get(path)
        if kept is None or kept.version != version:
            if (found := self.read(path)) is None:
                return None
            rendition = decode_rendition(found[0])
            if rendition is None or (rendition.language, rendition.slug) != (language, slug):
                return None
            kept = _Decoded(rendition=rendition, version=version)
            with self._lock:
                self._renditions[path] = kept
        return kept.rendition

    def publish(self, rendition: Rendition, *, replacing: object) -> bool:
        """Publish `rendition`, whose assets are already stored, by replacing one object.

        Return False, and change nothing, if the published version is not `replacing` any more: a process whose
        lease ran out must not undo the work of the process that took over.
        """
        path = self._rendition_path(rendition.language, rendition.slug)
        is_replaced = self.replace(path, encode(rendition), version=replacing)
        if is_replaced and not self.is_folder:
            self._listings.say_changed(rendition.language)
        self._forget(path)
        return is_replaced

    def put(self, path: str, data: bytes | Path) -> None:
        super().put(path, data)
        self._forget(path)

    def delete(self, path: str) -> None:
        super().delete(path)
        self._forget(path)

    def _forget(self, path: str) -> None:
        folder, _, rest = path.partition("/")
        if folder == self._folder_of_renditions:
            self._known.forget(path)
            self._listings.forget(rest.partition("/")[0])
        elif folder == COMPILATIONS_FOLDER:
            self._known_compilations.forget(path)

    def listing(self, language: str) -> str:
        """Return a digest of the renditions published in `language`. Publishing one changes it."""
        return self._listings.read(language).digest

    def known_listing(self, language: str) -> str:
        """Return what `listing` does. A bucket is not asked again for a known listing, which may be a moment old."""
        if self.is_folder:
            return self.listing(language)
        return self._listings.known(language).digest

    def compilation(self, language: str, name: str) -> Compilation | None:
        """Return the compilation made last of a language; None when none was, or it was written by another version.

        A bucket is not asked again for a known compilation, which may be a moment old.
        """
        if self.is_folder:
            return self.read_compilation(language, name)[0]
        path = compilation_path(language, name)
        return self._known_compilations.get(path, lambda: self.read_compilation(language, name)[0])

    def read_compilation(self, language: str, name: str) -> tuple[Compilation | None, object]:
        """Return the result of `compilation` and the version of its object, for `put_compilation`."""
        path = compilation_path(language, name)
        version = self.version(path)
        found = self.read(path) if version is not None else None
        kept = decode_compilation(found[0]) if found else None
        return (kept if kept and (kept.language, kept.name) == (language, name) else None), version

    def put_compilation(self, compilation: Compilation, *, replacing: object) -> bool:
        """Publish a compilation whose asset is stored. Return False if its version is not `replacing` any more."""
        path = compilation_path(compilation.language, compilation.name)
        is_replaced = self.replace(path, encode(compilation), version=replacing)
        self._forget(path)
        return is_replaced

    def lease(self, work: str) -> Lease | None:
        """Return the lease of `work`, or None while another living process holds it."""
        return leases.take(self, work)

    def wait_for_lease(self, work: str) -> Lease:
        """Return the lease of `work` as soon as no other process, on any machine, holds it."""
        return leases.wait(self, work)

    def _rendition_path(self, language: str, slug: str) -> str:
        return rendition_path(language, slug, folder=self._folder_of_renditions)

    def _is_whole(self, asset: Asset) -> bool:
        found = self.find(asset.path)
        return found is not None and found.size == asset.size and self._digest(asset.path) == asset.sha256

    def _digest(self, path: str) -> str:
        """Return the SHA-256 of the object at `path`, of any size."""
        found = hashlib.sha256()
        for piece in self.pieces(path):
            found.update(piece)
        return found.hexdigest()

    def _is_published(self, path: str, sha256: str) -> bool:
        """Return whether `sha256` is that of the asset published at `path`."""
        kept_sum = self.read(sum_path(path))
        if kept_sum is not None and kept_sum[0] == sum_line(sha256, path):
            return True
        log.error("%s is damaged or was not made here: it is not served", path)
        return False

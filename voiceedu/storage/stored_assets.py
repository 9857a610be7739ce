"""Assets in the store: written once at the address of their bytes, and read only as they were published."""

import datetime
import hashlib
import logging
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from voiceedu.assets import ASSETS_FOLDER, Asset
from voiceedu.audio import wav
from voiceedu.errors import StoreError
from voiceedu.storage import asset_sums
from voiceedu.storage.object_store import Objects
from voiceedu.storage.paths import sum_path
from voiceedu.storage.stored_object import StoredObject

log = logging.getLogger(__name__)

Data_co = TypeVar("Data_co", covariant=True)
READS_AT_ONCE = 16
"""How many objects are read from a bucket at a time."""
LARGEST_SOURCE_BYTES = 16_000_000
"""What is derived from a larger asset would take too long to make for each listener: it is kept."""


@dataclass(frozen=True, kw_only=True)
class StoredAsset(Generic[Data_co]):
    """An asset whose bytes match their published SHA-256. `modified` is when they were written.

    `data` are the bytes, or a value that reads them when they are needed.
    """

    data: Data_co
    sha256: str
    modified: datetime.datetime


class AssetStore(Objects):
    """The assets of one folder or bucket. Safe between threads, processes and machines."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self._sums = ThreadPoolExecutor(READS_AT_ONCE, thread_name_prefix="sums")
        self.assets_written = 0
        """How often this process has written an asset: what it has found missing may be there since."""

    def asset(self, path: str) -> StoredAsset[bytes] | None:
        """Return the asset at `path`, or None if it is missing or its bytes are not those that were published."""
        found = self.asset_up_to(path, limit_bytes=None)
        assert not isinstance(found, StoredObject)
        return found

    def asset_up_to(self, path: str, *, limit_bytes: int | None) -> StoredAsset[bytes] | StoredObject | None:
        """Return what `asset` does; the size and times of an asset larger than `limit_bytes`, which is not read.

        The bytes and their published SHA-256 are read from a bucket at the same time: a caller may be waiting.
        """
        kept_sum = None if self.is_folder else self._sums.submit(self.read, sum_path(path))
        if (found := self.read(path, limit_bytes=limit_bytes)) is None:
            return self._derived(path, kept_sum.result() if kept_sum else self.read(sum_path(path)))
        data, meta = found
        if limit_bytes is not None and meta.size > limit_bytes:
            return meta
        sha256 = hashlib.sha256(data).hexdigest()
        # A writer puts the sum first. Read beside the bytes, it may be older than they are: then it is read again.
        is_published = asset_sums.is_of(_bytes(kept_sum.result()), path, sha256) if kept_sum else False
        if not (is_published or self._is_published(path, sha256)):
            return None
        return StoredAsset(data=data, sha256=sha256, modified=meta.modified)

    def _derived(self, path: str, kept_sum: tuple[bytes, StoredObject] | None) -> StoredAsset[bytes] | None:
        """Return the asset at `path` made of its source; None if its sum names none, or that is missing or damaged."""
        derivation = asset_sums.derivation_of(_bytes(kept_sum), path)
        if derivation is None:
            return None
        source = self.read(derivation.source_path)
        if source is None or hashlib.sha256(source[0]).hexdigest() != derivation.source_sha256:
            log.error("%s is missing or damaged: %s cannot be made of it", derivation.source_path, path)
            return None
        data = wav.mu_law_of(source[0])
        if hashlib.sha256(data).hexdigest() != derivation.sha256:
            log.error("%s is not what was published when it is made of %s", path, derivation.source_path)
            return None
        return StoredAsset(data=data, sha256=derivation.sha256, modified=source[1].modified)

    def asset_size(self, path: str) -> int | None:
        """Return the size in bytes of the asset at `path`, or None if it is missing."""
        return self.size(path)

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
        seal = asset_sums.write(asset)
        self.put(sum_path(asset.path), seal)
        if not (isinstance(data, bytes) and self.create(asset.path, data)) and not self._is_whole(asset):
            self.put(asset.path, data)
        with self.turn():  # a process that prunes may have removed it, or be about to
            for path, written in ((sum_path(asset.path), seal), (asset.path, data)):
                if not self.touch(path):
                    self.put(path, written)
        self.assets_written += 1

    def put_derived(self, asset: Asset) -> None:
        """Note what `asset` is derived from, which is in the store already. Its own bytes, if they are kept, go."""
        self.put(sum_path(asset.path), asset_sums.write(asset))
        if self.asset_size(asset.path) is not None:
            self.delete(asset.path)
        self.assets_written += 1

    def retire(self, assets: Iterable[Asset]) -> None:
        """Note that no rendition names `assets` from now on. They stay for a while: clients may know the addresses."""
        for asset in assets:
            self.put(sum_path(asset.path), asset_sums.write(asset))

    def sizes(self, assets: Iterable[Asset]) -> dict[str, int]:
        """Return the sizes in bytes of what is kept of `assets`, by path, read at once from a bucket."""
        paths = list({asset.kept_path: None for asset in assets})
        if self.is_folder:
            found = [self.asset_size(path) for path in paths]
        else:
            with ThreadPoolExecutor(READS_AT_ONCE) as pool:
                found = list(pool.map(self.asset_size, paths))
        return {path: size for path, size in zip(paths, found, strict=True) if size is not None}

    def have_sizes(self, paths: Iterable[str], sizes: Iterable[int]) -> bool:
        """Return whether the files of a folder at `paths` all exist and have these `sizes` in bytes."""
        folder, stat_of = str(self._folder), os.stat
        try:
            for path, size in zip(paths, sizes, strict=True):  # all(…) takes a tenth longer
                if stat_of(f"{folder}/{path}").st_size != size:
                    return False
        except (OSError, ValueError):
            return False
        return True

    def asset_sizes(self) -> dict[str, int]:
        """Return the size in bytes of every asset, by path."""
        return {kept.path: kept.size for kept in self.objects(ASSETS_FOLDER)}

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
        if asset_sums.is_of(_bytes(self.read(sum_path(path))), path, sha256):
            return True
        log.error("%s is damaged or was not made here: it is not served", path)
        return False


def _bytes(found: tuple[bytes, StoredObject] | None) -> bytes | None:
    return found[0] if found is not None else None

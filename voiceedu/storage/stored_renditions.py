"""What is published: one rendition for each procedure, each read again only when it was replaced."""

import hashlib
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cachetools import LRUCache

from voiceedu.storage.known_values import KnownValues
from voiceedu.storage.listings import Listings
from voiceedu.storage.paths import RENDITIONS_FOLDER, rendition_path
from voiceedu.storage.rendition import Rendition, decode_rendition, encode
from voiceedu.storage.stored_assets import AssetStore
from voiceedu.storage.stored_object import Version

KNOWN_RENDITIONS = 256
"""How many decoded renditions stay in memory. Each use checks that its rendition is still the published one."""
KNOWN_WORKS = 20_000
"""Of how many works it is remembered that they are published. Of a bucket, as much of each rendition stays in memory,
compressed, which takes about 5 KB: a decoded one takes more than ten times that."""


@dataclass(frozen=True, kw_only=True)
class _Decoded:
    """A rendition in memory, and the version of its object when it was read; of a bucket, its compressed bytes."""

    rendition: Rendition
    version: Version | bytes


class RenditionStore(AssetStore):
    """The renditions of a store, and the assets that they name."""

    def __init__(self, location: str, *, renditions: str = RENDITIONS_FOLDER) -> None:
        """Open the store, whose renditions are in the folder `renditions`; raise SettingError if that fails."""
        super().__init__(location)
        self.renditions_folder = renditions
        self._renditions: LRUCache[str, _Decoded] = LRUCache(KNOWN_RENDITIONS)
        self._readable: LRUCache[str, Version | None] = LRUCache(KNOWN_WORKS)
        self._known: KnownValues[bytes] = KnownValues(max_entries=KNOWN_WORKS)
        self._listings = Listings(self, renditions=renditions)
        self._lock = threading.Lock()

    def rendition(self, language: str, slug: str) -> Rendition | None:
        """Return the published rendition of a procedure, or None if there is none that this version can read.

        In a bucket, another process's replacement is seen a moment later: a rendition is read in the background when
        the bucket's listing, which is known, has another version of it.
        """
        if self.is_folder:
            return self.read_rendition(language, slug)[0]
        path = self.rendition_path(language, slug)
        version = self._listings.known(language).versions.get(path)
        if version is None:
            return None
        packed = self._known.get(path, lambda: self._packed(path), version=version)
        if packed is None:
            return None
        return self._decoded(f"known {path}", packed, lambda: zlib.decompress(packed), language, slug)

    def _packed(self, path: str) -> bytes | None:
        """Return the object at `path` compressed, or None if there is none."""
        found = self.read(path)
        return zlib.compress(found[0], level=1) if found is not None else None

    def is_published(self, language: str, slug: str) -> bool:
        """Return whether there is a rendition of a procedure. Of a bucket, it is one that its listing has."""
        path = self.rendition_path(language, slug)
        if not self.is_folder:
            return path in self._listings.known(language).versions
        version = self.version(path)
        with self._lock:
            if version is not None and self._readable.get(path) == version:
                return True
        if self.rendition(language, slug) is None:
            return False
        with self._lock:
            self._readable[path] = version
        return True

    def look_again(self, language: str, slug: str) -> None:
        """Read the rendition of a procedure from the bucket at its next use: another process has published it."""
        self._forget(self.rendition_path(language, slug))

    def read_rendition(self, language: str, slug: str) -> tuple[Rendition | None, Version | None]:
        """Return the result of `rendition` and the version of its object, for `publish`."""
        path = self.rendition_path(language, slug)
        version = self.version(path)
        if version is None:
            return None, None

        def read() -> bytes | None:
            found = self.read(path)
            return found[0] if found is not None else None

        return self._decoded(path, version, read, language, slug), version

    def _decoded(
        self, key: str, version: Version | bytes, read: Callable[[], bytes | None], language: str, slug: str
    ) -> Rendition | None:
        """Return the rendition that `read` returns, from memory if what is there under `key` has this version."""
        with self._lock:
            kept = self._renditions.get(key)
        if kept is None or kept.version != version:
            data = read()
            rendition = decode_rendition(data) if data is not None else None
            if rendition is None or (rendition.language, rendition.slug) != (language, slug):
                return None
            kept = _Decoded(rendition=rendition, version=version)
            with self._lock:
                self._renditions[key] = kept
        return kept.rendition

    def publish(self, rendition: Rendition, *, replacing: Version | None) -> bool:
        """Publish `rendition`, whose assets are already stored, by replacing one object.

        Return False, and change nothing, if the published version is not `replacing` any more: a process whose
        lease ran out must not undo the work of the process that took over.
        """
        path = self.rendition_path(rendition.language, rendition.slug)
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
        """Read what is at `path` again at its next use."""
        folder, _, rest = path.partition("/")
        if folder == self.renditions_folder:
            self._known.forget(path)
            self._listings.forget(rest.partition("/")[0])

    def rendition_versions(self) -> dict[str, str]:
        """Return the version of everything that is published, by path, in one listing."""
        return {kept.path: kept.version for kept in self.objects(self.renditions_folder)}

    def listing(self, language: str) -> str:
        """Return a digest of the renditions published in `language`. Publishing one changes it."""
        return self._listings.read(language).digest

    def known_listing(self, language: str) -> str:
        """Return what `listing` does. A bucket is not asked again for a known listing, which may be a moment old."""
        if self.is_folder:
            return self.listing(language)
        return self._listings.known(language).digest

    def shown_listing(self, language: str) -> str:
        """Return a digest of the renditions in `language` as `rendition` returns them at this moment.

        Of a bucket some may be older than its listing. They are read again in the background, which changes the digest.
        """
        if self.is_folder:
            return self.listing(language)
        found = hashlib.sha256()
        for path, version in sorted(self._listings.known(language).versions.items()):
            found.update(f"{path} {self._shown_version(path, version)}\n".encode())
        return found.hexdigest()

    def _shown_version(self, path: str, listed: str) -> object:
        known = self._known.version(path)
        if known is None or known == listed:
            return listed
        self._known.get(path, lambda: self._packed(path), version=listed)
        return known

    def rendition_path(self, language: str, slug: str) -> str:
        """Return the path of what is published of a work."""
        return rendition_path(language, slug, folder=self.renditions_folder)

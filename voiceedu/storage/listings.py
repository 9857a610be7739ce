"""What is published in a language of a bucket, known without a request: which objects, and in which versions.

A small object in the bucket, the index of the language, changes with everything that is published. It is looked at in
the background; the bucket is listed when it has changed, and now and then, for a publisher may have died in between.
"""

import hashlib
import os
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

from voiceedu.errors import StoreError
from voiceedu.storage.known_values import KnownValues
from voiceedu.storage.object_store import Objects
from voiceedu.storage.paths import RENDITIONS_FOLDER, index_path

FRESH_S = 2.0
"""How often an index is looked at, at most."""
LIST_AGAIN_S = 60.0
"""How often a bucket is listed whose index has not changed."""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The version of each rendition that is published in a language, by its path, and a digest of all."""

    versions: Mapping[str, str]
    digest: str


@dataclass(frozen=True, kw_only=True)
class _Listed:
    listing: Listing
    index: object
    listed_at: float


class Listings:
    """The listings of `objects`, by language. Thread-safe."""

    def __init__(self, objects: Objects, *, renditions: str = RENDITIONS_FOLDER) -> None:
        self._objects = objects
        self._folder = renditions
        self._known: KnownValues[Listing] = KnownValues(fresh_s=FRESH_S)
        self._listed: dict[str, _Listed] = {}
        self._lock = threading.Lock()

    def read(self, language: str) -> Listing:
        """Return the listing as it is now."""
        versions = self._versions(f"{self._folder}/{language}")
        found = hashlib.sha256()
        for path, version in sorted(versions.items()):
            found.update(f"{path} {version}\n".encode())
        return Listing(versions=versions, digest=found.hexdigest())

    def _versions(self, folder: str) -> dict[str, str]:
        """Return the version of each rendition in `folder` by path. Files take a tenth of a list of objects."""
        path = self._objects.file(folder)
        if path is None:
            return {kept.path: kept.version for kept in self._objects.objects(folder)}
        try:
            with os.scandir(path) as entries:
                return {f"{folder}/{entry.name}": _version(entry.stat()) for entry in entries if _is_rendition(entry)}
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise StoreError(f"{folder}: {error.strerror or error}") from None

    def known(self, language: str) -> Listing:
        """Return the listing, which may be a moment old. Only the first call for a language asks the bucket."""
        listing = self._known.get(language, lambda: self._read_if_changed(language))
        assert listing is not None
        return listing

    def forget(self, language: str) -> None:
        """List again at the next use: this process has published."""
        with self._lock:
            self._listed.pop(language, None)
        self._known.forget(language)

    def say_changed(self, language: str) -> None:
        """Change the index of `language`, so that all processes list again."""
        self._objects.put(index_path(language), secrets.token_hex(16).encode())

    def _read_if_changed(self, language: str) -> Listing:
        index = self._objects.version(index_path(language))  # before the listing: what changes meanwhile is seen next
        now = time.monotonic()
        with self._lock:
            last = self._listed.get(language)
        if last is None or index is None or last.index != index or now - last.listed_at > LIST_AGAIN_S:
            last = _Listed(listing=self.read(language), index=index, listed_at=now)
            with self._lock:
                self._listed[language] = last
        return last.listing


def _is_rendition(entry: "os.DirEntry[str]") -> bool:
    return entry.name.endswith(".json") and entry.is_file()


def _version(status: os.stat_result) -> str:
    return f"{status.st_ino} {status.st_mtime_ns} {status.st_size}"

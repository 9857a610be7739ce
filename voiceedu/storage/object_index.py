"""Versions and sizes of the store's objects: of a bucket from one listing, without a request for each."""

from collections.abc import Iterable
from functools import cached_property

from voiceedu.storage.store import Store


class ObjectIndex:
    """Versions and sizes of objects of `store`: of a folder at each call, of a bucket as it was first listed."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def version(self, language: str, slug: str) -> str | None:
        """Return the version of what is published of a work; None if nothing is."""
        path = self._store.rendition_path(language, slug)
        if not self._store.is_folder:
            return self._renditions.get(path)
        version = self._store.version(path)
        return str(version) if version is not None else None

    def have_sizes(self, paths: Iterable[str], sizes: Iterable[int]) -> bool:
        """Return whether the assets at `paths` are all there and have these `sizes` in bytes."""
        if self._store.is_folder:
            return self._store.have_sizes(paths, sizes)
        return all(self.asset_sizes.get(path) == size for path, size in zip(paths, sizes, strict=True))

    @cached_property
    def asset_sizes(self) -> dict[str, int]:
        """The sizes of the assets of a bucket, by path; empty for a folder, which can be asked at any time."""
        return {} if self._store.is_folder else self._store.asset_sizes()

    @cached_property
    def _renditions(self) -> dict[str, str]:
        return self._store.rendition_versions()

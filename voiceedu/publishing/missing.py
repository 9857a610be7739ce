"""Finds the works of a library that are unpublished or have changed since, in a process without voices."""

from collections.abc import Iterable, Iterator

from voiceedu.content.library import Work
from voiceedu.publishing.published_library import PublishedLibrary
from voiceedu.storage.paths import RENDITIONS_FOLDER, rendition_path


class Missing:
    """Looks for works that are not published, or with other words."""

    def __init__(self, library: PublishedLibrary) -> None:
        self._library = library
        self._settled: dict[str, tuple[str, str]] = {}

    def works(self, *, settled: Iterable[Work] = ()) -> Iterator[Work]:
        """Yield the works that have to be rendered.

        It lists the store once, and reads what was replaced since the last call. `settled` were rendered since, and
        count as published whatever version of the program did so.
        """
        versions = {found.path: found.version for found in self._library.store.objects(RENDITIONS_FOLDER)}
        done = {rendition_path(work.language, work.slug) for work in settled}
        for work in self._library.library.works:
            path = rendition_path(work.language, work.slug)
            version = versions.get(path)
            if version is None:
                yield work
                continue
            key = self._library.script_key(work)
            if self._settled.get(path) == (version, key):
                continue
            rendition, _ = self._library.store.read_rendition(work.language, work.slug)
            if path in done or (rendition is not None and rendition.script_key == key):
                self._settled[path] = version, key
            else:
                yield work

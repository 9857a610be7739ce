"""The library as its files are now, in a process that runs on while they change."""

import logging
import time
from pathlib import Path

from voiceedu.content import prompts
from voiceedu.content.library import Library
from voiceedu.errors import LibraryError

log = logging.getLogger(__name__)

LOOK_S = 2.0
"""How often the files are looked at."""


class LibraryWatch:
    """Loads the library in a folder, and again when one of its files has changed."""

    def __init__(self, folder: Path, *, publisher: str = "") -> None:
        """Load the library; raise LibraryError when it cannot be used."""
        self._folder = folder
        self._publisher = publisher
        self._library = _load(folder, publisher)
        self._files = _file_states(folder)
        self._looked_at = time.monotonic()

    def current(self) -> Library:
        """Return the library. While a changed file is broken, the last library that could be used stays."""
        now = time.monotonic()
        if now - self._looked_at > LOOK_S:
            self._looked_at = now
            try:
                self._load_if_changed()
            except (LibraryError, OSError) as error:
                log.error("The library has changed and cannot be used; the last good one stays: %s", error)
        return self._library

    def _load_if_changed(self) -> None:
        files = _file_states(self._folder)
        if files != self._files:
            self._files = files
            self._library = _load(self._folder, self._publisher)


def _load(folder: Path, publisher: str) -> Library:
    library = prompts.load(folder, publisher=publisher)
    for caution in library.cautions:
        log.warning("%s", caution)
    return library


def _file_states(folder: Path) -> list[tuple[str, int, int]]:
    """Return a value that changes with any of the library's files: their paths, times and sizes."""
    files = (*sorted(folder.glob("*/*.md")), *prompts.watched(folder))
    states = ((path, path.stat()) for path in files)
    return [(str(path), state.st_mtime_ns, state.st_size) for path, state in states]

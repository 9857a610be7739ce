"""The library as its files are now, in a process that runs on while they change."""

import dataclasses
import hashlib
import logging
import os
import time
from pathlib import Path

from voiceedu.content import procedure_file, prompt_files, prompts, regular_files
from voiceedu.content.library import Library, Salvage, Work
from voiceedu.content.library_folder import procedure_names
from voiceedu.content.prompt_recording import LARGEST_RECORDING_BYTES
from voiceedu.errors import LibraryError, StoreError
from voiceedu.publishing import approval_files
from voiceedu.publishing.parsed_memory import ParsedMemory

log = logging.getLogger(__name__)

LOOK_S = 2.0
"""How often the files are looked at."""


class LibraryWatch:
    """Loads the library in a folder, and again when one of its files has changed.

    A file that cannot be used is said in the log and leaves the others as they are: what `published` returns stands in
    for it, else what it was when this process read it last.
    """

    def __init__(
        self, folder: Path, *, published: Salvage, publisher: str = "", memory: ParsedMemory | None = None
    ) -> None:
        """Load the library; raise LibraryError when there is nothing in it that can be used.

        With a `memory`, what an earlier process has parsed is not parsed again.
        """
        self._folder = folder
        self._published = published
        self._publisher = publisher
        self._library: Library | None = None
        self._is_complete = True
        self._told = ""
        self._files = _file_states(folder)
        if memory is not None:
            memory.recall()
        self._library = self._load()
        if memory is not None:
            memory.keep()
        self._looked_at = time.monotonic()

    def current(self, *, at_once: bool = False) -> Library:
        """Return the library. While nothing in it can be used, the last library that could be stays.

        Its files are looked at every LOOK_S, or `at_once`.
        """
        now = time.monotonic()
        if at_once or now - self._looked_at > LOOK_S:
            self._looked_at = now
            try:
                self._load_if_changed()
                self._told = ""
            except (LibraryError, OSError) as error:
                self._tell(error)
        assert self._library is not None
        return self._library

    def _tell(self, error: LibraryError | OSError) -> None:
        """Log why the library cannot be used, once: a folder that is gone is looked for again every LOOK_S."""
        if str(error) != self._told:
            self._told = str(error)
            log.error("The library has changed and cannot be used; the last good one stays: %s", error)

    def _load_if_changed(self) -> None:
        files = _file_states(self._folder)
        if files != self._files or not self._is_complete:
            self._files = files
            self._library = self._load()

    def _load(self) -> Library:
        self._is_complete = True
        library = prompts.load(self._folder, publisher=self._publisher, salvage=self._salvage)
        for caution in library.cautions:
            log.warning("%s", caution)
        for broken in library.broken:
            log.error("%s cannot be used; what is published of it stays: %s", broken.name, broken.error)
        return dataclasses.replace(library, digest=self._digest(library))

    def _digest(self, library: Library) -> str:
        """Return a digest of the paths and the contents of the files that `library` was read from."""
        broken, above = {str(broken.error.path) for broken in library.broken}, len(str(self._folder))
        files = (f"{path[above:]} {_sha256(path, is_read=path not in broken)}\n" for path, _, _ in self._files)
        return hashlib.sha256("".join(files).encode(errors="surrogateescape")).hexdigest()

    def _salvage(self, language: str, slug: str) -> Work | None:
        try:
            published = self._published(language, slug)
        except StoreError as error:
            log.error("What stands in for %s/%s cannot be read: %s", language, slug, error)
            self._is_complete, published = False, None
        if published is None and self._library is not None:
            return self._library.work(language, slug)
        return published


def _file_states(folder: Path) -> list[tuple[str, int, int]]:
    """Return a value that changes with any of the library's files, approvals included: their paths, times and sizes."""
    languages = [path for path in sorted(folder.iterdir()) if path.is_dir()]
    files = [f"{language}{os.sep}{name}" for language in languages for name in procedure_names(language)]
    files += map(str, (*prompt_files.watched(folder), *approval_files.watched(folder)))
    return list(map(_state, files))


def _state(path: str) -> tuple[str, int, int]:
    try:
        state = os.stat(path)  # noqa: PTH116 -- thousands are looked at
    except OSError:  # a link to nothing or to itself: the library names it when it is read
        return path, -1, -1
    return path, state.st_mtime_ns, state.st_size


def _sha256(path: str, *, is_read: bool) -> str:
    """Return the SHA-256 of a file; of a procedure that `is_read`, that of the text that it was read from."""
    if is_read and path.endswith(".md"):
        parsed = procedure_file.remembered(path, language=path.rsplit(os.sep, 2)[1])
        if parsed is not None:
            return parsed.sha256
    try:
        return hashlib.sha256(regular_files.read(Path(path), at_most=LARGEST_RECORDING_BYTES)).hexdigest()
    except OSError:
        return ""

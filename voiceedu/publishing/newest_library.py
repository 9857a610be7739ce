"""Whether another machine has a newer library: then nothing that is published is replaced by the words of this one.

It matters where machines share a bucket, as while a new library is rolled out. A folder is one machine's.
"""

import hashlib
import logging
import socket
import threading
from collections.abc import Callable
from pathlib import Path

from voiceedu.config import Settings
from voiceedu.content import regular_files
from voiceedu.content.library import Library
from voiceedu.content.procedure_file import LARGEST_BYTES
from voiceedu.publishing import dates
from voiceedu.storage.library_versions import LibraryVersion, LibraryVersions
from voiceedu.storage.store import Store

log = logging.getLogger(__name__)

_SHOWN = 8
"""How many digits of a version people see."""
_newest: dict[tuple[str, Path], str] = {}
"""The version that was the newest of all when it was looked at last, by the store and the library's folder: `voiceedu
review` opens both anew for each change, and a change that is taken back there is a change."""


class NewestLibrary:
    """Compares the library of this machine with those that others render from into the same store. Thread-safe."""

    def __init__(self, store: Store, settings: Settings, *, current: Callable[[], Library]) -> None:
        """Take what returns the library as its files are now."""
        self._versions = LibraryVersions(store)
        self._is_shared = not store.is_folder
        self._lexicon = settings.clinic_lexicon
        self._current = current
        self._here = settings.cache, settings.library
        self._warned_of = ""
        self._lock = threading.Lock()

    def why_older(self, library: Library, *, is_newest: bool = False) -> str | None:
        """Return what to tell a person if another machine's library is newer than `library`, else None.

        Notes that this machine renders from `library`; with `is_newest`, because a person says so, as the newest one.
        """
        if not self._is_shared:
            return None
        with self._lock:
            before = _newest.get(self._here, "")  # read first: no other thread's change may count as one of `library`
            instead_of = before if self._current().digest == library.digest else ""
            digest = self._digest(library)
            version = LibraryVersion(digest, dates.now(), socket.gethostname())
            newer = self._versions.note(version, instead_of=instead_of, is_newest=is_newest)
            if newer is None:
                _newest[self._here] = digest
                return None
            reason = _reason(version, newer)
            if newer.digest != self._warned_of:
                self._warned_of = newer.digest
                log.warning("%s", reason)
            return reason

    def _digest(self, library: Library) -> str:
        try:
            lexicon = regular_files.read(self._lexicon, at_most=LARGEST_BYTES)
        except OSError:
            lexicon = b""
        return hashlib.sha256(library.digest.encode() + lexicon).hexdigest()


def _reason(version: LibraryVersion, newer: LibraryVersion) -> str:
    return (
        f"The library of this machine ({version.digest[:_SHOWN]}) is older than {newer.digest[:_SHOWN]}, from which "
        f"{newer.machine} has rendered since {newer.since}. What is published with other words stays. Give this "
        "machine the newer library; if its older texts are meant, run `voiceedu render --revert` here"
    )

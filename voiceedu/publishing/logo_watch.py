"""The clinic's logo as its files are now, in a process that runs on while they change."""

import logging
import threading
import time
from pathlib import Path

from voiceedu.content import clinic_logo
from voiceedu.content.clinic_logo import Logo
from voiceedu.errors import LogoError

log = logging.getLogger(__name__)

LOOK_S = 2.0
"""Seconds between two looks at the files."""


class LogoWatch:
    """Reads the logo of the library in a folder, and again when one of its files has changed. Thread-safe.

    One that cannot be shown is said in the log, and `problem` says why; the last good one, if any, stays.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._logo: Logo | None = None
        self.problem = ""
        self._states = self._file_states()
        self._looked_at = time.monotonic()
        self._read()

    def current(self) -> Logo | None:
        """Return the logo, or None if there is none. While the files stay, it is the same object."""
        with self._lock:
            now = time.monotonic()
            if now - self._looked_at > LOOK_S:
                self._looked_at = now
                states = self._file_states()
                if states != self._states:
                    self._states = states
                    self._read()
            return self._logo

    def _read(self) -> None:
        try:
            self._logo = clinic_logo.read(self._folder)
        except LogoError as error:
            self.problem = str(error)
            log.error("The logo cannot be shown: %s", error)
        else:
            self.problem = ""

    def _file_states(self) -> list[tuple[int, int, int] | None]:
        return [_state(path) for path in clinic_logo.files(self._folder)]


def _state(path: Path) -> tuple[int, int, int] | None:
    """Return a value that changes with the file, or None if there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_ino, status.st_mtime_ns, status.st_size)

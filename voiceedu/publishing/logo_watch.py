"""The clinic's logo as its files are now, in a process that runs on while they change."""

import logging
import threading
from pathlib import Path

from voiceedu.content import clinic_logo
from voiceedu.content.clinic_logo import Logo
from voiceedu.errors import LogoError
from voiceedu.publishing.file_watch import FileWatch

log = logging.getLogger(__name__)


class LogoWatch:
    """Reads the logo of the library in a folder, and again when one of its files has changed. Thread-safe.

    One that cannot be shown is said in the log, and `problem` says why; the last good one, if any, stays.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._logo: Logo | None = None
        self.problem = ""
        self._files = FileWatch(clinic_logo.files(folder))
        self._read()

    def current(self) -> Logo | None:
        """Return the logo, or None if there is none. While the files stay, it is the same object."""
        with self._lock:
            if self._files.has_changed():
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

"""The lexicons as their files are now, in a process that runs on while the clinic's own changes."""

import logging
import threading
from pathlib import Path

from voiceedu.errors import LexiconError
from voiceedu.narration import lexicon
from voiceedu.narration.lexicon import Lexicon
from voiceedu.publishing.file_watch import FileWatch

log = logging.getLogger(__name__)


class LexiconWatch:
    """Loads lexicons, with the `clinic`'s own entries on top, and again when that file has changed. Thread-safe.

    While the changed file cannot be used, the last good lexicons stay; the log says so, and `problem` says why.
    """

    def __init__(self, clinic: Path | None, *, is_optional: bool = False) -> None:
        """Read the clinic's file; raise LexiconError when it cannot be used.

        One that `is_optional` need not exist: it counts as empty until somebody writes it.
        """
        self._clinic = clinic
        self._is_optional = is_optional
        self._lexicons: dict[str, Lexicon] = {}
        self._lock = threading.Lock()
        self._file = FileWatch([clinic] if clinic is not None else [])
        self.problem: str = ""
        if clinic is not None and self._is_expected():
            _read(clinic)

    def of(self, language: str) -> Lexicon:
        """Return the lexicon of `language`."""
        with self._lock:
            self._look()
            if language not in self._lexicons:
                self._lexicons[language] = lexicon.load(language, clinic=self._clinic)
            return self._lexicons[language]

    def _look(self) -> None:
        """Load what is known again if the clinic's file has changed and can be used."""
        if self._clinic is None or not self._file.has_changed():
            return
        try:
            if self._is_expected():
                _read(self._clinic)
            self._lexicons = {language: lexicon.load(language, clinic=self._clinic) for language in self._lexicons}
        except LexiconError as error:
            self.problem = str(error)
            log.error("The lexicon has changed and cannot be used; the last good one stays: %s", error)
        else:
            self.problem = ""
            log.info("The lexicon has changed and was read again: %s", self._clinic)

    def _is_expected(self) -> bool:
        """Return whether the file has to be readable."""
        return not self._is_optional or self._file.any_exists()


def _read(clinic: Path) -> None:
    """Read the clinic's file; raise LexiconError when it cannot be used."""
    try:
        lexicon.read(clinic)
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
        raise LexiconError(clinic, 1, problem, remedy="Make it a file that can be read.") from None

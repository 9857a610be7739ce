"""Notices that a few files have changed, in a process that runs on while people edit them."""

import time
from collections.abc import Sequence
from pathlib import Path

LOOK_S = 2.0
"""How often the files are looked at."""


class FileWatch:
    """Remembers when files were changed, and asks the disk for it every LOOK_S at most."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = files
        self._looked_at = time.monotonic()
        self._states = [_state(file) for file in files]

    def has_changed(self) -> bool:
        """Return whether a file was changed, made or removed since this was last asked; False if that was just now."""
        now = time.monotonic()
        if now - self._looked_at <= LOOK_S:
            return False
        self._looked_at = now
        before, self._states = self._states, [_state(file) for file in self._files]
        return self._states != before

    def any_exists(self) -> bool:
        """Return whether one of the files existed when they were last looked at."""
        return any(self._states)


def _state(file: Path) -> tuple[int, int, int] | None:
    """Return a value that changes with the file, or None if there is no file."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size

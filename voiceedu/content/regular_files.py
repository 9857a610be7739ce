"""Reads files that anybody may have put into a folder: a pipe or a device is refused and never waited for."""

import errno
import os
import stat
from pathlib import Path


def read(path: Path, *, at_most: int) -> bytes:
    """Return the first `at_most` bytes of the regular file at `path`, links followed. Anything else is an OSError."""
    with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a file", str(path))
        return file.read(at_most)

"""Reads files that anybody may have put into a folder: a pipe or a device is refused and never waited for."""

import errno
import os
import stat
from pathlib import Path

MORE_BYTES = 1 << 20


def read(path: Path, *, at_most: int) -> bytes:
    """Return the first `at_most` bytes of the regular file at `path`, links followed. Anything else is an OSError."""
    file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "not a file", str(path))
        # One read and no buffer, for thousands of small files. One that has grown meanwhile is read to its end.
        data = os.read(file, min(status.st_size + 1, at_most))
        while status.st_size < len(data) < at_most and (more := os.read(file, min(MORE_BYTES, at_most - len(data)))):
            data += more
        return data
    finally:
        os.close(file)


def readable_name(name: str) -> str:
    """Return the name of a file with what is not UTF-8 in it escaped."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")

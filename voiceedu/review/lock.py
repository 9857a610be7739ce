"""The lock on a library: one writer at a time, of all processes, and it names who that is."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from voiceedu.errors import LockedError

FILE = ".review-lock"
LOCK_WAIT_S = 2.0
"""How long a writer waits for another one: a change takes a fraction of a second."""
_LOOK_S = 0.05
_LONGEST_NAME_BYTES = 400


@contextlib.contextmanager
def hold(folder: Path, who: str, *, patience_s: float = LOCK_WAIT_S) -> Iterator[None]:
    """Hold the lock on the library in `folder`, as `who`, until the `with` block ends.

    Raise LockedError, with the name of the holder, when somebody else still holds it after `patience_s` seconds, and
    OSError when nothing can be written there. The system drops the lock of a process that dies.
    """
    path = folder / FILE
    descriptor = _locked(path, time.monotonic() + patience_s)
    try:
        with contextlib.suppress(OSError):  # a full disk: the lock holds all the same, without a name
            os.ftruncate(descriptor, 0)
            os.write(descriptor, who.encode()[:_LONGEST_NAME_BYTES])
        yield
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(descriptor)


def _locked(path: Path, deadline: float) -> int:
    """Return a descriptor of the file at `path` that only this caller has locked."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(descriptor, _LONGEST_NAME_BYTES).decode(errors="replace")
            os.close(descriptor)
            if time.monotonic() > deadline:
                raise LockedError(holder or "Somebody else") from None
            time.sleep(_LOOK_S)
            continue
        if _is_at(path, descriptor):
            return descriptor
        os.close(descriptor)  # whoever held it has removed it


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(follow_symlinks=False), os.fstat(descriptor))
    except FileNotFoundError:
        return False

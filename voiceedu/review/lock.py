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
_LONGEST_BYTES = 2000


@contextlib.contextmanager
def hold(folder: Path, who: str, what: str = "", *, patience_s: float = LOCK_WAIT_S) -> Iterator[str]:
    """Hold the lock on the library in `folder`, as `who` does `what`, until the `with` block ends.

    Yield what was interrupted before, such as "Dr. Ana Ruiz: edited en/nerve-blocks"; else nothing.
    Raise LockedError, with the name of the holder, when somebody else still holds it after `patience_s` seconds, and
    OSError when nothing can be written there. The system drops the lock of a process that dies.
    """
    path = folder / FILE
    descriptor = _locked(path, time.monotonic() + patience_s)
    try:
        interrupted = ": ".join(filter(None, _read(descriptor)))
        with contextlib.suppress(OSError):  # a full disk: the lock holds all the same, without a name
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{who}\n{what}".encode()[:_LONGEST_BYTES], 0)
        yield interrupted
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
            holder = _read(descriptor)[0]
            os.close(descriptor)
            if time.monotonic() > deadline:
                raise LockedError(holder or "Somebody else") from None
            time.sleep(_LOOK_S)
            continue
        if _is_at(path, descriptor):
            return descriptor
        os.close(descriptor)  # whoever held it has removed it


def _read(descriptor: int) -> list[str]:
    """Return who holds the lock, or held it to no end, and what that person does."""
    return os.pread(descriptor, _LONGEST_BYTES, 0).decode(errors="replace").split("\n")


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(follow_symlinks=False), os.fstat(descriptor))
    except FileNotFoundError:
        return False

"""The folder in which the processes of a server count together, for as long as the server lives."""

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from voiceedu.errors import SettingError

SETTING = "PROMETHEUS_MULTIPROC_DIR"
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108
"""Linux's folder in memory. Counts are written to mapped files: a disk without room for them would end each process."""
PREFIX = "voiceedu-metrics-"
YOUNG_S = 60.0
"""A folder younger than this may belong to a server that has made it and not locked it yet."""


@contextlib.contextmanager
def use_metrics_folder() -> Iterator[None]:
    """Have all processes count together in a folder, until the block ends, unless the environment names one.

    Remove the folders of servers that were killed. Raise SettingError when no folder can be written.
    """
    if SETTING in os.environ:
        yield
        return
    try:
        parent = SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK | os.X_OK) else Path(tempfile.gettempdir())
        _remove_abandoned(parent)
        folder = tempfile.TemporaryDirectory(prefix=PREFIX, dir=parent)
    except OSError as error:
        remedy = f"no folder for temporary files can be written ({error.strerror}). Name an empty one"
        raise SettingError(SETTING, "", remedy) from None
    with folder, _locked(Path(folder.name)):
        os.environ[SETTING] = folder.name
        try:
            yield
        finally:
            del os.environ[SETTING]


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a lock on `folder`. Its workers inherit it: it is free when the last of the processes has ended."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield
    finally:
        os.close(descriptor)


def _remove_abandoned(parent: Path) -> None:
    for folder in parent.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):  # another user's, or another server removes it at this moment
            if _is_abandoned(folder):
                shutil.rmtree(folder)


def _is_abandoned(folder: Path) -> bool:
    """Return whether no process holds `folder`, which this user owns."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        status = os.fstat(descriptor)
        if status.st_uid != os.getuid() or time.time() - status.st_mtime < YOUNG_S:
            return False
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True

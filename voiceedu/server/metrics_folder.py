"""The folder in which the processes of a server count together, for as long as the server lives."""

import contextlib
import fcntl
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from voiceedu.errors import SettingError

log = logging.getLogger(__name__)

SETTING = "PROMETHEUS_MULTIPROC_DIR"
LEAST_ROOM_BYTES = 8_000_000
"""Many times what the counts take. A process that counts where there is no room is ended by the system."""
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108
"""Linux's folder in memory. Counts are written to mapped files: a disk without room for them would end each process."""
PREFIX = "voiceedu-metrics-"
YOUNG_S = 60.0
"""A folder younger than this may belong to a server that has made it and not locked it yet."""


@contextlib.contextmanager
def use_metrics_folder() -> Iterator[None]:
    """Have all processes count together in a folder, until the block ends, unless the environment names one.

    Remove the folders of servers that were killed. Where no folder has room, each process counts by itself. Raise
    SettingError when no folder can be written.
    """
    if SETTING in os.environ:
        yield
        return
    try:
        parent = _parent()
        folder = tempfile.TemporaryDirectory(prefix=PREFIX, dir=parent) if parent is not None else None
    except OSError as error:
        remedy = f"no folder for temporary files can be written ({error.strerror}). Name an empty one"
        raise SettingError(SETTING, "", remedy) from None
    if folder is None:
        yield
        return
    with folder, _locked(Path(folder.name)):
        os.environ[SETTING] = folder.name
        try:
            yield
        finally:
            del os.environ[SETTING]


def _parent() -> Path | None:
    """Return where the folder of the counts is made: in memory, else with temporary files. None if both are full."""
    told = []
    if os.access(SHARED_MEMORY, os.W_OK | os.X_OK):
        _remove_abandoned(SHARED_MEMORY)
        if not (told := _without_room(SHARED_MEMORY)):
            return SHARED_MEMORY
    temporary = Path(tempfile.gettempdir())
    _remove_abandoned(temporary)
    if not (also := _without_room(temporary)):
        return temporary
    needed = f"{LEAST_ROOM_BYTES / 1e6:.0f} MB are needed in one of them"
    log.error("/metrics is of one process each time: %s; %s. Make room there", " and ".join(told + also), needed)
    return None


def _without_room(folder: Path) -> list[str]:
    """Return what to tell of a folder that is full; nothing if it has room, or is not there."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return []
    return [f"{folder} has {free / 1e6:.1f} MB"] if free < LEAST_ROOM_BYTES else []


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

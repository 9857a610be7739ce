"""A copy on this machine of a library that is in a bucket, for everything that reads the files of a library.

It is replaced as a whole: whoever looks at it finds the files of one listing of the bucket. While the bucket cannot be
read, the last copy stays.
"""

import contextlib
import fcntl
import logging
import math
import os
import secrets
import shutil
import threading
import time
import weakref
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from voiceedu.config import Settings
from voiceedu.errors import SettingError, StoreError
from voiceedu.storage import patience
from voiceedu.storage.object_store import Objects

log = logging.getLogger(__name__)

LOOK_S = 10.0
"""How often the bucket is listed, by one of the processes of a machine."""
READS_AT_ONCE = 16
LARGEST_BYTES = 50_000_000
"""A larger object is no text, no approval and no recording of a prompt."""
_STATE, _LOCK = "copied.json", "lock"


class _Copied(msgspec.Struct):
    """The folder of the last copy, and the version of each object in it."""

    folder: str
    versions: dict[str, str]


_COPIED = msgspec.json.Decoder(_Copied)


class LibraryCopy:
    """The copy of the library at `url`, as the folder `current`, which is a link. Safe between processes."""

    def __init__(self, url: str, current: Path) -> None:
        """Raise SettingError for a URL that cannot be used."""
        self._url = url
        self._current = current
        self._folder = current.parent
        self._objects = Objects(url, setting="VOICEEDU_LIBRARY")

    def refresh(self, *, at_most_every_s: float = 0.0) -> None:
        """Bring the copy up to date, unless a process has done so in the last seconds.

        If the bucket cannot be read, log that and leave the copy as it is; without one, raise SettingError.
        """
        # Without a copy there is nothing to begin with, so that it is waited for.
        limit = contextlib.nullcontext() if self._current.is_dir() else patience.at_most(math.inf)
        try:
            with self._turn(), limit:
                age_s = time.time() - self._refreshed_at()
                if not 0 <= age_s < at_most_every_s:  # less than nothing: the clock was set back
                    self._refresh()
        except (StoreError, OSError) as error:
            if not self._current.is_dir():
                raise SettingError("VOICEEDU_LIBRARY", self._url, f"it cannot be copied: {error}") from None
            (self._folder / _STATE).touch()  # other processes need not wait for the bucket now
            log.warning("The library in the bucket cannot be read; its last copy stays: %s", error)

    def _refresh(self) -> None:
        copied = self._copied()
        listed = {kept.path: kept.version for kept in self._objects.objects("") if kept.path}
        if not listed:
            raise StoreError(f"{self._url} has no files")
        if listed != copied.versions or not self._current.is_dir():
            copied = self._copy(listed, copied)
            self._clean(copied.folder)
        self._write(_STATE, msgspec.json.encode(copied))

    def _copy(self, listed: Mapping[str, str], before: _Copied) -> _Copied:
        """Make a new folder of what is `listed`, with links to the files that have not changed; make it the current."""
        folder = self._folder / secrets.token_hex(4)

        def fetch(path: str) -> str:
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if before.versions.get(path) == listed[path]:
                try:
                    os.link(self._folder / before.folder / path, target)
                except OSError:
                    pass
                else:
                    return listed[path]
            found = self._objects.read(path, limit_bytes=LARGEST_BYTES)
            if found is None:  # it is gone, or stands for a folder: consoles of buckets make such objects
                return listed[path]
            target.write_bytes(found[0])
            return found[1].version

        try:
            with ThreadPoolExecutor(READS_AT_ONCE) as pool:
                versions = dict(zip(listed, pool.map(fetch, listed), strict=True))
            link = self._folder / f"{folder.name}.link"
            link.symlink_to(folder.name)
            link.replace(self._current)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        log.info("The library was copied from %s: %d files", self._url, len(versions))
        return _Copied(folder.name, versions)

    def _clean(self, newest: str) -> None:
        """Remove what earlier copies have left, but the last one before: somebody may be reading it."""
        folders = [path for path in self._folder.iterdir() if path.is_dir() and not path.is_symlink()]
        for old in sorted(folders, key=lambda path: path.stat().st_mtime)[:-2]:
            if old.name != newest:
                shutil.rmtree(old, ignore_errors=True)

    def _copied(self) -> _Copied:
        try:
            return _COPIED.decode((self._folder / _STATE).read_bytes())
        except (OSError, msgspec.DecodeError):
            return _Copied("", {})

    def _refreshed_at(self) -> float:
        try:
            return (self._folder / _STATE).stat().st_mtime
        except FileNotFoundError:
            return 0.0

    def _write(self, name: str, data: bytes) -> None:
        (self._folder / f"{name}.new").write_bytes(data)
        (self._folder / f"{name}.new").replace(self._folder / name)

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """Have one process of this machine at a time copy."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / _LOCK).open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def refresh(settings: Settings) -> None:
    """Bring the copy of a library that is in a bucket up to date. Raise SettingError if there is no copy at all."""
    if settings.library_url is not None:
        LibraryCopy(settings.library_url, settings.library).refresh(at_most_every_s=LOOK_S)


def follow(settings: Settings, *, owner: object) -> None:
    """Do what `refresh` does, and go on doing it in a thread as long as `owner` exists."""
    refresh(settings)
    if settings.library_url is not None:
        arguments = settings, weakref.ref(owner)
        threading.Thread(target=_go_on, args=arguments, name="library copy", daemon=True).start()


def _go_on(settings: Settings, owner: "weakref.ref[object]") -> None:
    while owner() is not None:
        time.sleep(LOOK_S)
        try:
            refresh(settings)
        except Exception:  # the thread goes on: the last copy stays
            log.exception("The library in the bucket cannot be copied")

"""Objects under a folder or bucket, as they are read and listed."""

import contextlib
import logging
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import obstore
from obstore.exceptions import BaseError

from voiceedu.errors import StoreError
from voiceedu.storage import bucket_errors, patience
from voiceedu.storage.location import first_line, open_location
from voiceedu.storage.stored_object import StoredObject, Version, stored_object

log = logging.getLogger(__name__)

T = TypeVar("T")

PIECE_BYTES = 1 << 20
"""Large objects are read in pieces of this size."""
_NOWHERE = (FileNotFoundError, ValueError)
"""The object does not exist; ValueError: no object can have this path."""


class ObjectReader:
    """The objects of one folder or bucket, for reading. Safe between threads, processes and machines.

    A file that cannot be read is logged and treated as missing. Anything else that fails raises StoreError.
    """

    def __init__(self, location: str, *, setting: str = "VOICEEDU_CACHE") -> None:
        """Open a folder (made when missing; file:///… too) or a bucket's URL such as s3://bucket/prefix.

        Raise a SettingError that names the `setting` if it cannot be opened.
        """
        self._bucket, self._folder = open_location(location, setting=setting)
        self._location, self._setting = location, setting

    def objects(self, folder: str) -> Iterator[StoredObject]:
        """Yield everything that is kept under `folder`, such as assets."""
        with self._translated(folder):
            try:
                batches = obstore.list(self._bucket, folder)
            except ValueError:  # no folder can have this name
                return
            while batch := self._ask(lambda: next(batches, None)):
                yield from map(stored_object, batch)

    def find(self, path: str) -> StoredObject | None:
        """Return the size and times of the object at `path` without reading it; None when there is none."""
        try:
            self._refuse_pipe(path)  # it would be opened here, too
            return stored_object(self._ask(lambda: obstore.head(self._bucket, path)))
        except _NOWHERE:
            return None
        except (BaseError, OSError) as error:
            self._pass_over(path, error)
            return None

    @property
    def is_folder(self) -> bool:
        return self._folder is not None

    def file(self, path: str) -> Path | None:
        """Return the file that holds the object at `path`, if the store is a folder."""
        return self._folder / path if self._folder else None

    def version(self, path: str) -> Version | None:
        """Return a value that changes whenever the object at `path` is replaced; None when there is none.

        For a file this takes a fiftieth of the time of `find`.
        """
        if self._folder is None:
            found = self.find(path)
            return found.version if found else None
        try:
            status = os.stat(f"{self._folder}/{path}")  # noqa: PTH116 -- thousands are looked at
        except (OSError, ValueError):
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size

    def size(self, path: str) -> int | None:
        """Return the size in bytes of the object at `path`; None when there is none.

        For a file this takes a fiftieth of the time of `find`.
        """
        if self._folder is None:
            found = self.find(path)
            return found.size if found else None
        try:
            status = os.stat(f"{self._folder}/{path}")  # noqa: PTH116 -- thousands are looked at
        except (OSError, ValueError):
            return None
        return status.st_size if stat.S_ISREG(status.st_mode) else None

    def read(self, path: str, *, limit_bytes: int | None = None) -> tuple[bytes, StoredObject] | None:
        """Return an object's bytes, and its size and times, in one request; None if it does not exist.

        An object larger than `limit_bytes` is not read: its bytes are empty here.
        """
        try:
            return self._ask(lambda: self._read(path, limit_bytes))
        except _NOWHERE:
            return None
        except (BaseError, OSError) as error:
            self._pass_over(path, error)
            return None

    def _read(self, path: str, limit_bytes: int | None) -> tuple[bytes, StoredObject]:
        self._refuse_pipe(path)
        found = obstore.get(self._bucket, path)
        kept = stored_object(found.meta)
        return (bytes(found.bytes()) if limit_bytes is None or kept.size <= limit_bytes else b""), kept

    def get(self, path: str) -> bytes | None:
        """Return an object's bytes, or None if it does not exist. Raise StoreError for a file that cannot be read."""
        with self._translated(path):
            try:
                return self._ask(lambda: self._read(path, None))[0]
            except _NOWHERE:
                return None

    def pieces(self, path: str) -> Iterator[bytes]:
        """Yield an object's bytes piece by piece, whatever its size; yield nothing if it does not exist."""
        try:
            self._refuse_pipe(path)
            for piece in obstore.get(self._bucket, path).stream(min_chunk_size=PIECE_BYTES):
                yield bytes(piece)
        except _NOWHERE:
            return
        except (BaseError, OSError) as error:
            self._pass_over(path, error)

    def part(self, path: str, start: int, stop: int) -> bytes:
        """Return the bytes from `start` to `stop` of the object at `path`; raise StoreError when it is gone."""
        with self._translated(path):
            self._refuse_pipe(path)
            return bytes(obstore.get_range(self._bucket, path, start=start, end=stop))

    def _refuse_pipe(self, path: str) -> None:
        """Raise OSError for a pipe or a device in place of a file: whoever opened it would wait for ever."""
        if self._folder is None:
            return
        try:
            mode = os.stat(f"{self._folder}/{path}").st_mode  # noqa: PTH116 -- thousands are looked at
        except (OSError, ValueError):  # reading it says what is wrong
            return
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise OSError("it is a pipe or a device, not a file")

    def _pass_over(self, path: str, error: Exception) -> None:
        """Log that a file cannot be read: it is treated as missing. Raise StoreError for an object of a bucket."""
        if self._folder is None:  # a bucket that does not answer now may have it
            raise self._error(path, error) from None
        log.error("%s cannot be read: %s", path, first_line(error))

    def _ask(self, call: Callable[[], T]) -> T:
        """Return `call()`; of a bucket, raise StoreError when this thread may not wait for it any longer."""
        return patience.ask(call) if self._folder is None else call()

    @contextlib.contextmanager
    def _translated(self, path: str) -> Iterator[None]:
        try:
            yield
        except (BaseError, OSError) as error:
            raise self._error(path, error) from None

    def _error(self, path: str, error: Exception) -> StoreError:
        if self._folder is None:
            cause = bucket_errors.explain(error, self._location)
            what = f"{path} in " if path else ""  # all of them
            return StoreError(f"{what}{self._setting}={self._location!r}: {cause}")
        return StoreError(f"{path}: {first_line(error)}")

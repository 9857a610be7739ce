"""Objects under a folder or bucket: read, listed, written atomically. Only this and `location` import obstore."""

import contextlib
import fcntl
import logging
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError

from voiceedu.assets import ASSET_PATH
from voiceedu.errors import StoreError
from voiceedu.storage import bucket_errors, patience, unfinished
from voiceedu.storage.location import MARK, first_line, leads_elsewhere, open_location
from voiceedu.storage.stored_object import StoredObject, Version, stored_file, stored_object

if TYPE_CHECKING:
    from obstore import UpdateVersion

log = logging.getLogger(__name__)

T = TypeVar("T")

PIECE_BYTES = 1 << 20
"""Large objects are read in pieces of this size."""
PARTS_AT_ONCE = 2
"""How many parts, of 5 MB each, of a large file are in memory while it is sent."""
_NOWHERE = (FileNotFoundError, ValueError)
"""The object does not exist; ValueError: no object can have this path."""


class Objects:
    """The objects of one folder or bucket. Safe between threads, processes and machines.

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

    def put(self, path: str, data: bytes | Path) -> None:
        """Write an object from bytes or from a file."""
        with self._translated(path):
            try:
                self._ask(lambda: self._put(path, data))
            except (BaseError, OSError):
                if self._folder is None or not (self._folder / path).is_dir():
                    raise
                shutil.rmtree(self._folder / path)  # a folder where only a file belongs
                self._put(path, data)

    def _put(self, path: str, data: bytes | Path) -> None:
        if self._folder is not None and ASSET_PATH.fullmatch(path):
            unfinished.write(self._folder, path, data)
        else:
            obstore.put(self._bucket, path, data, max_concurrency=PARTS_AT_ONCE)

    def create(self, path: str, data: bytes) -> bool:
        """Create an object atomically. Return False if it already exists."""
        with self._translated(path):
            try:
                if self._folder is not None and ASSET_PATH.fullmatch(path):
                    unfinished.write(self._folder, path, data, is_new=True)
                else:
                    self._ask(lambda: obstore.put(self._bucket, path, data, mode="create"))
            except (AlreadyExistsError, FileExistsError):
                return False
        return True

    def replace(self, path: str, data: bytes, *, version: Version | None) -> bool:
        """Write an object if `version` is still its version (None: it does not exist). Return whether it was written.

        Of all processes and machines that try at once, one succeeds. A bucket compares versions itself (If-Match); in a
        folder, writers take turns with a lock on its mark.
        """
        if self._folder is not None:
            with self.turn():
                if self.version(path) != version:
                    return False
                self.put(path, data)  # over what stands there and cannot be read, too
            return True
        if version is None:
            return self.create(path, data)
        with self._translated(path):
            try:
                found = obstore.head(self._bucket, path)
                if stored_object(found).version != version:
                    return False
                mode: UpdateVersion = {"e_tag": found["e_tag"]}
                if found["version"] is not None:
                    mode["version"] = found["version"]
                obstore.put(self._bucket, path, data, mode=mode)
            except (FileNotFoundError, PreconditionError):
                return False
        return True

    def touch(self, path: str) -> bool:
        """Return whether the object at `path` exists. In a folder, set its time to now, as if it were written again."""
        if self._folder is None:
            return self.find(path) is not None
        with self._translated(path):
            try:
                os.utime(f"{self._folder}/{path}")
            except FileNotFoundError:
                return False
        return True

    def delete(self, path: str) -> None:
        with self._translated(path), contextlib.suppress(FileNotFoundError):
            obstore.delete(self._bucket, path)

    def unfinished(self) -> Iterator[StoredObject]:
        """Yield unfinished files, which a killed process leaves behind. They are not objects."""
        if self._folder is not None:
            for path in unfinished.find(self._folder):
                with contextlib.suppress(FileNotFoundError):  # it has just been finished
                    yield stored_file(path, self._folder)

    def remove(self, kept: StoredObject) -> bool:
        """Remove an object unless it was written again meanwhile, or stands elsewhere. Return whether it is gone."""
        if self._folder is not None and leads_elsewhere(self._folder, kept.path):
            return False
        if self._folder is not None and unfinished.NAME.search(kept.path):
            with self._translated(kept.path):
                (self._folder / kept.path).unlink(missing_ok=True)
            return True
        with self.turn():
            with self._translated(kept.path):
                try:
                    if obstore.head(self._bucket, kept.path)["last_modified"] != kept.modified:
                        return False
                except FileNotFoundError:
                    return True
            self.delete(kept.path)
        return True

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

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the folder's lock, which all processes share, for a moment. A bucket has none."""
        if self._folder is None:
            yield
            return
        with self._translated(MARK):
            mark = (self._folder / MARK).open("ab")
            fcntl.flock(mark, fcntl.LOCK_EX)  # it ends with the file, however that is closed
        with mark:
            yield

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

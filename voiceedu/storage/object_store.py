"""Objects under a folder or bucket: written atomically, and read as `object_reader` does.

Only these two, and `location`, import obstore.
"""

import contextlib
import fcntl
import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError

from voiceedu.assets import ASSET_PATH
from voiceedu.storage import unfinished
from voiceedu.storage.location import MARK, leads_elsewhere
from voiceedu.storage.object_reader import ObjectReader
from voiceedu.storage.stored_object import StoredObject, Version, stored_file, stored_object

if TYPE_CHECKING:
    from obstore import UpdateVersion

log = logging.getLogger(__name__)

T = TypeVar("T")

PARTS_AT_ONCE = 2
"""How many parts, of 5 MB each, of a large file are in memory while it is sent."""


class Objects(ObjectReader):
    """The objects of one folder or bucket. Safe between threads, processes and machines."""

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

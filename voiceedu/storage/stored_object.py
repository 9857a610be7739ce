"""What is known of an object without reading it."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from obstore import ObjectMeta

Version = str | tuple[int, int, int]
"""A value that changes with each write of an object: a text of a bucket's, three numbers of a file's."""


@dataclass(frozen=True, kw_only=True)
class StoredObject:
    """An object: its path, size in bytes, time of last write, and a version that changes with each write."""

    path: str
    size: int
    modified: datetime.datetime
    version: str


def stored_object(meta: "ObjectMeta") -> StoredObject:
    """Return what obstore says of an object."""
    version = f"{meta['e_tag']} {meta['size']} {meta['last_modified']}"
    return StoredObject(path=meta["path"], size=meta["size"], modified=meta["last_modified"], version=version)


def stored_file(path: Path, folder: Path) -> StoredObject:
    """Return the same of a file below `folder` that is no object yet; it has no version."""
    found = path.stat()
    written = datetime.datetime.fromtimestamp(found.st_mtime, datetime.UTC)
    return StoredObject(path=path.relative_to(folder).as_posix(), size=found.st_size, modified=written, version="")

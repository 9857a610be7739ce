"""Digests of parts of this package: results that another version of the code has made are not reused."""

import functools
import hashlib
import importlib.metadata
from pathlib import Path

PACKAGE = Path(__file__).parents[1]


@functools.cache
def digest(parts: tuple[str, ...], libraries: tuple[str, ...] = ()) -> str:
    """Return a digest of files and folders of this package, and of the versions of `libraries`."""
    found = hashlib.sha256("".join(map(importlib.metadata.version, libraries)).encode())
    for name in parts:
        path = PACKAGE / name
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix != ".pyc" and file.is_file():
                found.update(str(file.relative_to(PACKAGE)).encode() + b"\0" + file.read_bytes())
    return found.hexdigest()

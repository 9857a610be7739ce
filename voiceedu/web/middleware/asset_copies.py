"""Copies of assets in a temporary file: what was read once does not wait for a bucket, and is not derived, again.

The file has no name and vanishes with the process, however that ends. When it is full, another one begins. The one
before stays open for the responses that are being sent from it.
"""

import os
import tempfile
import threading
import weakref
from pathlib import Path

from voiceedu.web.http.streaming import Stretch

FILE_BYTES = 200_000_000
"""The size of a full file. A worker has at most two."""
DESCRIPTORS = Path("/proc/self/fd")
"""Where Linux shows a file without a name. Without it, nothing is copied."""


class _File:
    """A file without a name. It is closed when nothing refers to it any more."""

    def __init__(self) -> None:
        with tempfile.TemporaryFile() as opened:
            self.descriptor = os.dup(opened.fileno())
        weakref.finalize(self, os.close, self.descriptor)

    def file(self, path: str) -> Path:
        return DESCRIPTORS / str(self.descriptor)

    def part(self, path: str, start: int, stop: int) -> bytes:
        return os.pread(self.descriptor, stop - start, start)


class AssetCopies:
    """The copies of one process. Thread-safe."""

    def __init__(self, file_bytes: int = FILE_BYTES) -> None:
        self._file_bytes = file_bytes
        self._files: list[_File] = []
        self._size = 0
        """Of the last file, in bytes."""
        self._lock = threading.Lock()

    def add(self, path: str, data: bytes) -> Stretch:
        """Copy `data`, the asset at `path`; raise OSError if that fails, as on a full disk."""
        with self._lock:
            if not self._files or self._size + len(data) > self._file_bytes:
                self._files = [*self._files[-1:], _File()]
                self._size = 0
            file, start = self._files[-1], self._size
            self._size += len(data)
            written = 0
            while written < len(data):
                written += os.pwrite(file.descriptor, data[written:], start + written)
        return Stretch(store=file, path=path, start=start, stop=start + len(data))

    def has(self, copy: Stretch) -> bool:
        """Return whether `copy` is in the last file, which stays open until as much again has been copied."""
        with self._lock:
            return bool(self._files) and copy.store is self._files[-1]

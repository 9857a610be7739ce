"""Documents that were brought and not kept yet. They are in memory alone, and a few at a time."""

import secrets
import threading
from dataclasses import dataclass

from voiceedu.content.importer import Import

MOST = 20
LARGEST_BYTES = 11_000_000
"""Of a request: a document has at most 10 MB."""


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A document that somebody brought: what it becomes, in which language."""

    found: Import
    language: str


class Uploads:
    """Keeps uploads by a key that nobody can guess. Thread-safe. The oldest one goes when there are too many."""

    def __init__(self) -> None:
        self._kept: dict[str, Upload] = {}
        self._lock = threading.Lock()

    def add(self, upload: Upload) -> str:
        """Keep `upload` and return its key."""
        key = secrets.token_urlsafe(12)
        with self._lock:
            while len(self._kept) >= MOST:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = upload
        return key

    def get(self, key: str) -> Upload | None:
        with self._lock:
            return self._kept.get(key)

    def remove(self, key: str) -> None:
        with self._lock:
            self._kept.pop(key, None)

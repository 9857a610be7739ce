"""The layer before Flask that answers /clips/: finished bytes under the hash of what they say, good for ever.

A clip that has been asked for stays in memory, up to a number of bytes, with its headers: nearly every answer is a
lookup. What is not to be had here is left to the application behind, which may be able to make it.
"""

import contextlib
import re
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cachetools import LRUCache
from werkzeug.http import http_date

from voiceedu import metrics
from voiceedu.errors import StoreError
from voiceedu.storage.store import Store
from voiceedu.web.http.conditional import Answer, Representation, answer
from voiceedu.web.http.streaming import AssetReader, Kept
from voiceedu.web.middleware.request_validation import DATES, is_host

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MEDIA_TYPES = {
    ".epub": "application/epub+zip",
    ".mp3": "audio/mpeg",
    ".vtt": "text/vtt; charset=utf-8",
    ".wav": "audio/wav",
}
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
ROUTE = "/clips/"

_ASSET_PATH = re.compile(r"/clips/[0-9a-f]{16}/[a-z0-9-]{1,200}(\.[a-z]{1,8}){0,2}\.[a-z0-9]{1,8}")
_OVERHEAD_BYTES = 4096
"""What Python's objects around a clip take, rounded up."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """A clip in memory, as its immutable URL and as its stable URL give it."""

    immutable: Representation
    stable: Representation


class AssetMemory:
    """The clips that were asked for last, up to `limit_bytes` of them. Safe between threads."""

    def __init__(self, store: Store, *, limit_bytes: int) -> None:
        self._assets = AssetReader(store)
        self._held: LRUCache[str, Held] = LRUCache(limit_bytes, getsizeof=_size)
        self._lock = threading.Lock()

    def remembered(self, path: str) -> Held | None:
        """Return the clip at `path` if it is in memory."""
        with self._lock:
            return self._held.get(path)

    def get(self, path: str) -> Held | None:
        """Return the clip at `path`, that of its URL; None when it is not in the store, or not as it was published."""
        held = self.remembered(path)
        if held is None:
            held = self._fetched(path)
            (metrics.FOUND_IN_STORE if held else metrics.NOT_FOUND).inc()
        else:
            metrics.FOUND_IN_MEMORY.inc()
        return held

    def _fetched(self, path: str) -> Held | None:
        media_type = MEDIA_TYPES.get(PurePosixPath(path).suffix)
        kept = self._assets.asset(path.lstrip("/")) if media_type and _ASSET_PATH.fullmatch(path) else None
        if kept is None or media_type is None:
            return None
        held = Held(
            immutable=_representation(kept, media_type=media_type, cache_control=IMMUTABLE),
            stable=_representation(kept, media_type=media_type, cache_control=REVALIDATE, replaced=True),
        )
        with self._lock, contextlib.suppress(ValueError):  # it alone is larger than the memory
            self._held[path] = held
        return held


class AssetLayer:
    """A WSGI application that answers /clips/ from `memory`, and leaves every other request to `app` untouched."""

    def __init__(self, app: "WSGIApplication", memory: AssetMemory) -> None:
        self._app = app
        self._memory = memory

    def remembered(self, environ: "WSGIEnvironment") -> Answer | None:
        """Return the answer to a plain request for a clip that is in memory; None for any other request.

        No disk is touched and nothing is waited for. Nobody is counted.
        """
        held = self._memory.remembered(environ["PATH_INFO"])
        if held is None or environ["REQUEST_METHOD"] != "GET" or not is_host(environ.get("HTTP_HOST", "")):
            return None
        if not DATES.isdisjoint(environ):
            return None
        return answer(environ, held.immutable)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if not path.startswith(ROUTE) or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._app(environ, start_response)
        try:
            held = self._memory.get(path)
        except StoreError:  # the application says so, as of any other
            held = None
        if held is None:
            return self._app(environ, start_response)
        status, headers, body = answer(environ, held.immutable)
        if environ["REQUEST_METHOD"] == "HEAD":
            body = b""
        metrics.answered(ROUTE, status[:3], len(body))
        start_response(status, headers)
        return [body] if isinstance(body, bytes) else body


def _size(held: Held) -> int:
    data = held.immutable.data
    return len(data) + _OVERHEAD_BYTES if isinstance(data, bytes) else sys.maxsize  # there are no bytes to keep


def _representation(kept: Kept, *, media_type: str, cache_control: str, replaced: bool = False) -> Representation:
    etag, last_modified = f'"{kept.sha256[:32]}"', http_date(kept.modified)
    # What RFC 9110, 15.4.5, wants of a 304, and no more.
    validators = [("ETag", etag), ("Cache-Control", cache_control)]
    part_headers = [
        *validators,
        ("Last-Modified", last_modified),
        ("Accept-Ranges", "bytes"),
        ("X-Content-Type-Options", "nosniff"),
        ("Content-Type", media_type),
    ]
    return Representation(
        data=kept.data,
        etag=etag,
        modified=int(kept.modified.timestamp()),
        last_modified=last_modified,
        validators=validators,
        headers=[*part_headers, ("Content-Length", str(len(kept.data)))],
        part_headers=part_headers,
        replaced=replaced,
    )

"""The layer before Flask that answers /clips/: finished bytes under the hash of what they say, good for ever.

And what any answer with a clip has: type, length, validators, ranges.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.http import parse_range_header
from werkzeug.wrappers import Request, Response

from voiceedu.store import KeptClip, Store

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MEDIA_TYPES = {".mp3": "audio/mpeg", ".wav": "audio/wav"}
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"

_CLIP_PATH = re.compile(r"clips/[0-9a-f]{16}/[a-z0-9-]+(\.[a-z]+)*(?P<extension>\.[a-z0-9]+)")


class ClipLayer:
    """A WSGI application that answers /clips/ itself and leaves every other path to `app`."""

    def __init__(self, app: "WSGIApplication", store: Store) -> None:
        self._app = app
        self._store = store

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "").lstrip("/")
        if not path.startswith("clips/"):
            return self._app(environ, start_response)
        return self._answer(Request(environ), path)(environ, start_response)

    def _answer(self, request: Request, path: str) -> Response:
        if request.method not in ("GET", "HEAD"):
            return Response("Clips can only be read.\n", 405, {"Allow": "GET, HEAD"})
        found = _CLIP_PATH.fullmatch(path)
        media_type = MEDIA_TYPES.get(found["extension"]) if found else None
        kept = self._store.clip(path) if media_type else None
        if kept is None or media_type is None:
            return Response("There is no such clip.\n", 404, {"Cache-Control": REVALIDATE})
        return clip_response(request.environ, kept, media_type=media_type, cache_control=IMMUTABLE)


def clip_response(environ: "WSGIEnvironment", kept: KeptClip, *, media_type: str, cache_control: str) -> Response:
    """Return the answer with a clip: 200, 206 with a range, 304 to who has it, 416 for a range past the end."""
    response = Response(kept.data, content_type=media_type)
    response.set_etag(kept.sha256[:32])
    response.last_modified = kept.modified
    response.headers["Cache-Control"] = cache_control
    response.headers["X-Content-Type-Options"] = "nosniff"
    asked = parse_range_header(environ.get("HTTP_RANGE"))
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        # Not one range of bytes: it may be ignored (RFC 9110, 14.2), and no player asks so.
        environ = {name: value for name, value in environ.items() if name != "HTTP_RANGE"}
    try:
        return response.make_conditional(environ, accept_ranges=True, complete_length=len(kept.data))
    except RequestedRangeNotSatisfiable as error:
        return Response("", 416, {"Content-Range": f"bytes */{error.length}", "Content-Type": "text/plain"})

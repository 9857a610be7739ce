"""WSGI middleware that answers /clips/ from the cache of published assets.

What the store lacks is left to the application, which may be able to make it.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from voiceedu import metrics
from voiceedu.errors import NotReadyError, StoreError
from voiceedu.web.http.conditional import respond
from voiceedu.web.middleware.asset_cache import AssetCache
from voiceedu.web.waiting import read_time_s

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ROUTE = "/clips/"
IS_MISSING = "voiceedu.asset_is_missing"
"""True in the WSGI environment when the store has just been found to lack the asset."""


class AssetMiddleware:
    """WSGI middleware that answers /clips/ from `assets`, and passes every other request to `app`."""

    def __init__(self, app: "WSGIApplication", assets: AssetCache) -> None:
        self._app = app
        self._assets = assets

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if not path.startswith(ROUTE) or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._app(environ, start_response)
        try:
            asset = self._assets.get(path, wait_s=read_time_s(environ))
            environ[IS_MISSING] = asset is None
        except (NotReadyError, StoreError):  # the application reports it, as for any other request
            asset = None
        if asset is None:
            return self._app(environ, start_response)
        status, headers, body = respond(environ, asset.immutable)
        if environ["REQUEST_METHOD"] == "HEAD":
            body = b""
        metrics.answered(ROUTE, status[:3], len(body))
        start_response(status, headers)
        return [body] if isinstance(body, bytes) else body

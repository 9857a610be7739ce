"""Middleware that rejects malformed requests (method, path, Host) with 400 before anything else sees them."""

import functools
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.http import parse_date

from voiceedu import logs, metrics

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_METHOD = re.compile(r"[A-Z]{1,16}")
_HOST = re.compile(r"([A-Za-z0-9._-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?")
DATE_HEADERS = {"HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_RANGE"}


class RequestValidation:
    """WSGI middleware that passes every well-formed request to `app`."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        logs.request_id.set("")  # forget the previous request of this thread
        problem = _find_problem(environ)
        if problem is None:
            return self._app(environ, start_response)
        body = f"{problem}\n".encode()
        metrics.answered("none", "400", len(body))
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
        start_response("400 Bad Request", [*headers, ("Cache-Control", "no-store"), ("Connection", "close")])
        return [body]


@functools.lru_cache(maxsize=256)
def is_host(host: str) -> bool:
    """Return whether `host` is a valid Host header: a name or an address, and optionally a port."""
    return _HOST.fullmatch(host) is not None


def _find_problem(environ: "WSGIEnvironment") -> str | None:
    if not _METHOD.fullmatch(environ["REQUEST_METHOD"]):
        return "The method is not in capital letters."
    if not environ["PATH_INFO"].startswith("/"):
        return "The request target is not a path."
    # HTTP/1.0 does not require a Host.
    if not is_host(str(environ.get("HTTP_HOST", environ["SERVER_NAME"]))):
        return "The Host header is not a host."
    for name in DATE_HEADERS:
        if name in environ:
            try:
                parse_date(environ[name])
            except OverflowError:  # a year of twenty digits: not a date, so it is ignored
                del environ[name]
    return None

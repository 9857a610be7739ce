"""The layer before all others: what no client means is refused here, in few bytes, before anything looks at it."""

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
DATES = {"HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_RANGE"}


class Door:
    """A WSGI application that leaves every request to `app` that can be one."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        logs.request_id.set("")  # what this thread answered before is over
        reason = _refusal(environ)
        if reason is None:
            return self._app(environ, start_response)
        body = f"{reason}\n".encode()
        metrics.answered("none", "400", len(body))
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
        start_response("400 Bad Request", [*headers, ("Cache-Control", "no-store"), ("Connection", "close")])
        return [body]


@functools.lru_cache(maxsize=256)
def is_host(host: str) -> bool:
    """Return whether `host` can be a Host header: a name or an address, and a port."""
    return _HOST.fullmatch(host) is not None


def _refusal(environ: "WSGIEnvironment") -> str | None:
    if not _METHOD.fullmatch(environ["REQUEST_METHOD"]):
        return "Methods are written in capital letters."
    if not environ["PATH_INFO"].startswith("/"):
        return "The target is no path."
    # HTTP/1.0 need not say whom it asks.
    if not is_host(str(environ.get("HTTP_HOST", environ["SERVER_NAME"]))):
        return "The Host is none."
    for name in DATES:
        if name in environ:
            try:
                parse_date(environ[name])
            except OverflowError:  # a year of twenty digits is no date, and to be ignored
                del environ[name]
    return None

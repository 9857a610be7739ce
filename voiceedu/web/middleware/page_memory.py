"""The layer before Flask that sends a page again as it was sent last, while nothing that it shows has changed."""

import contextlib
import functools
import operator
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cachetools import LRUCache
from flask import Flask, Response, g, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from voiceedu import metrics
from voiceedu.errors import StoreError
from voiceedu.web.http.conditional import Representation, answer
from voiceedu.web.middleware import request_log

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LIMIT_BYTES = 8_000_000
_STAYS = ("ETag", "Cache-Control", "Vary")
"""What a 304 says of a page again (RFC 9110, 15.4.5)."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a page shows: things that are never changed, only replaced. `now` gives those that it would show now."""

    things: tuple[object, ...]
    now: Callable[[], tuple[object, ...]]

    def stands(self) -> bool:
        now = self.now()
        return len(now) == len(self.things) and all(map(operator.is_, now, self.things))


def remember(shown: Shown) -> None:
    """Have the page that is being answered sent again as it is, to whoever asks for the same, as long as it stands."""
    g.shown = shown


@dataclass(frozen=True, kw_only=True)
class _Sent:
    route: str
    shown: Shown
    page: Representation


class PageLayer:
    """A WSGI application that sends the pages of `app` that it remembers, and leaves every other request to `app`."""

    def __init__(self, app: Flask) -> None:
        self._app: WSGIApplication = app.wsgi_app
        self._sent: LRUCache[tuple[str, bool], _Sent] = LRUCache(LIMIT_BYTES, getsizeof=lambda one: len(one.page.data))
        self._lock = threading.Lock()
        app.after_request(self._keep)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or environ["QUERY_STRING"] or "HTTP_RANGE" in environ:
            return self._app(environ, start_response)
        with self._lock:
            sent = self._sent.get((environ["PATH_INFO"], reads_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))))
        try:
            stands = sent is not None and sent.shown.stands()
        except StoreError:  # the application says so, as of any other
            stands = False
        if sent is None or not stands:
            return self._app(environ, start_response)
        status, headers, body = answer(environ, sent.page)
        assert isinstance(body, bytes)
        metrics.answered(sent.route, status[:3], len(body))
        start_response(status, [*headers, (request_log.HEADER, request_log.begin(environ))])
        return [body]

    def _keep(self, response: Response) -> Response:
        shown: Shown | None = g.get("shown")
        if shown is None or response.status_code != 200 or request.method != "GET" or request.query_string:
            return response
        page = Representation(
            data=response.get_data(),
            etag=response.headers["ETag"],
            validators=[header for header in response.headers if header[0] in _STAYS],
            headers=list(response.headers),
        )
        sent = _Sent(route=str(request.url_rule), shown=shown, page=page)
        with self._lock, contextlib.suppress(ValueError):  # it alone is larger than the memory
            self._sent[request.path, reads_gzip(request.headers.get("Accept-Encoding", ""))] = sent
        return response


@functools.lru_cache(maxsize=256)
def reads_gzip(accept_encoding: str) -> bool:
    """Return whether who sends this header can read gzip."""
    return parse_accept_header(accept_encoding, Accept).quality("gzip") > 0

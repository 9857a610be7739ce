"""Middleware that sends a rendered page again while nothing that it shows has changed."""

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
from voiceedu.web.http.conditional import Representation, respond
from voiceedu.web.middleware import request_log

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LIMIT_BYTES = 8_000_000
_HEADERS_OF_304 = ("ETag", "Cache-Control", "Vary")
"""The headers that a 304 repeats (RFC 9110, 15.4.5)."""


@dataclass(frozen=True, kw_only=True)
class Dependencies:
    """The immutable objects that a page was rendered from; `current` returns those that it would be rendered from now.

    Objects are compared by identity: a changed library or rendition is a new object.
    """

    objects: tuple[object, ...]
    current: Callable[[], tuple[object, ...]]

    def are_unchanged(self) -> bool:
        current = self.current()
        return len(current) == len(self.objects) and all(map(operator.is_, current, self.objects))


def cache_response(dependencies: Dependencies) -> None:
    """Cache the response to this request until one of its dependencies is replaced."""
    g.page_dependencies = dependencies


@dataclass(frozen=True, kw_only=True)
class _CachedPage:
    route: str
    dependencies: Dependencies
    page: Representation


class PageCache:
    """WSGI middleware that answers from its cache, and passes every other request to `app`. Thread-safe."""

    def __init__(self, app: Flask) -> None:
        self._app: WSGIApplication = app.wsgi_app
        self._pages: LRUCache[tuple[str, str, bool], _CachedPage] = LRUCache(
            LIMIT_BYTES, getsizeof=lambda cached: len(cached.page.data)
        )
        self._lock = threading.Lock()
        app.after_request(self._store)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or environ["QUERY_STRING"] or "HTTP_RANGE" in environ:
            return self._app(environ, start_response)
        with self._lock:
            cached = self._pages.get(_key(environ))
        if cached is None or not _is_current(cached):
            return self._app(environ, start_response)
        status, headers, body = respond(environ, cached.page)
        assert isinstance(body, bytes)
        metrics.answered(cached.route, status[:3], len(body))
        start_response(status, [*headers, (request_log.HEADER, request_log.begin(environ))])
        return [body]

    def _store(self, response: Response) -> Response:
        dependencies: Dependencies | None = g.get("page_dependencies")
        if dependencies is None or response.status_code != 200 or request.method != "GET" or request.query_string:
            return response
        page = Representation(
            data=response.get_data(),
            etag=response.headers["ETag"],
            validators=[header for header in response.headers if header[0] in _HEADERS_OF_304],
            headers=list(response.headers),
        )
        cached = _CachedPage(route=str(request.url_rule), dependencies=dependencies, page=page)
        with self._lock, contextlib.suppress(ValueError):  # a page larger than the whole cache
            self._pages[_key(request.environ)] = cached
        return response


@functools.lru_cache(maxsize=256)
def accepts_gzip(accept_encoding: str) -> bool:
    """Return whether a client that sends this Accept-Encoding header can read gzip."""
    return parse_accept_header(accept_encoding, Accept).quality("gzip") > 0


def _key(environ: "WSGIEnvironment") -> tuple[str, str, bool]:
    """Return what a page is cached by: scheme and host, which stand in its links, its path, and its coding."""
    gzip = accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    return f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}", environ["PATH_INFO"], gzip


def _is_current(cached: _CachedPage) -> bool:
    try:
        return cached.dependencies.are_unchanged()
    except StoreError:  # the application reports it, as for any other page
        return False

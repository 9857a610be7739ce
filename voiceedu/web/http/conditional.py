"""Conditional and range requests: RFC 9110's preconditions and byte ranges over prepared representations."""

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from werkzeug.http import parse_date, parse_etags

from voiceedu.web.http.streaming import Stretch

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Headers = list[tuple[str, str]]
Response = tuple[str, Headers, bytes | Stretch]
"""Status line, headers and body."""

_CONDITIONS = {
    "HTTP_IF_NONE_MATCH",
    "HTTP_RANGE",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
}
_RANGE = re.compile(r"([0-9]{0,100})-([0-9]{0,100})")


@dataclass(frozen=True, kw_only=True, slots=True)
class Representation:
    """Bytes with all of their headers, prepared once.

    `modified` is in seconds since 1970, and `last_modified` the same as a header; None when it is unknown. `validators`
    are the headers of a 304, `headers` those of a 200; `part_headers`, with the part's length and position, those of a
    206. When the bytes `is_replaceable`, older bytes may return, as when words are changed back: then only an equal
    date means that a client has these bytes, not a later one.
    """

    data: bytes | Stretch
    etag: str
    validators: Headers
    headers: Headers
    part_headers: Headers = field(default_factory=list)
    modified: int | None = None
    last_modified: str | None = None
    is_replaceable: bool = False


def respond(environ: "WSGIEnvironment", representation: Representation) -> Response:
    """Return the response to a GET or HEAD: 200, 206 for a part, 304, 412, or 416 for a range beyond the end.

    Preconditions are evaluated in the order of RFC 9110, section 13.2.2. A request for several ranges, or one that
    cannot be parsed, gets the whole, as section 14.2 allows. Only REQUEST_METHOD and the conditional headers are read.
    """
    if _CONDITIONS.isdisjoint(environ):
        return "200 OK", representation.headers, representation.data
    if _fails_precondition(environ, representation):
        return "412 Precondition Failed", [*representation.validators, ("Content-Length", "0")], b""
    if _is_fresh(environ, representation):
        return "304 Not Modified", representation.validators, b""
    if "HTTP_RANGE" not in environ or environ["REQUEST_METHOD"] != "GET" or not _range_applies(environ, representation):
        return "200 OK", representation.headers, representation.data
    data = representation.data
    wanted = parse_range(environ["HTTP_RANGE"], len(data))
    if wanted is None:
        return "200 OK", representation.headers, data
    if not wanted:
        return "416 Range Not Satisfiable", [("Content-Range", f"bytes */{len(data)}"), ("Content-Length", "0")], b""
    length = ("Content-Length", str(len(wanted)))
    position = ("Content-Range", f"bytes {wanted.start}-{wanted.stop - 1}/{len(data)}")
    return "206 Partial Content", [*representation.part_headers, length, position], data[wanted.start : wanted.stop]


@functools.lru_cache(maxsize=1024)  # players and phone systems repeat a few headers
def parse_range(header: str, length: int) -> range | None:
    """Return which of `length` bytes a Range header asks for: empty if it is beyond the end, None to ignore it."""
    unit, equals, ranges = header.partition("=")
    parts = [part for part in (part.strip(" \t") for part in ranges.split(",")) if part]
    found = _RANGE.fullmatch(parts[0]) if len(parts) == 1 else None
    if unit.lower() != "bytes" or not equals or found is None:
        return None
    first, last = found.groups()
    if first:
        if last and int(last) < int(first):
            return None
        return range(int(first), min(int(last) + 1, length) if last else length)
    return range(max(length - int(last), 0), length) if last else None


def _fails_precondition(environ: "WSGIEnvironment", representation: Representation) -> bool:
    if (wanted := environ.get("HTTP_IF_MATCH")) is not None:
        return not parse_etags(wanted).is_strong(representation.etag.strip('"')) and wanted.strip() != "*"
    since = _seconds(environ.get("HTTP_IF_UNMODIFIED_SINCE"))
    return since is not None and representation.modified is not None and representation.modified > since


def _is_fresh(environ: "WSGIEnvironment", representation: Representation) -> bool:
    """Return whether the client's copy is the representation."""
    if (etags := environ.get("HTTP_IF_NONE_MATCH")) is not None:
        # Nearly every client sends our own ETag alone.
        etag = representation.etag
        return etags == etag or etags.strip() == "*" or parse_etags(etags).contains_weak(etag.strip('"'))
    since = _seconds(environ.get("HTTP_IF_MODIFIED_SINCE"))
    if since is None or representation.modified is None:
        return False
    return representation.modified == since or (representation.modified < since and not representation.is_replaceable)


def _range_applies(environ: "WSGIEnvironment", representation: Representation) -> bool:
    """Return whether If-Range matches, or is absent. A weak ETag never matches."""
    wanted = environ.get("HTTP_IF_RANGE", representation.etag).strip(" \t")
    return wanted in (representation.etag, representation.last_modified)


def _seconds(date: str | None) -> float | None:
    """Return an HTTP date in seconds since 1970; None if it is no date, which means that it is ignored."""
    try:
        found = parse_date(date)
    except OverflowError:  # a year of twenty digits
        return None
    return found.timestamp() if found else None

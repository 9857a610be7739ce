"""What a client asks of bytes that it may have, or wants a part of: RFC 9110's preconditions and ranges."""

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from werkzeug.http import parse_date, parse_etags

from voiceedu.web.http.streaming import Stretch

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Headers = list[tuple[str, str]]

_ASKS = {"HTTP_IF_NONE_MATCH", "HTTP_RANGE", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"}
_RANGE = re.compile(r"([0-9]{0,100})-([0-9]{0,100})")


@dataclass(frozen=True, kw_only=True, slots=True)
class Representation:
    """Bytes with everything that is ever said of them, prepared once.

    `modified` is in seconds since 1970, and `last_modified` the same as a header says it; None when it is not known.
    `validators` stand in a 304, `headers` in a whole answer, `part_headers`, but for its length and place, in a part.
    Where bytes may be `replaced` by older ones, as when words are put back, a later date does not say that a client has
    these: only their own does.
    """

    data: bytes | Stretch
    etag: str
    validators: Headers
    headers: Headers
    part_headers: Headers = field(default_factory=list)
    modified: int | None = None
    last_modified: str | None = None
    replaced: bool = False


Answer = tuple[str, Headers, bytes | Stretch]
"""Status line, headers and body."""


def answer(environ: "WSGIEnvironment", held: Representation) -> Answer:
    """Return the answer to a GET or HEAD: 200, 304 to who has it, 206 with a part, 412, or 416 past the end.

    Preconditions are looked at in the order of RFC 9110, 13.2.2. More than one range, or none that can be understood,
    is answered in full, as 14.2 allows: no player asks so.
    """
    if _ASKS.isdisjoint(environ):
        return "200 OK", held.headers, held.data
    if _has_changed(environ, held):
        return "412 Precondition Failed", [*held.validators, ("Content-Length", "0")], b""
    if _is_had(environ, held):
        return "304 Not Modified", held.validators, b""
    if "HTTP_RANGE" not in environ or environ["REQUEST_METHOD"] != "GET" or not _fits(environ, held):
        return "200 OK", held.headers, held.data
    asked = range_of(environ["HTTP_RANGE"], len(held.data))
    if asked is None:
        return "200 OK", held.headers, held.data
    if not asked:
        nothing = [("Content-Range", f"bytes */{len(held.data)}"), ("Content-Length", "0")]
        return "416 Range Not Satisfiable", nothing, b""
    length = ("Content-Length", str(len(asked)))
    place = ("Content-Range", f"bytes {asked.start}-{asked.stop - 1}/{len(held.data)}")
    return "206 Partial Content", [*held.part_headers, length, place], held.data[asked.start : asked.stop]


@functools.lru_cache(maxsize=1024)  # players begin alike, and phones send the same few
def range_of(header: str, length: int) -> range | None:
    """Return which of `length` bytes a Range header asks for: empty for none that is there, None to be ignored."""
    unit, equals, ranges = header.partition("=")
    wanted = [one for one in (part.strip(" \t") for part in ranges.split(",")) if one]
    found = _RANGE.fullmatch(wanted[0]) if len(wanted) == 1 else None
    if unit.lower() != "bytes" or not equals or found is None:
        return None
    first, last = found.groups()
    if first:
        if last and int(last) < int(first):
            return None
        return range(int(first), min(int(last) + 1, length) if last else length)
    return range(max(length - int(last), 0), length) if last else None


def _has_changed(environ: "WSGIEnvironment", held: Representation) -> bool:
    if (wanted := environ.get("HTTP_IF_MATCH")) is not None:
        return not parse_etags(wanted).is_strong(held.etag.strip('"')) and wanted.strip() != "*"
    since = _seconds(environ.get("HTTP_IF_UNMODIFIED_SINCE"))
    return since is not None and held.modified is not None and held.modified > since


def _is_had(environ: "WSGIEnvironment", held: Representation) -> bool:
    if (had := environ.get("HTTP_IF_NONE_MATCH")) is not None:
        # What nearly everybody sends is our own ETag, as it is.
        return had == held.etag or had.strip() == "*" or parse_etags(had).contains_weak(held.etag.strip('"'))
    since = _seconds(environ.get("HTTP_IF_MODIFIED_SINCE"))
    if since is None or held.modified is None:
        return False
    return held.modified == since or (held.modified < since and not held.replaced)


def _fits(environ: "WSGIEnvironment", held: Representation) -> bool:
    """Return whether a part would be of what the client has the rest of; a weak ETag cannot say so."""
    wanted = environ.get("HTTP_IF_RANGE", held.etag).strip(" \t")
    return wanted in (held.etag, held.last_modified)


def _seconds(date: str | None) -> float | None:
    """Return when that is, in seconds since 1970; None for what is no date, which is to be ignored."""
    try:
        found = parse_date(date)
    except OverflowError:  # a year of twenty digits
        return None
    return found.timestamp() if found else None

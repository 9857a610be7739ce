"""Middleware that rejects malformed requests (method, path, Host) with 400 before anything else sees them."""

import functools
import ipaddress
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.http import parse_date

from voiceedu import logs, metrics

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_METHOD = re.compile(r"[A-Z]{1,16}")
_HOST = re.compile(r"(?P<name>[A-Za-z0-9._-]{1,253}|\[(?P<v6>[0-9A-Fa-f:.]{2,45})\])(:(?P<port>[0-9]{1,5}))?")
_LABEL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
_MOST_PORT = 65_535
PHONE_ROUTE = "/ivr/"
ASKED_PATH = "voiceedu.path"
"""Where the environment has the path that was asked for, if it is another spelling of one of the phone line's."""
DATE_HEADERS = {"HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_RANGE"}


class RequestValidation:
    """WSGI middleware that passes every well-formed request to `app`."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        logs.request_id.set("")  # forget the previous request of this thread
        problem = _find_problem(environ)
        if problem is None:
            path = environ["PATH_INFO"]
            if (plain := phone_path(path)) != path:
                environ[ASKED_PATH], environ["PATH_INFO"] = path, plain
            return self._app(environ, start_response)
        body = f"{problem}\n".encode()
        metrics.answered("none", "400", len(body))
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
        start_response("400 Bad Request", [*headers, ("Cache-Control", "no-store"), ("Connection", "close")])
        return [body]


@functools.lru_cache(maxsize=256)
def is_host(host: str) -> bool:
    """Return whether `host` is a valid Host header: a name or an address, and optionally a port."""
    found = _HOST.fullmatch(host)
    if found is None or int(found["port"] or 0) > _MOST_PORT:
        return False
    if found["v6"]:
        return _is_address(found["v6"])
    labels = found["name"].removesuffix(".").split(".")
    return all(_LABEL.fullmatch(label) for label in labels) and _is_readable(found["name"])


def _is_readable(name: str) -> bool:
    """Return whether a name's labels in Punycode (xn--…), which is written out in links, stand for letters."""
    try:
        name.lower().encode().decode("idna")
    except UnicodeError:
        return False
    return True


def _is_address(text: str) -> bool:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return True


def phone_path(path: str) -> str:
    """Return `path`, or the path of the phone line that it spells otherwise: //ivr/twiml and /ivr/twiml/, say.

    Phone systems are told a base and a path, and join them as they like.
    """
    plain = "/" + path.strip("/")
    return plain if plain.startswith(PHONE_ROUTE) else path


def _find_problem(environ: "WSGIEnvironment") -> str | None:
    if not _METHOD.fullmatch(environ["REQUEST_METHOD"]):
        return "The method is not in capital letters."
    if not environ["PATH_INFO"].startswith("/"):
        return "The request target is not a path."
    if "HTTP_HOST" not in environ and environ["SERVER_PROTOCOL"] != "HTTP/1.0":
        return "The Host header is missing."
    if not is_host(str(environ.get("HTTP_HOST", environ["SERVER_NAME"]))):
        return "The Host header is not a host."
    for name in DATE_HEADERS:
        if name in environ:
            try:
                parse_date(environ[name])
            except OverflowError:  # a year of twenty digits: not a date, so it is ignored
                del environ[name]
    if environ.get("HTTP_IF_MATCH", "").strip() == "*":
        del environ["HTTP_IF_MATCH"]  # it holds of whatever is there; Werkzeug takes the sign for an ETag
    return None

"""The bridge between RSGI and WSGI: runs a WSGI application for an RSGI request, and sends its response."""

import asyncio
import io
import logging
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from voiceedu import metrics
from voiceedu.errors import OUT_OF_MEMORY, is_out_of_memory
from voiceedu.server.rsgi import Headers, HTTPProtocol, Scope
from voiceedu.server.spool import Spool
from voiceedu.web.http.streaming import LARGE_BYTES, Stretch

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

log = logging.getLogger(__name__)

READ_S = 30.0
"""How long a part of a large object of a bucket may take; its pieces come one after the other."""

MEMORY_RETRY_S = 5
_WITHOUT_PREFIX = {"content-length": "CONTENT_LENGTH", "content-type": "CONTENT_TYPE"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """A response of a WSGI application, complete but for the bytes of a Stretch. `status` is as in "200 OK"."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes | Stretch


def header(headers: Headers, name: str) -> str:
    """Return the values of a header, joined by commas; those that are not ASCII are left out."""
    return ",".join(headers.get_all(name))


def environ(scope: Scope, body: bytes) -> dict[str, Any]:
    """Return the WSGI environment of a request with `body`."""
    host, _, port = scope.server.rpartition(":")
    result: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{'1.0' if scope.http_version == '1' else scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.input_terminated": True,  # a body sent in chunks has no length
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name in scope.headers.keys():  # noqa: SIM118  # it is no dict
        if "_" not in name:  # else x_y and x-y would be one
            key = _WITHOUT_PREFIX.get(name) or f"HTTP_{name.upper().replace('-', '_')}"
            result[key] = header(scope.headers, name)
    return result


def call(app: "WSGIApplication", request: dict[str, Any]) -> Response:
    """Return the response of `app` to the WSGI environment `request`; 500 if it raises an exception, 503 for memory."""
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], _: object = None) -> Any:
        started[:] = [(status, headers)]

    try:
        body = app(request, start_response)
        data = body if isinstance(body, Stretch) else _read(body)
        ((status, headers),) = started
    except Exception as error:
        if is_out_of_memory(error):
            log.error("%s %s failed: %s", request["REQUEST_METHOD"], request["PATH_INFO"], OUT_OF_MEMORY)
            return refusal(503, "There is not enough memory just now", retry_after_s=MEMORY_RETRY_S)
        log.exception("%s %s failed", request["REQUEST_METHOD"], request["PATH_INFO"])
        return refusal(500, "Something is wrong on our side")
    return Response(status=status, headers=headers, body=data)


def refusal(status: int, message: str, *, retry_after_s: int | None = None) -> Response:
    """Return a short plain-text response that the application was not asked for."""
    body = f"{message}.\n".encode()
    metrics.answered("none", str(status), len(body))
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    if retry_after_s is not None:
        headers.append(("Retry-After", str(retry_after_s)))
    return Response(status=str(status), headers=headers, body=body)


async def send(protocol: HTTPProtocol, response: Response, spool: Spool) -> None:
    """Send a response of any kind. A stretch of a bucket is read first: into memory, or into `spool` if it is large.

    Raise StoreError or OSError, and send nothing, when it cannot be read in time.
    """
    body = response.body
    if isinstance(body, bytes) or body.file is not None:
        send_body(protocol, response)
    elif len(body) <= LARGE_BYTES:
        async with asyncio.timeout(READ_S):
            data = await asyncio.to_thread(b"".join, body)
        protocol.response_bytes(int(response.status[:3]), response.headers, data)
    else:
        path = await spool.copy(body)
        protocol.response_file_range(int(response.status[:3]), response.headers, path, 0, len(body))


def send_body(protocol: HTTPProtocol, response: Response) -> None:
    """Send a response whose body is bytes or a stretch of a file; a file is read by the server, not here."""
    status, headers, body = int(response.status[:3]), response.headers, response.body
    if isinstance(body, bytes):
        protocol.response_bytes(status, headers, body)
    elif body.start == body.stop:
        protocol.response_empty(status, headers)
    else:
        protocol.response_file_range(status, headers, str(body.file), body.start, body.stop)


def _read(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()

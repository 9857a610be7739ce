"""Request ids and metrics for every response of the application."""

import re
import secrets
from typing import TYPE_CHECKING

from flask import Flask, Response, request

from voiceedu import logs, metrics
from voiceedu.web.waiting import is_waiting

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

HEADER = "X-Request-ID"
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


def init_app(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_end)


def begin(environ: "WSGIEnvironment") -> str:
    """Return the id of the request, which log lines carry from now on: that of a proxy, else a new one."""
    given = environ.get("HTTP_X_REQUEST_ID", "")
    request_id = given if _ID.fullmatch(given) else secrets.token_hex(8)
    logs.request_id.set(request_id)
    return request_id


def _begin() -> None:
    begin(request.environ)


def _end(response: Response) -> Response:
    response.headers[HEADER] = logs.request_id.get()
    if is_waiting():  # the server sends another response later
        return response
    route = request.url_rule.rule if request.url_rule else "none"
    has_body = request.method != "HEAD" and response.status_code != 304
    size = response.content_length or response.calculate_content_length() if has_body else 0
    metrics.answered(route, str(response.status_code), size or 0)
    return response

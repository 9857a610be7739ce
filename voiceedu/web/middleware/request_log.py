"""What is known of every answer afterwards: its request's id, and its share of the figures."""

import re
import secrets
from typing import TYPE_CHECKING

from flask import Flask, Response, request

from voiceedu import logs, metrics

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

HEADER = "X-Request-ID"
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


def init_app(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_end)


def begin(environ: "WSGIEnvironment") -> str:
    """Return the id of a request from now on; a proxy that numbers its requests goes on doing so here."""
    given = environ.get("HTTP_X_REQUEST_ID", "")
    number = given if _ID.fullmatch(given) else secrets.token_hex(8)
    logs.request_id.set(number)
    return number


def _begin() -> None:
    begin(request.environ)


def _end(response: Response) -> Response:
    response.headers[HEADER] = logs.request_id.get()
    route = request.url_rule.rule if request.url_rule else "none"
    has_body = request.method != "HEAD" and response.status_code != 304
    size = response.content_length or response.calculate_content_length() if has_body else 0
    metrics.answered(route, str(response.status_code), size or 0)
    return response

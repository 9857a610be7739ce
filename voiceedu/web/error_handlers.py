"""Turns errors into responses, in this one place: a page for a person, or a line of text for a program."""

import logging

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from voiceedu.errors import NotReadyError, RenderError, VoiceeduError
from voiceedu.web.i18n import asked_language
from voiceedu.web.routes.pages import library_context

log = logging.getLogger(__name__)

NOT_READY_RETRY_S = 5
FAILED_RETRY_S = 60
FILE_SUFFIXES = (".epub", ".json", ".mp3", ".txt", ".vtt", ".xml")
"""URL suffixes that programs request."""


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(NotReadyError, _not_ready)
    app.register_error_handler(RenderError, _render_failed)
    app.register_error_handler(VoiceeduError, _server_error)


def _http_error(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error  # a redirect
    response = _text(error.name, error.code) if _is_for_program() else _page(error.code)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _not_ready(error: NotReadyError) -> Response:
    return _retry_later(str(error), NOT_READY_RETRY_S)


def _render_failed(error: RenderError) -> Response:
    log.error("%s", error)
    return _retry_later("This recording cannot be made at the moment", FAILED_RETRY_S)


def _server_error(error: VoiceeduError) -> Response:
    log.error("%s %s: %s", request.method, request.path, error)
    return _text("Something is wrong on our side", 500) if _is_for_program() else _page(500)


def _retry_later(message: str, seconds: int) -> Response:
    response = _text(message, 503)
    response.headers["Retry-After"] = str(seconds)
    return response


def _is_for_program() -> bool:
    first, _, _ = request.path.lstrip("/").partition("/")
    return first in ("clips", "phone", "ivr", "healthz", "readyz", "metrics") or request.path.endswith(FILE_SUFFIXES)


def _text(message: str, status: int) -> Response:
    response = make_response(f"{message}.\n", status)
    response.content_type = "text/plain; charset=utf-8"
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(status: int) -> Response:
    """Return a page that says what happened and lists every procedure."""
    response = make_response(render_template("error.html", status=status, **library_context(asked_language())), status)
    response.headers["Cache-Control"] = "no-store"
    return response

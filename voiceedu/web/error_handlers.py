"""Errors as HTTP responses, in one place: a page for people, a line of text for programs."""

import logging

from flask import Flask, Response, make_response, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from voiceedu.errors import (
    OUT_OF_MEMORY,
    NotReadyError,
    RenderError,
    StoreError,
    StoreSlowError,
    VoiceeduError,
    is_out_of_memory,
)
from voiceedu.web.i18n import asked_language
from voiceedu.web.routes.pages import library_context
from voiceedu.web.waiting import is_waiting, wait_for_read

log = logging.getLogger(__name__)

NOT_READY_RETRY_S = 5
FAILED_RETRY_S = 60
STORE_RETRY_S = 10
MEMORY_RETRY_S = 5
FILES = (".epub", ".json", ".mp3", ".txt", ".vtt", ".xml")
"""Endings that get a line of text instead of a page. People may see it, so it is in the listener's language."""
PROGRAMS = ("clips", "phone", "ivr", "healthz", "readyz", "metrics")
"""First parts of paths that only programs request. They get the error's message, for their operator's log."""


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(NotReadyError, _not_ready)
    app.register_error_handler(RenderError, _render_failed)
    app.register_error_handler(StoreError, _store_failed)
    app.register_error_handler(VoiceeduError, _server_error)
    app.register_error_handler(MemoryError, _no_memory)
    app.register_error_handler(RuntimeError, _no_memory)  # "can't start new thread"


def _http_error(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error  # a redirect
    response = _short(error.code, f"{error.name}.") if _wants_text() else _page(error.code)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _not_ready(error: NotReadyError) -> Response:
    words = gettext("The recording is on its way. This can take some seconds.")
    return _later(f"{error}." if _is_program() else words, NOT_READY_RETRY_S)


def _render_failed(error: RenderError) -> Response:
    log.error("%s", error)
    # Translators: Shown in place of a recording, after an error of the server.
    words = gettext("This recording cannot be made just now. Please try again later.")
    return _later("The recording cannot be made just now." if _is_program() else words, FAILED_RETRY_S)


def _store_failed(error: StoreError) -> Response:
    """Respond that it may work later: the store is away, full or read-only, which somebody can mend.

    A server that can wait for a slow store without a thread does so, and sends the request again.
    """
    if isinstance(error, StoreSlowError):
        wait_for_read(error.work)
    if is_waiting():
        return _text("The store has not answered yet.", 503)
    log.error("The store failed at %s %s: %s", request.method, request.path, error)
    response = _short(503, "The store does not answer just now.") if _wants_text() else _page(503)
    response.headers["Retry-After"] = str(STORE_RETRY_S)
    return response


def _no_memory(error: MemoryError | RuntimeError) -> Response:
    """Respond that it may work later where the system refuses memory or a thread; raise any other error."""
    if not is_out_of_memory(error):
        raise error
    log.error("%s %s: %s", request.method, request.path, OUT_OF_MEMORY)
    words = gettext("Something went wrong")
    return _later("There is not enough memory just now." if _is_program() else words, MEMORY_RETRY_S)


def _server_error(error: VoiceeduError) -> Response:
    log.error("%s %s: %s", request.method, request.path, error)
    return _short(500, "Internal error.") if _wants_text() else _page(500)


def _later(message: str, seconds: int) -> Response:
    response = _text(message, 503)
    response.headers["Retry-After"] = str(seconds)
    return response


def _is_program() -> bool:
    return request.path.lstrip("/").partition("/")[0] in PROGRAMS


def _wants_text() -> bool:
    return _is_program() or request.path.endswith(FILES)


def _short(status: int, message: str) -> Response:
    """Return a line of text: `message` for programs, the title of the error's page for people."""
    if _is_program():
        return _text(message, status)
    return _text(gettext("Page not found") if status == 404 else gettext("Something went wrong"), status)


def _text(message: str, status: int) -> Response:
    response = make_response(f"{message}\n", status)
    response.content_type = "text/plain; charset=utf-8"
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(status: int) -> Response:
    """Return a page that explains the error and links every procedure."""
    response = make_response(render_template("error.html", status=status, **library_context(asked_language())), status)
    response.headers["Cache-Control"] = "no-store"
    return response

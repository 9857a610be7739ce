"""Errors as pages, in one place: what is wrong, what to do instead, and what was typed, so that it is not lost."""

import logging

from flask import Flask, make_response, render_template, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from voiceedu.errors import ApprovalError, LockedError, StaleError, VoiceeduError

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(VoiceeduError, _refused)
    app.register_error_handler(OSError, _unreadable)


def page(status: int, title: str, advice: str = "", *, detail: str = "", typed: str = "") -> Response:
    """Return a page that says what is wrong. `detail` is in English; `typed` is what was not saved."""
    template = render_template("problem.html", title=title, advice=advice, detail=detail, typed=typed, back=_back())
    return make_response(template, status)


def typed_words() -> str:
    """Return the words of a text or a prompt in the form that was sent, nothing where it has none."""
    return _field("content")


def _http_error(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error  # a redirect, or a page
    response = page(error.code, *_told(error.code), typed=typed_words())
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _told(status: int) -> tuple[str, str]:
    """Return what a page says of `status`, and what to do instead."""
    if status == 404:
        return (
            gettext("There is no such page"),
            gettext("The text may have another name now, or was discarded. Look for it in the list of all texts."),
        )
    if status == 405:
        return (
            gettext("This address only takes a form"),
            gettext("Nothing was changed. Go to the list of all texts, open the text, and use the form there."),
        )
    if status == 413:
        return (
            gettext("This is too large"),
            gettext("Nothing was changed. A document has at most 10 MB, a text at most a million characters."),
        )
    if status >= 500:
        return (
            gettext("Something went wrong on this computer"),
            gettext("The window of the terminal says more. Look in the list of all texts what was changed."),
        )
    return (
        gettext("The browser sent something that this page cannot read"),
        gettext("Nothing was changed. Open the page again, and send the form once more."),
    )


def _refused(error: VoiceeduError) -> Response:
    """Return what was refused and why."""
    if isinstance(error, StaleError):
        title = gettext("This was changed elsewhere since you opened it. Nothing was overwritten.")
        return page(409, title, detail=str(error), typed=typed_words())
    if isinstance(error, LockedError):
        title = gettext("%(name)s is changing the library at this moment.", name=error.holder)
        return page(409, title, gettext("Try again in a few seconds."), typed=typed_words())
    log.warning("%s %s: %s", request.method, request.path, error)
    title = gettext("This could not be done. Nothing was changed.")
    return page(409 if isinstance(error, ApprovalError) else 400, title, detail=str(error), typed=typed_words())


def _unreadable(error: OSError) -> Response:
    """Return which file or folder cannot be read: the library may be on another computer."""
    log.error("%s %s", request.method, request.path, exc_info=error)
    return page(
        500,
        gettext("A file or a folder cannot be read"),
        gettext("Look whether it is there and may be read. If it is on another computer, look whether that one is on."),
        detail=f"{error.filename}: {error.strerror}" if error.filename else str(error),
        typed=typed_words(),
    )


def _back() -> str:
    """Return the page that a form came from, as far as the form says so; else the first one."""
    address = _field("back")
    return address if address.startswith("/") and not address.startswith("//") else url_for("overview.home")


def _field(name: str) -> str:
    try:
        return request.form.get(name, "")
    except HTTPException:  # the form is too large to be read
        return ""

"""The Flask application of `voiceedu review`."""

import datetime
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from babel.dates import format_date
from flask import Flask, current_app, g, make_response, render_template, request, send_from_directory, url_for
from flask_babel import get_locale, gettext
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from voiceedu.config import Settings
from voiceedu.engines import Engine
from voiceedu.errors import ApprovalError, LockedError, StaleError, VoiceeduError
from voiceedu.review import interface
from voiceedu.review.access import Access
from voiceedu.review.publisher import SETTLE_S
from voiceedu.review.routes import documents, overview, prompts, sound, texts, words
from voiceedu.review.state import ReviewState, state
from voiceedu.review.uploads import LARGEST_BYTES

log = logging.getLogger(__name__)

HOUSE_STYLE = "../web/static"
"""The style sheet of the public page, so that what a clinician reviews looks as what a patient sees."""
MOST_FORM_FIELDS = 50


def create_review_app(
    settings: Settings, *, origin: str = "", engines: Sequence[Engine] | None = None, settle_s: float = SETTLE_S
) -> tuple[Flask, Access]:
    """Return the application for `settings`, and who may use it. `origin` is that of a proxy in front of it.

    What is changed is rendered in the background after `settle_s` seconds without another change.
    Raise StoreError when the cache cannot be used.
    """
    app = Flask("voiceedu.review", template_folder="templates", static_folder="static")
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_BYTES, MAX_FORM_MEMORY_SIZE=4_000_000, MAX_FORM_PARTS=MOST_FORM_FIELDS)
    access = Access(origin=origin)
    ReviewState.over(settings, access=access, engines=engines, settle_s=settle_s).attach(app)
    interface.init_app(app, language=settings.language)
    access.init_app(app)
    app.add_url_rule("/house/style.css", "house_static", _house_style)
    for module in (overview, documents, sound, prompts, words, texts):
        app.register_blueprint(module.blueprint)
    app.jinja_env.filters["day"] = _day
    app.context_processor(_common_variables)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(VoiceeduError, _refused)
    return app, access


def _day(date: datetime.date) -> str:
    return format_date(date, format="long", locale=get_locale())


def _house_style() -> Response:
    return send_from_directory(Path(current_app.root_path, HOUSE_STYLE).resolve(), "style.css")


def _common_variables() -> dict[str, Any]:
    """Return the variables of every template; few before somebody has opened the link."""
    found = g.get("session")
    common: dict[str, Any] = {"clinic": state().settings.name or "", "session": found, "notice": ""}
    if found is not None:
        common["notice"], found.notice = found.notice, ""
        common |= {"problem": state().writer.problem(), "interfaces": interface.available()}
        common |= {"publisher": state().publisher}
    return common


def _http_error(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error  # a redirect
    return _page(error.code, title=error.name, detail=error.description or "")


def _refused(error: VoiceeduError) -> Response:
    """Return what was refused and why; whatever was typed is still on the page before."""
    if isinstance(error, StaleError):
        words = gettext("This was changed elsewhere since you opened it. Nothing was overwritten.")
        return _page(409, title=words, detail=str(error))
    if isinstance(error, LockedError):
        words = gettext("%(name)s is changing the library at this moment.", name=error.holder)
        return _page(409, title=words, detail=str(error))
    log.warning("%s %s: %s", request.method, request.path, error)
    status = 409 if isinstance(error, ApprovalError) else 400
    return _page(status, title=gettext("This could not be done. Nothing was changed."), detail=str(error))


def _page(status: int, *, title: str, detail: str) -> Response:
    return make_response(render_template("problem.html", title=title, detail=detail, back=_back()), status)


def _back() -> str:
    """Return the page that a form came from, as far as the form says so; else the first one."""
    try:
        page = request.form.get("back", "")
    except HTTPException:  # it is too large to be read
        page = ""
    return page if page.startswith("/") and not page.startswith("//") else url_for("overview.home")

"""The Flask application of `voiceedu review`."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from babel.dates import format_date
from flask import Flask, abort, current_app, g, request, send_from_directory
from flask_babel import get_locale
from werkzeug.wrappers import Response

from voiceedu.config import Settings
from voiceedu.engines import Engine
from voiceedu.review import error_handlers, interface
from voiceedu.review.access import Access
from voiceedu.review.publisher import SETTLE_S
from voiceedu.review.routes import documents, drafts, overview, prompts, sound, texts, words
from voiceedu.review.state import ReviewState, state
from voiceedu.review.texts import is_language
from voiceedu.review.uploads import LARGEST_BYTES

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
    app.before_request(_check_language)
    app.add_url_rule("/house/style.css", "house_static", _house_style)
    for module in (overview, documents, sound, prompts, words, texts, drafts):
        app.register_blueprint(module.blueprint)
    app.jinja_env.filters["day"] = _day
    app.context_processor(_common_variables)
    error_handlers.init_app(app)
    return app, access


def _check_language() -> None:
    """Answer 404 for a path with what is no language: it is the name of a folder."""
    if not is_language((request.view_args or {}).get("language", "en")):
        abort(404)


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

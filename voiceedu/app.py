"""The Flask application factory."""

from collections.abc import Sequence

from flask import Flask

from voiceedu import logs, metrics
from voiceedu.config import Settings
from voiceedu.engines import Engine
from voiceedu.publishing.studio import Studio
from voiceedu.web import error_handlers, i18n
from voiceedu.web.middleware import compression, request_log, security_headers
from voiceedu.web.middleware.asset_middleware import AssetMiddleware
from voiceedu.web.middleware.page_cache import PageCache
from voiceedu.web.middleware.request_validation import RequestValidation
from voiceedu.web.routes import (
    audio,
    books,
    clinic_logo,
    cover,
    feed,
    health,
    ivr,
    pages,
    phone,
    podcast,
    robots,
    web_app,
)
from voiceedu.web.state import AppState


def create_app(settings: Settings | None = None, *, engines: Sequence[Engine] | None = None) -> Flask:
    """Return the application for `settings`, by default those of the environment, and `engines`, by default theirs.

    Any WSGI server can run it. Raise a VoiceeduError when a setting, the library or the store cannot be used.
    """
    settings = settings or Settings.from_environment()
    logs.start(settings.log)
    app = Flask("voiceedu", template_folder="web/templates", static_folder="web/static")
    app.url_map.merge_slashes = False  # //en/ is no other spelling of /en/
    app.json.sort_keys = False  # type: ignore[attr-defined]
    state = AppState.over(Studio(settings, engines=engines, progress=metrics.RenderMetrics()))
    state.attach(app)
    request_log.init_app(app)
    # Flask calls after_request functions in reverse order: the page cache, registered early, stores finished pages.
    page_cache = PageCache(app)
    for module in (health, robots, web_app, clinic_logo, cover, phone, ivr, audio, feed, books, podcast, pages):
        app.register_blueprint(module.blueprint)
    i18n.init_app(app)
    error_handlers.init_app(app)
    security_headers.init_app(app)
    compression.init_app(app)
    app.wsgi_app = RequestValidation(AssetMiddleware(page_cache, state.assets))  # type: ignore[method-assign]
    return app

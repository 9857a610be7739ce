"""The factory: one Flask application over one studio."""

from flask import Flask

from voiceedu import logs, metrics
from voiceedu.config import Settings
from voiceedu.publishing.compilations.compiler import Collector
from voiceedu.publishing.studio import Studio
from voiceedu.web import error_handlers, i18n
from voiceedu.web.middleware import request_log, security_headers
from voiceedu.web.middleware.asset_cache import AssetLayer, AssetMemory
from voiceedu.web.middleware.page_cache import PageCache
from voiceedu.web.middleware.request_validation import Door
from voiceedu.web.routes import audio, books, feed, health, ivr, pages, phone
from voiceedu.web.routes.downloads import Offers


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application for `settings`, by default those of the environment.

    Raise a VoiceeduError when a setting, the library or the store cannot be used: a server should not start then.
    """
    settings = settings or Settings.from_environment()
    logs.start(settings.log)
    app = Flask("voiceedu", template_folder="web/templates", static_folder="web/static")
    app.url_map.merge_slashes = False  # an address is an address: nothing redirects to another
    app.json.sort_keys = False  # type: ignore[attr-defined]
    studio = Studio(settings, observer=metrics.Figures())
    memory = AssetMemory(studio.store, limit_bytes=settings.clip_memory_mb * 1_000_000)
    collector = Collector(studio)
    app.extensions |= {"voiceedu": studio, "voiceedu.clips": memory}
    app.extensions |= {"voiceedu.collector": collector, "voiceedu.offers": Offers(collector)}
    request_log.init_app(app)
    pages_again = PageCache(app)  # it keeps what is finished: whatever follows here finishes answers before it
    for module in (health, phone, ivr, audio, feed, books, pages):
        app.register_blueprint(module.blueprint)
    i18n.init_app(app)
    error_handlers.init_app(app)
    security_headers.init_app(app)
    assets = AssetLayer(pages_again, memory)
    app.extensions["voiceedu.clip_layer"] = assets
    app.wsgi_app = Door(assets)  # type: ignore[method-assign]
    return app

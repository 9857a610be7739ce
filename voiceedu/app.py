"""The factory: one Flask application over one studio."""

from flask import Flask

from voiceedu import logs, metrics
from voiceedu.config import Settings
from voiceedu.studio import Studio
from voiceedu.web import audio, errors, headers, health, interface, ivr, observing, pages, phone
from voiceedu.web.clips import ClipLayer, ClipMemory
from voiceedu.web.door import Door


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
    memory = ClipMemory(studio.store, limit_bytes=settings.clip_memory_mb * 1_000_000)
    app.extensions |= {"voiceedu": studio, "voiceedu.clips": memory}
    observing.init_app(app)
    for blueprint in (health.blueprint, phone.blueprint, ivr.blueprint, audio.blueprint, pages.blueprint):
        app.register_blueprint(blueprint)
    interface.init_app(app)
    errors.init_app(app)
    headers.init_app(app)
    app.wsgi_app = Door(ClipLayer(app.wsgi_app, memory))  # type: ignore[method-assign]
    return app

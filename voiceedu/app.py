"""The factory: one Flask application over one studio."""

from flask import Flask

from voiceedu import logs
from voiceedu.config import Settings
from voiceedu.studio import Studio
from voiceedu.web import audio, errors, headers, health, interface, pages, phone
from voiceedu.web.clips import ClipLayer


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application for `settings`, by default those of the environment.

    Raise a VoiceeduError when a setting, the library or the store cannot be used: a server should not start then.
    """
    settings = settings or Settings.from_environment()
    logs.start(settings.log)
    app = Flask("voiceedu", template_folder="web/templates", static_folder="web/static")
    app.json.sort_keys = False  # type: ignore[attr-defined]
    studio = Studio(settings)
    app.extensions["voiceedu"] = studio
    for blueprint in (health.blueprint, phone.blueprint, audio.blueprint, pages.blueprint):
        app.register_blueprint(blueprint)
    interface.init_app(app)
    errors.init_app(app)
    headers.init_app(app)
    app.wsgi_app = ClipLayer(app.wsgi_app, studio.store)  # type: ignore[method-assign]
    return app

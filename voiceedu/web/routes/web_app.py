"""The web app manifest (W3C): with it a phone or a desk installs the library as an app, under the clinic's name."""

from flask import Blueprint, Response, abort, json, url_for
from flask_babel import gettext

from voiceedu import languages
from voiceedu.web.i18n import interface_language
from voiceedu.web.state import studio

blueprint = Blueprint("web_app", __name__)

MEDIA_TYPE = "application/manifest+json"
THEME_COLOUR, BACKGROUND_COLOUR = "#0b3d6b", "#fdfcf8"
"""--strong and --paper of style.css in the light."""


@blueprint.get("/<language>/app.webmanifest")
def manifest(language: str) -> Response:
    """Return the manifest of the library in `language`. Each language is an app of its own."""
    if language not in studio().library.by_language:
        abort(404)
    clinic, words = studio().settings.name, interface_language(language)
    name = gettext("Listen to learn about your procedure")
    about = {
        "id": f"/{language}/",
        "start_url": f"/{language}/",
        "scope": "/",
        "display": "standalone",
        "name": f"{name} – {clinic}" if clinic else name,
        "short_name": clinic or gettext("All recordings"),
        "description": gettext("Short recordings about medical procedures, to listen to and to read."),
        "lang": words,
        "dir": languages.text_direction(words),
        "theme_color": THEME_COLOUR,
        "background_color": BACKGROUND_COLOUR,
        "icons": [
            {"src": url_for("static", filename="icon.svg"), "type": "image/svg+xml", "sizes": "any"},
            {"src": url_for("static", filename="cover.png"), "type": "image/png", "sizes": "1400x1400"},
            {
                "src": url_for("static", filename="cover.png"),
                "type": "image/png",
                "sizes": "1400x1400",
                "purpose": "maskable",
            },
        ],
    }
    return Response(json.dumps(about, ensure_ascii=False), content_type=MEDIA_TYPE)

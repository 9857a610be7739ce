"""The picture of the podcast, with the clinic's name on it."""

import functools
import hashlib
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, url_for

from voiceedu.web.state import studio

blueprint = Blueprint("cover", __name__)


def path() -> str | None:
    """Return the path of the picture, another one for another name; None if there is no name to draw."""
    data = _drawn()
    return url_for("cover.cover", digest=hashlib.sha256(data).hexdigest()[:16]) if data else None


@blueprint.get("/cover/<digest>.png")
def cover(digest: str) -> Response:
    """Return the picture as it is now: an app that knows an older one keeps a picture. 404 without a name."""
    data = _drawn()
    if data is None:
        abort(404)
    return Response(data, content_type="image/png")


def _drawn() -> bytes | None:
    name = studio().settings.name
    if not name:
        return None
    from voiceedu.publishing.picture import picture  # with Pillow, which is needed where there is a name

    return picture(name, _mark())


@functools.cache
def _mark() -> bytes:
    assert current_app.static_folder is not None
    return Path(current_app.static_folder, "cover.png").read_bytes()

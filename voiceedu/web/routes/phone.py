"""Assets in telephone formats, and the manifest of them all."""

from flask import Blueprint, Response, abort, jsonify

from voiceedu.assets import Speed, parse_phone_file_name
from voiceedu.ivr import manifest
from voiceedu.web.routes.audio import stable_asset
from voiceedu.web.state import public_url, studio

blueprint = Blueprint("phone", __name__, url_prefix="/phone")


@blueprint.get("/<language>/<name>")
def whole(language: str, name: str) -> Response:
    slug, speed, profile = _parse(name)
    return stable_asset(language, slug, profile=profile, speed=speed)


@blueprint.get("/<language>/<slug>/<name>")
def section(language: str, slug: str, name: str) -> Response:
    section, speed, profile = _parse(name)
    return stable_asset(language, slug, profile=profile, section=section, speed=speed)


@blueprint.get("/manifest.json")
def assets() -> Response:
    return jsonify({"clips": list(manifest.entries(studio(), base=public_url()))})


def _parse(name: str) -> tuple[str, Speed, str]:
    """Return slug, speed and profile of a file name such as what-it-is.slow.ulaw.wav; 404 for any other name."""
    parsed = parse_phone_file_name(name)
    if parsed is None:
        abort(404)
    stem, speed, profile = parsed
    return stem, speed, profile.name

"""Assets in telephone formats, and the manifest of them all."""

import gzip
import io

import msgspec
from flask import Blueprint, Response, abort, jsonify, make_response, request

from voiceedu.assets import Speed, parse_phone_file_name
from voiceedu.ivr import manifest
from voiceedu.web.middleware.page_cache import accepts_gzip
from voiceedu.web.routes.audio import stable_asset
from voiceedu.web.state import public_url, state, studio

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
def manifests() -> Response:
    """Return the languages, each with the URL of its manifest."""
    base = public_url()
    languages = [
        {"language": language, "manifest": f"{base}/phone/{language}/manifest.json"}
        for language in studio().library.by_language
    ]
    return jsonify({"languages": languages})


@blueprint.get("/<language>/manifest.json")
def assets(language: str) -> Response:
    """Return every phone asset of a language. It is written once for each state of what is published."""
    if language not in studio().library.by_language:
        abort(404)
    base = public_url()
    compressed = state().manifests.get(
        (language, base), version=state().public_version(language), make=lambda: _compressed(language, base)
    )
    response = make_response(compressed)
    response.content_type = "application/json"
    response.vary.add("Accept-Encoding")
    if accepts_gzip(request.headers.get("Accept-Encoding", "")):
        response.content_encoding = "gzip"
    else:
        response.data = gzip.decompress(compressed)
    return response


def _compressed(language: str, base: str) -> bytes:
    """Return the manifest of `language`, compressed. An entry at a time is in memory uncompressed."""
    found = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=found, mtime=0) as file:
        file.write(b'{"clips":[')
        for number, entry in enumerate(manifest.of_language(studio(), language, base=base)):
            file.write((b"," if number else b"") + msgspec.json.encode(entry))
        file.write(b"]}\n")
    return found.getvalue()


def _parse(name: str) -> tuple[str, Speed, str]:
    """Return slug, speed and profile of a file name such as what-it-is.slow.ulaw.wav; 404 for any other name."""
    parsed = parse_phone_file_name(name)
    if parsed is None:
        abort(404)
    stem, speed, profile = parsed
    return stem, speed, profile.name

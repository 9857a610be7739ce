"""What a phone system fetches: clips in a telephone's formats, and the list of them all."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, abort, jsonify

from voiceedu import callflow
from voiceedu.mastering import PROFILES, Clip, Speed
from voiceedu.store import Rendition
from voiceedu.takes import PHONE_PROFILES
from voiceedu.web import base_url, studio
from voiceedu.web.audio import stable_clip

blueprint = Blueprint("phone", __name__, url_prefix="/phone")

_PROFILE_OF = {PROFILES[name].suffix: name for name in ("phone-ulaw", "phone-wav", "phone")}
"""By ending, the longest first."""


@blueprint.get("/<language>/<name>")
def whole(language: str, name: str) -> Response:
    slug, speed, profile = _parse(name)
    return stable_clip(language, slug, profile=profile, speed=speed)


@blueprint.get("/<language>/<slug>/<name>")
def section(language: str, slug: str, name: str) -> Response:
    section, speed, profile = _parse(name)
    return stable_clip(language, slug, profile=profile, section=section, speed=speed)


@blueprint.get("/manifest.json")
def manifest() -> Response:
    base = base_url()
    clips: list[dict[str, Any]] = []
    for language, procedures in studio().library.by_language.items():
        for position, procedure in enumerate(procedures):
            rendition = studio().published(language, procedure.slug)
            if rendition is not None:
                clips.extend(_entries(rendition, base=base, digits=callflow.digits(position)))
    return jsonify({"clips": clips})


def _parse(name: str) -> tuple[str, Speed, str]:
    """Return slug, speed and profile of a file name such as what-it-is.slow.ulaw.wav; 404 for any other."""
    for suffix, profile in _PROFILE_OF.items():
        if name.endswith(suffix):
            stem = name.removesuffix(suffix)
            slow = stem.endswith(".slow")
            return stem.removesuffix(".slow"), "slow" if slow else "normal", profile
    abort(404)


def _entries(rendition: Rendition, *, base: str, digits: str) -> Iterator[dict[str, Any]]:
    headings = {passage.slug: passage.title for passage in rendition.script.sections}
    for clip in rendition.clips:
        if clip.profile in PHONE_PROFILES:
            yield {
                "hashed_url": f"{base}/{clip.path}",
                "stable_url": f"{base}{_stable_path(rendition, clip)}",
                "title": rendition.title,
                "section": headings.get(clip.section, ""),
                "language": rendition.language,
                "profile": clip.profile,
                "speed": clip.speed,
                "media_type": clip.media_type,
                "duration_ms": clip.duration_ms,
                "bytes": clip.size,
                "sha256": clip.sha256,
                "digits": digits,
            }


def _stable_path(rendition: Rendition, clip: Clip) -> str:
    stem = f"{rendition.slug}/{clip.section}" if clip.section else rendition.slug
    speed = "" if clip.speed == "normal" else f".{clip.speed}"
    return f"/phone/{rendition.language}/{stem}{speed}{PROFILES[clip.profile].suffix}"

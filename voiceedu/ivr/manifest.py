"""The manifest of all phone assets for integrators: `/phone/<language>/manifest.json`, and a file of each export.

`manifest.schema.json` beside this module specifies it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from voiceedu.assets import PHONE_PROFILES, PROFILES, Asset, part_path
from voiceedu.content.procedure import Procedure
from voiceedu.ivr import keypad
from voiceedu.ivr.playback import lines
from voiceedu.narration import phone_parts
from voiceedu.publishing.studio import Studio
from voiceedu.storage.rendition import Rendition

SCHEMA = Path(__file__).parent / "manifest.schema.json"
CODECS = {"phone": "mp3", "phone-wav": "pcm_s16le", "phone-ulaw": "pcm_mulaw"}
"""The codec of each profile, by FFmpeg's names."""

Entry = dict[str, Any]


def entries(studio: Studio, *, base: str) -> Iterator[Entry]:
    """Yield an entry for each published phone asset, prompts first. All URLs begin with `base`."""
    for language in studio.library.by_language:
        yield from of_language(studio, language, base=base)


def of_language(studio: Studio, language: str, *, base: str) -> Iterator[Entry]:
    """Yield an entry for each published phone asset of a language, prompts first."""
    prompts = studio.library.prompts.get(language)
    if prompts is not None and (spoken := studio.published(language, prompts.slug)) is not None:
        yield from _entries(spoken, base=base, digits="")
    for position, procedure in enumerate(studio.library.by_language.get(language, ())):
        if (rendition := studio.published(language, procedure.slug)) is not None:
            yield from _entries(rendition, base=base, digits=keypad.digits(position))


def stable_path(rendition: Rendition, asset: Asset) -> str:
    """Return the stable URL path of an asset."""
    path = part_path(rendition.slug, asset.section, speed=asset.speed, profile=PROFILES[asset.profile])
    return f"/phone/{rendition.language}/{path}"


def _entries(rendition: Rendition, *, base: str, digits: str) -> Iterator[Entry]:
    review = _review(rendition)
    number = _number(rendition)
    headings = {passage.slug: passage.title for passage in rendition.script.sections}
    headings |= {phone_parts.place(slug): heading for slug, heading in headings.items()}
    words: dict[str, str] = {}
    for asset in rendition.assets:
        if asset.profile not in PHONE_PROFILES:
            continue
        if asset.section not in words:
            words[asset.section] = "\n".join(lines(rendition, asset.section))
        yield {
            "hashed_url": f"{base}/{asset.path}",
            "stable_url": f"{base}{stable_path(rendition, asset)}",
            "kind": _kind(rendition, asset),
            "slug": rendition.slug,
            "part": asset.section,
            "title": rendition.title,
            "section": headings.get(asset.section, ""),
            "language": rendition.language,
            "profile": asset.profile,
            "speed": asset.speed,
            "media_type": asset.media_type,
            "format": {
                "codec": CODECS[asset.profile],
                "sample_rate_hz": PROFILES[asset.profile].sample_rate,
                "channels": 1,
            },
            "duration_ms": asset.duration_ms,
            "bytes": asset.size,
            "sha256": asset.sha256,
            "digits": digits,
            "transcript": words[asset.section],
            **number,
            **review,
        }


def _kind(rendition: Rendition, asset: Asset) -> str:
    if rendition.kind == "prompts":
        return "prompt"
    if phone_parts.is_place(asset.section):
        return "place"
    return "part" if asset.section else "whole"


def _number(rendition: Rendition) -> Entry:
    """Return the number that a caller can enter for a topic, where it has one."""
    work = rendition.work
    return {"number": str(work.number)} if isinstance(work, Procedure) and work.number else {}


def _review(rendition: Rendition) -> Entry:
    """Return what the recording says of its review; prompts say nothing."""
    work = rendition.work
    if not isinstance(work, Procedure):
        return {}
    review = work.review
    said = {"state": review.state, "by": review.by, "on": review.on.isoformat() if review.on else ""}
    return {"review": {name: value for name, value in said.items() if value}}

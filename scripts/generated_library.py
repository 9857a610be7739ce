"""A large library of short procedures for benchmarks, published at once: its recordings are a few bytes of text.

All procedures have the same sentences but for a name. So one script is written, and the others are that with other
names, which is what would be written; a render that finds everything up to date proves it.
"""

import datetime
import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from voiceedu.assets import DERIVED_FROM, PROFILES, Asset, Cue, address
from voiceedu.config import Settings
from voiceedu.content.library import Work
from voiceedu.content.procedure import Procedure
from voiceedu.engines.protocol import Voice
from voiceedu.engines.tone import ToneEngine
from voiceedu.narration.script import Script
from voiceedu.publishing.asset_plan import fingerprint, plan_recordings
from voiceedu.publishing.companions import BOOK, CAPTIONS, SUFFIXES
from voiceedu.publishing.planned_parts import PlannedAsset
from voiceedu.publishing.studio import Studio
from voiceedu.storage.rendition import Rendition, RenditionKind

ENGLISH = "en"
OTHERS = ("de", "fr", "it", "pt")
"""Languages without shipped prompts: a menu of thousands is not what is measured."""
PATTERN = "amberly amberly amberly"
TEXT = """\
---
title: The {name} procedure
summary: What to expect of the {name} procedure.
source: The hospital
---

## What {name} is

The doctor uses a thin needle for the {name} procedure. With {name} you may go home on the same day.

- Numbing medicine comes before {name}.
- Pain signals are blocked by {name}.

## After {name}

Rest after the {name} procedure. Call the hospital when the pain of {name} comes back.
"""
CHANGED = ("Rest after", "Lie down after")
_SYLLABLES = ("ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su")


def write(folder: Path, count: int, *, english: int = 20, others: Sequence[str] = OTHERS) -> None:
    """Write `count` procedures into `folder`, `english` of them English and the rest in the languages of `others`.

    No two procedures share a sentence of their own.
    """
    for language in (ENGLISH, *others):
        (folder / language).mkdir(parents=True)
    for number in range(count):
        language = ENGLISH if number < english else others[number % len(others)]
        name = _name(number)
        path = folder / language / f"{name.replace(' ', '-')}.md"
        path.write_text(TEXT.format(name=name), encoding="utf-8")


def _name(number: int) -> str:
    """Return three words that no other number has, and that need no normalization."""
    first, second, third, fourth, fifth = (_SYLLABLES[number // 10**place % 10] for place in range(5))
    return f"{first}{second}nal {third}{fourth}mer {fifth}lor"


def publish(settings: Settings) -> int:
    """Publish everything in the library of `settings`, as the tone engine would speak it; return how many works."""
    studio = Studio(settings)
    scripts: dict[str, bytes] = {}
    for work in studio.library.works:
        _publish(studio, work, _script(studio, work, scripts))
    return len(studio.library.works)


def _script(studio: Studio, work: Work, scripts: dict[str, bytes]) -> Script:
    if not isinstance(work, Procedure):
        return studio.script(work)
    name = work.slug.replace("-", " ")
    if work.language not in scripts:
        scripts[work.language] = msgspec.json.encode(studio.script(work)).replace(name.encode(), PATTERN.encode())
    return msgspec.json.decode(scripts[work.language].replace(PATTERN.encode(), name.encode()), type=Script)


def _publish(studio: Studio, work: Work, script: Script) -> None:
    """Publish `work`: every asset that its plan has, of a few bytes, and the rendition that names them."""
    publisher, voice = studio.settings.name or "", ToneEngine().voice(work.language)
    assets, cues = _put_recordings(studio, work, script, voice)
    kind: RenditionKind = "prompts"
    title, summary, digest = work.slug, "", studio.words_digest(work, script)
    if isinstance(work, Procedure):
        kind, title, summary = "procedure", work.title, work.summary
        assets += _put_companions(studio, work)
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    rendition = Rendition(
        kind=kind,
        language=work.language,
        slug=work.slug,
        title=title,
        summary=summary,
        script=script,
        cues=tuple(cues),
        assets=tuple(assets),
        voice=voice,
        fallbacks=(),
        fingerprint=fingerprint(work, script, voice, publisher=publisher),
        made_at=now,
        script_key=studio.script_key(work),
        words_since=now,
        first_made_at=now,
        source=msgspec.json.encode(work).decode(),
        shown=digest.shown if digest else "",
        said=digest.said if digest else "",
    )
    studio.store.publish(rendition, replacing=None)


def _put_recordings(studio: Studio, work: Work, script: Script, voice: Voice) -> tuple[list[Asset], list[Cue]]:
    """Store the recordings of `work` and return them, with a cue a second for each sentence."""
    assets: list[Asset] = []
    cues: list[Cue] = []
    for planned in plan_recordings(work, script, publisher=studio.settings.name or ""):
        spans = [Cue(start_ms=1000 * number, end_ms=1000 * number + 900) for number in range(len(planned.utterances))]
        for part in planned.parts:
            planned_assets = part.plan_assets(voice, pace=1.0, cues=spans)
            assets += (
                _put(studio, each.name, each.profile.name, each.profile.media_type, each) for each in planned_assets
            )
        begun = 1000 * len(cues)
        cues += (Cue(start_ms=cue.start_ms + begun, end_ms=cue.end_ms + begun) for cue in spans)
    return assets, cues


def _put_companions(studio: Studio, procedure: Procedure) -> list[Asset]:
    return [
        _put(studio, f"{procedure.slug}{SUFFIXES[profile]}", profile, media_type)
        for profile, media_type in ((CAPTIONS, "text/vtt"), (BOOK, "application/epub+zip"))
    ]


def _put(studio: Studio, name: str, profile: str, media_type: str, planned: PlannedAsset | None = None) -> Asset:
    """Store an asset whose bytes are its name, as a plain file where the store is a folder; return it.

    As a render does, it keeps no bytes of what is derived. Nobody asks for those here.
    """
    data = name.encode()
    sha256, source_sha256 = hashlib.sha256(data).hexdigest(), ""
    if profile in DERIVED_FROM:
        source = name.removesuffix(PROFILES[profile].suffix) + PROFILES[DERIVED_FROM[profile]].suffix
        source_sha256 = hashlib.sha256(source.encode()).hexdigest()
    asset = Asset(
        hash=address(sha256),
        name=name,
        profile=profile,
        speed=planned.speed if planned else "normal",
        section=planned.section if planned else "",
        media_type=media_type,
        duration_ms=60_000 if planned else 0,
        size=len(data),
        sha256=sha256,
        derivation=planned.key if planned else "",
        source_sha256=source_sha256,
    )
    if asset.kept_path != asset.path:
        return asset
    if (file := studio.store.file(asset.path)) is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    else:
        studio.store.put(asset.path, data)
    return asset

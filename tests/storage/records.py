"""Records for tests of the store."""

import hashlib
from dataclasses import replace

from voiceedu.assets import Asset, Cue
from voiceedu.engines import Voice
from voiceedu.narration.lines import Line, Utterance
from voiceedu.narration.script import Passage, Script
from voiceedu.storage.rendition import Rendition


def asset(data: bytes, name: str = "nerve-blocks.mp3") -> Asset:
    return Asset(
        hash=hashlib.sha256(data).hexdigest()[:16],
        name=name,
        profile="web",
        speed="normal",
        section="",
        media_type="audio/mpeg",
        duration_ms=1234,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def derived(data: bytes, *, source: bytes) -> Asset:
    """Return the µ-law asset of `data`, which is derived from the WAV asset of `source`."""
    made = asset(data, name="nerve-blocks.slow.ulaw.wav")
    return replace(made, profile="phone-ulaw", source_sha256=hashlib.sha256(source).hexdigest())


def rendition(*, text: str = "It blocks pain.", assets: int = 1) -> Rendition:
    utterance = Utterance(text=text, spoken=text.lower(), pause_after_ms=350)
    passage = Passage(slug="what-it-is", title="¿Qué es?", lines=(Line(kind="paragraph", utterances=(utterance,)),))
    return Rendition(
        language="en",
        slug="nerve-blocks",
        title="Nerve blocks",
        summary="",
        script=Script(passages=(passage,), length="less than a minute"),
        cues=(Cue(start_ms=0, end_ms=1200),),
        assets=tuple(asset(b"x", name=f"clip-{number}.mp3") for number in range(assets)),
        voice=Voice(engine="tone", engine_version="1", name="hum", version="1", language="en"),
        fallbacks=("gtts: no answer in time",),
        fingerprint="f" * 64,
        made_at="2026-11-20T10:00:00+00:00",
    )

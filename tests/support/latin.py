"""A library of a few words in Latin, engines that hum it, and what a test asks of the studio that renders it.

voiceedu has no phrases in Latin, so that title and text are all that is said.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from voiceedu.audio import codecs
from voiceedu.content.procedure import Procedure
from voiceedu.engines import Speech, Voice
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import EngineError
from voiceedu.publishing import companions
from voiceedu.publishing.studio import Studio
from voiceedu.storage.rendition import Rendition

LANGUAGE = "la"
PATIENCE_S = 60
EYE = """\
---
title: Oculus
---
Oculus videt. Lux venit.

## Cura

Medicus oculum curat.
"""
EAR = """\
---
title: Auris
---
Auris audit. Medicus venit.
"""


@dataclass
class Fake:
    """An engine that hums, remembers what it was asked, and fails as it is told.

    It is unavailable for `reason`. It raises `failure` for every utterance after the first `works`.
    """

    name: str = "a"
    needs_network: bool = False
    reason: str | None = None
    failure: Exception | None = None
    works: int = 0
    languages: tuple[str, ...] = (LANGUAGE, "en")
    asked: list[str] = field(default_factory=list)

    def unavailable(self) -> str | None:
        return self.reason

    def voice(self, language: str) -> Voice:
        if language not in self.languages:
            raise EngineError(self.name, f"has no voice for {language!r}")
        return Voice(engine=self.name, engine_version="1", name=self.name, version="1", language=language)

    def synthesize(self, text: str, voice: Voice) -> Speech:
        self.asked.append(text)
        if self.failure is not None and len(self.asked) > self.works:
            raise self.failure
        return self.sound(f"{self.name}{text}", voice)

    def sound(self, text: str, voice: Voice) -> Speech:
        return ToneEngine().synthesize(text, voice)


class Silent(Fake):
    def sound(self, text: str, voice: Voice) -> Speech:
        return Speech(pcm=b"\0\0" * 16_000, sample_rate=16_000)


class Mute(Fake):
    def sound(self, text: str, voice: Voice) -> Speech:
        return Speech(pcm=b"", sample_rate=16_000)


class Slow(Fake):
    """Waits with its first word until it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()

    def sound(self, text: str, voice: Voice) -> Speech:
        assert self.go_on.wait(PATIENCE_S)
        return super().sound(text, voice)


Start = Callable[..., Studio]


def procedure(of: Studio, slug: str = "oculus") -> Procedure:
    found = of.library.find(LANGUAGE, slug)
    assert found is not None
    return found


def spoken(of: Studio, slug: str = "oculus") -> list[str]:
    """Return every sentence of a procedure as it is said, in order."""
    return [utterance.spoken for utterance in of.script(procedure(of, slug)).utterances]


def assert_whole(of: Studio, rendition: Rendition | None, engine: str) -> None:
    """Every asset is to be had and decodes, and `engine`'s own speech, and nobody else's, is what is in them."""
    assert rendition is not None
    assert rendition.voice.engine == engine
    assert len(rendition.cues) == len(rendition.script.utterances)
    said_ms = 0.0
    for utterance in rendition.script.utterances:
        speech = of.store.speech(rendition.voice.speech_key(utterance.spoken))
        assert speech is not None
        assert speech == Fake(engine).synthesize(utterance.spoken, rendition.voice)
        said_ms += len(speech.pcm) / 2 / speech.sample_rate * 1000 + utterance.pause_after_ms
    for asset in rendition.assets:
        kept = of.store.asset(asset.path)
        assert kept is not None
        assert (len(kept.data), kept.sha256) == (asset.size, asset.sha256)
        if asset.profile in companions.SUFFIXES:
            continue
        samples, rate = codecs.decode(kept.data, name=asset.path)
        assert abs(len(samples) * 1000 / rate - asset.duration_ms) < 50
    whole = rendition.asset("phone-wav")
    assert whole is not None
    # Each utterance loses up to the pause that the engine itself left at its end.
    assert said_ms - 100 * len(rendition.cues) <= whole.duration_ms <= said_ms


def keep(rendition: Rendition) -> Rendition:
    """Return `rendition` without the time it was made, to compare with another."""
    return replace(rendition, made_at="")

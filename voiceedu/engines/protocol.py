"""What an engine is: the values it takes and gives."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Voice:
    """One way of speaking. Every field changes the sound, so every field is part of a speech key."""

    engine: str
    engine_version: str
    name: str
    version: str
    language: str

    def speech_key(self, spoken: str) -> str:
        """Return the key of `spoken` said by this voice: 64 hex digits, the same on any machine."""
        identity = json.dumps([spoken, *asdict(self).values()], ensure_ascii=False)
        return hashlib.sha256(identity.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Speech:
    """What an engine said: PCM, signed 16 bits little-endian, mono, at `sample_rate` Hz."""

    pcm: bytes
    sample_rate: int


class Engine(Protocol):
    """Something that speaks. An engine may be used from several threads at once.

    `name` is what VOICEEDU_ENGINES calls it. `needs_network` says that its speech comes from elsewhere, so that a
    failure may be over in a minute.
    """

    name: str
    needs_network: bool

    def unavailable(self) -> str | None:
        """Return why this engine cannot speak here and what would do, or None when it can. Asks no network."""

    def voice(self, language: str) -> Voice:
        """Return the voice that speaks `language`; raise EngineError when there is none."""

    def synthesize(self, text: str, voice: Voice) -> Speech:
        """Return `text` spoken; raise EngineError, and nothing else, when that fails."""

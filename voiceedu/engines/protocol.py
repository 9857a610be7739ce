"""What an engine is: the values it takes and gives.

`Engine` is all that an engine needs. The other protocols are optional: voiceedu looks whether an engine has their
method, and does without where it has not.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, Self, runtime_checkable

from voiceedu.config import Settings


@dataclass(frozen=True, kw_only=True)
class Voice:
    """One way of speaking. Every field but the last changes the sound, so it is part of a speech key.

    `takes_respellings` says whether the voice is given the lexicon's respellings, which help simple voices and harm
    neural ones. It is no part of the key: the words that are given are.
    """

    engine: str
    engine_version: str
    name: str
    version: str
    language: str
    takes_respellings: bool = True

    def speech_key(self, spoken: str, ipa: Mapping[str, str] | None = None) -> str:
        """Return the key of `spoken`, said with the pronunciations `ipa`: 64 hex digits, the same on any machine."""
        pronunciations = [sorted(ipa.items())] if ipa else []
        sound = (self.engine, self.engine_version, self.name, self.version, self.language)
        identity = json.dumps([spoken, *sound, *pronunciations], ensure_ascii=False)
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


@runtime_checkable
class Configurable(Protocol):
    """Optional: an engine that reads settings. Its class is not called, but asked for an instance."""

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """Return an engine that follows `settings`; raise SettingError for a value that cannot work."""


@runtime_checkable
class HasVoices(Protocol):
    """Optional: an engine with several voices, of which VOICEEDU_VOICES may choose. See engines.chosen_voice."""

    def has_voice(self, name: str, language: str) -> bool:
        """Return whether `name` is a voice of this engine that speaks `language`. Asks no network."""


@runtime_checkable
class HasAlphabet(Protocol):
    """Optional: an engine that declares what it says. Without this method every character counts as said."""

    def alphabet(self, language: str) -> frozenset[str] | None:
        """Return the characters that are said in `language`; None when that is all of them."""


@runtime_checkable
class TakesPhonemes(Protocol):
    """Optional: an engine that can be told how words sound."""

    def synthesize_phonemes(self, text: str, voice: Voice, ipa: Mapping[str, str]) -> Speech:
        """Return `text` spoken, in which each word of `ipa` sounds as its IPA says; raise EngineError when that fails.

        The words are as they stand in `text`, and match whole words alone. A word that is not in `text` is no error.
        """


@runtime_checkable
class Probes(Protocol):
    """Optional: an engine that needs the network and can look quickly whether its server is there."""

    def offline(self) -> str | None:
        """Return why the server cannot be reached, or None. Takes a few seconds at most; for `voiceedu engines`."""

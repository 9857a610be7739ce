"""The interface of an engine: the values it takes and gives.

`Engine` is all that an engine needs. The other protocols are optional: voiceedu uses their methods if an engine has
them.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, Self, runtime_checkable

from voiceedu.config import Settings


@dataclass(frozen=True, kw_only=True)
class Voice:
    """One way of speaking. Every field but the last two changes the sound, so it is part of a speech key.

    `takes_respellings` says whether the voice is given the lexicon's respellings, which help simple voices and harm
    neural ones; `takes_ipa` whether it is given plain words and the lexicon's IPA instead, for which its engine is one
    that `TakesPhonemes`. Neither is part of the key: the words and the IPA that are given are.
    """

    engine: str
    engine_version: str
    name: str
    version: str
    language: str
    takes_respellings: bool = True
    takes_ipa: bool = False

    def speech_key(self, spoken: str, ipa: Mapping[str, str] | None = None) -> str:
        """Return the key of `spoken`, said with the pronunciations `ipa`: 64 hex digits, the same on any machine."""
        pronunciations = [sorted(ipa.items())] if ipa else []
        sound = (self.engine, self.engine_version, self.name, self.version, self.language)
        identity = json.dumps([spoken, *sound, *pronunciations], ensure_ascii=False)
        return hashlib.sha256(identity.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Speech:
    """The speech of an utterance: PCM, signed 16 bits little-endian, mono, at `sample_rate` Hz."""

    pcm: bytes
    sample_rate: int


class Engine(Protocol):
    """Something that speaks. It may be used from several threads at once.

    `name` is its name in VOICEEDU_ENGINES. `needs_network` means that its speech comes from a server, so that a
    failure may be over in a minute.
    """

    name: str
    needs_network: bool

    def unavailable(self) -> str | None:
        """Return why this engine cannot speak here, with a remedy, or None if it can. Makes no network request."""

    def voice(self, language: str) -> Voice:
        """Return the voice that speaks `language`; raise EngineError when there is none."""

    def synthesize(self, text: str, voice: Voice) -> Speech:
        """Return `text` spoken; raise EngineError, and nothing else, when that fails."""


@runtime_checkable
class Configurable(Protocol):
    """Optional: an engine that reads settings. It is made by `from_settings`."""

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """Return an engine that follows `settings`; raise SettingError for a value that cannot work."""


@runtime_checkable
class HasVoices(Protocol):
    """Optional: an engine with several voices, of which VOICEEDU_VOICES may choose. See engines.chosen_voice."""

    def has_voice(self, name: str, language: str) -> bool:
        """Return whether `name` is a voice of this engine that speaks `language`. Makes no network request."""


@runtime_checkable
class HasAlphabet(Protocol):
    """Optional: an engine that declares its characters. Without this method every character counts as spoken."""

    def alphabet(self, language: str) -> frozenset[str] | None:
        """Return the characters that are spoken in `language`; None if all are."""


@runtime_checkable
class TakesPhonemes(Protocol):
    """Optional: an engine that accepts pronunciations."""

    def synthesize_phonemes(self, text: str, voice: Voice, ipa: Mapping[str, str]) -> Speech:
        """Return `text` spoken, in which each word of `ipa` sounds as its IPA says; raise EngineError when that fails.

        The words are as they stand in `text`, and match whole words alone. A word that is not in `text` is no error.
        """


@runtime_checkable
class Probes(Protocol):
    """Optional: an engine that needs the network and can check quickly whether its server responds."""

    def offline(self) -> str | None:
        """Return why the server cannot be reached, or None. Takes at most a few seconds; for `voiceedu engines`."""

"""Words → sound for the person who reviews them, before anything is published. Nothing is published here.

Speech is kept in the cache, so that a render finds it there and need not speak the same words again.
"""

import hashlib
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import msgspec
from cachetools import LRUCache

from voiceedu.assets import PROFILES, Profile
from voiceedu.config import Settings
from voiceedu.engines import Engine, Speech, load
from voiceedu.errors import AudioError, EngineError, EngineUnreachableError, ReviewError, StoreError
from voiceedu.narration.lines import Utterance
from voiceedu.production import mastering
from voiceedu.production.assembly import Recording
from voiceedu.publishing.progress import IgnoredProgress
from voiceedu.publishing.recorder import Recorder
from voiceedu.storage.store import Store

log = logging.getLogger(__name__)

KEPT_BYTES = 64_000_000
LISTENERS = ("web", "phone")
"""The profiles that a person compares: the page and the telephone."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """Finished sound, and who speaks."""

    data: bytes
    profile: Profile
    engine: str


@dataclass(frozen=True, kw_only=True)
class _SpeechWhereItCan:
    """The speech of a store, which need not take any more: what a person wants to hear is heard all the same."""

    store: Store

    def speech(self, key: str) -> Speech | None:
        try:
            return self.store.speech(key)
        except StoreError as error:
            log.warning("Speech cannot be read from the cache: %s", error)
            return None

    def put_speech(self, key: str, speech: Speech) -> None:
        try:
            self.store.put_speech(key, speech)
        except StoreError as error:
            log.warning("Speech cannot be kept in the cache: %s", error)


class Listening:
    """Says words as a listener of a profile hears them. Thread-safe."""

    def __init__(self, settings: Settings, store: Store, *, engines: Sequence[Engine] | None = None) -> None:
        self._settings = settings
        self._engines = tuple(engines) if engines is not None else None
        self._recorder = Recorder(_SpeechWhereItCan(store=store), progress=IgnoredProgress())
        self._kept: LRUCache[str, Heard] = LRUCache(KEPT_BYTES, getsizeof=lambda heard: len(heard.data))
        self._lock = Lock()
        self._away_until: dict[str, float] = {}

    def say(
        self,
        utterances: Sequence[Utterance],
        *,
        language: str,
        profile: str,
        recordings: Mapping[str, Path] | None = None,
    ) -> Heard:
        """Return `utterances` in the voice of the first engine that can say all of them.

        `recordings` are the library's, by SHA-256. Raise ReviewError when no engine can.
        """
        key = hashlib.sha256(msgspec.json.encode([language, profile, utterances])).hexdigest()
        with self._lock:
            if (heard := self._kept.get(key)) is not None:
                return heard
        recording, engine = self._record(utterances, language, recordings or {})
        wanted = PROFILES[profile]
        [data] = mastering.finish(mastering.Sound(recording), [wanted], speed="normal", tags={})
        heard = Heard(data=data, profile=wanted, engine=engine)
        with self._lock:
            if len(data) <= KEPT_BYTES:
                self._kept[key] = heard
        return heard

    def _record(
        self, utterances: Sequence[Utterance], language: str, recordings: Mapping[str, Path]
    ) -> tuple[Recording, str]:
        """Return the recording and the name of the engine that made it."""
        reasons = []
        for engine in self._loaded():
            if self._away_until.get(engine.name, 0) > time.monotonic():
                reasons.append(f"{engine.name}: it could not be reached a moment ago")
                continue
            if (reason := engine.unavailable()) is not None:
                reasons.append(f"{engine.name}: {reason}")
                continue
            try:
                voice = engine.voice(language)
                return self._recorder.record(utterances, engine, voice, recordings).recording, engine.name
            except EngineUnreachableError as error:
                self._away_until[engine.name] = time.monotonic() + error.retry_after_s
                reasons.append(str(error))
            except EngineError as error:
                reasons.append(str(error))
            except AudioError as error:
                reasons.append(f"{engine.name}: {error}")
        raise ReviewError(f"No voice can say this: {'; '.join(reasons)}")

    def _loaded(self) -> tuple[Engine, ...]:
        with self._lock:
            if self._engines is None:
                self._engines = tuple(load(self._settings.engines, self._settings))
            return self._engines

"""Utterances → one recording: each is read from the store or spoken, brought to the right pace and joined."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from voiceedu.engines import Engine, Speech, Voice, synthesize
from voiceedu.narration.lines import Utterance
from voiceedu.narration.word_count import count_words
from voiceedu.production import assembly
from voiceedu.production.assembly import Recording
from voiceedu.publishing.progress import Progress
from voiceedu.publishing.speech_keys import ipa_for, speech_key, words_for


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """A recording, the tempo that its speech was brought to, and how many of its utterances had to be spoken."""

    recording: Recording
    pace: float
    spoken: int


class SpeechStore(Protocol):
    """Where speech is kept by its key, as in a Store."""

    def speech(self, key: str) -> Speech | None: ...
    def put_speech(self, key: str, speech: Speech) -> None: ...


class Recorder:
    """Records utterances, and keeps the speech of each as soon as it is there. Thread-safe."""

    def __init__(self, store: SpeechStore, *, progress: Progress) -> None:
        self._store = store
        self._progress = progress

    def record(
        self, utterances: Sequence[Utterance], engine: Engine, voice: Voice, recordings: Mapping[str, Path]
    ) -> Recorded:
        """Return a recording of `utterances`, spoken by `voice` of `engine` or found in the library's `recordings`.

        Raise EngineError when the engine fails, AudioError when something is not speech.
        """
        speeches, spoken = self._speak_all(utterances, engine, voice, recordings)
        pauses_ms = [utterance.pause_after_ms for utterance in utterances]
        pace = _choose_pace(utterances, speeches, pauses_ms)
        paced = [assembly.paced(speech, pace) for speech in speeches]
        return Recorded(recording=assembly.join(paced, pauses_ms), pace=pace, spoken=spoken)

    def _speak_all(
        self, utterances: Sequence[Utterance], engine: Engine, voice: Voice, recordings: Mapping[str, Path]
    ) -> tuple[list[Speech], int]:
        """Return the speech of every utterance without the silence at its ends, and how many had to be spoken."""
        speeches: dict[str, Speech] = {}
        spoken = 0
        keys = [speech_key(utterance, voice) for utterance in utterances]
        for key, utterance in zip(keys, utterances, strict=True):
            if key in speeches:
                continue
            speech = self._store.speech(key)
            if speech is None:
                if utterance.recording:
                    speech = assembly.recorded(recordings[utterance.recording])
                else:
                    speech = self._synthesize(utterance, engine, voice)
                    spoken += 1
                self._store.put_speech(key, speech)
            speeches[key] = assembly.trimmed(speech)
        return [speeches[key] for key in keys], spoken

    def _synthesize(self, utterance: Utterance, engine: Engine, voice: Voice) -> Speech:
        words = words_for(utterance, voice)
        started, result = time.monotonic(), "failed"
        try:
            speech = synthesize(engine, words, voice, ipa=ipa_for(utterance, voice))
            assembly.check_speech(speech, spoken=words)  # what is not speech is never kept
            result = "ok"
        finally:
            self._progress.synthesized(engine.name, seconds=time.monotonic() - started, result=result)
        return speech


def _choose_pace(utterances: Sequence[Utterance], speeches: Sequence[Speech], pauses_ms: Sequence[int]) -> float:
    """Return the tempo change that `speeches` need: 1.0 if a person recorded any of them."""
    if any(utterance.recording for utterance in utterances):
        return 1.0
    words = sum(count_words(utterance.text) for utterance in utterances)
    return assembly.pace(speeches, pauses_ms, words=words)

"""Utterances become one recording, each spoken at most once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from tests.production.sounds import seconds
from voiceedu.audio import wav
from voiceedu.engines import Speech, Voice
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import AudioError, EngineError
from voiceedu.narration.lines import Utterance
from voiceedu.production import assembly
from voiceedu.publishing.progress import IgnoredProgress
from voiceedu.publishing.recorder import Recorder
from voiceedu.storage.store import Store


@dataclass
class Spy:
    """The tone engine, and what it was asked."""

    engine: ToneEngine = field(default_factory=ToneEngine)
    asked: list[str] = field(default_factory=list)
    name: str = "tone"
    needs_network: bool = False

    def unavailable(self) -> str | None:
        return None

    def voice(self, language: str) -> Voice:
        return self.engine.voice(language)

    def synthesize(self, text: str, voice: Voice) -> Speech:
        self.asked.append(text)
        if "fails" in text:
            raise EngineError(self.name, "fails")
        if "silent" in text:
            return Speech(pcm=bytes(32_000), sample_rate=16_000)
        return self.engine.synthesize(text, voice)


class Counted(IgnoredProgress):
    """What was told of each synthesis."""

    def __init__(self) -> None:
        self.results: list[str] = []

    def synthesized(self, engine: str, *, seconds: float, result: str) -> None:
        self.results.append(result)


def utterances(*texts: str, pause_ms: int = 300) -> list[Utterance]:
    return [Utterance(text=text, spoken=text, words=text, pause_after_ms=pause_ms) for text in texts]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "cache"))


def record(store: Store, wanted: Sequence[Utterance], spy: Spy, **options: Path) -> object:
    return Recorder(store, progress=IgnoredProgress()).record(wanted, spy, spy.voice("en"), options)


def test_each_utterance_is_spoken_once_and_kept(store: Store) -> None:
    """The same words twice are asked for once; a second recording of them asks for nothing."""
    spy, wanted = Spy(), utterances("It is one.", "It is two.", "It is one.")
    recorder = Recorder(store, progress=IgnoredProgress())
    first = recorder.record(wanted, spy, spy.voice("en"), {})
    assert spy.asked == ["It is one.", "It is two."]
    assert first.spoken == 2
    assert len(first.recording.cues) == 3
    again = recorder.record(wanted, spy, spy.voice("en"), {})
    assert again.spoken == 0
    assert np.array_equal(again.recording.samples, first.recording.samples)


def test_failure_keeps_what_was_spoken_before(store: Store) -> None:
    """When the engine fails at the third sentence, the first two need not be spoken again."""
    spy = Spy()
    with pytest.raises(EngineError):
        record(store, utterances("It is one.", "It is two.", "This fails."), spy)
    record(store, utterances("It is one.", "It is two."), spy)
    assert spy.asked == ["It is one.", "It is two.", "This fails."]


def test_what_is_not_speech_is_never_kept(store: Store) -> None:
    """Silence is an AudioError, is told as failed, and is asked for again the next time."""
    spy, counted = Spy(), Counted()
    recorder = Recorder(store, progress=counted)
    for _ in range(2):
        with pytest.raises(AudioError):
            recorder.record(utterances("It is silent."), spy, spy.voice("en"), {})
    assert spy.asked == ["It is silent."] * 2
    assert counted.results == ["failed", "failed"]


def test_recording_of_a_person_is_taken_as_it_is(store: Store, tmp_path: Path) -> None:
    """Where somebody has said it, no engine is asked, and nobody's pace is changed."""
    spy = Spy()
    said = spy.engine.synthesize("Welcome to our clinic. " * 8, spy.voice("en"))
    file = tmp_path / "welcome.wav"
    file.write_bytes(wav.pcm(np.frombuffer(said.pcm, "<i2"), said.sample_rate))
    [wanted] = utterances("Welcome to our clinic. " * 8)
    result = Recorder(store, progress=IgnoredProgress()).record(
        [replace(wanted, recording="f" * 64)], spy, spy.voice("en"), {"f" * 64: file}
    )
    assert (spy.asked, result.spoken, result.pace) == ([], 0, 1.0)
    assert result.recording.cues[0].end_ms == pytest.approx(seconds(assembly.trimmed(said)) * 1000, abs=1)


def test_pace_is_that_of_all_utterances(store: Store) -> None:
    """An engine that is too slow is brought to 140–160 words a minute, and the tempo is said."""
    spy, texts = Spy(), ["epidural " * 10, "lidocaine " * 10, "steroid " * 10]
    result = Recorder(store, progress=IgnoredProgress()).record(utterances(*texts), spy, spy.voice("en"), {})
    assert result.pace > 1
    assert 140 <= 30 / (result.recording.duration_ms / 60_000) <= 160

"""The voice of the flite program, which `scripts/test` installs."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from voiceedu.engines import flite
from voiceedu.engines.flite import FliteEngine
from voiceedu.errors import EngineError


@pytest.fixture
def engine() -> FliteEngine:
    return FliteEngine()


def seconds(engine: FliteEngine, text: str) -> float:
    """Return how long `text` takes to say; at least some of it is as loud as speech."""
    speech = engine.synthesize(text, engine.voice("en"))
    samples = np.frombuffer(speech.pcm, "<i2").astype(np.int32)
    assert np.abs(samples).max() > 3000
    return len(samples) / speech.sample_rate


def test_it_speaks(engine: FliteEngine) -> None:
    """The voice slt says the words: 16 kHz, about their length, the same bytes each time."""
    assert engine.unavailable() is None
    voice = engine.voice("en")
    assert (voice.engine, voice.name, voice.language) == ("flite", "slt", "en")
    assert voice.engine_version[0].isdigit()
    speech = engine.synthesize("A nerve block is an injection near a nerve.", voice)
    assert speech.sample_rate == 16_000
    assert 1.5 < len(speech.pcm) / 2 / 16_000 < 5
    assert engine.synthesize("A nerve block is an injection near a nerve.", voice) == speech


def test_threads_at_once_give_the_same_bytes(engine: FliteEngine) -> None:
    """Sentences spoken at the same time do not disturb one another."""
    voice = engine.voice("en")
    texts = ["Yes.", "No pain.", "It blocks the nerve."]
    expected = [engine.synthesize(text, voice) for text in texts]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(engine.synthesize, texts * 3, [voice] * 9)) == expected * 3


@pytest.mark.parametrize(
    "text",
    [
        "-voice kal is read",
        "--help me walk",
        "-o taken.wav out",
        'She said "this helps" to me.',
        "It's the patient's 'own' choice.",
        "$(touch taken.wav) `touch taken.wav`; touch taken.wav",
        "taken.txt",
        "<speak>taken</speak>",
        "%s%n\\n",
    ],
)
def test_text_is_only_text(engine: FliteEngine, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hyphens, quotes and what a shell or flite might take for an order are spoken, and nothing is done with them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken.txt").write_text("word " * 40)
    assert 0.5 < seconds(engine, text) < 8
    assert [path.name for path in tmp_path.iterdir()] == ["taken.txt"]


def test_words_after_a_hyphen_are_all_said(engine: FliteEngine) -> None:
    """A leading hyphen takes nothing away from what follows it."""
    assert seconds(engine, "- the doctor places medicine") >= 0.9 * seconds(engine, "the doctor places medicine")


def test_no_words_are_a_named_error(engine: FliteEngine) -> None:
    """Nothing to say is an EngineError, not an empty recording."""
    with pytest.raises(EngineError, match="flite: said nothing for ''"):
        engine.synthesize("", engine.voice("en"))


@pytest.mark.parametrize("language", ["es", "de", "xx", "", "english"])
def test_other_languages_are_a_named_error(engine: FliteEngine, language: str) -> None:
    """It has English alone, and never reads another language as if it were English."""
    with pytest.raises(EngineError, match="flite: has no voice for"):
        engine.voice(language)


def test_missing_program_is_said(engine: FliteEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the program, `unavailable` says what to install, and speaking is an EngineError."""
    voice = engine.voice("en")
    monkeypatch.setenv("PATH", str(tmp_path))
    reason = engine.unavailable()
    assert reason is not None
    assert "apt-get install flite" in reason
    with pytest.raises(EngineError, match="flite"):
        engine.synthesize("Yes.", voice)
    flite._version.cache_clear()  # a process that never had the program
    with pytest.raises(EngineError, match="flite"):
        engine.voice("en")


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo no such voice >&2; exit 3", "no such voice"),
        ("exit 3", "ended with 3"),
        ("exit 0", "said nothing"),
        ('echo nonsense > "$6"', "said nothing"),
    ],
)
def test_broken_program_is_a_named_error(
    engine: FliteEngine, script: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that fails, or writes no sound, gives an EngineError with what it said."""
    voice = engine.voice("en")
    program = tmp_path / "flite"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match=reason):
        engine.synthesize("Yes.", voice)


def test_program_that_never_ends_is_a_named_error(
    engine: FliteEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that hangs is ended, and is an EngineError."""
    voice = engine.voice("en")
    program = tmp_path / "flite"
    program.write_text("#!/bin/sh\nexec /bin/sleep 600\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(flite, "TIMEOUT_S", 0.2)
    with pytest.raises(EngineError, match="timed out"):
        engine.synthesize("Yes.", voice)

"""SVOX Pico."""

import hashlib
import subprocess
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from voiceedu.config import Settings
from voiceedu.engines.nanotts import NanottsEngine
from voiceedu.errors import EngineError, UnspeakableError

SENTENCES = {
    "es": "Un bloqueo nervioso es una inyección cerca de un nervio.",
    "fr": "Un bloc nerveux est une injection près d'un nerf.",
    "de": "Eine Nervenblockade ist eine Spritze nahe einem Nerv.",
    "it": "Un blocco nervoso è un'iniezione vicino a un nervo.",
    "en": "A nerve block is an injection near a nerve.",
}


def say(text: str, language: str = "es") -> bytes:
    engine = NanottsEngine()
    speech = engine.synthesize(text, engine.voice(language))
    assert speech.sample_rate == 16_000
    return speech.pcm


@pytest.mark.parametrize(("language", "text"), SENTENCES.items())
def test_it_speaks(language: str, text: str) -> None:
    samples = np.frombuffer(say(text, language), "<i2").astype(np.float64)
    assert 2 < len(samples) / 16_000 < 6
    assert np.abs(samples).max() > 3000


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("es", "es-ES"),
        ("es-MX", "es-ES"),
        ("fr-CA", "fr-FR"),
        ("de-CH", "de-DE"),
        ("it", "it-IT"),
        ("en", "en-US"),
        ("en-GB", "en-GB"),
    ],
)
def test_a_region_is_spoken_by_the_nearest_voice_of_its_language(language: str, name: str) -> None:
    voice = NanottsEngine().voice(language)
    assert (voice.name, voice.language, voice.engine_version) == (name, language, "0.1.1")


@pytest.mark.parametrize("language", ["pt", "ca", "zh", "", "english"])
def test_another_language_is_a_named_error(language: str) -> None:
    with pytest.raises(EngineError, match="nanotts: has no voice for"):
        NanottsEngine().voice(language)


def test_a_chosen_voice_speaks_its_language_alone() -> None:
    engine = NanottsEngine.from_settings(Settings(voices={"en": "en-GB", "es": "fr-FR"}))
    assert [engine.voice(language).name for language in ("en-US", "es")] == ["en-GB", "es-ES"]


def test_same_words_give_the_same_bytes_whatever_was_said_before() -> None:
    """In one process its samples depend on its past; and threads do not wait for each other."""
    pairs = [(text, language) for language, text in SENTENCES.items()]
    first = [hashlib.sha256(say(*pair)).hexdigest() for pair in pairs]
    with ThreadPoolExecutor(4) as threads:
        again = list(threads.map(lambda pair: hashlib.sha256(say(*pair)).hexdigest(), list(reversed(pairs)) * 2))
    assert again == list(reversed(first)) * 2


@pytest.mark.parametrize("text", ["", "...", "®"])
def test_nothing_to_say_is_a_named_error(text: str) -> None:
    with pytest.raises(EngineError, match="nanotts: finds nothing to say"):
        say(text)


@pytest.mark.parametrize("text", ["Dolor ≥ 3", "疼痛 uno", '<volume level="0">dolor</volume>'])
def test_what_it_would_drop_or_take_for_markup_is_refused(text: str) -> None:
    with pytest.raises(UnspeakableError, match="nanotts: does not say"):
        say(text)


@pytest.mark.parametrize("sign", "%&+@áéíñóúü")
def test_every_sign_of_the_alphabet_is_heard(sign: str) -> None:
    assert len(say(f"uno {sign} uno")) > len(say("uno uno")) + 1600


def test_a_process_that_fails_is_a_named_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_arguments: Any, **_options: Any) -> None:
        raise subprocess.TimeoutExpired("python", 30)

    voice = NanottsEngine().voice("es")
    with pytest.raises(EngineError, match=r"nanotts: could not say 'Hola\.' .*Unsupported voice"):
        NanottsEngine()._speak("Hola.", "xx-XX")
    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(EngineError, match=r"nanotts: could not say 'Hola\.' .*timed out"):
        NanottsEngine().synthesize("Hola.", voice)

"""SVOX Pico."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from voiceedu.config import Settings
from voiceedu.engines import nanotts
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


def test_it_takes_its_package_from_where_this_process_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From PYTHONPATH, say; and never from the folder that somebody happens to be in."""
    elsewhere, here = tmp_path / "elsewhere", tmp_path / "here"
    for folder, sample in ((elsewhere, 1), (here, 2)):
        folder.mkdir()
        code = f"class NanoTTS:\n    def speak(self, text, voice, volume):\n        return b'\\{sample}\\0'\n"
        (folder / "py_nanotts.py").write_text(code, encoding="utf-8")
    monkeypatch.chdir(here)
    assert len(say("Hola.")) > 10_000
    monkeypatch.setenv("PYTHONPATH", str(elsewhere))
    assert say("Hola.") == b"\1\0"


def test_where_it_cannot_speak_it_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no wheel for every system, and Pico cannot read a long path."""
    assert NanottsEngine().unavailable() is None
    deep = tmp_path / ("d" * nanotts.LONGEST_FOLDER)
    (deep / "py_nanotts").mkdir(parents=True)
    (deep / "py_nanotts" / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(deep))
    assert "no path of more than 174 bytes" in (NanottsEngine().unavailable() or "")
    monkeypatch.setitem(sys.modules, "py_nanotts", None)
    assert "not installed" in (NanottsEngine().unavailable() or "")


def test_the_longest_folder_is_what_pico_reads(tmp_path: Path) -> None:
    root = os.fsencode(tmp_path)
    package = importlib.util.find_spec("py_nanotts")
    assert package is not None
    assert package.submodule_search_locations
    for excess in (0, 1):
        folder = tmp_path / ("d" * (nanotts.LONGEST_FOLDER - len(root) - 1 + excess))
        shutil.copytree(package.submodule_search_locations[0] + "/lang", folder)
        program = f"""
from py_nanotts import _nanotts
_nanotts.speak(text="sí", voice="es-ES", lingware_path={str(folder)!r})
"""
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        assert ("lingware_path too long" in done.stderr) == bool(excess)


def test_a_process_that_fails_is_a_named_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_arguments: Any, **_options: Any) -> None:
        raise subprocess.TimeoutExpired("python", 30)

    voice = NanottsEngine().voice("es")
    with pytest.raises(EngineError, match=r"nanotts: could not say 'Hola\.' .*Unsupported voice"):
        NanottsEngine()._speak("Hola.", "xx-XX")
    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(EngineError, match=r"nanotts: could not say 'Hola\.' .*timed out"):
        NanottsEngine().synthesize("Hola.", voice)

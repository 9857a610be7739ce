"""The embedded voice."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import espeakng_loader
import numpy as np
import pytest

from voiceedu.config import Settings
from voiceedu.engines.espeak import EspeakEngine
from voiceedu.errors import EngineError, UnspeakableError

WORDS = "A nerve block is an injection near a nerve. It can ease pain."
TEXTS = (WORDS, "Dr. Raj Desai, 2.5 mg!", "Yes.", "It uses radio waves.", "Heat.")


@pytest.fixture
def engine() -> EspeakEngine:
    return EspeakEngine()


def say(engine: EspeakEngine, text: str, language: str = "en") -> bytes:
    speech = engine.synthesize(text, engine.voice(language))
    assert speech.sample_rate == 22_050
    return speech.pcm


def test_it_speaks(engine: EspeakEngine) -> None:
    """Words become 22,050 Hz PCM of about their length, as loud as speech, moving through the band of a voice."""
    samples = np.frombuffer(say(engine, WORDS), "<i2").astype(np.float64)
    assert 2.5 < len(samples) / 22_050 < 7
    assert 3000 < np.abs(samples).max() < 32767
    power = np.abs(np.fft.rfft(samples)) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / 22_050)
    assert power[(hertz > 80) & (hertz < 4000)].sum() > 0.9 * power.sum()


def test_more_words_take_longer(engine: EspeakEngine) -> None:
    """All of the text is said, to its last sentence."""
    assert len(say(engine, f"{WORDS} {WORDS}")) > 1.8 * len(say(engine, WORDS))


def digest(engine: EspeakEngine, text: str) -> str:
    return hashlib.sha256(say(engine, text)).hexdigest()[:12]


def test_same_words_give_the_same_bytes(engine: EspeakEngine) -> None:
    """Earlier sentences do not change how a sentence sounds."""
    first = {text: digest(engine, text) for text in TEXTS}
    assert {text: digest(engine, text) for text in reversed(TEXTS)} == first


def test_threads_at_once_give_the_same_bytes(engine: EspeakEngine) -> None:
    """The library is not thread-safe; the engine is."""
    expected = [digest(engine, text) for text in TEXTS]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda text: digest(EspeakEngine(), text), TEXTS * 8)) == expected * 8


def test_threads_at_once_do_not_mix_their_words(engine: EspeakEngine) -> None:
    """Each of many threads gets the sound of its own sentence, as long as that sentence is."""
    expected = {text: len(say(engine, text)) for text in TEXTS}
    with ThreadPoolExecutor(8) as threads:
        heard = list(threads.map(lambda text: (text, len(say(EspeakEngine(), text))), TEXTS * 8))
    assert [text for text, size in heard if abs(size - expected[text]) > 0.02 * expected[text]] == []


def test_languages_have_voices_of_their_own(engine: EspeakEngine) -> None:
    """A language is spoken by its own voice, and the language asked for is kept in it."""
    voices = [engine.voice(language) for language in ("en", "es", "de", "pt")]
    assert [voice.name for voice in voices] == ["en-us+Hugo", "es-419+Hugo", "de+Hugo", "pt-br+Hugo"]
    assert [voice.language for voice in voices] == ["en", "es", "de", "pt"]
    assert {(voice.engine, voice.engine_version) for voice in voices} == {("espeak", "1.52.0")}
    english, spanish = (say(engine, "Nervio y dolor.", language) for language in ("en", "es"))
    assert english != spanish


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en-US", "en-us"),
        ("en-GB", "en-gb-x-rp"),
        ("en-AU", "en-gb-x-rp"),
        ("es-MX", "es-419"),
        ("es-ES", "es"),
        ("fr-CA", "fr"),
        ("fr-BE", "fr-be"),
        ("pt-PT", "pt"),
        ("pt-AO", "pt"),
        ("zh", "cmn"),
        ("zh-Hant-TW", "cmn"),
        ("no", "nb"),
        ("iw", "he"),
    ],
)
def test_a_region_is_spoken_by_the_nearest_voice(engine: EspeakEngine, language: str, name: str) -> None:
    voice = engine.voice(language)
    assert (voice.name, voice.language) == (f"{name}+Hugo", language)


def test_a_chosen_voice_speaks_its_language_alone() -> None:
    """A name that is another engine's, or another language's, leaves the engine's own voice."""
    engine = EspeakEngine(Settings(voices={"en": "en-us-nyc", "es": "fr", "de": "heart"}))
    assert engine.voice("en-GB").name == "en-us-nyc+Hugo"
    assert [engine.voice(language).name for language in ("es", "de")] == ["es-419+Hugo", "de+Hugo"]


@pytest.mark.parametrize("language", ["en", "es", "fr", "de", "it", "pt"])
def test_every_sign_of_the_alphabet_is_heard(engine: EspeakEngine, language: str) -> None:
    """A sign that the guard lets through makes a sentence longer by a word."""
    voice = engine.voice(language)
    without = len(engine.synthesize("a b", voice).pcm)
    assert [sign for sign in "%&+@" if len(engine.synthesize(f"a {sign} b", voice).pcm) < without + 4000] == []


def test_what_it_would_drop_is_refused(engine: EspeakEngine) -> None:
    with pytest.raises(UnspeakableError, match="espeak: does not say '½'"):
        say(engine, "Take 1½ tablets.")


@pytest.mark.parametrize("language", ["xx", "zz-ZZ", "", "../en", "english"])
def test_unknown_language_is_a_named_error(engine: EspeakEngine, language: str) -> None:
    """A language without a voice is never spoken by another voice, and does not spoil the next sentence."""
    with pytest.raises(EngineError, match="espeak: has no voice for"):
        engine.voice(language)
    assert say(engine, "Yes.")


def test_it_needs_no_system_package(tmp_path: Path) -> None:
    """With no programs, and another eSpeak's data in the environment, it speaks from the wheel alone."""
    program = """
from voiceedu.engines.espeak import EspeakEngine
engine = EspeakEngine()
assert engine.unavailable() is None
assert len(engine.synthesize("A nerve block.", engine.voice("en")).pcm) > 20_000
print(*{line.split()[-1] for line in open("/proc/self/maps") if "espeak" in line}, sep="\\n")
"""
    environ = os.environ | {"PATH": str(tmp_path), "ESPEAK_DATA_PATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    wheel = Path(espeakng_loader.get_library_path()).parent
    assert [Path(path).parent for path in done.stdout.split()] == [wheel]


def test_missing_library_is_said(tmp_path: Path) -> None:
    """Where the library cannot be loaded, `unavailable` says so, and nothing but EngineError is raised."""
    program = f"""
import espeakng_loader
espeakng_loader.get_library_path = lambda: {str(tmp_path / "libespeak-ng.so")!r}
from voiceedu.engines.espeak import EspeakEngine
from voiceedu.errors import EngineError
engine = EspeakEngine()
print(engine.unavailable())
try:
    engine.voice("en")
except EngineError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    unavailable, error = done.stdout.splitlines()
    assert unavailable.startswith("its library cannot be loaded: ")
    assert error == f"espeak: {unavailable}"


def test_first_use_by_many_threads_at_once() -> None:
    """In a process that has not spoken yet, threads that all ask at once find one library, in order."""
    code = (
        "import threading\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from voiceedu.engines.espeak import EspeakEngine\n"
        "start = threading.Barrier(8)\n"
        "def ask(_):\n"
        "    start.wait()\n"
        "    return EspeakEngine().unavailable()\n"
        "with ThreadPoolExecutor(8) as threads:\n"
        "    assert list(threads.map(ask, range(8))) == [None] * 8\n"
    )
    for _ in range(5):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_the_letter_a_is_no_article(engine: EspeakEngine) -> None:
    """In "eight A M", A is heard as the name of the letter; an article stays one."""
    voice = engine.voice("en")
    assert engine.synthesize("Open at eight A M", voice) == engine.synthesize("Open at eight eh M", voice)
    assert engine.synthesize("A block helps", voice) != engine.synthesize("Eh block helps", voice)

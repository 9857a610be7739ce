"""The embedded neural voice."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hibari
import numpy as np
import pytest

from voiceedu.engines import hibari as engines_hibari
from voiceedu.engines.hibari import VOICE_SHA256, HibariEngine
from voiceedu.engines.protocol import TakesPhonemes
from voiceedu.errors import EngineError, UnspeakableError

SENTENCE = "A nerve block is an injection near a nerve."
LOUDNESS = [0, 0, 1, 2820, 3196, 2518, 181, 2020, 2139, 386, 612, 1899, 2220, 1598, 1617, 659, 1433, 2154, 1732, 1551]
LOUDNESS += [1454, 1240, 363, 172, 49, 0, 0, 0]
"""RMS of SENTENCE in each tenth of a second, as hibari-tts 0.2.1 says it."""


def say(text: str, ipa: dict[str, str] | None = None) -> bytes:
    engine = HibariEngine()
    speech = engine.synthesize_phonemes(text, engine.voice("en"), ipa or {})
    assert speech.sample_rate == 24_000
    return speech.pcm


def test_its_voice_is_the_file_that_we_know() -> None:
    """The voice's hash is part of every speech key: other bytes in the wheel must not pass for the same voice."""
    model = Path(hibari.__file__).parent / "assets" / "hibari.onnx"
    assert hashlib.sha256(model.read_bytes()).hexdigest() == VOICE_SHA256


def test_a_sentence_sounds_as_it_did() -> None:
    """Length, and loudness in each tenth of a second; a sum over samples would differ from one CPU to another."""
    samples = np.frombuffer(say(SENTENCE), "<i2").astype(np.float64)
    assert len(samples) / 24_000 == pytest.approx(2.875, abs=0.05)
    tenths = samples[: len(samples) // 2400 * 2400].reshape(-1, 2400)
    loudness = np.sqrt((tenths**2).mean(axis=1))
    shared = min(len(loudness), len(LOUDNESS))
    assert np.corrcoef(loudness[:shared], LOUDNESS[:shared])[0, 1] > 0.97


def test_another_process_gives_the_same_bytes() -> None:
    program = f"""
import hashlib
from voiceedu.engines.hibari import HibariEngine
engine = HibariEngine()
engine.synthesize("Something else first.", engine.voice("en"))
print(hashlib.sha256(engine.synthesize({SENTENCE!r}, engine.voice("en")).pcm).hexdigest())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(say(SENTENCE)).hexdigest()


def test_threads_at_once_give_the_same_bytes() -> None:
    texts = [SENTENCE, "Yes.", "It can ease pain.", "Call us."]
    expected = [say(text) for text in texts]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(say, texts * 3)) == expected * 3


def test_it_is_imported_when_it_speaks_and_reaches_for_no_network(tmp_path: Path) -> None:
    """Loading the engine costs nothing; speaking opens no socket and writes no file."""
    program = """
import sys
from voiceedu.engines.hibari import HibariEngine
engine = HibariEngine()
voice = engine.voice("en-US")
assert not {"hibari", "onnxruntime"} & set(sys.modules)
def forbid(event, arguments):
    assert not event.startswith(("socket.connect", "socket.getaddrinfo", "urllib.")), event
sys.addaudithook(forbid)
assert len(engine.synthesize("Yes.", voice).pcm) > 10_000
"""
    environ = os.environ | {"HIBARI_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["en", "en-US", "en-GB", "EN-gb"])
def test_it_speaks_english(language: str) -> None:
    voice = HibariEngine().voice(language)
    assert (voice.name, voice.engine_version, voice.language) == ("heart", "0.2.1", language)
    assert HibariEngine().has_voice("heart", language)


@pytest.mark.parametrize("language", ["es", "fr-CA", "", "english"])
def test_it_speaks_nothing_else(language: str) -> None:
    with pytest.raises(EngineError, match="hibari: has no voice for"):
        HibariEngine().voice(language)
    assert not HibariEngine().has_voice("heart", language)


def test_it_offers_no_voice_that_would_be_downloaded() -> None:
    assert not HibariEngine().has_voice("emma", "en-GB")


@pytest.mark.parametrize("text", ["", " ", ".", "...", "—", "?!", "®"])
def test_a_stop_alone_is_a_named_error(text: str) -> None:
    """Hibari makes a noise of bare punctuation."""
    with pytest.raises(EngineError, match="hibari: finds nothing to say"):
        say(text)


@pytest.mark.parametrize("text", ["疼痛 in the back", "Take 1½ tablets.", "B₁₂", "≥ 3", "x_y"])
def test_what_it_would_drop_is_refused(text: str) -> None:
    with pytest.raises(UnspeakableError, match="hibari: does not say"):
        say(text)


def test_text_is_never_markup() -> None:
    """Hibari takes [word](/phonemes/) for a pronunciation; a clinician's brackets are brackets."""
    with pytest.raises(UnspeakableError, match="does not say '/'"):
        say("[one](/tˈu/)")
    assert say("[one] (two)") == say("(one) (two)")


@pytest.mark.parametrize("sign", "%&+@0123456789abcdefghijklmnopqrstuvwxyz")
def test_every_letter_and_sign_of_the_alphabet_is_heard(sign: str) -> None:
    phonemes = engines_hibari._speaker().phonemize
    assert phonemes(f"so {sign} so") != phonemes("so so")


def test_a_word_sounds_as_its_ipa_says() -> None:
    """Whole words alone, as often as they come; the longest word first."""
    assert isinstance(HibariEngine(), TakesPhonemes)
    bake = {"bupivacaine": "ˈbeɪk"}
    assert say("No bupivacaine, no bupivacaine.", bake) == say("No bake, no bake.")
    assert say("Use bupivacaines.", bake) == say("Use bupivacaines.")
    assert say("A nerve block helps.", {"nerve": "ˈbeɪk", "nerve block": "ˈbeɪk"}) == say("A bake helps.")


def test_ipa_is_found_whatever_the_apostrophe_or_accent_of_its_word() -> None:
    """The text is folded before it is said, and so are the words that have a pronunciation."""
    bake = {"Sjögren’s": "ˈbeɪk"}
    assert say("It is Sjögren’s syndrome.", bake) == say("It is bake syndrome.", {"bake": "ˈbeɪk"})


def test_ipa_of_several_words_keeps_them_apart() -> None:
    assert len(say("The spinal cord.", {"spinal cord": "ˈspaɪnəl ˈkɔːrd"})) == pytest.approx(
        len(say("The spinal cord.")), rel=0.15
    )


def test_ipa_of_a_word_that_is_not_there_is_no_error() -> None:
    assert say("Yes.", {"α-blocker": "ˈbeɪk"}) == say("Yes.")


def test_the_letter_a_is_no_article() -> None:
    """In "eight A M", A is heard as the name of the letter, as in "ape"; an article stays one."""
    assert say("Eight A M.") == say("Eight XX M.", {"XX": "ˈeɪ"})
    assert say("A block helps.") != say("XX block helps.", {"XX": "ˈeɪ"})


def test_ipa_of_another_language_is_said_in_the_nearest_sounds() -> None:
    """A name with foreign sounds does not send the whole procedure to another voice."""
    assert say("Rouge.", {"Rouge": "ʁuʒ"}) == say("Rouge.", {"Rouge": "ɹuʒ"})


def test_what_is_no_ipa_is_a_named_error() -> None:
    with pytest.raises(EngineError, match="'r8' is not IPA of American English: 8"):
        say("Rouge.", {"Rouge": "r8"})


def test_nobody_is_told_what_is_spoken_here(tmp_path: Path) -> None:
    """The library that runs the voice keeps no events to be sent to its maker, and gives this machine no number."""
    program = "from voiceedu.engines.hibari import HibariEngine as H; e = H(); e.synthesize('Rest.', e.voice('en'))"
    silent = {"CI", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS"}
    environ = {name: value for name, value in os.environ.items() if name not in silent and "XDG" not in name}
    environ |= {"HOME": str(tmp_path), "TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", program], env=environ, check=True, cwd=tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []

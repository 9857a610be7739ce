"""The voice that tests are made with."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from voiceedu.config import SHIPPED_LIBRARY
from voiceedu.content import library
from voiceedu.engines.tone import SAMPLE_RATE, ToneEngine
from voiceedu.narration import lexicon, script

WORDS = "A nerve block is an injection near a nerve."


def say(text: str) -> bytes:
    engine = ToneEngine()
    speech = engine.synthesize(text, engine.voice("en"))
    assert speech.sample_rate == SAMPLE_RATE
    return speech.pcm


def test_hum_is_the_same_on_every_machine() -> None:
    """The samples are written down as a hash: clips made of them can be compared between machines."""
    assert len(say(WORDS)) == 2 * 42_560
    assert hashlib.sha256(say(WORDS)).hexdigest() == "367ad9fade8902c8c00775562f1dbdd5263b81704a295de595f1a30c12ed49d2"


def test_same_words_give_the_same_bytes() -> None:
    """Earlier sentences and other threads do not change a byte."""
    expected = say(WORDS)
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(say, [WORDS] * 32)) == {expected}


def test_every_word_is_heard() -> None:
    """Each word has its own sound, in its place: what stands in front does not change it."""
    assert say("nerve block") == say("nerve") + say("block")
    assert len({say(word) for word in WORDS.split()}) == len(set(WORDS.split()))


def test_hum_is_loud_and_not_clipped() -> None:
    """It is as loud as speech, and nowhere at full scale."""
    samples = np.abs(np.frombuffer(say(WORDS), "<i2").astype(np.int32))
    assert 8000 < samples.max() < 32767


def test_it_reads_as_fast_as_a_person() -> None:
    """With the pauses of a script, the shipped texts take 140–160 words a minute."""
    words, minutes = 0, 0.0
    for procedure in library.load(SHIPPED_LIBRARY):
        for utterance in script.write(procedure, lexicon.load(procedure.language)).utterances:
            words += len(utterance.text.split())
            minutes += (len(say(utterance.spoken)) / 2 / SAMPLE_RATE + utterance.pause_after_ms / 1000) / 60
    assert 140 <= words / minutes <= 160


def test_it_can_always_speak() -> None:
    """It needs nothing, speaks every language, and says nothing for no words."""
    engine = ToneEngine()
    assert engine.unavailable() is None
    assert not engine.needs_network
    assert engine.voice("es").language == "es"
    assert not np.frombuffer(say(""), "<i2").any()

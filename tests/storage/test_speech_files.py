"""Speech as files that show damage."""

import io
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceedu.audio import codecs
from voiceedu.engines import Speech
from voiceedu.storage.store import Store

KEY = "ab" * 32
SPEECH = Speech(pcm=np.arange(-10, 10, dtype="<i2").tobytes(), sample_rate=22_050)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Return the folder of a store, not made yet."""
    return tmp_path / "cache"


@given(st.binary(max_size=400).map(lambda data: data[: len(data) // 2 * 2]), st.integers(8_000, 192_000))
def test_speech_comes_back_as_it_was(pcm: bytes, sample_rate: int) -> None:
    """Every sample and the rate are kept."""
    speech = Speech(pcm=pcm, sample_rate=sample_rate)
    memory = Store("memory:///")
    memory.put_speech(KEY, speech)
    assert memory.speech(KEY) == speech


def test_speech_is_a_wav_file(cache: Path) -> None:
    """Speech is kept under its key as a WAV file that any player plays."""
    Store(str(cache)).put_speech(KEY, SPEECH)
    data = (cache / "speech" / "ab" / f"{KEY}.wav").read_bytes()
    with wave.open(io.BytesIO(data)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22_050)
        assert file.readframes(file.getnframes()) == SPEECH.pcm
    samples, rate = codecs.decode(data, name="speech")
    assert (samples.tobytes(), rate) == (SPEECH.pcm, 22_050)
    assert int.from_bytes(data[4:8], "little") == len(data) - 8


def test_one_flipped_bit_of_speech_is_noticed(cache: Path) -> None:
    """Speech in a file with any changed bit counts as missing."""
    folder = Store(str(cache))
    folder.put_speech(KEY, SPEECH)
    file = cache / "speech" / "ab" / f"{KEY}.wav"
    whole = file.read_bytes()
    unnoticed = []
    for bit in range(len(whole) * 8):
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        file.write_bytes(damaged)
        if folder.speech(KEY) is not None:
            unnoticed.append(bit // 8)
    assert sorted(set(unnoticed)) == []


def test_cut_speech_is_noticed(cache: Path) -> None:
    """A file that was cut at any length, or that has bytes appended, counts as missing."""
    folder = Store(str(cache))
    folder.put_speech(KEY, SPEECH)
    file = cache / "speech" / "ab" / f"{KEY}.wav"
    whole = file.read_bytes()
    for damaged in [whole[:length] for length in range(len(whole))] + [whole + b"\0", whole + whole, b"\0" * 400]:
        file.write_bytes(damaged)
        assert folder.speech(KEY) is None
    file.write_bytes(whole)
    assert folder.speech(KEY) == SPEECH

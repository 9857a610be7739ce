"""WAV files: their headers, and the samples as they stand in them."""

import io
import struct
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from voiceedu.audio import codecs, wav
from voiceedu.audio.codecs import Samples
from voiceedu.errors import AudioError

RATE = 8_000
EVERY_SAMPLE = np.arange(-32768, 32768).astype(np.int16)
FORMATS = {"pcm_s16le": wav.pcm, "pcm_mulaw": wav.mu_law}
by_format = pytest.mark.parametrize("codec", FORMATS)


def hum(length: int) -> Samples:
    """Return a hum that rises and falls."""
    time = np.arange(length) / RATE
    values = 9000 * np.sin(2 * np.pi * 310 * time) * np.sin(2 * np.pi * 4 * time)
    samples: Samples = np.rint(values).astype(np.int16)
    return samples


def chunks(data: bytes) -> dict[bytes, bytes]:
    """Return the chunks of a WAV file by name."""
    riff, size, wave = struct.unpack("<4sI4s", data[:12])
    assert (riff, size, wave) == (b"RIFF", len(data) - 8, b"WAVE")
    at, found = 12, {}
    while at < len(data):
        name, length = struct.unpack("<4sI", data[at : at + 8])
        found[name] = data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
    return found


def by_ffmpeg(samples: Samples, codec: str) -> bytes:
    """Return the WAV file that FFmpeg writes."""
    out = io.BytesIO()
    with av.open(out, "w", format="wav", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream(codec, rate=RATE, layout="mono")
        assert isinstance(stream, av.AudioStream)
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), 0
        container.mux([*stream.encode(frame), *stream.encode(None)])
    return out.getvalue()


@by_format
@pytest.mark.parametrize("samples", [hum(1), hum(7_999), hum(8_000), EVERY_SAMPLE], ids=["1", "odd", "even", "every"])
def test_a_wav_is_that_of_ffmpeg(codec: str, samples: Samples) -> None:
    """Header and samples are FFmpeg's, byte for byte: what was published by it keeps its address."""
    assert FORMATS[codec](samples, RATE) == by_ffmpeg(samples, codec)


@pytest.mark.parametrize(("codec", "code", "bits"), [("pcm_s16le", 1, 16), ("pcm_mulaw", 7, 8)])
@pytest.mark.parametrize("length", [1, 7_999, 8_000])
def test_a_wav_says_what_it_is(codec: str, code: int, bits: int, length: int) -> None:
    """The header holds the format's code, one channel, 8000 Hz, its bits, and the data's exact length."""
    found = chunks(FORMATS[codec](hum(length), RATE))
    assert struct.unpack("<HHIIHH", found[b"fmt "][:16]) == (code, 1, 8_000, 1_000 * bits, bits // 8, bits)
    assert len(found[b"data"]) == length * bits // 8


def test_a_pcm_wav_holds_the_samples() -> None:
    """PCM keeps every sample, as it stands in the file and as it is decoded."""
    data = wav.pcm(EVERY_SAMPLE, RATE)
    assert chunks(data)[b"data"] == EVERY_SAMPLE.astype("<i2").tobytes()
    np.testing.assert_array_equal(codecs.decode(data, name="it")[0], EVERY_SAMPLE)


def test_a_mulaw_wav_holds_the_samples_as_g711_does() -> None:
    """µ-law keeps each sample within half a step of G.711."""
    samples = EVERY_SAMPLE[1000:-1000]  # the largest ones are louder than what µ-law can say
    decoded, rate = codecs.decode(wav.mu_law(samples, RATE), name="it")
    assert rate == RATE
    # With its bias of 132 a sample lies in a segment from 128 · 2ⁿ to twice that, in 16 steps (G.711).
    step = 2.0 ** np.floor(np.log2((np.abs(samples.astype(np.int32)) + 132) / 128)) * 8
    assert np.all(np.abs(decoded.astype(np.int32) - samples) <= step / 2 + 4)


@pytest.mark.parametrize("length", [len(EVERY_SAMPLE), 7_999, 0])
def test_a_pcm_wav_becomes_the_mulaw_wav_of_its_samples(length: int) -> None:
    """µ-law made of the file is, to the byte, that made of the samples: what is derived later is what was published."""
    samples = EVERY_SAMPLE[:length]
    assert wav.mu_law_of(wav.pcm(samples, RATE)) == wav.mu_law(samples, RATE)


@by_format
def test_the_samples_of_a_file_are_found(codec: str) -> None:
    """The coded samples are found behind whatever chunks stand before them."""
    data = FORMATS[codec](hum(7_999), RATE)
    assert wav.data(data) == chunks(data)[b"data"]
    more = data[:12] + struct.pack("<4sI4s", b"LIST", 3, b"abc") + data[12:]
    assert wav.data(more) == chunks(data)[b"data"]


@pytest.mark.parametrize("data", [b"", b"RIFF", wav.pcm(hum(10), RATE)[:36]], ids=["empty", "begun", "header"])
def test_a_file_without_samples_is_refused(data: bytes) -> None:
    """What has no chunk of data is an AudioError, and no silence."""
    with pytest.raises(AudioError, match="without samples"):
        wav.data(data)


@pytest.mark.parametrize("samples", [hum(1), hum(7_999), EVERY_SAMPLE], ids=["1", "odd", "every"])
def test_mu_law_of_a_file_is_that_of_its_samples(samples: Samples) -> None:
    """What a server makes of a PCM file is byte for byte what the render made of the samples."""
    assert wav.mu_law_of(wav.pcm(samples, RATE)) == wav.mu_law(samples, RATE)


def test_a_server_makes_mu_law_without_numpy(tmp_path: Path) -> None:
    """NumPy would be a fifth of the memory of each worker that serves a telephone."""
    file = tmp_path / "hum.wav"
    file.write_bytes(wav.pcm(hum(8_000), RATE))
    program = "import pathlib, sys; from voiceedu.audio import wav; from voiceedu.storage import store\n"
    program += "wav.mu_law_of(pathlib.Path(sys.argv[1]).read_bytes())\n"
    program += "sys.exit('numpy' in sys.modules)\n"
    assert subprocess.run([sys.executable, "-c", program, str(file)]).returncode == 0

import io
import itertools
import math
import struct
from fractions import Fraction
from typing import Any, NamedTuple

import av
import numpy as np
import numpy.typing as npt
import pytest

from voiceedu.audio import codecs, wav
from voiceedu.audio.codecs import FloatSamples, Samples
from voiceedu.errors import AudioError

FORMATS = [(24_000, 64), (8_000, 32)]
TAGS = {"title": "Epidural injections", "album": "voiceedu", "artist": "Dr. Raj Desai", "language": "eng"}

# ISO/IEC 11172-3 and 13818-3: what the bits of a Layer III frame header mean in MPEG-2 and the 2.5 extension.
MPEG_RATES = {0b10: (22_050, 24_000, 16_000), 0b00: (11_025, 12_000, 8_000)}
MPEG_2_KBIT = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
SAMPLES_A_FRAME = 576


class Frame(NamedTuple):
    """The header of an MP3 frame."""

    at: int
    sample_rate: int
    kbit: int
    mono: bool
    size: int


def speech_like(rate: int, *, seconds: float = 2.0, seed: int = 0) -> Samples:
    """Return hums and noise in a telephone's band, that rise and fall as syllables do."""
    rng = np.random.default_rng(seed)
    time = np.arange(round(seconds * rate)) / rate
    hum = sum(np.sin(2 * np.pi * f * time + rng.uniform(0, 6)) for f in (310, 620, 930, 1550, 2480))
    syllables = 0.5 + 0.5 * np.sin(2 * np.pi * 4 * time)
    samples: Samples = np.rint(3000 * syllables * (hum + rng.normal(0, 0.1, len(time)))).astype(np.int16)
    return samples


def frames(data: bytes) -> list[Frame]:
    """Return every frame of an MP3, read from its headers alone; they follow each other without a gap."""
    assert data[:3] == b"ID3"
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte
    at, found = 10 + size, []
    while at < len(data):
        (header,) = struct.unpack(">I", data[at : at + 4])
        assert header >> 21 == 0x7FF, f"no frame at {at}"
        assert header >> 17 & 0b11 == 0b01, "not Layer III"
        rate = MPEG_RATES[header >> 19 & 0b11][header >> 10 & 0b11]
        kbit = MPEG_2_KBIT[header >> 12 & 0b1111]
        length = 72_000 * kbit // rate + (header >> 9 & 1)
        found.append(Frame(at=at, sample_rate=rate, kbit=kbit, mono=header >> 6 & 0b11 == 0b11, size=length))
        at += length
    assert at == len(data)
    return found


def level_db(samples: npt.NDArray[Any]) -> float:
    return 10 * math.log10(float(np.mean(np.square(samples, dtype=np.float64))))


def lag(decoded: Samples, original: Samples) -> int:
    """Return by how many samples `decoded` is later than `original`."""
    length = 2 * max(len(decoded), len(original))
    spectrum = np.fft.rfft(decoded, length) * np.conj(np.fft.rfft(original, length))
    best = int(np.argmax(np.fft.irfft(spectrum)))
    return best if best < length // 2 else best - length


def film() -> bytes:
    """Return a film without sound."""
    out = io.BytesIO()
    with av.open(out, "w", format="avi") as container:
        stream = container.add_stream("mpeg4", rate=5)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
        picture = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")
        container.mux([*stream.encode(picture), *stream.encode(None)])
    return out.getvalue()


# Decoding.


MP3 = codecs.mp3(speech_like(24_000, seconds=0.3), 24_000, kbit=64, tags=TAGS)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<!doctype html><html><body><h1>429 Too Many Requests</h1></body></html>" * 40,
        b'{"error": "busy"}',
        "Nicht verfügbar. ".encode() * 100,
        bytes(5000),
        np.random.default_rng(0).bytes(5000),
        MP3[:3],
        MP3[:60],
        MP3[:300],
        wav.pcm(speech_like(8_000, seconds=0.1), 8_000)[:44],
        film(),
    ],
    ids=["empty", "HTML", "JSON", "text", "zeros", "noise", "ID3", "half a tag", "half a frame", "WAV header", "film"],
)
def test_what_is_not_audio_is_an_audio_error_that_names_it(data: bytes) -> None:
    """Any other bytes raise AudioError, which names the file."""
    with pytest.raises(AudioError, match=r"^the answer: "):
        codecs.decode(data, name="the answer")


@pytest.mark.parametrize("layout", ["mono", "stereo"])
@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100])
def test_any_audio_decodes_to_mono_at_its_own_rate(layout: str, rate: int) -> None:
    """A file is mixed to one channel and keeps its rate; sound that both channels share does not change."""
    samples = speech_like(rate, seconds=0.5)
    channels = len(av.AudioLayout(layout).channels)
    out = io.BytesIO()
    with av.open(out, "w", format="flac") as container:
        stream = container.add_stream("flac", rate=rate, layout=layout)
        assert isinstance(stream, av.AudioStream)
        interleaved = np.repeat(samples, channels).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(interleaved, format="s16", layout=layout)
        frame.sample_rate, frame.time_base, frame.pts = rate, Fraction(1, rate), 0
        container.mux([*stream.encode(frame), *stream.encode(None)])
    decoded, decoded_rate = codecs.decode(out.getvalue(), name="it")
    assert (decoded_rate, decoded.dtype.name, decoded.ndim) == (rate, "int16", 1)
    np.testing.assert_allclose(decoded, samples, atol=1)


def test_an_mp3_that_was_cut_off_gives_what_is_left() -> None:
    """A download that ended early decodes to its beginning; its length tells."""
    whole, _ = codecs.decode(MP3, name="it")
    half, rate = codecs.decode(MP3[: len(MP3) // 2], name="it")
    assert rate == 24_000
    assert 0 < len(half) < len(whole)


# MP3.


@pytest.mark.parametrize(("rate", "kbit"), FORMATS)
def test_an_mp3_is_mono_at_one_rate_and_one_bit_rate(rate: int, kbit: int) -> None:
    """Every frame, the first included, says mono, the profile's rate and the profile's constant bit rate."""
    found = frames(codecs.mp3(speech_like(rate), rate, kbit=kbit, tags=TAGS))
    assert len(found) > 2 * rate / SAMPLES_A_FRAME
    assert {(frame.sample_rate, frame.kbit, frame.mono) for frame in found} == {(rate, kbit, True)}


@pytest.mark.parametrize("length", [100, 575, 576, 577, 1151, 1152, 1153, 8_000, 24_001])
@pytest.mark.parametrize(("rate", "kbit"), FORMATS)
def test_an_mp3_decodes_to_the_very_samples_that_went_in(rate: int, kbit: int, length: int) -> None:
    """A player that reads the header frame gives back as many samples as went in, none early, none late."""
    samples = speech_like(rate, seconds=3.5)[:length]
    decoded, decoded_rate = codecs.decode(codecs.mp3(samples, rate, kbit=kbit, tags=TAGS), name="it")
    assert (len(decoded), decoded_rate) == (length, rate)
    assert lag(decoded, samples) == 0


@pytest.mark.parametrize(("rate", "kbit"), FORMATS)
def test_a_click_stays_where_it_is(rate: int, kbit: int) -> None:
    """A single click decodes at its own sample, so that captions and highlighting can be trusted."""
    samples = np.zeros(rate, np.int16)
    at = rate // 2 + 17
    samples[at] = 30_000
    decoded, _ = codecs.decode(codecs.mp3(samples, rate, kbit=kbit, tags={}), name="it")
    assert abs(int(np.argmax(np.abs(decoded))) - at) <= 1


@pytest.mark.parametrize(("rate", "kbit"), FORMATS)
def test_the_header_frame_counts_what_players_need(rate: int, kbit: int) -> None:
    """The header frame holds the frames, LAME's delay, a padding that makes the length exact, and a right checksum."""
    samples = speech_like(rate)[:10_001]
    data = codecs.mp3(samples, rate, kbit=kbit, tags=TAGS)
    first, *rest = frames(data)
    header = data[first.at : first.at + first.size]
    tag = header[4 + 9 :]  # the frame's header, then a mono frame's side information
    assert tag[:4] == b"Info"
    flags, count = struct.unpack(">II", tag[4:12])
    assert flags & 1
    assert count == len(rest)
    delay_and_padding = int.from_bytes(tag[120 + 21 : 120 + 24], "big")
    delay, padding = delay_and_padding >> 12, delay_and_padding & 0xFFF
    assert delay == 576
    assert count * SAMPLES_A_FRAME - delay - padding == len(samples)
    crc = 0
    for bit in "".join(f"{byte:08b}"[::-1] for byte in header[:190]):
        crc = crc >> 1 ^ (0xA001 if crc & 1 != int(bit) else 0)
    assert int.from_bytes(header[190:192], "big") == crc


@pytest.mark.parametrize(
    "title", ["Epidural injections", "Información: ¿qué es el dolor?", "痛み 😌", "“Quoted” – dashed", "x" * 500]
)
def test_tags_are_read_back(title: str) -> None:
    """Title, album, artist and language come back as they were given, in any alphabet."""
    tags = {"title": title, "album": "voiceedu", "artist": "Dr. Zoë Ñúñez", "language": "spa"}
    data = codecs.mp3(speech_like(8_000, seconds=0.2), 8_000, kbit=32, tags=tags)
    with av.open(io.BytesIO(data)) as container:
        assert {name: container.metadata.get(name) for name in tags} == tags
    assert data[3] == 3, "ID3v2.3 is what every player reads"


@pytest.mark.parametrize("title", ["Information for patients", "Info", "Your Xing Info tag", "LAME Lavf Info"])
@pytest.mark.parametrize(("rate", "kbit"), FORMATS)
def test_no_word_of_a_tag_disturbs_the_sound(title: str, rate: int, kbit: int) -> None:
    """A title may hold the very letters that mark the header frame; sound and length stay as they are."""
    samples = speech_like(rate, seconds=1)
    plain, _ = codecs.decode(codecs.mp3(samples, rate, kbit=kbit, tags={}), name="it")
    decoded, _ = codecs.decode(codecs.mp3(samples, rate, kbit=kbit, tags={"title": title, "artist": title}), name="it")
    assert len(decoded) == len(samples)
    np.testing.assert_array_equal(decoded, plain)


@pytest.mark.parametrize(("rate", "kbit"), FORMATS)
def test_the_same_samples_give_the_same_bytes(rate: int, kbit: int) -> None:
    """Encoding has no clock, chance or version in it: twice the same samples and tags are twice the same file."""
    once = codecs.mp3(speech_like(rate), rate, kbit=kbit, tags=TAGS)
    assert codecs.mp3(speech_like(rate), rate, kbit=kbit, tags=dict(TAGS)) == once


@pytest.mark.parametrize("gain", [1.0, 0.1])
@pytest.mark.parametrize(("rate", "kbit"), FORMATS)
def test_an_mp3_keeps_the_level(rate: int, kbit: int, gain: float) -> None:
    """A level that was set by mastering is the level of the file within 0.1 dB."""
    samples = (speech_like(rate) * gain).astype(np.int16)
    decoded, _ = codecs.decode(codecs.mp3(samples, rate, kbit=kbit, tags=TAGS), name="it")
    assert level_db(decoded) == pytest.approx(level_db(samples), abs=0.1)


# Measuring and filtering.


def k_weight_db(frequency: float) -> float:
    """Return the gain of BS.1770's K weighting at `frequency`, from the coefficients it gives for 48 kHz."""
    shelf = ([1.53512485958697, -2.69169618940638, 1.19839281085285], [1.0, -1.69065929318241, 0.73248077421585])
    highpass = ([1.0, -2.0, 1.0], [1.0, -1.99004745483398, 0.99007225036621])
    z = np.exp(-2j * np.pi * frequency / 48_000 * np.arange(3))
    return float(20 * np.log10(abs(math.prod(np.dot(b, z) / np.dot(a, z) for b, a in (shelf, highpass)))))


@pytest.mark.parametrize(
    ("rate", "frequency"),
    [(8_000, 997), (24_000, 100), (24_000, 997), (24_000, 2000), (48_000, 100), (48_000, 997), (48_000, 3000)],
)
def test_the_loudness_of_a_sine_is_that_of_bs1770(rate: int, frequency: int) -> None:
    """A sine that peaks at −23 dBFS is as loud as −0.691 + its mean square + the K weight say, within 0.2 LU."""
    peak = 10 ** (-23 / 20)
    sine = (peak * np.sin(2 * np.pi * frequency * np.arange(5 * rate) / rate)).astype(np.float32)
    expected = -0.691 + 10 * math.log10(peak**2 / 2) + k_weight_db(frequency)
    lufs, true_peak = codecs.loudness(sine, rate), codecs.true_peak(sine, rate)
    assert lufs == pytest.approx(expected, abs=0.2)
    assert true_peak == pytest.approx(-23, abs=0.2)
    if frequency == 997:
        assert lufs == pytest.approx(-26.0, abs=0.2)


def test_a_true_peak_between_samples_is_found() -> None:
    """A sine at a quarter of the rate that is sampled beside its crests peaks 3 dB above its samples."""
    rate = 24_000
    time = np.arange(2 * rate) / rate
    fade = np.minimum(1, np.minimum(time, time[-1] - time) * 4)
    sine = (0.5 * fade * np.sin(2 * np.pi * (rate / 4) * time + np.pi / 4)).astype(np.float32)
    assert float(np.max(np.abs(sine))) == pytest.approx(0.5 / math.sqrt(2), abs=0.001)
    assert codecs.true_peak(sine, rate) == pytest.approx(20 * math.log10(0.5), abs=0.1)


@pytest.mark.parametrize("length", [10, 4_000, 24_000])
def test_silence_has_the_loudness_of_the_gate(length: int) -> None:
    """Silence, and audio too short to measure, has −70 LUFS."""
    assert codecs.loudness(np.zeros(length, np.float32), 24_000) == -70.0


def tones(rate: int, *frequencies: int) -> FloatSamples:
    time = np.arange(2 * rate) / rate
    mixed: FloatSamples = sum(0.1 * np.sin(2 * np.pi * f * time) for f in frequencies).astype(np.float32)  # type: ignore[union-attr]
    return mixed


def gain_db(samples: FloatSamples, rate: int, frequency: int) -> float:
    """Return the level of a tone of `tones`, as much as it has changed."""
    middle = samples[rate // 2 : -rate // 2]
    turned = np.exp(-2j * np.pi * frequency * np.arange(len(middle)) / rate)
    return float(20 * np.log10(2 * abs(np.mean(middle * turned)) / 0.1 + 1e-9))


def test_filters_filter_in_their_order() -> None:
    """A chain of filters removes the frequencies of each filter and keeps the rest."""
    both = tones(24_000, 60, 1000, 6000)
    kept = codecs.filtered(both, 24_000, [("highpass", "f=400:p=2"), ("lowpass", "f=2500:p=2"), ("volume", "-6dB")])
    assert gain_db(kept, 24_000, 1000) == pytest.approx(-6, abs=0.5)
    assert gain_db(kept, 24_000, 60) < -30
    assert gain_db(kept, 24_000, 6000) < -18
    assert len(kept) == len(both)


def test_resampling_keeps_the_band_and_lets_nothing_fold_back() -> None:
    """At a lower rate the tones below half of it stay, and those above are gone, also where they would fold to."""
    narrow = codecs.filtered(tones(24_000, 1000, 3000, 6000), 24_000, [], rate_out=8_000)
    assert len(narrow) == pytest.approx(16_000, abs=2)
    assert gain_db(narrow, 8_000, 1000) == pytest.approx(0, abs=0.1)
    assert gain_db(narrow, 8_000, 3000) == pytest.approx(0, abs=0.1)
    assert gain_db(narrow, 8_000, 2000) < -60


def test_no_filter_changes_nothing() -> None:
    """An empty chain at the same rate gives back the samples."""
    samples = tones(8_000, 440)
    np.testing.assert_array_equal(codecs.filtered(samples, 8_000, []), samples)


def test_samples_survive_the_way_to_float_and_back() -> None:
    """Every 16-bit sample comes back from a float as it was, and what is out of range is cut off, not turned over."""
    every = np.arange(-32768, 32768).astype(np.int16)
    np.testing.assert_array_equal(codecs.to_int16(codecs.to_float(every)), every)
    np.testing.assert_array_equal(codecs.to_int16(np.array([2.0, -2.0], np.float32)), [32767, -32768])


def test_decoding_stops_soon_after_the_longest_that_is_wanted() -> None:
    """A recording that is too long is known to be so without all of its samples in memory."""
    data = codecs.mp3(speech_like(8_000, seconds=20), 8_000, kbit=32, tags={})
    samples, rate = codecs.decode(data, name="long.mp3", longest_s=2)
    assert 2 * rate < len(samples) < 3 * rate
    assert len(codecs.decode(data, name="long.mp3", longest_s=30)[0]) > 19 * rate


@pytest.mark.parametrize("left", [0, 1, 7])
@pytest.mark.parametrize("tempo", [1.0, 0.8])
def test_sound_that_ffmpeg_leaves_out_is_an_error(monkeypatch: pytest.MonkeyPatch, left: int, tempo: float) -> None:
    """Where its memory is refused, FFmpeg resamples less than it was given: half a sentence is never returned."""
    samples = codecs.to_float(speech_like(24_000))
    filters = [] if tempo == 1.0 else [("atempo", f"{tempo}")]
    assert len(codecs.filtered(samples, 24_000, filters, rate_out=8_000)) == pytest.approx(16_000 / tempo, abs=400)
    run = codecs._run
    resized = run(samples, 24_000, [*filters, ("asetnsamples", "1000")], 8_000)
    monkeypatch.setattr(codecs, "_run", lambda *asked: itertools.islice(resized, left))
    with pytest.raises(AudioError, match=r"FFmpeg returned \d\.\d\d of 2\.\d\d s of sound. Allow more memory"):
        codecs.filtered(samples, 24_000, filters, rate_out=8_000)

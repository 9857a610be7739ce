"""Samples from and to bytes: decoding, filtering, MP3, A-law and G.722. The only module that uses PyAV and lameenc.

Samples are mono NumPy arrays: int16 for stored speech, float32 with full scale at ±1 while filtering.
"""

import functools
import importlib.metadata
import io
import math
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import av
import av.error
import av.filter
import lameenc
import numpy as np
import numpy.typing as npt

from voiceedu.audio import id3, mp3_frames
from voiceedu.audio.id3 import Chapter
from voiceedu.errors import AudioError

Samples = npt.NDArray[np.int16]
FloatSamples = npt.NDArray[np.float32]
Filter = tuple[str, str]
"""A filter of FFmpeg's and its arguments, such as ("highpass", "f=80")."""

LAME_SCALE = 0.95
"""LAME turns its input down by this much unless told otherwise (lame.c), and lameenc cannot tell it."""
MP3_QUALITY = 7
"""LAME's algorithm quality, 0 … 9. From 7 on it does not shape its noise, which speech at our rates is better for: PESQ
3.91 against 3.76 at 5 and 3.52 at 2 (24 kHz), 3.76 against 3.73 and 3.49 (8 kHz), in half the time (measured)."""
MOST_LOST_S = 0.1
"""A change of tempo returns up to 0.04 s more or less than it should (measured)."""
WAV_PROBE_BYTES = 4096
"""How much of a WAV file is looked at before it is decoded. FFmpeg would search megabytes for DTS, which takes
five times as long as to decode a prompt (measured)."""


@functools.cache
def versions() -> str:
    """Return the versions of what filters and encodes: another one may give other bytes."""
    return f"av {av.__version__}, lameenc {importlib.metadata.version('lameenc')}"


def decode(
    data: bytes, *, name: str, container: str | None = None, longest_s: float | None = None
) -> tuple[Samples, int]:
    """Return all samples of an audio file, mixed to mono, and their rate in Hz.

    With `longest_s` decoding stops soon after that many seconds: what is returned is then longer, and not all.

    `name` names the file in the AudioError for undecodable or empty audio. `container` is FFmpeg's name of the only
    accepted format.
    """
    try:
        options = {"probesize": str(WAV_PROBE_BYTES)} if data.startswith(b"RIFF") else None
        with av.open(io.BytesIO(data), "r", format=container, options=options) as source:
            if not source.streams.audio:
                raise AudioError(f"{name}: holds no audio")
            stream = source.streams.audio[0]
            mono = av.AudioFifo()  # one array at the end instead of one for each of many short frames
            to_mono = av.AudioResampler(format="s16", layout="mono")
            for frame in source.decode(stream):
                for part in [frame] if frame.layout.nb_channels == 1 else to_mono.resample(frame):
                    part.pts = None
                    mono.write(part)
                if longest_s is not None and mono.samples > longest_s * frame.sample_rate:
                    break
            whole = mono.read()
            rate = stream.codec_context.sample_rate
    except (av.error.FFmpegError, ValueError) as error:
        raise AudioError(f"{name}: is not audio that can be decoded ({error})") from None
    if whole is None:
        raise AudioError(f"{name}: holds no audio")
    samples = whole.to_ndarray()[0]
    return (samples if samples.dtype == np.int16 else to_int16(samples.astype(np.float32))), rate


def filtered(
    samples: FloatSamples, rate: int, filters: Sequence[Filter], *, rate_out: int | None = None
) -> FloatSamples:
    """Return `samples` after a chain of FFmpeg's audio filters; raise AudioError if part of them is missing.

    FFmpeg leaves out what it has no memory to resample, and goes on without an error.
    """
    rate_out = rate_out or rate
    frames = [frame.to_ndarray()[0] for frame in _run(samples, rate, filters, rate_out)]
    found_s = sum(map(len, frames)) / rate_out
    expected_s = len(samples) / rate / math.prod(float(tempo) for name, tempo in filters if name == "atempo")
    if not frames or abs(found_s - expected_s) > MOST_LOST_S:
        raise AudioError(f"FFmpeg returned {found_s:.2f} of {expected_s:.2f} s of sound. Allow more memory")
    return np.concatenate(frames)


def loudness(samples: FloatSamples, rate: int) -> float:
    """Return the integrated loudness of `samples` in LUFS (EBU R 128).

    For silence, or less than 400 ms, it is −70 LUFS, the measure's gate.
    """
    return _ebur128(samples, rate, "I", "metadata=1", default=-70.0)


def true_peak(samples: FloatSamples, rate: int) -> float:
    """Return the true peak of `samples` in dBTP (ITU-R BS.1770)."""
    peak = _ebur128(samples, rate, "true_peak", "metadata=1:peak=true", default=0.0)
    return 20 * float(np.log10(max(peak, 1e-9)))


def _ebur128(samples: FloatSamples, rate: int, value: str, arguments: str, *, default: float) -> float:
    frames = deque(_run(samples, rate, [("ebur128", arguments)], None), maxlen=2)
    measured = (frame.metadata.get(f"lavfi.r128.{value}") for frame in reversed(frames))
    return float(next(filter(None, measured), default))  # the last says it of the whole


def _run(samples: FloatSamples, rate: int, filters: Sequence[Filter], rate_out: int | None) -> Iterator[av.AudioFrame]:
    graph = av.filter.Graph()
    graph.threads = 1  # recordings already run in parallel
    nodes = [graph.add_abuffer(sample_rate=rate, format="fltp", layout="mono", time_base=Fraction(1, rate))]
    nodes += [graph.add(name, arguments) for name, arguments in filters]
    if rate_out is not None:
        if rate_out != rate:
            nodes.append(graph.add("aresample", f"{rate_out}"))
        nodes.append(graph.add("aformat", "sample_fmts=fltp:channel_layouts=mono"))
    nodes.append(graph.add("abuffersink"))
    graph.link_nodes(*nodes).configure()
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1).astype(np.float32), format="fltp", layout="mono")
    frame.sample_rate = rate
    frame.time_base = Fraction(1, rate)
    frame.pts = 0
    graph.push(frame)
    graph.push(None)
    while True:
        try:
            pulled = graph.pull()
        except (av.error.EOFError, av.error.BlockingIOError):
            return
        assert isinstance(pulled, av.AudioFrame)
        yield pulled


def to_float(samples: Samples) -> FloatSamples:
    return samples.astype(np.float32) / np.float32(32768)


def to_int16(samples: FloatSamples) -> Samples:
    scaled = samples * np.float32(32768)
    np.clip(np.rint(scaled, out=scaled), -32768, 32767, out=scaled)  # without an array for each step
    return scaled.astype(np.int16)


def mp3(samples: Samples, rate: int, *, kbit: int, tags: Mapping[str, str], chapters: Sequence[Chapter] = ()) -> bytes:
    """Return a constant-bit-rate MP3 with ID3v2.3 tags and the header frame that lets players skip the padding."""
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_channels(1)
    encoder.set_bit_rate(kbit)
    encoder.set_quality(MP3_QUALITY)
    encoder.silence()
    louder = to_int16(to_float(samples) / np.float32(LAME_SCALE))
    sound = bytes(encoder.encode(louder.tobytes()) + encoder.flush())
    size = mp3_frames.frame_size(rate=rate, kbit=kbit)
    frames = len(sound) // size
    padding = frames * mp3_frames.FRAME_SAMPLES - mp3_frames.LAME_DELAY - len(samples)
    return id3.tag(tags, chapters) + mp3_frames.info_frame(sound[:4], size=size, frames=frames, padding=padding) + sound


def a_law(samples: Samples) -> bytes:
    """Return samples at 8000 Hz in A-law (ITU-T G.711), without a header."""
    return _raw(samples, 8000, form="alaw", codec="pcm_alaw")


def g722(samples: Samples) -> bytes:
    """Return samples at 16,000 Hz in G.722 at 64 kbit/s, without a header."""
    even = np.pad(samples, (0, len(samples) % 2))  # a byte holds two samples
    return _raw(even, 16_000, form="g722", codec="g722")


def _raw(samples: Samples, rate: int, *, form: str, codec: str) -> bytes:
    """Return samples in FFmpeg's format `form`, which has no header, by its `codec`."""
    out = io.BytesIO()
    with av.open(out, "w", format=form, options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream(codec, rate=rate, layout="mono")
        assert isinstance(stream, av.AudioStream)
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = rate
        frame.time_base = Fraction(1, rate)
        frame.pts = 0
        container.mux([*stream.encode(frame), *stream.encode(None)])
    return out.getvalue()

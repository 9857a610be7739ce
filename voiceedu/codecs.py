"""Samples in and out of bytes: decoding, filtering, MP3 and WAV. PyAV and lameenc are known here alone.

Samples are mono NumPy arrays: int16 for what is stored and spoken, float32 with full scale at ±1 while filtering.
"""

import io
import struct
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import av
import av.error
import av.filter
import lameenc
import numpy as np
import numpy.typing as npt

from voiceedu.errors import AudioError

Samples = npt.NDArray[np.int16]
FloatSamples = npt.NDArray[np.float32]
Filter = tuple[str, str]
"""A filter of FFmpeg's and its arguments, such as ("highpass", "f=80")."""

LAME_DELAY = 576
"""Samples that LAME puts before the first of ours (lame.h: ENCDELAY), at any sample rate."""
DECODER_DELAY = 529
"""Samples that every MP3 decoder adds (LAME technical FAQ: 528 + 1)."""
LAME_SCALE = 0.95
"""LAME turns its input down by this much unless told otherwise (lame.c), and lameenc cannot tell it."""
MP3_QUALITY = 5
"""LAME's algorithm quality, 0 best and slowest … 9."""


def decode(data: bytes, *, name: str, container: str | None = None) -> tuple[Samples, int]:
    """Return all samples of an audio file, mixed to mono, and their rate in Hz.

    `name` says in the AudioError what could not be decoded, or holds no sound. `container` is FFmpeg's name of the only
    format that will do.
    """
    try:
        with av.open(io.BytesIO(data), "r", format=container) as source:
            if not source.streams.audio:
                raise AudioError(f"{name}: holds no audio")
            stream = source.streams.audio[0]
            to_mono = av.AudioResampler(format="s16", layout="mono")
            parts = [part for frame in source.decode(stream) for part in _mono(frame, to_mono)]
            rate = stream.codec_context.sample_rate
    except (av.error.FFmpegError, ValueError) as error:
        raise AudioError(f"{name}: is not audio that can be decoded ({error})") from None
    if not sum(map(len, parts)):
        raise AudioError(f"{name}: holds no audio")
    return np.concatenate(parts), rate


def _mono(frame: av.AudioFrame, to_mono: av.AudioResampler) -> Iterator[Samples]:
    # What is mono already needs no resampler, which would cost more than decoding does.
    if frame.layout.nb_channels == 1 and frame.format.name in ("s16", "s16p"):
        yield frame.to_ndarray()[0]
    elif frame.layout.nb_channels == 1 and frame.format.name in ("flt", "fltp"):
        yield to_int16(frame.to_ndarray()[0])
    else:
        for part in to_mono.resample(frame):
            yield part.to_ndarray()[0]


def filtered(
    samples: FloatSamples, rate: int, filters: Sequence[Filter], *, rate_out: int | None = None
) -> FloatSamples:
    """Return `samples` sent through a chain of FFmpeg's audio filters."""
    return np.concatenate([frame.to_ndarray()[0] for frame in _run(samples, rate, filters, rate_out or rate)])


def loudness(samples: FloatSamples, rate: int) -> tuple[float, float]:
    """Return the integrated loudness in LUFS (EBU R 128) and the true peak in dBTP of `samples`.

    Less than 400 ms, or silence, has no loudness: −70 LUFS, which is where the measure's gate stands.
    """
    integrated, true_peak = -70.0, 0.0
    for frame in _run(samples, rate, [("ebur128", "metadata=1:peak=true")], None):
        integrated = float(frame.metadata.get("lavfi.r128.I", integrated))
        true_peak = float(frame.metadata.get("lavfi.r128.true_peak", true_peak))
    return integrated, 20 * float(np.log10(max(true_peak, 1e-9)))


def _run(samples: FloatSamples, rate: int, filters: Sequence[Filter], rate_out: int | None) -> Iterator[av.AudioFrame]:
    graph = av.filter.Graph()
    nodes = [graph.add_abuffer(sample_rate=rate, format="fltp", layout="mono", time_base=Fraction(1, rate))]
    nodes += [graph.add(name, arguments) for name, arguments in filters]
    if rate_out is not None:
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
    return np.clip(np.rint(samples * 32768), -32768, 32767).astype(np.int16)


def mp3(samples: Samples, rate: int, *, kbit: int, tags: Mapping[str, str]) -> bytes:
    """Return a constant-bit-rate MP3 with ID3v2.3 tags and the header frame that makes players skip the padding.

    `tags` are FFmpeg's names: title, album, artist, language (three letters), comment.
    """
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_channels(1)
    encoder.set_bit_rate(kbit)
    encoder.set_quality(MP3_QUALITY)
    encoder.silence()
    louder = to_int16(to_float(samples) / np.float32(LAME_SCALE))
    raw = bytes(encoder.encode(louder.tobytes()) + encoder.flush())
    tagged = io.BytesIO()
    # bitexact keeps FFmpeg's version out of the file: the same words give the same bytes.
    options = {"id3v2_version": "3", "fflags": "+bitexact"}
    with av.open(io.BytesIO(raw), "r") as source, av.open(tagged, "w", format="mp3", options=options) as target:
        target.metadata.update(tags)
        stream = target.add_stream_from_template(source.streams.audio[0])
        frames = 0
        for packet in source.demux(source.streams.audio[0]):
            if packet.dts is None:
                continue
            packet.stream = stream
            target.mux(packet)
            frames += 1
    return _with_delay(tagged.getvalue(), padding=frames * 576 - LAME_DELAY - len(samples))


def _with_delay(data: bytes, *, padding: int) -> bytes:
    """Write LAME's delay and the padding at the end into the header frame, where FFmpeg's muxer leaves zeros.

    Layout: Mp3 Info Tag rev 1, LAME's own: 120 bytes of Xing header, 21 bytes, then 12 + 12 bits; the last two bytes
    are a CRC-16 of the frame's first 190. MPEG-2 and 2.5 frames, which ours are, hold 576 samples.
    """
    # The ID3 tag ends where its header says, in four times seven bits; the word "Info" may stand in a title too.
    frame = 10 + sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    info = frame + 13  # behind 4 bytes of frame header and 9 of a mono frame's side information
    assert data[info : info + 4] == b"Info"
    at = info + 120 + 21
    packed = struct.pack(">I", LAME_DELAY << 12 | padding)[1:]
    data = data[:at] + packed + data[at + 3 :]
    crc = 0
    for byte in data[frame : frame + 190]:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return data[: frame + 190] + struct.pack(">H", crc) + data[frame + 192 :]


def wav(samples: Samples, rate: int, *, codec: str = "pcm_s16le") -> bytes:
    """Return a WAV file; `codec` is FFmpeg's name of its coding, pcm_s16le or pcm_mulaw."""
    out = io.BytesIO()
    with av.open(out, "w", format="wav", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream(codec, rate=rate, layout="mono")
        assert isinstance(stream, av.AudioStream)
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = rate
        frame.time_base = Fraction(1, rate)
        frame.pts = 0
        container.mux([*stream.encode(frame), *stream.encode(None)])
    return out.getvalue()

"""WAV files of 16 bits or in µ-law, as bytes. NumPy alone: a server makes them without loading what encodes.

µ-law is that of ITU-T G.711: of the 256 sounds that it knows, each sample becomes the nearest, in fourths of its size.
"""

import functools
import struct

import numpy as np
import numpy.typing as npt

from voiceedu.errors import AudioError

_PCM, _MU_LAW = 1, 7
"""The formats' numbers (RFC 2361)."""
_BIAS = 132
"""G.711 adds this before it takes a logarithm: the steps double in size from one of eight segments to the next."""


def pcm(samples: npt.NDArray[np.int16], rate: int) -> bytes:
    """Return a WAV file of `samples`, which are mono, in 16 bits."""
    return _file(_PCM, rate, bits=16, data=samples.astype("<i2").tobytes())


def mu_law(samples: npt.NDArray[np.int16], rate: int) -> bytes:
    """Return a WAV file of `samples`, which are mono, in µ-law."""
    coded = _mu_law_codes()[samples.astype(np.int16, copy=False).view(np.uint16)].tobytes()
    # A format other than PCM says how long the rest of its description is, and counts its samples.
    return _file(_MU_LAW, rate, bits=8, data=coded, rest=bytes(2), chunks=struct.pack("<4sII", b"fact", 4, len(coded)))


def mu_law_of(file: bytes) -> bytes:
    """Return a WAV file that `pcm` made, in µ-law: what `mu_law` makes of the same samples."""
    rate = int.from_bytes(file[24:28], "little")
    return mu_law(np.frombuffer(data(file), "<i2"), rate)


def data(file: bytes) -> bytes:
    """Return the coded samples of a WAV file; raise AudioError if there are none."""
    position = 12  # RIFF, the size, WAVE; then chunks
    while position + 8 <= len(file):
        name, size = struct.unpack_from("<4sI", file, position)
        if name == b"data":
            return file[position + 8 : position + 8 + size]
        position += 8 + size + size % 2
    raise AudioError("a WAV file without samples")


def _file(format_: int, rate: int, *, bits: int, data: bytes, rest: bytes = b"", chunks: bytes = b"") -> bytes:
    """Return the file: its format, described in 16 bytes and `rest`, more `chunks`, and the data, in even lengths."""
    byte = bits // 8
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16 + len(rest), format_, 1, rate, rate * byte, byte, bits)
    body = form + rest + chunks + struct.pack("<4sI", b"data", len(data)) + data + bytes(len(data) % 2)
    return struct.pack("<4sI4s", b"RIFF", 4 + len(body), b"WAVE") + body


@functools.cache
def _mu_law_codes() -> npt.NDArray[np.uint8]:
    """Return the code of each sample, by its 16 bits."""
    steps = np.arange(128)
    heard = ((steps % 16 * 8 + _BIAS) << steps // 16) - _BIAS
    ends = heard[:-1] + heard[1:] + 4 >> 3  # half way to the next one, in fourths of a sample
    fourths = np.arange(-32768, 32768) >> 2
    nearest = np.searchsorted(ends, np.abs(fourths), side="right")
    codes = np.where(fourths < 0, 0x7F, 0xFF) ^ nearest  # the sign, then all bits turned over
    by_bits: npt.NDArray[np.uint8] = np.roll(codes, 32768).astype(np.uint8)
    return by_bits

"""WAV files of 16 bits or in µ-law, as bytes. A server makes µ-law of PCM without loading NumPy.

µ-law is that of ITU-T G.711: of the 256 sounds that it knows, each sample becomes the nearest, in fourths of its size.
"""

import array
import bisect
import functools
import itertools
import struct
import sys
from typing import TYPE_CHECKING

from voiceedu.errors import AudioError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_PCM, _MU_LAW = 1, 7
"""The formats' numbers (RFC 2361)."""
_BIAS = 132
"""G.711 adds this before it takes a logarithm: the steps double in size from one of eight segments to the next."""


def pcm(samples: "npt.NDArray[np.int16]", rate: int) -> bytes:
    """Return a WAV file of `samples`, which are mono, in 16 bits."""
    return _file(_PCM, rate, bits=16, data=samples.astype("<i2").tobytes())


def mu_law(samples: "npt.NDArray[np.int16]", rate: int) -> bytes:
    """Return a WAV file of `samples`, which are mono, in µ-law."""
    import numpy as np  # whoever has samples has loaded it

    codes = np.frombuffer(_mu_law_codes(), np.uint8)
    return _mu_law_file(codes[samples.astype(np.int16, copy=False).view(np.uint16)].tobytes(), rate)


def mu_law_of(file: bytes) -> bytes:
    """Return a WAV file that `pcm` made, in µ-law: what `mu_law` makes of the same samples."""
    samples = array.array("H", data(file))
    if sys.byteorder == "big":
        samples.byteswap()
    return _mu_law_file(bytes(map(_mu_law_codes().__getitem__, samples)), int.from_bytes(file[24:28], "little"))


def _mu_law_file(coded: bytes, rate: int) -> bytes:
    # A format other than PCM says how long the rest of its description is, and counts its samples.
    return _file(_MU_LAW, rate, bits=8, data=coded, rest=bytes(2), chunks=struct.pack("<4sII", b"fact", 4, len(coded)))


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
def _mu_law_codes() -> bytes:
    """Return the code of each sample, by its 16 bits."""
    heard = [((step % 16 * 8 + _BIAS) << step // 16) - _BIAS for step in range(128)]
    # Half way to the next one, in fourths of a sample.
    ends = [(lower + upper + 4) >> 3 for lower, upper in itertools.pairwise(heard)]
    nearest = bytes(bisect.bisect_right(ends, fourths) for fourths in range(8_193))
    positive = bytes(0xFF ^ nearest[sample >> 2] for sample in range(32_768))  # all bits turned over
    negative = bytes(0x7F ^ nearest[-(sample >> 2)] for sample in range(-32_768, 0))  # and the sign
    return positive + negative

"""Speech as a WAV file that shows whether any bit of it has changed."""

import hashlib
import struct

from voiceedu.engines import Speech

_WAV_HEAD = struct.Struct("<4sI4s4sIHHIIHH4sI")
_WAV_SEAL = struct.Struct("<4sI32s")


def pack(speech: Speech) -> bytes:
    """Return a WAV file that ends with a chunk "hash", the SHA-256 of the rate and the samples: any player plays it."""
    size, rate = len(speech.pcm), speech.sample_rate
    head = _WAV_HEAD.pack(
        b"RIFF", 36 + size + _WAV_SEAL.size, b"WAVE", b"fmt ", 16, 1, 1, rate, rate * 2, 2, 16, b"data", size
    )
    return head + speech.pcm + _WAV_SEAL.pack(b"hash", 32, hashlib.sha256(head + speech.pcm).digest())


def unpack(data: bytes) -> Speech | None:
    """Return the speech in a file that `pack` made, or None if any bit of it has changed."""
    end = len(data) - _WAV_SEAL.size
    if end < _WAV_HEAD.size or data[end:] != _WAV_SEAL.pack(b"hash", 32, hashlib.sha256(data[:end]).digest()):
        return None
    return Speech(pcm=data[_WAV_HEAD.size : end], sample_rate=_WAV_HEAD.unpack(data[: _WAV_HEAD.size])[7])

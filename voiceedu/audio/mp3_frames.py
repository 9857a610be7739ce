"""The frames of an MP3: the header frame that gives the length, and the audio frames without it.

Our rates are those of MPEG-2 and 2.5, whose frames hold 576 samples, and our bit rates are constant: 72 bytes for each
kbit/s of a kHz. Our encoder starts every stream with an empty bit reservoir, so that one stream can follow another.
"""

import struct
from dataclasses import dataclass

from voiceedu.errors import AudioError

FRAME_SAMPLES = 576
LAME_DELAY = 576
"""Samples that LAME puts before the first of ours (lame.h: ENCDELAY), at any sample rate."""

_SIDE_INFORMATION = 4
"""Where that of a frame begins, with how much of the reservoir it needs; no checksum stands before it."""
_MOST = 0xFFFFFFFF


@dataclass(frozen=True, kw_only=True)
class Sound:
    """Frames that can be played after any others. `padding` is the number of samples to skip at the end."""

    frames: bytes
    padding: int


def frame_size(*, rate: int, kbit: int) -> int:
    """Return the size of a frame in bytes."""
    return 72_000 * kbit // rate


def info_frame(header: bytes, *, size: int, frames: int, padding: int) -> bytes:
    """Return the header frame, which gives the length of the sound and of its padding.

    `header` is the four bytes that begin each of the sound's `frames`, of `size` bytes each. Layout: the Xing header
    (frames, bytes, the position of each hundredth, quality), then LAME's Mp3 Info Tag rev. 1 with the delay and the
    padding in 12 bits each, and a CRC-16 of the frame's first 190 bytes.
    """
    hundredths = bytes(256 * hundredth // 100 for hundredth in range(100))
    head = header + bytes(9)  # and the side information of a silent frame
    head += struct.pack(">4sIII", b"Info", 0x0F, frames, min((frames + 1) * size, _MOST)) + hundredths + bytes(4)
    head += b"LAME".ljust(21, b"\0") + struct.pack(">I", LAME_DELAY << 12 | padding)[1:]
    head = head.ljust(190, b"\0")
    return (head + struct.pack(">H", _crc16(head))).ljust(size, b"\0")


def sound(data: bytes, *, rate: int, kbit: int, name: str) -> Sound:
    """Return the sound of one of our MP3s without tag and header frame; `name` names it in the AudioError."""
    size = frame_size(rate=rate, kbit=kbit)
    start = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=False))
    info, frames = data[start : start + size], data[start + size :]
    if data[:3] != b"ID3" or info[13:17] != b"Info" or not frames or len(frames) % size:
        raise AudioError(f"{name}: is not an MP3 as it is made here")
    if any(frames[at : at + 2] != info[:2] for at in range(0, len(frames), size)) or frames[_SIDE_INFORMATION]:
        raise AudioError(f"{name}: its frames cannot follow others")
    return Sound(frames=frames, padding=int.from_bytes(info[154:157], "big") & 0xFFF)


def _crc16(data: bytes) -> int:
    """Return the CRC-16 of LAME's tag: polynomial 0x8005, lowest bit first, starting from 0."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc

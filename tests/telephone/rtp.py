"""Sound and keys in RTP packets (RFC 3550, RFC 4733), and G.711 µ-law."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.telephone.sip import KEYS

RATE_HZ = 8000
FRAME_SAMPLES = RATE_HZ // 50
"""A packet holds 20 ms."""
ULAW_TYPE = 0
"""The payload type of G.711 µ-law (RFC 3551)."""
BIAS, CLIP = 132, 32635
"""Of G.711 µ-law, for 16-bit samples."""


def _ulaw_table() -> NDArray[np.uint8]:
    """Return the µ-law byte of each 16-bit sample, indexed by the sample as an unsigned number."""
    samples = np.arange(65536, dtype=np.uint16).view(np.int16).astype(np.int32)
    magnitudes = np.minimum(np.abs(samples), CLIP) + BIAS
    exponents = np.floor(np.log2(magnitudes)).astype(np.int32) - 7
    mantissas = (magnitudes >> (exponents + 3)) & 0x0F
    signs = np.where(samples < 0, 0x80, 0)
    codes: NDArray[np.uint8] = (~(signs | (exponents << 4) | mantissas)).astype(np.uint8)
    return codes


_ULAW = _ulaw_table()


def ulaw(samples: bytes) -> bytes:
    """Return 16-bit samples as G.711 µ-law, one byte a sample."""
    return _ULAW[np.frombuffer(samples, np.uint16)].tobytes()


@dataclass
class Sender:
    """Packs µ-law frames into packets. Silence is sent too, so the time stamps cover the whole call."""

    source: int
    number: int = 0
    timestamp: int = 0

    def packet(self, payload: bytes) -> bytes:
        marker = 0x80 if self.number == 0 else 0
        head = struct.pack(
            "!BBHII", 0x80, marker | ULAW_TYPE, self.number & 0xFFFF, self.timestamp & 0xFFFFFFFF, self.source
        )
        self.number += 1
        self.timestamp += len(payload)
        return head + payload


@dataclass
class KeyReader:
    """Reads keys from packets: one key comes in many packets with the same time stamp."""

    key_type: int | None
    last: int = -1

    def keys(self, packet: bytes) -> Iterator[str]:
        if len(packet) < 16:
            return
        _, kind, _, timestamp, _ = struct.unpack("!BBHII", packet[:12])
        event = packet[12]
        if kind & 0x7F == self.key_type and timestamp != self.last and event < len(KEYS):
            self.last = timestamp
            yield KEYS[event]

"""Sound and keys in packets."""

import struct
import wave
from pathlib import Path

import numpy as np

from tests.telephone.rtp import KeyReader, Sender, ulaw
from voiceedu.audio.codecs import decode


def test_ulaw_is_what_ffmpeg_decodes(tmp_path: Path) -> None:
    """FFmpeg decodes every 16-bit sample to within half a step of µ-law."""
    samples = np.arange(-32635, 32636, dtype=np.int16)
    body = ulaw(samples.tobytes())
    file = tmp_path / "steps.wav"
    with wave.open(str(file), "wb") as writer:
        writer.setparams((1, 1, 8000, 0, "NONE", ""))
        writer.writeframes(body)
    data = bytearray(file.read_bytes())
    data[20:22] = struct.pack("<H", 7)  # the format's number in the header: µ-law
    decoded, rate = decode(bytes(data), name="steps", container="wav")
    assert rate == 8000
    half_steps = (np.abs(samples.astype(int)) + 132) / 32
    assert np.all(np.abs(decoded.astype(int) - samples) <= half_steps)


def test_packets_count_on() -> None:
    """Sequence number and time stamp increase from packet to packet, and only the first packet has the marker."""
    sender = Sender(source=7)
    heads = [struct.unpack("!BBHII", sender.packet(b"\xff" * 160)[:12]) for _ in range(3)]
    assert [head[1:] for head in heads] == [(0x80, 0, 0, 7), (0, 1, 160, 7), (0, 2, 320, 7)]


def key_packet(event: int, *, timestamp: int, kind: int = 101) -> bytes:
    return struct.pack("!BBHIIBBH", 0x80, kind, 0, timestamp, 7, event, 10, 160)


def test_a_key_in_many_packets_is_one_key() -> None:
    """Packets of one time stamp are one key; a later time stamp is another key."""
    reader = KeyReader(key_type=101)
    packets = [key_packet(11, timestamp=at) for at in (0, 0, 0, 800, 800)]
    assert [key for packet in packets for key in reader.keys(packet)] == ["#", "#"]


def test_sound_is_no_key() -> None:
    """Sound, hook flashes and truncated packets hold no key."""
    reader = KeyReader(key_type=101)
    for packet in (key_packet(5, timestamp=0, kind=0), key_packet(16, timestamp=0), b"\x80\x65"):
        assert list(reader.keys(packet)) == []

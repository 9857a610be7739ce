"""MP3 frames: what of a file is sound, and the frame that says how long it is."""

import io
from typing import Any

import mutagen.mp3
import numpy as np
import pytest

from voiceedu.assets import PROFILES, WEB_KBIT_S
from voiceedu.audio import codecs, mp3_frames
from voiceedu.audio.codecs import Samples
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import AudioError
from voiceedu.production import assembly, mastering

RATE = PROFILES["web"].sample_rate


def made(text: str) -> bytes:
    """Return `text` as the recording for the page is."""
    engine = ToneEngine()
    recording = assembly.join([assembly.trimmed(engine.synthesize(text, engine.voice("en")))], [300])
    [data] = mastering.finish(mastering.Sound(recording), [PROFILES["web"]], speed="normal", tags={"title": text})
    return data


def decoded(data: bytes) -> Samples:
    samples, rate = codecs.decode(data, name="it")
    assert rate == RATE
    return samples


def sound(data: bytes) -> mp3_frames.Sound:
    return mp3_frames.sound(data, rate=RATE, kbit=WEB_KBIT_S, name="it.mp3")


def whole(sound: mp3_frames.Sound) -> bytes:
    size = mp3_frames.frame_size(rate=RATE, kbit=WEB_KBIT_S)
    count = len(sound.frames) // size
    return mp3_frames.info_frame(sound.frames[:4], size=size, frames=count, padding=sound.padding) + sound.frames


def test_sound_is_whole_frames_without_tag_and_header() -> None:
    """Only frames are taken from an MP3, and each begins with the sync bits of a frame."""
    frames = sound(made("It is a nerve block.")).frames
    size = mp3_frames.frame_size(rate=RATE, kbit=WEB_KBIT_S)
    assert size == 192
    assert len(frames) % size == 0
    assert {frames[at : at + 2] for at in range(0, len(frames), size)} == {frames[:2]}
    assert frames[0] == 0xFF


def test_header_frame_gives_the_sound_its_length_back() -> None:
    """With a header of ours the same frames decode to the same samples, and players that seek know the length."""
    data = made("It is a nerve block.")
    again = whole(sound(data))
    assert np.array_equal(decoded(again), decoded(data))
    info: Any = mutagen.mp3.MP3(io.BytesIO(again)).info
    frames = len(sound(data).frames) // mp3_frames.frame_size(rate=RATE, kbit=WEB_KBIT_S)
    assert info.length == pytest.approx(frames * mp3_frames.FRAME_SAMPLES / RATE, abs=0.001)
    assert info.bitrate_mode == mutagen.mp3.BitrateMode.CBR


def test_header_frame_is_the_one_that_the_encoder_writes() -> None:
    """The checksum of the header is right: it is byte for byte that of the LAME tag in the encoder's own file."""
    data = made("It is a nerve block.")
    start = data.index(b"Info") - 13
    size = mp3_frames.frame_size(rate=RATE, kbit=WEB_KBIT_S)
    ours = whole(sound(data))[:size]
    assert ours[:4] == data[start : start + 4]
    assert ours[154:157] == data[start + 154 : start + 157]
    crc = 0
    for byte in ours[:190]:  # CRC-16/ARC, as the tag's specification has it, most plainly
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
    assert int.from_bytes(ours[190:192], "big") == crc


def test_one_sound_can_follow_another() -> None:
    """Frames of two recordings, one after the other, are heard as both: no frame leans on one before it."""
    one, other = sound(made("It is one.")), sound(made("It is another."))
    both = whole(mp3_frames.Sound(frames=one.frames + other.frames, padding=other.padding))
    samples = len(one.frames + other.frames) // 192 * mp3_frames.FRAME_SAMPLES
    assert len(decoded(both)) == samples - mp3_frames.LAME_DELAY - other.padding


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[10:], lambda data: data[:-1], lambda data: data.replace(b"Info", b"Xing"), lambda data: b""],
    ids=["no tag", "cut off", "another header", "nothing"],
)
def test_what_was_not_made_here_is_refused(damage: Any) -> None:
    """An MP3 with another layout is named and refused, and not joined to noise."""
    with pytest.raises(AudioError, match=r"it\.mp3: "):
        sound(damage(made("It is one.")))

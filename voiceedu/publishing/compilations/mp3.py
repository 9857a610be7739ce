"""All recordings of a language as one MP3, a chapter a procedure: their frames, one after the other."""

import datetime
import itertools
from collections.abc import Callable, Collection
from typing import BinaryIO

from voiceedu import languages
from voiceedu.assets import WEB_KBIT_S, WIDE_HZ, Asset
from voiceedu.audio import id3, mp3_frames
from voiceedu.audio.id3 import Chapter
from voiceedu.narration.announcements import everything
from voiceedu.publishing.asset_plan import ALBUM
from voiceedu.storage.rendition import Rendition

VERSION = "4"
"""Raise it with any change that changes the bytes."""
FRAME_MS = 1000 * mp3_frames.FRAME_SAMPLES // WIDE_HZ
"""A whole number: 24."""


def write(
    file: BinaryIO,
    renditions: Collection[Rendition],
    *,
    language: str,
    data: Callable[[Asset], bytes],
    changed_at: datetime.datetime,  # an MP3 does not say
    publisher: str = "",
) -> int:
    """Write the recording of `renditions`, one after the other, into `file`; return its length in milliseconds.

    Nothing is encoded again. Players that know of LAME's delay take it off the beginning of a file: then each
    procedure begins where its first frame does, to the sample, as its chapter says. No more than one recording is in
    memory.
    """
    # The tag stands first and its size depends on the titles alone, so that it can be filled in last.
    titles = [rendition.title for rendition in renditions]
    file.write(bytes(len(_tag(language, titles, [0] * (len(titles) + 1), publisher))))
    size = mp3_frames.frame_size(rate=WIDE_HZ, kbit=WEB_KBIT_S)
    file.write(bytes(size))
    starts, frames, header, padding = [0], 0, b"", 0
    for rendition in renditions:
        asset = rendition.asset("web")
        assert asset is not None, "a procedure without a recording is left out"
        sound = mp3_frames.sound(data(asset), rate=WIDE_HZ, kbit=WEB_KBIT_S, name=asset.path)
        file.write(sound.frames)
        frames += len(sound.frames) // size
        starts.append(frames * FRAME_MS)
        header, padding = header or sound.frames[:4], sound.padding
    length_ms = round((frames * mp3_frames.FRAME_SAMPLES - mp3_frames.LAME_DELAY - padding) * 1000 / WIDE_HZ)
    file.seek(0)
    file.write(_tag(language, titles, [*starts[:-1], length_ms], publisher))
    file.write(mp3_frames.info_frame(header, size=size, frames=frames, padding=padding))
    return length_ms


def _tag(language: str, titles: list[str], edges_ms: list[int], publisher: str) -> bytes:
    from voiceedu.publishing.picture import PICTURE, picture  # with Pillow: a worker that only serves needs neither

    tags = {"title": everything(language), "album": publisher or ALBUM, "language": languages.iso_639_2(language)}
    chapters = [
        Chapter(title=title, start_ms=start, end_ms=end)
        for title, (start, end) in zip(titles, itertools.pairwise(edges_ms), strict=True)
    ]
    return id3.tag(tags, chapters, picture=picture(publisher) or PICTURE)

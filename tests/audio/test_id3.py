"""What an MP3 says of itself, as other readers understand it."""

import io
from pathlib import Path

import av
import numpy as np
import pytest
from mutagen.id3 import ID3

from tests.support import ffprobe
from voiceedu.audio import codecs, id3
from voiceedu.audio.id3 import Chapter

TAGS = {"title": "Nerve blocks", "album": "voiceedu", "artist": "Zoë", "language": "spa", "comment": "Leído así. 痛み"}
SILENCE = np.zeros(24_000, np.int16)


def mp3(chapters: list[Chapter]) -> bytes:
    return codecs.mp3(SILENCE, 24_000, kbit=64, tags=TAGS, chapters=chapters)


def numbered(count: int) -> list[Chapter]:
    return [Chapter(title=f"Číslo {number}", start_ms=number, end_ms=number + 1) for number in range(count)]


def test_chapters_are_read_by_ffprobe(tmp_path: Path) -> None:
    """FFmpeg finds every chapter with its title, in any alphabet, and its times to the millisecond."""
    chapters = [
        Chapter(title="Nerve blocks", start_ms=0, end_ms=101),
        Chapter(title="¿Qué es el dolor? 痛み", start_ms=101, end_ms=999),
        Chapter(title="x" * 500, start_ms=999, end_ms=1000),
    ]
    assert ffprobe.chapters(mp3(chapters), tmp_path) == [
        (chapter.title, chapter.start_ms, chapter.end_ms) for chapter in chapters
    ]


@pytest.mark.parametrize("count", [1, 255, 256, 1000])
def test_contents_list_every_chapter_in_order(count: int, tmp_path: Path) -> None:
    """However many there are, the one table at the top leads to each, and no table counts beyond a byte."""
    (tmp_path / "it.mp3").write_bytes(mp3(numbered(count)))
    tag = ID3(tmp_path / "it.mp3", translate=False)
    tables = {table.element_id: table for table in tag.getall("CTOC")}
    (top,) = (name for name, table in tables.items() if table.flags & 2)

    def below(name: str) -> list[str]:
        if name not in tables:
            return [name]
        return [lower for child in tables[name].child_element_ids for lower in below(child)]

    assert all(table.flags & 1 and len(table.child_element_ids) <= 255 for table in tables.values())
    read = [tag[f"CHAP:{name}"] for name in below(top)]
    assert [(one.start_time, one.end_time, str(one.sub_frames["TIT2"])) for one in read] == [
        (chapter.start_ms, chapter.end_ms, chapter.title) for chapter in numbered(count)
    ]


def test_the_size_is_that_of_the_titles() -> None:
    """All times take the same number of bytes, so that a tag can be filled in after the sound."""
    early, late = ([Chapter(title="A", start_ms=at, end_ms=at)] for at in (0, 2**32 - 1))
    assert len(id3.tag(TAGS, early)) == len(id3.tag(TAGS, late))


def test_every_tag_is_read_back(tmp_path: Path) -> None:
    """FFmpeg and mutagen read the same title, album, artist, language and comment, in any alphabet."""
    data = mp3(numbered(2))
    with av.open(io.BytesIO(data)) as container:
        assert {name: container.metadata.get(name) for name in TAGS} == TAGS
    (tmp_path / "it.mp3").write_bytes(data)
    tag = ID3(tmp_path / "it.mp3", translate=False)
    assert tag.version == (2, 3, 0)
    assert [str(tag[name]) for name in ("TIT2", "TALB", "TPE1", "TLAN")] == list(TAGS.values())[:4]
    assert str(tag["COMM::spa"]) == TAGS["comment"]


@pytest.mark.parametrize("album", ["voiceedu", "Clínica del dolor"])
def test_picture_is_the_front_cover(album: str, tmp_path: Path) -> None:
    """FFmpeg and mutagen find the picture as it is, as the front cover, under the album's name; the sound stays."""
    png = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    plain = codecs.mp3(SILENCE, 24_000, kbit=64, tags={})
    data = id3.tag({"album": album}, numbered(2), picture=png) + plain[len(id3.tag({})) :]
    (tmp_path / "it.mp3").write_bytes(data)
    (found,) = ID3(tmp_path / "it.mp3", translate=False).getall("APIC")
    assert (found.mime, found.type, found.desc, found.data) == ("image/png", 3, album, png)
    assert len(codecs.decode(data, name="it")[0]) == len(SILENCE)
    assert len(ffprobe.chapters(data, tmp_path)) == 2


def test_chapters_leave_the_sound_alone() -> None:
    """With chapters or without, the same bytes follow the tag."""
    plain, divided = codecs.mp3(SILENCE, 24_000, kbit=64, tags={}), mp3(numbered(300))
    assert divided.endswith(plain[len(id3.tag({})) :])

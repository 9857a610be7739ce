"""The ID3v2.3 tag of an MP3, with chapters (ID3v2 Chapter Frame Addendum 1.0). Pure bytes."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_FRAMES = {"title": b"TIT2", "album": b"TALB", "artist": b"TPE1", "language": b"TLAN", "comment": b"COMM"}
_PADDING = bytes(10)
"""Some players look one frame too far."""
_MOST_CHAPTERS = 255
"""A table of contents counts its entries in one byte."""
_ORDERED, _TOP = 1, 2
_FRONT_COVER = 3
_NO_OFFSET = 0xFFFFFFFF
"""Where a chapter begins is said in milliseconds alone."""


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A part of a recording that a player can jump to."""

    title: str
    start_ms: int
    end_ms: int


def tag(tags: Mapping[str, str], chapters: Sequence[Chapter] = (), *, picture: bytes = b"") -> bytes:
    """Return the tag that precedes the audio frames.

    `tags` are title, album, artist, language (three letters) and comment; `chapters` follow one another without gaps.
    `picture` is a PNG, shown as the front cover and described with the album. The size depends on the titles, not on
    the times.
    """
    language = tags.get("language", "und")
    frames = b"".join(_named(_FRAMES[name], text, language) for name, text in tags.items())
    if picture:
        frames += _front_cover(picture, tags.get("album", ""))
    body = frames + _contents(chapters) + b"".join(map(_chapter, range(len(chapters)), chapters)) + _PADDING
    size = len(body)
    return struct.pack(">3sBBB4B", b"ID3", 3, 0, 0, *(size >> shift & 0x7F for shift in (21, 14, 7, 0))) + body


def _named(name: bytes, text: str, language: str) -> bytes:
    if name != b"COMM":
        return _frame(name, _text(text))
    coded = _text(text)
    description = coded[1:3] + bytes(2) if coded[0] else bytes(1)  # none
    return _frame(name, coded[:1] + language.encode("ascii") + description + coded[1:])


def _front_cover(png: bytes, description: str) -> bytes:
    coded = _text(description)
    return _frame(b"APIC", coded[:1] + b"image/png\0" + bytes([_FRONT_COVER]) + coded[1:] + png)


def _contents(chapters: Sequence[Chapter]) -> bytes:
    """Return the table of contents, or one of tables if there are too many chapters for one."""
    if not chapters:
        return b""
    names = [_chapter_name(number) for number in range(len(chapters))]
    if len(names) <= _MOST_CHAPTERS:
        return _table(b"toc", names, flags=_TOP | _ORDERED)
    parts = [names[first : first + _MOST_CHAPTERS] for first in range(0, len(names), _MOST_CHAPTERS)]
    tables = [b"toc%d" % number for number in range(len(parts))]
    lower = b"".join(_table(name, part, flags=_ORDERED) for name, part in zip(tables, parts, strict=True))
    return _table(b"toc", tables, flags=_TOP | _ORDERED) + lower


def _table(name: bytes, entries: Sequence[bytes], *, flags: int) -> bytes:
    return _frame(b"CTOC", name + b"\0" + bytes([flags, len(entries)]) + b"".join(entry + b"\0" for entry in entries))


def _chapter(number: int, chapter: Chapter) -> bytes:
    times = struct.pack(">4I", chapter.start_ms, chapter.end_ms, _NO_OFFSET, _NO_OFFSET)
    return _frame(b"CHAP", _chapter_name(number) + b"\0" + times + _frame(b"TIT2", _text(chapter.title)))


def _chapter_name(number: int) -> bytes:
    return b"ch%d" % number


def _frame(name: bytes, body: bytes) -> bytes:
    return name + struct.pack(">IH", len(body), 0) + body


def _text(text: str) -> bytes:
    """Return a text that any player reads: plain for ASCII, else UTF-16, after the byte that declares the encoding."""
    if text.isascii():
        return b"\0" + text.encode("ascii") + b"\0"
    return b"\1\xff\xfe" + text.encode("utf-16-le") + bytes(2)

"""Companions of a finished recording: its captions and its talking book. Pure.

Their names are the hash of their own bytes. A listener who has one has the words, the times and the recording that were
published together, whatever is published next.
"""

import datetime
import hashlib
from collections.abc import Iterator, Sequence

from voiceedu.assets import Asset, Cue, address
from voiceedu.content.procedure import Procedure
from voiceedu.narration.script import Script
from voiceedu.publishing import webvtt
from voiceedu.publishing.epub import metadata, writer
from voiceedu.publishing.epub.chapter import Chapter

COMPANIONS_VERSION = f"1 {writer.BOOK_VERSION}"
"""Part of every fingerprint: raise it when there are other companions, or captions are written otherwise."""
CAPTIONS = "captions"
BOOK = "book"
"""Names of companions: the field `profile` of their assets has one of these."""
SUFFIXES = {CAPTIONS: webvtt.SUFFIX, BOOK: writer.SUFFIX}


def make_companions(
    procedure: Procedure,
    script: Script,
    cues: Sequence[Cue],
    *,
    recording: bytes,
    duration_ms: int,
    modified: datetime.datetime,
    publisher: str = "",
) -> Iterator[tuple[Asset, bytes]]:
    """Yield what is made of the `recording` of `procedure`, an MP3, in which `cues` are those of `script`.

    `modified` is when its words were published first.
    """
    chapter = Chapter(
        slug=procedure.slug,
        title=procedure.title,
        script=script,
        cues=tuple(cues),
        recording=recording,
        duration_ms=duration_ms,
    )
    captions = webvtt.write(script, cues, title=procedure.title, language=procedure.language).encode()
    book = writer.bind(metadata.of_procedure(procedure, modified=modified, publisher=publisher), chapter)
    for profile, media_type, data in ((CAPTIONS, webvtt.MEDIA_TYPE, captions), (BOOK, writer.MEDIA_TYPE, book)):
        yield _asset(procedure.slug, profile, media_type, data, duration_ms=duration_ms), data


def _asset(slug: str, profile: str, media_type: str, data: bytes, *, duration_ms: int) -> Asset:
    digest = hashlib.sha256(data).hexdigest()
    return Asset(
        hash=address(digest),
        name=f"{slug}{SUFFIXES[profile]}",
        profile=profile,
        speed="normal",
        section="",
        media_type=media_type,
        duration_ms=duration_ms,
        size=len(data),
        sha256=digest,
    )

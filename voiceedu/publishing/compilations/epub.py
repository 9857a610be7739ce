"""All recordings of a language as one talking book, a chapter a procedure."""

import datetime
from collections.abc import Callable, Collection, Iterator
from typing import BinaryIO

from voiceedu.assets import Asset
from voiceedu.publishing.epub import metadata, writer
from voiceedu.publishing.epub.chapter import Chapter
from voiceedu.storage.rendition import Rendition

VERSION = writer.BOOK_VERSION


def write(
    file: BinaryIO,
    renditions: Collection[Rendition],
    *,
    language: str,
    data: Callable[[Asset], bytes],
    changed_at: datetime.datetime,
    publisher: str = "",
) -> int:
    """Write the book of `renditions` into `file`; return its length in milliseconds.

    No more than one recording is in memory.
    """

    def chapters() -> Iterator[Chapter]:
        for rendition in renditions:
            asset = rendition.asset("web")
            assert asset is not None, "a procedure without a recording is left out"
            yield Chapter(
                slug=rendition.slug,
                title=rendition.title,
                script=rendition.script,
                cues=rendition.cues,
                recording=data(asset),
                duration_ms=asset.duration_ms,
            )

    about = metadata.of_library(language, modified=changed_at, publisher=publisher)
    return writer.write(file, about, chapters())

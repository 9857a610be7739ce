"""The registry of compilations: the files made of all renditions of a language."""

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from voiceedu.assets import Asset
from voiceedu.publishing.compilations import epub, mp3
from voiceedu.publishing.epub import writer
from voiceedu.storage.rendition import Rendition


class Write(Protocol):
    """Writes what is made of `renditions`, which can be gone through more than once, into a file; returns its length.

    The length is in milliseconds. `data` gives the bytes of an asset of theirs; `publisher` is the
    name of the clinic, if it has one.
    """

    def __call__(
        self,
        file: BinaryIO,
        renditions: Collection[Rendition],
        *,
        language: str,
        data: Callable[[Asset], bytes],
        changed_at: datetime.datetime,
        publisher: str,
    ) -> int: ...


@dataclass(frozen=True, kw_only=True)
class CompilationFormat:
    """One kind of compilation. Raise `version` with any change that changes its bytes."""

    profile: str
    suffix: str
    media_type: str
    version: str
    write: Write


COMPILATIONS: Mapping[str, CompilationFormat] = {
    "library.epub": CompilationFormat(
        profile="library-book",
        suffix=writer.SUFFIX,
        media_type=writer.MEDIA_TYPE,
        version=epub.VERSION,
        write=epub.write,
    ),
    "library.mp3": CompilationFormat(
        profile="library-recording", suffix=".mp3", media_type="audio/mpeg", version=mp3.VERSION, write=mp3.write
    ),
}
"""The compilations, by their name in the URL."""


def file_name(language: str, form: CompilationFormat) -> str:
    """Return a readable file name, such as all-recordings-en.mp3."""
    return f"all-recordings-{language.lower()}{form.suffix}"

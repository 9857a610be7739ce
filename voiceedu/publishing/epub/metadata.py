"""What a book says of itself: title, people, source, and an identifier that survives a correction."""

import datetime
import uuid
from dataclasses import dataclass

from voiceedu import translations
from voiceedu.content.procedure import Procedure
from voiceedu.narration.announcements import everything

NAMESPACE = uuid.UUID("3c1f8a52-8a5e-5e0b-9b0e-6d1f0f5d2a77")
"""The namespace of book identifiers. A book keeps its identifier when its words change."""
LIBRARY = "library"
"""The slug in the identifier of the book of all procedures. No procedure can have it."""


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """A book's metadata. `slug` is that of its procedure; `modified` is when its words last changed, in UTC.

    `title_language` is another than `language` where voiceedu has no title for a library in that.
    """

    slug: str
    language: str
    title_language: str
    title: str
    modified: datetime.datetime
    summary: str = ""
    source: str = ""
    author: str = ""
    reviewed_by: str = ""
    publisher: str = ""

    @property
    def identifier(self) -> uuid.UUID:
        """The identifier, the same for every edition: a reading system replaces an old edition by it."""
        return uuid.uuid5(NAMESPACE, f"{self.language}/{self.slug}")


def of_procedure(procedure: Procedure, *, modified: datetime.datetime, publisher: str = "") -> Metadata:
    """Return the metadata of the book of one procedure."""
    return Metadata(
        slug=procedure.slug,
        language=procedure.language,
        title_language=procedure.language,
        title=procedure.title,
        summary=procedure.summary,
        source=procedure.source,
        author=procedure.author,
        reviewed_by=procedure.review.by,
        publisher=publisher,
        modified=modified,
    )


def of_library(language: str, *, modified: datetime.datetime, publisher: str = "") -> Metadata:
    """Return the metadata of the book of all procedures in `language`."""
    catalogue = translations.find_or_english(language)
    title_language = language if catalogue.is_in(language) else catalogue.language
    return Metadata(
        slug=LIBRARY,
        language=language,
        title_language=title_language,
        title=everything(language),
        publisher=publisher,
        modified=modified,
    )

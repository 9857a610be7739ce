"""The library as a list: an entry for each procedure, the search, and a long list by letter."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from voiceedu.content.library import Procedure
from voiceedu.narration import script

LONG_LIST = 30
"""A list of more entries than this is grouped by letter."""
NO_LETTER = "#"
"""Heading of the titles that begin with a digit."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A line of the list. `length` is in words; the search looks at `folded_title` and `folded_words`."""

    language: str
    slug: str
    title: str
    summary: str
    length: str
    folded_title: str
    folded_words: str

    @classmethod
    def of(cls, procedure: Procedure) -> "Entry":
        """Return the entry of `procedure`."""
        return cls(
            language=procedure.language,
            slug=procedure.slug,
            title=procedure.title,
            summary=procedure.summary,
            length=script.length(procedure),
            folded_title=fold(procedure.title),
            folded_words=fold("\n".join(_searchable_texts(procedure))),
        )


def search(entries: Iterable[Entry], query: str) -> list[Entry]:
    """Return the entries that contain every word of `query`; those with all of them in the title come first.

    Accents and case are ignored, and the beginning of a word matches.
    """
    wanted = fold(query).split()
    matches = [entry for entry in entries if all(word in entry.folded_words for word in wanted)]
    return sorted(matches, key=lambda entry: not all(word in entry.folded_title for word in wanted))


def by_letter(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """Return the entries grouped by the first letter of their titles, in alphabetical order."""

    def sort_key(entry: Entry) -> str:
        return re.sub(r"^\W+", "", entry.folded_title)

    def letter(entry: Entry) -> str:
        first = sort_key(entry)[:1]
        return first.upper() if first.isalpha() else NO_LETTER

    ordered = sorted(entries, key=lambda entry: (letter(entry), sort_key(entry)))
    return [(name, list(group)) for name, group in itertools.groupby(ordered, key=letter)]


def fold(text: str) -> str:
    """Return `text` in lower case and without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _searchable_texts(procedure: Procedure) -> Iterator[str]:
    yield from (procedure.title, procedure.summary)
    for section in procedure.sections:
        yield from (section.heading, section.text)

"""The library as a list: an entry for each procedure, the search, and a long list by letter."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from voiceedu.content.procedure import Procedure
from voiceedu.narration import script
from voiceedu.narration.lexicon import Lexicon
from voiceedu.web.search import Text, close_spellings, rank, without_accents

LONG_LIST = 30
"""A list of more entries than this is grouped by letter."""
NO_LETTER = "#"
"""Heading of the titles that begin with a digit."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A line of the list. `length` is in words; the search looks at `searchable`, and takes spellings from `text`."""

    language: str
    slug: str
    title: str
    summary: str
    length: str
    text: str
    searchable: Text

    @classmethod
    def of(cls, procedure: Procedure, lexicon: Lexicon) -> "Entry":
        """Return the entry of `procedure`; it is found by the spoken forms of `lexicon` as well."""
        text = "\n".join(_searchable_texts(procedure))
        return cls(
            language=procedure.language,
            slug=procedure.slug,
            title=procedure.title,
            summary=procedure.summary,
            length=script.length(procedure),
            text=text,
            searchable=Text.of(procedure.title, (text, lexicon.respell(text))),
        )


def search(entries: Iterable[Entry], query: str) -> list[Entry]:
    """Return the entries that fit `query`, the best first, as `voiceedu.web.search` ranks them."""
    ranked = [(rank(entry.searchable, query, language=entry.language), entry) for entry in entries]
    found = [(place, entry) for place, entry in ranked if place is not None]
    return [entry for _, entry in sorted(found, key=lambda pair: pair[0])]


def spellings(entries: Iterable[Entry], query: str) -> list[str]:
    """Return other spellings of `query` that find something."""
    entries = list(entries)
    return [other for other in close_spellings(query, (entry.text for entry in entries)) if search(entries, other)]


def by_letter(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """Return the entries grouped by the first letter of their titles, in alphabetical order."""

    def sort_key(entry: Entry) -> str:
        return re.sub(r"^\W+", "", without_accents(entry.title))

    def letter(entry: Entry) -> str:
        first = sort_key(entry)[:1]
        return first.upper() if first.isalpha() else NO_LETTER

    ordered = sorted(entries, key=lambda entry: (letter(entry), sort_key(entry)))
    return [(name, list(group)) for name, group in itertools.groupby(ordered, key=letter)]


def _searchable_texts(procedure: Procedure) -> Iterator[str]:
    yield from (procedure.title, procedure.summary)
    for section in procedure.sections:
        yield from (section.heading, section.text)

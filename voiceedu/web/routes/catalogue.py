"""The library as a list: each procedure's line, the search, and the letters of a long list."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flask import current_app

from voiceedu.content.library import Library, Procedure
from voiceedu.narration import script
from voiceedu.web import studio

LONG = 30
"""A list of more than this many lines goes by letters."""
NO_LETTER = "#"
"""What stands over the titles that begin with a digit."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A line of the list. `length` is in words; `folded_title` and `folded_words` are what a search looks at."""

    language: str
    slug: str
    title: str
    summary: str
    length: str
    folded_title: str
    folded_words: str


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """The entries of one state of the library: for a thousand procedures they are work that no request repeats."""

    library: Library
    entries: dict[str, tuple[Entry, ...]] = field(default_factory=dict)


def entries(language: str) -> tuple[Entry, ...]:
    """Return the procedures of `language` in listening order."""
    library = studio().library
    procedures = library.by_language.get(language, ())
    kept: _Kept | None = current_app.extensions.get("voiceedu.listing")
    if kept is None or kept.library is not library:
        kept = current_app.extensions["voiceedu.listing"] = _Kept(library=library)
    if procedures and language not in kept.entries:
        kept.entries[language] = tuple(map(_entry, procedures))
    return kept.entries.get(language, ())


def search(found: Iterable[Entry], query: str) -> list[Entry]:
    """Return the entries that have every word of `query` somewhere; those with all of them in the title come first.

    Neither accents nor capitals count, and the beginning of a word will do.
    """
    wanted = fold(query).split()
    matches = [entry for entry in found if all(word in entry.folded_words for word in wanted)]
    return sorted(matches, key=lambda entry: not all(word in entry.folded_title for word in wanted))


def by_letter(found: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """Return the entries by the first letter of their titles, in alphabetical order."""

    def place(entry: Entry) -> str:
        return re.sub(r"^\W+", "", entry.folded_title)

    def letter(entry: Entry) -> str:
        first = place(entry)[:1]
        return first.upper() if first.isalpha() else NO_LETTER

    ordered = sorted(found, key=lambda entry: (letter(entry), place(entry)))
    return [(name, list(group)) for name, group in itertools.groupby(ordered, key=letter)]


def fold(text: str) -> str:
    """Return `text` as a search sees it: small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _entry(procedure: Procedure) -> Entry:
    return Entry(
        language=procedure.language,
        slug=procedure.slug,
        title=procedure.title,
        summary=procedure.summary,
        length=script.length(procedure),
        folded_title=fold(procedure.title),
        folded_words=fold("\n".join(_words(procedure))),
    )


def _words(procedure: Procedure) -> Iterator[str]:
    yield from (procedure.title, procedure.summary)
    for section in procedure.sections:
        yield from (section.heading, section.text)

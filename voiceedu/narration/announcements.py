"""The program's own words around a clinician's text: opening, closing, length, review. Pure.

The phrases are English here; the catalogues have them in other languages.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

from babel.dates import format_date, format_timedelta

from voiceedu import languages, translations
from voiceedu.content.procedure import Procedure
from voiceedu.content.review import Review
from voiceedu.translations import Catalogue

LESS_THAN_A_MINUTE_S = 45

_TWO_STOPS = re.compile(r"([.?!…。！？؟][\"'”’»)」』》）]*)[.。]$")


def opening(procedure: Procedure, catalogue: Catalogue, *, length: str) -> Iterator[str]:
    """Yield the sentences after the title: the source, the `length` in words, the review."""
    source, author = procedure.source, procedure.author
    if source == procedure.title:  # it has just been said
        source = ""
    if author and source:
        # Translators: Spoken, after the title of a recording. {source} is a title too, such as that of a leaflet.
        yield _filled(catalogue.gettext("From {source}, by {author}."), source=source, author=author)
    elif author:
        # Translators: Spoken, after the title of a recording: who wrote its words.
        yield _filled(catalogue.gettext("By {author}."), author=author)
    elif source:
        # Translators: Spoken, after the title of a recording. {source} is a title too, such as that of a leaflet.
        yield _filled(catalogue.gettext("Based on {source}."), source=source)
    # Translators: Spoken. {length} is "less than a minute" or "about 2 minutes".
    yield catalogue.gettext("This takes {length}.").format(length=length)
    yield _review(procedure.review, catalogue, language=procedure.language)


def undated_review(procedure: Procedure, catalogue: Catalogue) -> str:
    """Return the review without its date, for callers who wait for the words; empty where it has no date."""
    review = procedure.review
    return _review(replace(review, on=None), catalogue, language=procedure.language) if review.on else ""


def closing(procedure: Procedure, catalogue: Catalogue) -> Iterator[str]:
    """Yield the last sentences."""
    # Translators: Spoken, the last words of a recording.
    yield catalogue.gettext("This is the end of “{title}”.").format(title=procedure.title)
    # Translators: Spoken, the last words of a recording.
    yield catalogue.gettext("If you have questions, talk with your healthcare provider.")


def comment(procedure: Procedure) -> str:
    """Return speaker and reviewer in one line; empty in a language without a catalogue."""
    catalogue = translations.find(procedure.language)
    if catalogue is None:
        return ""
    # Translators: Shown by players, as the comment of a recording.
    by_computer = catalogue.gettext("Spoken by the voice of a computer.")
    return f"{by_computer} {_review(procedure.review, catalogue, language=procedure.language)}"


def review(review: Review, *, language: str) -> str:
    """Return the sentence of an opening that says what `review` is; empty in a language without a catalogue."""
    catalogue = translations.find(language)
    return _review(review, catalogue, language=language) if catalogue else ""


def everything(language: str) -> str:
    """Return the title of all recordings of a language together; in English where there is no catalogue."""
    # Translators: The title of the list, and of all recordings together as one file or one book.
    return translations.find_or_english(language).gettext("All recordings")


def length_in_words(seconds: int, *, language: str) -> str:
    """Return a length as a listener would say it, to the minute: "less than a minute", "about 2 minutes"."""
    catalogue = translations.find(language)
    minutes = max(1, round(seconds / 60))
    if catalogue is None:
        length, locale = datetime.timedelta(minutes=minutes), languages.locale_or_english(language)
        return format_timedelta(length, granularity="minute", threshold=10_000, locale=locale)
    if seconds < LESS_THAN_A_MINUTE_S:
        # Translators: Spoken and shown. The {length} of a recording, within a sentence.
        return catalogue.gettext("less than a minute")
    # Translators: Spoken and shown. The {length} of a recording, within a sentence.
    return catalogue.ngettext("about {count} minute", "about {count} minutes", minutes).format(count=minutes)


def _review(review: Review, catalogue: Catalogue, *, language: str) -> str:
    if review.state == "changed":
        # Translators: Spoken and shown. A clinician is a doctor, a nurse or anyone else who treats patients.
        return catalogue.gettext("These words have changed since a clinician reviewed them.")
    if review.state == "never":
        # Translators: Spoken. A clinician is a doctor, a nurse or anyone else who treats patients.
        return catalogue.gettext("No clinician has reviewed these words yet.")
    if review.on is None:
        # Translators: Spoken. {name} is the name of a clinician.
        return _filled(catalogue.gettext("Reviewed by {name}."), name=review.by)
    date = format_date(review.on, format="long", locale=languages.locale_or_english(language))
    # Translators: Spoken. {name} is the name of a clinician; {date} is written out, such as January 31, 2026.
    return _filled(catalogue.gettext("Reviewed by {name} on {date}."), name=review.by, date=date)


def _filled(phrase: str, **words: str) -> str:
    """Return `phrase` with its blanks filled; after "M.D." or a question it needs no full stop."""
    return _TWO_STOPS.sub(r"\1", phrase.format(**words))

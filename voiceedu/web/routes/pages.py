"""The pages of the library and of each procedure."""

import datetime
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from babel.units import format_unit
from flask import Blueprint, abort, render_template, request
from flask_babel import get_locale, gettext

from voiceedu.assets import Asset
from voiceedu.content.procedure import Procedure
from voiceedu.narration import announcements
from voiceedu.narration.layout import ShownLine, ShownNode, lay_out, shown_lines
from voiceedu.narration.script import Script
from voiceedu.publishing.companions import BOOK, CAPTIONS
from voiceedu.storage.rendition import Rendition
from voiceedu.web.addresses import translations
from voiceedu.web.i18n import asked_language
from voiceedu.web.middleware.page_cache import Dependencies, cache_response
from voiceedu.web.phone_numbers import grouped
from voiceedu.web.published_words import find_words, is_current, review_of
from voiceedu.web.routes import catalogue
from voiceedu.web.search import shown_query
from voiceedu.web.state import catalogue_entries, public_url, state, studio

blueprint = Blueprint("pages", __name__)

SPEEDS = (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence of a page: its number, and when its recording, if there is one, says it."""

    number: int
    text: str
    start_ms: int | None


@dataclass(frozen=True, kw_only=True)
class Part:
    """A passage of a page: its lines, and the same with lists and tables put together."""

    slug: str
    lines: tuple[ShownLine[Sentence], ...]

    @property
    def nodes(self) -> tuple[ShownNode[Sentence], ...]:
        return lay_out(self.lines)

    @property
    def heading(self) -> Sentence | None:
        """The sentence that a listener can skip to."""
        first = self.lines[0]
        return first.sentences[0] if first.kind in ("title", "heading") else None


@blueprint.app_context_processor
def _common_variables() -> dict[str, Any]:
    """Return the variables of every template, error pages included."""
    settings = studio().settings
    return {
        "language": asked_language(),
        "direction": _direction(),
        "clinic": settings.name,
        "logo": studio().logo,
        "line_number": settings.line_number,
        "staff_number": settings.staff_number,
    }


@blueprint.app_template_filter()
def phone_number(number: str) -> str:
    """Return a telephone number as it is shown on the page."""
    return grouped(number, direction=_direction())


@blueprint.get("/")
def home() -> str:
    return _library(asked_language())


@blueprint.get("/<language>/", strict_slashes=False)
def library(language: str) -> str:
    if language not in studio().library.by_language:
        abort(404)
    return _library(language)


@blueprint.get("/<language>/<slug>")
def procedure(language: str, slug: str) -> str:
    found, rendition, script = find_words(language, slug)
    ours = studio()
    cache_response(
        Dependencies(
            objects=(ours.library, ours.logo, rendition),
            current=lambda: (ours.library, ours.logo, ours.published(language, slug)),
        )
    )
    return _procedure(found, rendition, script)


def _procedure(found: Procedure, rendition: Rendition | None, script: Script) -> str:
    language, slug = found.language, found.slug
    asset = rendition.asset("web") if rendition else None
    captions, book = (rendition.asset(companion) if rendition else None for companion in (CAPTIONS, BOOK))
    parts = _parts(script, rendition)
    before, after = _neighbours(found)
    review = review_of(found, rendition)
    ours = studio()
    return render_template(
        "procedure.html",
        slug=slug,
        title=rendition.title if rendition else found.title,
        summary=rendition.summary if rendition else found.summary,
        length=script.length,
        title_line=parts[0].lines[0],
        **_opening(parts[0], announcements.review(review, language=language)),
        parts=parts[1:],
        about=_about(rendition, asset) if rendition and asset else None,
        headings=[part.heading for part in parts if part.heading],
        is_procedure=lambda slug: ours.library.find(language, slug) is not None,
        audio=f"/{asset.path}" if asset else f"/{language}/{slug}.mp3",
        duration_ms=asset.duration_ms if asset else 0,
        size=_size(asset),
        captions=f"/{captions.path}" if captions else "",
        book=book,
        book_size=_size(book),
        facts=found if is_current(found, rendition) else None,
        review=review,
        reviewed_on=_date(review.on),
        recorded_on=_date(datetime.datetime.fromisoformat(rendition.made_at).date() if rendition and asset else None),
        before=before,
        after=after,
        speeds=_speeds(),
        **translations({other: one.slug for other, one in ours.library.translations(found).items()}),
    )


def library_context(language: str, query: str = "") -> dict[str, Any]:
    """Return the variables of a template that lists procedures."""
    everything = catalogue_entries(language)
    found = catalogue.search(everything, query) if query else list(everything)
    nothing = bool(query) and not found
    shown = list(everything) if nothing else found
    long = (nothing or not query) and len(shown) > catalogue.LONG_LIST
    return {
        "query": query,
        "count": len(found),
        "entries": shown,
        "groups": catalogue.by_letter(shown) if long else [],
        "spellings": catalogue.spellings(everything, query) if nothing else [],
        "speeds": _speeds(),
    }


def _library(language: str) -> str:
    query = shown_query(request.args.get("q", ""))
    ours, downloads = studio(), state().downloads
    offer = () if query else downloads.current(language)
    cache_response(
        Dependencies(
            objects=(ours.library, ours.logo, offer),
            current=lambda: (ours.library, ours.logo, downloads.current(language)),
        )
    )
    return render_template(
        "library.html",
        slug="",
        offers=[(name, asset, _size(asset)) for name, asset in offer],
        **library_context(language, query),
        **translations(dict.fromkeys(ours.library.by_language, "")),
    )


def _parts(script: Script, rendition: Rendition | None) -> list[Part]:
    cues = rendition.cues if rendition else ()
    starts: Iterator[int | None] = (cue.start_ms for cue in cues) if cues else itertools.repeat(None)
    sentences = (
        Sentence(number=number, text=utterance.text, start_ms=start)
        for number, (utterance, start) in enumerate(zip(script.utterances, starts, strict=False), 1)
    )
    return [Part(slug=passage.slug, lines=shown_lines(passage, sentences)) for passage in script.passages]


def _opening(part: Part, review: str) -> dict[str, Any]:
    """Return the sentences after the title, and apart from them the one that is `review`, if it is said."""
    sentences = [sentence for line in part.lines[1:] for sentence in line.sentences]
    is_said = bool(sentences) and sentences[-1].text == review
    return {
        "opening": sentences[:-1] if is_said else sentences,
        "said_review": sentences[-1] if is_said else None,
    }


def _neighbours(found: Procedure) -> tuple[catalogue.Entry | None, catalogue.Entry | None]:
    """Return the entries before and after a procedure in listening order."""
    entries = [None, *catalogue_entries(found.language), None]
    index = next(number for number, entry in enumerate(entries) if entry and entry.slug == found.slug)
    return entries[index - 1], entries[index + 1]


def _speeds() -> list[tuple[float, str]]:
    """Return the speeds of the player, each with what it is called."""

    def name(speed: float) -> str:
        number = format_decimal(speed, locale=get_locale())
        if speed == 1:
            return str(gettext("normal"))
        # Translators: A speed of the player; {number} is such as 0.8 or 1.5.
        phrase = gettext("{number}, slower") if speed < 1 else gettext("{number}, faster")
        return str(phrase.format(number=number))

    return [(speed, name(speed)) for speed in SPEEDS]


def _about(rendition: Rendition, asset: Asset) -> dict[str, Any]:
    """Return what search engines are told of a recording: an AudioObject of schema.org."""
    about = {
        "@context": "https://schema.org",
        "@type": "AudioObject",
        "name": rendition.title,
        "description": rendition.summary,
        "inLanguage": rendition.language,
        "url": f"{public_url()}/{rendition.language}/{rendition.slug}",
        "contentUrl": f"{public_url()}/{rendition.language}/{rendition.slug}.mp3",
        "encodingFormat": asset.media_type,
        "contentSize": str(asset.size),
        "duration": f"PT{round(asset.duration_ms / 1000)}S",
        "uploadDate": rendition.words_date,
        "transcript": " ".join(rendition.script.text),
        "publisher": {"@type": "Organization", "name": studio().settings.name} if studio().settings.name else None,
    }
    return {name: value for name, value in about.items() if value}


def _date(date: datetime.date | None) -> str:
    return format_date(date, format="long", locale=get_locale()) if date else ""


def _direction() -> str:
    return str(get_locale().text_direction)


def _size(asset: Asset | None) -> str:
    """Return the size of a download in kB or MB."""
    if asset is None:
        return ""
    kilobytes, megabytes = max(1, round(asset.size / 1000)), round(asset.size / 1_000_000, 1)
    number, unit = (kilobytes, "kilobyte") if asset.size < 1_000_000 else (megabytes, "megabyte")
    return format_unit(number, f"digital-{unit}", length="short", locale=get_locale())

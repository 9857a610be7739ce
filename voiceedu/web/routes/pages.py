"""The pages of the library and of each procedure."""

import datetime
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask_babel import get_locale

from voiceedu.assets import Asset
from voiceedu.content.procedure import Procedure
from voiceedu.narration import announcements
from voiceedu.narration.script import Script
from voiceedu.publishing.companions import BOOK, CAPTIONS
from voiceedu.storage.rendition import Rendition
from voiceedu.web import catalogue, page_parts, shown_values
from voiceedu.web.addresses import translations
from voiceedu.web.i18n import asked_language
from voiceedu.web.middleware.page_cache import Dependencies, cache_response
from voiceedu.web.phone_numbers import grouped
from voiceedu.web.published_words import find_words, is_current, review_of
from voiceedu.web.search import shown_query
from voiceedu.web.state import catalogue_entries, public_url, state, studio

blueprint = Blueprint("pages", __name__)


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
    parts = page_parts.of(script, rendition)
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
        **page_parts.opening(parts[0], announcements.review(review, language=language)),
        parts=parts[1:],
        about=_about(rendition, asset) if rendition and asset else None,
        headings=[part.heading for part in parts if part.heading],
        is_procedure=lambda slug: ours.library.find(language, slug) is not None,
        audio=f"/{asset.path}" if asset else f"/{language}/{slug}.mp3",
        duration_ms=asset.duration_ms if asset else 0,
        size=shown_values.size(asset),
        captions=f"/{captions.path}" if captions else "",
        book=book,
        book_size=shown_values.size(book),
        facts=found if is_current(found, rendition) else None,
        review=review,
        reviewed_on=shown_values.date(review.on),
        recorded_on=shown_values.date(_day_of(rendition) if rendition and asset else None),
        before=before,
        after=after,
        speeds=shown_values.speeds(),
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
        "speeds": shown_values.speeds(),
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
        offers=[(name, asset, shown_values.size(asset)) for name, asset in offer],
        **library_context(language, query),
        **translations(dict.fromkeys(ours.library.by_language, "")),
    )


def _neighbours(found: Procedure) -> tuple[catalogue.Entry | None, catalogue.Entry | None]:
    """Return the entries before and after a procedure in listening order."""
    entries = [None, *catalogue_entries(found.language), None]
    index = next(number for number, entry in enumerate(entries) if entry and entry.slug == found.slug)
    return entries[index - 1], entries[index + 1]


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


def _day_of(rendition: Rendition) -> datetime.date:
    return datetime.datetime.fromisoformat(rendition.made_at).date()


def _direction() -> str:
    return str(get_locale().text_direction)

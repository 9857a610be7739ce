"""The pages: the library, and each procedure's words with its recording."""

import datetime
import gzip
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from babel.units import format_unit
from flask import Blueprint, Response, abort, render_template, request
from flask_babel import get_locale

from voiceedu.assets import Asset
from voiceedu.content.library import Procedure
from voiceedu.narration.script import LineKind, Passage, Script
from voiceedu.publishing.companions import BOOK, CAPTIONS
from voiceedu.storage.store import Rendition
from voiceedu.web import agree, offered, studio, words
from voiceedu.web.i18n import asked_language
from voiceedu.web.middleware.page_memory import Shown, reads_gzip, remember
from voiceedu.web.routes import catalogue

blueprint = Blueprint("pages", __name__)

SPEEDS = (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence of a page: its place among all of them, and where its recording, if there is one, says it."""

    number: int
    text: str
    start_ms: int | None


@dataclass(frozen=True, kw_only=True)
class Part:
    """A passage as a page shows it: neighbouring lines of one kind together, as a list of HTML holds them."""

    slug: str
    runs: tuple[tuple[LineKind, tuple[tuple[Sentence, ...], ...]], ...]


@blueprint.app_context_processor
def _frame() -> dict[str, Any]:
    """Return what every page needs, those that report an error included."""
    return {"language": asked_language(), "staff_number": studio().settings.staff_number, "direction": _direction()}


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
    found, rendition, script = words(language, slug)
    ours = studio()
    shown = Shown(things=(ours.library, rendition), now=lambda: (ours.library, ours.store.rendition(language, slug)))
    remember(shown)
    return _procedure(found, rendition, script)


def _procedure(found: Procedure, rendition: Rendition | None, script: Script) -> str:
    language, slug = found.language, found.slug
    asset = rendition.asset("web") if rendition else None
    captions, book = (rendition.asset(edition) if rendition else None for edition in (CAPTIONS, BOOK))
    parts = _parts(script, rendition)
    before, after = _neighbours(found)
    return render_template(
        "procedure.html",
        slug=slug,
        title=rendition.title if rendition else found.title,
        summary=rendition.summary if rendition else found.summary,
        length=script.length,
        parts=parts,
        headings=[lines[0][0] for part in parts for kind, lines in part.runs if kind in ("title", "heading")],
        audio=f"/{asset.path}" if asset else f"/{language}/{slug}.mp3",
        duration_ms=asset.duration_ms if asset else 0,
        size=_size(asset),
        captions=f"/{captions.path}" if captions else "",
        book=book,
        book_size=_size(book),
        facts=found if agree(found, rendition) else None,
        reviewed_on=_date(found.reviewed_on),
        recorded_on=_date(datetime.datetime.fromisoformat(rendition.made_at).date() if rendition else None),
        before=before,
        after=after,
        languages=[other for other in studio().library.by_language if studio().library.find(other, slug)],
        speeds=_speeds(),
    )


def library_context(language: str, query: str = "") -> dict[str, Any]:
    """Return what the list of procedures in a page is made from."""
    everything = catalogue.entries(language)
    found = catalogue.search(everything, query) if query else list(everything)
    long = not query and len(found) > catalogue.LONG
    return {
        "query": query,
        "entries": found,
        "groups": catalogue.by_letter(found) if long else [],
        "speeds": _speeds(),
    }


def _library(language: str) -> str:
    query = " ".join(request.args.get("q", "").split())

    ours, offers = studio(), offered()
    things = () if query else offers.now(language)
    remember(Shown(things=(ours.library, things), now=lambda: (ours.library, offers.now(language))))
    return render_template(
        "library.html",
        languages=list(ours.library.by_language),
        offers=[(name, asset, _size(asset)) for name, asset in things],
        **library_context(language, query),
    )


@blueprint.after_request
def _compress(response: Response) -> Response:
    """Send a page in a third of its bytes, and a list of a thousand procedures in a tenth.

    This comes before the ETag, which is that of the bytes that are sent.
    """
    if response.mimetype == "text/html":
        response.vary.add("Accept-Encoding")
        if reads_gzip(request.headers.get("Accept-Encoding", "")):
            response.data = gzip.compress(response.data, compresslevel=6, mtime=0)
            response.content_encoding = "gzip"
    return response


def _parts(script: Script, rendition: Rendition | None) -> list[Part]:
    starts: Iterator[int | None] = (cue.start_ms for cue in rendition.cues) if rendition else itertools.repeat(None)
    sentences = (
        Sentence(number=number, text=utterance.text, start_ms=start)
        for number, (utterance, start) in enumerate(zip(script.utterances, starts, strict=False), 1)
    )
    return [_part(passage, sentences) for passage in script.passages]


def _part(passage: Passage, sentences: Iterator[Sentence]) -> Part:
    """Return `passage` with as many of `sentences` as it has."""
    runs = []
    for kind, lines in itertools.groupby(passage.lines, key=lambda line: line.kind):
        runs.append((kind, tuple(tuple(itertools.islice(sentences, len(line.utterances))) for line in lines)))
    return Part(slug=passage.slug, runs=tuple(runs))


def _neighbours(found: Procedure) -> tuple[catalogue.Entry | None, catalogue.Entry | None]:
    """Return the entries before and after a procedure in listening order."""
    entries = [None, *catalogue.entries(found.language), None]
    place = next(number for number, entry in enumerate(entries) if entry and entry.slug == found.slug)
    return entries[place - 1], entries[place + 1]


def _speeds() -> list[tuple[float, str]]:
    return [(speed, format_decimal(speed, locale=get_locale())) for speed in SPEEDS]


def _date(date: datetime.date | None) -> str:
    return format_date(date, format="long", locale=get_locale()) if date else ""


def _direction() -> str:
    return str(get_locale().text_direction)


def _size(asset: Asset | None) -> str:
    """Return how much there is to fetch, as a listener's device says it."""
    if asset is None:
        return ""
    kilobytes, megabytes = max(1, round(asset.size / 1000)), round(asset.size / 1_000_000, 1)
    number, unit = (kilobytes, "kilobyte") if asset.size < 1_000_000 else (megabytes, "megabyte")
    return format_unit(number, f"digital-{unit}", length="short", locale=get_locale())

"""The podcast of a language: RSS 2.0, an item a procedure, and the chapters of each.

Players keep what they fetched and trust what they were promised, so that every address of bytes is the immutable one.
"""

import datetime
import email.utils
import hashlib
import json
import re
import threading
import uuid
from dataclasses import dataclass

from cachetools import LRUCache
from flask import Blueprint, Response, abort, current_app, render_template, url_for

from voiceedu.assets import Asset
from voiceedu.publishing.asset_plan import chapters
from voiceedu.publishing.companions import CAPTIONS
from voiceedu.storage.store import Rendition
from voiceedu.web import public_url, studio
from voiceedu.web.routes.audio import PATIENCE_S

blueprint = Blueprint("feed", __name__)

MEDIA_TYPE = "application/rss+xml; charset=utf-8"
CHAPTERS_MEDIA_TYPE = "application/json+chapters"
FEEDS_KEPT = 8
_DRAWING = threading.Lock()
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""That of podcast:guid (podcastindex.org/namespace/1.0)."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A procedure as a podcast has it. `date` is since when its words are these, in RFC 822's form."""

    slug: str
    title: str
    summary: str
    date: str
    seconds: int
    recording: Asset
    captions: Asset | None


@blueprint.get("/<language>/feed.xml")
def feed(language: str) -> Response:
    if language not in studio().library.by_language:
        abort(404)
    return Response(_drawn(language, public_url()), content_type=MEDIA_TYPE)


@blueprint.get("/<language>/<slug>.chapters.json")
def chapter_list(language: str, slug: str) -> Response:
    """Return the chapters of a recording in the form of podcasts: JSON Chapters 1.2."""
    rendition = studio().obtain(language, slug, wait_s=PATIENCE_S)
    if rendition is None:
        abort(404)
    found = [
        {"startTime": rendition.cues[first].start_ms / 1000, "title": title}
        for first, title in chapters(rendition.script)
    ]
    body = json.dumps({"version": "1.2.0", "title": rendition.title, "chapters": found}, ensure_ascii=False)
    return Response(body, content_type=CHAPTERS_MEDIA_TYPE)


def _drawn(language: str, base: str) -> str:
    """Return the feed as it was drawn last, if it would be drawn of the very same renditions."""
    kept: LRUCache[tuple[str, str], tuple[str, str]] = current_app.extensions.setdefault(
        "voiceedu.feeds", LRUCache(FEEDS_KEPT)
    )
    slugs = [procedure.slug for procedure in studio().library.by_language[language]]
    state = hashlib.sha256(json.dumps([slugs, studio().store.listing(language)]).encode()).hexdigest()
    with _DRAWING:
        drawn_of, xml = kept.get((language, base), ("", ""))
    if drawn_of != state:
        xml = _draw(language, base)
        with _DRAWING:
            kept[language, base] = state, xml
    return xml


def _draw(language: str, base: str) -> str:
    renditions = (studio().published(language, one.slug) for one in studio().library.by_language[language])
    items, latest = [], ""
    for rendition in renditions:
        recording = rendition.asset("web") if rendition else None
        if rendition is not None and recording is not None:
            items.append(_item(rendition, recording))
            latest = max(latest, rendition.words_date)
    address = f"{base}/{language}/feed.xml"
    return render_template(
        "feed.xml",
        base=base,
        address=address,
        # The standard wants it without the scheme, so that a feed which moves to https is the same one.
        guid=uuid.uuid5(_PODCAST_NAMESPACE, address.partition("://")[2]),
        image=f"{base}{url_for('static', filename='cover.png')}",
        language=language,
        date=_date(latest) if latest else "",
        items=items,
        chapters_media_type=CHAPTERS_MEDIA_TYPE,
    )


def _item(rendition: Rendition, recording: Asset) -> Item:
    return Item(
        slug=rendition.slug,
        title=_NO_XML.sub("", rendition.title),
        summary=_NO_XML.sub("", rendition.summary) or _NO_XML.sub("", rendition.title),
        date=_date(rendition.words_date),
        seconds=round(recording.duration_ms / 1000),
        recording=recording,
        captions=rendition.asset(CAPTIONS),
    )


def _date(moment: str) -> str:
    return email.utils.format_datetime(datetime.datetime.fromisoformat(moment), usegmt=True)

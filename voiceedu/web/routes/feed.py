"""The podcast of a language: RSS 2.0 with an item for each procedure, and the chapters of each.

Players keep the lengths and files that they were given, so audio and captions have their immutable URLs.
"""

import datetime
import email.utils
import json
import re
import uuid
from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template, request, url_for

from voiceedu.assets import Asset
from voiceedu.publishing.asset_plan import chapters
from voiceedu.publishing.companions import CAPTIONS
from voiceedu.storage.store import Rendition
from voiceedu.web.state import public_url, state, studio
from voiceedu.web.waiting import wait_for

blueprint = Blueprint("feed", __name__)

MEDIA_TYPE = "application/rss+xml; charset=utf-8"
BROWSER_MEDIA_TYPE = "text/xml; charset=utf-8"
"""Browsers apply the feed's style sheet to XML alone, and show everything else as its source."""
CHAPTERS_MEDIA_TYPE = "application/json+chapters"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcast:guid (podcastindex.org/namespace/1.0)."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A procedure as an item of the podcast. `date`, in the format of RFC 822, is when its words last changed."""

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
    response = Response(_cached_feed(language, public_url()), content_type=MEDIA_TYPE)
    if "text/html" in request.headers.get("Accept", ""):
        response.content_type = BROWSER_MEDIA_TYPE
    response.vary.add("Accept")
    return response


@blueprint.get("/<language>/<slug>.chapters.json")
def chapter_list(language: str, slug: str) -> Response:
    """Return the chapters of a recording as JSON Chapters 1.2, the format of podcasts."""
    rendition = wait_for(lambda wait_s: studio().obtain(language, slug, wait_s=wait_s))
    if rendition is None or rendition.kind != "procedure":
        abort(404)
    found = [
        {"startTime": rendition.cues[first].start_ms / 1000, "title": title}
        for first, title in chapters(rendition.script)
    ]
    body = json.dumps({"version": "1.2.0", "title": rendition.title, "chapters": found}, ensure_ascii=False)
    return Response(body, content_type=CHAPTERS_MEDIA_TYPE)


def _cached_feed(language: str, base: str) -> str:
    """Return the feed; it is rendered again when anything published in `language` has changed."""
    slugs = [procedure.slug for procedure in studio().library.by_language[language]]
    version = json.dumps([slugs, studio().store.listing(language)])
    return state().feeds.get((language, base), version=version, make=lambda: _render_feed(language, base))


def _render_feed(language: str, base: str) -> str:
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
        # The standard drops the scheme, so that a feed keeps its guid when it moves to https.
        guid=uuid.uuid5(_PODCAST_NAMESPACE, address.partition("://")[2]),
        image=f"{base}{url_for('static', filename='cover.png')}",
        style=url_for("static", filename="feed.css"),
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

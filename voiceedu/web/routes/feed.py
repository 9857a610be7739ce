"""The podcast of a language: RSS 2.0 with an item for each procedure, and the chapters of each.

Players keep the first URL of an item for ever, so recordings have their stable ones. Words that were corrected are a
new item, with the day in its title: a subscriber gets the recording again.
"""

import datetime
import email.utils
import json
import re
import uuid
from dataclasses import dataclass, replace

from babel.dates import format_date
from flask import Blueprint, Response, abort, render_template, request, url_for
from flask_babel import get_locale

from voiceedu.assets import Asset
from voiceedu.content.procedure import Procedure
from voiceedu.narration import announcements
from voiceedu.publishing.asset_plan import chapters
from voiceedu.publishing.companions import CAPTIONS
from voiceedu.storage.rendition import Rendition
from voiceedu.web.routes import cover
from voiceedu.web.state import public_url, state, studio
from voiceedu.web.waiting import wait_for

blueprint = Blueprint("feed", __name__)

MEDIA_TYPE = "application/rss+xml; charset=utf-8"
BROWSER_MEDIA_TYPE = "text/xml; charset=utf-8"
"""Browsers apply the feed's style sheet to XML alone, and show everything else as its source."""
CHAPTERS_MEDIA_TYPE = "application/json+chapters"
ITEMS_A_PAGE = 300
"""Larger feeds are paged (RFC 5005, section 3): players that do not know that have the first of the list."""
LONGEST_NUMBER = 6
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NO_HTML = str.maketrans({"<": "‹", ">": "›", "&": "＆"})
_PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcast:guid (podcastindex.org/namespace/1.0)."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A procedure as an item of the podcast.

    `date`, in the format of RFC 822, is when anything in the feed last changed, a minute less for each item before this
    one: apps that list the newest first list the items in listening order.
    """

    slug: str
    guid: str
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
    asked = request.args.get("page", "1")
    page = int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < LONGEST_NUMBER else 0
    if not (body := _cached_feed(language, public_url(), page)):
        abort(404)
    response = Response(body, content_type=MEDIA_TYPE)
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


def _cached_feed(language: str, base: str, page: int) -> str:
    """Return a page of the feed, or an empty text if it has no such page.

    It is rendered again when anything published in `language` has changed.
    """
    version = state().public_version(language)
    return state().feeds.get((language, base, page), version=version, make=lambda: _render_feed(language, base, page))


def _render_feed(language: str, base: str, page: int) -> str:
    renditions = (studio().published(language, one.slug) for one in studio().library.by_language[language])
    found = [rendition for rendition in renditions if rendition is not None and rendition.asset("web") is not None]
    latest = max((rendition.words_date for rendition in found), default="")
    pages = max(1, -(-len(found) // ITEMS_A_PAGE))
    if not 1 <= page <= pages:
        return ""
    first = (page - 1) * ITEMS_A_PAGE
    items = [_item(rendition, latest, first + number) for number, rendition in enumerate(found[first:][:ITEMS_A_PAGE])]
    address = f"{base}/{language}/feed.xml"
    return render_template(
        "feed.xml",
        base=base,
        address=_page_address(address, page),
        links=_links(address, page, pages),
        first=first,
        # The standard drops the scheme, so that a feed keeps its guid when it moves to https.
        guid=uuid.uuid5(_PODCAST_NAMESPACE, address.partition("://")[2]),
        image=base + (cover.path() or url_for("static", filename="cover.png")),
        style=url_for("static", filename="feed.css"),
        language=language,
        date=_date(latest) if latest else "",
        items=items,
        chapters_media_type=CHAPTERS_MEDIA_TYPE,
    )


def _page_address(address: str, page: int) -> str:
    return address if page == 1 else f"{address}?page={page}"


def _links(address: str, page: int, pages: int) -> dict[str, str]:
    """Return the addresses of other pages by their relation (RFC 5005); none for a feed of one page."""
    if pages == 1:
        return {}
    others = {"first": 1, "previous": page - 1, "next": page + 1, "last": pages}
    return {relation: _page_address(address, number) for relation, number in others.items() if 1 <= number <= pages}


def _item(rendition: Rendition, latest: str, position: int) -> Item:
    recording = rendition.asset("web")
    assert recording is not None, "a procedure without a recording is left out"
    title, guid = rendition.title, f"voiceedu:{rendition.language}/{rendition.slug}"
    changed = datetime.datetime.fromisoformat(rendition.words_date)
    if rendition.is_corrected:
        title, guid = f"{title} ({format_date(changed.date(), locale=get_locale())})", f"{guid}:{rendition.words_date}"
    written = rendition.work
    procedure = written if isinstance(written, Procedure) else studio().library.find(rendition.language, rendition.slug)
    review = studio().reviewed.review(rendition)
    comment = announcements.comment(replace(procedure, review=review)) if procedure else ""
    return Item(
        slug=rendition.slug,
        guid=guid,
        title=_NO_XML.sub("", title),
        summary=_plain(" ".join(filter(None, (_sentence(rendition.summary or rendition.title), comment)))),
        date=_date(latest, minutes_before=position),
        seconds=round(recording.duration_ms / 1000),
        recording=recording,
        captions=rendition.asset(CAPTIONS),
    )


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".?!…。" else f"{text}."


def _plain(text: str) -> str:
    """Return `text` so that a reader that takes a description for HTML shows the same as one that does not."""
    return _NO_XML.sub("", text).translate(_NO_HTML)


def _date(moment: str, *, minutes_before: int = 0) -> str:
    date = datetime.datetime.fromisoformat(moment) - datetime.timedelta(minutes=minutes_before)
    return email.utils.format_datetime(date.astimezone(datetime.UTC), usegmt=True)

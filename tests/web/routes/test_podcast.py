"""The page that tells a lay person how to subscribe."""

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

import pytest
import segno
from flask import Flask
from flask.testing import FlaskClient

from voiceedu.config import Settings
from voiceedu.web.routes import podcast

FEED = "https://voice.example.org/en/feed.xml"


@pytest.fixture
def listener(rendered: Settings, make_app: Callable[[Settings], Flask]) -> FlaskClient:
    return make_app(replace(rendered, public_url="https://voice.example.org")).test_client()


def test_address_can_be_copied(listener: FlaskClient) -> None:
    """The address of the feed stands in a field that can be selected."""
    assert f'readonly value="{FEED}"' in listener.get("/en/podcast").text


def test_apps_are_opened_with_the_feed(listener: FlaskClient) -> None:
    """Each app has a link of its own scheme that carries the feed's address."""
    page = listener.get("/en/podcast").text
    for address in (
        "podcast://voice.example.org/en/feed.xml",
        "pktc://subscribe/voice.example.org/en/feed.xml",
        f"https://antennapod.org/deeplink/subscribe?url={quote(FEED, safe='')}",
    ):
        assert f'href="{address}"' in page


def test_code_holds_the_address(listener: FlaskClient) -> None:
    """The picture is a QR code of the feed's address, with a quiet zone of four modules, dark on light."""
    code = podcast.qr_code(FEED)
    assert code in listener.get("/en/podcast").text
    size = segno.make_qr(FEED, error="m").symbol_size(border=4)
    assert re.search(r'viewBox="0 0 (\d+) (\d+)"', code).groups() == tuple(map(str, size))  # type: ignore[union-attr]
    assert 'fill="#fff"' in code
    assert 'stroke="#000"' in code


def test_unknown_language_has_no_podcast(client: FlaskClient) -> None:
    """A language without procedures has no page."""
    assert client.get("/xx/podcast").status_code == 404


def test_feed_names_the_page_and_its_style(client: FlaskClient) -> None:
    """Who opens the feed in a browser sees a styled list and a link to this page."""
    feed = client.get("/en/feed.xml").text
    assert '<?xml-stylesheet type="text/css" href="/static/feed.css"?>' in feed
    assert re.search(r'<a xmlns="http://www.w3.org/1999/xhtml" href="[^"]+/en/podcast">', feed)
    with client.get("/static/feed.css") as style:
        assert style.content_type.startswith("text/css")

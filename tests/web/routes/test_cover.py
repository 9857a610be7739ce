"""The picture of the podcast with the clinic's name."""

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from voiceedu.config import Settings


def cover_path(client: FlaskClient) -> str:
    found = re.search(r'<itunes:image href="http://localhost([^"]*)"', client.get("/en/feed.xml").text)
    assert found is not None
    return found[1]


def test_the_feed_leads_to_a_cover_with_the_name(rendered: Settings, make_app: Callable[[Settings], Flask]) -> None:
    """It is a square PNG of 1,400 to 3,000 pixels, small in bytes, and asked for again by its ETag."""
    client = make_app(replace(rendered, name="Riverside Pain Clinic")).test_client()
    answer = client.get(cover_path(client))
    assert (answer.status_code, answer.content_type) == (200, "image/png")
    assert answer.headers["Cache-Control"] == "no-cache"
    with Image.open(io.BytesIO(answer.data)) as image:
        assert 1400 <= image.width == image.height <= 3000
    assert len(answer.data) < 50_000
    assert client.get(cover_path(client), headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_another_name_has_another_address(rendered: Settings, make_app: Callable[[Settings], Flask]) -> None:
    """Apps keep a cover by its address: they fetch the one with the new name, and the old address shows it too."""
    old = make_app(replace(rendered, name="Riverside Clinic")).test_client()
    new = make_app(replace(rendered, name="Lakeside Clinic")).test_client()
    assert cover_path(old) != cover_path(new)
    assert new.get(cover_path(old)).data == new.get(cover_path(new)).data != old.get(cover_path(old)).data


@pytest.mark.parametrize("name", [None, "河边疼痛诊所"])
def test_without_a_name_to_draw_the_mark_is_shown(
    name: str | None, rendered: Settings, make_app: Callable[[Settings], Flask]
) -> None:
    """No name, or one in letters that cannot be drawn: the cover is the mark alone, and there is none by a name."""
    client = make_app(replace(rendered, name=name)).test_client()
    assert cover_path(client) == "/static/cover.png"
    assert client.get("/cover/0123456789abcdef.png").status_code == 404

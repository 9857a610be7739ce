"""Pages, styles, scripts and feeds are compressed for clients that can read it."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from voiceedu.config import Settings

GZIP = {"Accept_Encoding": "gzip, br"}
STYLE = "/static/style.css"


@pytest.fixture
def client(library: Path, tmp_path: Path, make_app: Callable[[Settings], Flask]) -> FlaskClient:
    """A client of a library of which nothing is published."""
    return make_app(Settings(library=library, cache=str(tmp_path / "cache"), engines=("tone",))).test_client()


def get(client: FlaskClient, path: str, **headers: str) -> TestResponse:
    """Return the answer to GET, read to its end, as a server does, so that its file is closed."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(path, headers=sent, buffered=True)


@pytest.mark.parametrize("path", ["/en/nerve-blocks", "/en/feed.xml", "/service-worker.js", STYLE, "/en/nothing"])
def test_text_is_compressed(client: FlaskClient, path: str) -> None:
    """Who accepts gzip gets the same bytes in fewer, with their length; caches are told that there are two forms."""
    plain, packed = get(client, path), get(client, path, **GZIP)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) == packed.content_length < len(plain.data)
    assert "accept-encoding" in plain.vary
    assert "accept-encoding" in packed.vary


@pytest.mark.parametrize("path", ["/static/cover.png", "/static/icon.svg", "/ivr/voicexml", "/healthz"])
def test_other_media_are_sent_as_they_are(client: FlaskClient, path: str) -> None:
    """Pictures and what phone systems read are never compressed."""
    answer = get(client, path, **GZIP)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0"])
def test_client_that_cannot_read_gzip_gets_none(client: FlaskClient, accepted: str) -> None:
    """A client that does not name gzip, or refuses it, gets plain text."""
    answer = get(client, STYLE, Accept_Encoding=accepted)
    assert "Content-Encoding" not in answer.headers
    assert b"{" in answer.data


@pytest.mark.parametrize("path", ["/en/nerve-blocks", STYLE])
def test_each_form_is_revalidated_as_itself(client: FlaskClient, path: str) -> None:
    """Both forms have their own ETag, and a 304 says as the 200 does that there are two (RFC 9110, 15.4.5)."""
    plain, packed = get(client, path), get(client, path, **GZIP)
    assert plain.headers["ETag"] != packed.headers["ETag"]
    for answer, accepted in ((plain, {}), (packed, GZIP)):
        again = get(client, path, **accepted, If_None_Match=answer.headers["ETag"])
        assert (again.status_code, again.data) == (304, b"")
        assert "accept-encoding" in again.vary


def test_range_is_of_the_plain_form(client: FlaskClient) -> None:
    """A part of a file is sent as it is, with the ETag of the plain form; the whole compressed form has no parts."""
    plain, packed = get(client, STYLE), get(client, STYLE, **GZIP)
    part = get(client, STYLE, **GZIP, Range="bytes=2-9")
    assert (part.status_code, part.data) == (206, plain.data[2:10])
    assert "Content-Encoding" not in part.headers
    assert part.headers["ETag"] == plain.headers["ETag"]
    assert "accept-encoding" in part.vary
    assert "Accept-Ranges" not in packed.headers


def test_same_page_gives_the_same_bytes(client: FlaskClient) -> None:
    """No time is in the compressed bytes, so the ETag stays while the page does."""
    first, second = (get(client, "/en/nerve-blocks?n=1", **GZIP) for _ in range(2))
    assert (first.data, first.headers["ETag"]) == (second.data, second.headers["ETag"])
    assert first.data[4:8] == bytes(4)

"""The headers of every response with a clip."""

import hashlib

from flask.testing import FlaskClient

from voiceedu.assets import Asset


def test_clip_is_immutable(client: FlaskClient, asset: Asset) -> None:
    """A clip is answered whole, with type, length and validators, cacheable for a year."""
    answer = client.get(f"/{asset.path}")
    assert answer.status_code == 200
    assert hashlib.sha256(answer.data).hexdigest() == asset.sha256
    assert answer.headers["Content-Type"] == "audio/mpeg"
    assert int(answer.headers["Content-Length"]) == asset.size
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["ETag"].startswith('"')
    assert answer.headers["Last-Modified"]


def test_headers_are_short(client: FlaskClient, asset: Asset) -> None:
    """No header line of a clip nears the 1,023 bytes at which Asterisk gives up, and a clip has no page policy."""
    headers = client.get(f"/{asset.path}").headers
    assert all(len(f"{name}: {value}") < 200 for name, value in headers)
    assert "Content-Security-Policy" not in headers
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_client_that_has_it_gets_304(client: FlaskClient, asset: Asset) -> None:
    """If-None-Match with the ETag is answered 304 without a body; another tag gets the whole clip."""
    etag = client.get(f"/{asset.path}").headers["ETag"]
    again = client.get(f"/{asset.path}", headers={"If-None-Match": f'"other", {etag}'})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == etag
    assert client.get(f"/{asset.path}", headers={"If-None-Match": '"other"'}).status_code == 200

"""The middleware that answers /clips/, and the headers of every response with a clip."""

import hashlib
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from voiceedu.assets import Asset
from voiceedu.config import Settings
from voiceedu.storage.store import Store


@pytest.fixture
def asset(rendered: Settings) -> Asset:
    rendition = Store(rendered.cache).rendition("en", "nerve-blocks")
    assert rendition is not None
    asset = rendition.asset("phone")
    assert asset is not None
    return asset


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


def test_head_has_the_same_headers_and_no_body(client: FlaskClient, asset: Asset) -> None:
    """HEAD has the headers of GET and no body."""
    got, head = client.get(f"/{asset.path}"), client.head(f"/{asset.path}")
    assert head.data == b""
    assert dict(head.headers) == dict(got.headers)


def test_a_client_that_has_it_gets_304(client: FlaskClient, asset: Asset) -> None:
    """If-None-Match with the ETag is answered 304 without a body; another tag gets the whole clip."""
    etag = client.get(f"/{asset.path}").headers["ETag"]
    again = client.get(f"/{asset.path}", headers={"If-None-Match": f'"other", {etag}'})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == etag
    assert client.get(f"/{asset.path}", headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "start", "stop"), [("bytes=0-1", 0, 2), ("bytes=100-", 100, None), ("bytes=-7", -7, None)]
)
def test_range(client: FlaskClient, asset: Asset, asked: str, start: int, stop: int | None) -> None:
    """A range is answered 206 with exactly its bytes, as Safari requires before it plays."""
    whole = client.get(f"/{asset.path}").data
    part = client.get(f"/{asset.path}", headers={"Range": asked})
    assert part.status_code == 206
    assert part.data == whole[start:stop]
    assert part.headers["Content-Range"].endswith(f"/{asset.size}")
    assert int(part.headers["Content-Length"]) == len(part.data)


def test_impossible_range(client: FlaskClient, asset: Asset) -> None:
    """A range beyond the end is 416 with the clip's length."""
    answer = client.get(f"/{asset.path}", headers={"Range": f"bytes={asset.size}-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{asset.size}"


@pytest.mark.parametrize("asked", ["bytes=", "bytes=5-2", "lines=0-1", "bytes=0-1,4-5", "0-1"])
def test_invalid_range_is_ignored(client: FlaskClient, asset: Asset, asked: str) -> None:
    """An invalid Range header gets the whole clip, as RFC 9110 allows."""
    answer = client.get(f"/{asset.path}", headers={"Range": asked})
    assert answer.status_code == 200
    assert len(answer.data) == asset.size


@pytest.mark.parametrize(
    "path",
    [
        "/clips/",
        "/clips/0123456789abcdef/nerve-blocks.mp3",
        "/clips/0123456789abcdef/../../renditions/en/nerve-blocks.json",
        "/clips/%2e%2e/%2e%2e/pyproject.toml",
        "/clips/0123456789abcdef/nerve-blocks.mp3%00",
        "/clips/0123456789abcdef/nerve-blocks.exe",
    ],
)
def test_no_such_clip(client: FlaskClient, path: str) -> None:
    """Any other path below /clips/ is a short plain 404."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert len(answer.data) < 100


def test_hash_with_another_name_is_not_found(client: FlaskClient, asset: Asset) -> None:
    """The right hash with another name is a 404."""
    assert client.get(f"/clips/{asset.hash}/another-name.mp3").status_code == 404
    assert client.get(f"/{asset.path.replace('.mp3', '.wav')}").status_code == 404


def test_clips_are_only_read(client: FlaskClient, asset: Asset) -> None:
    """POST is refused with the allowed methods."""
    answer = client.post(f"/{asset.path}")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_clips_url_is_its_path_in_the_cache(rendered: Settings, asset: Asset) -> None:
    """A clip's URL is its path in the cache folder, so nginx can serve that folder."""
    assert hashlib.sha256((Path(rendered.cache) / asset.path).read_bytes()).hexdigest() == asset.sha256

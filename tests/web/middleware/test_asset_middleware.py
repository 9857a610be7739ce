"""The middleware that answers /clips/."""

import hashlib
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from voiceedu.assets import Asset
from voiceedu.config import Settings


def test_head_has_the_same_headers_and_no_body(client: FlaskClient, asset: Asset) -> None:
    """HEAD has the headers of GET and no body."""
    got, head = client.get(f"/{asset.path}"), client.head(f"/{asset.path}")
    assert head.data == b""
    assert dict(head.headers) == dict(got.headers)


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

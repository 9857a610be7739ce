"""The cache of published assets: what is kept in memory, what is sent from its file, and what is verified again."""

import hashlib
from pathlib import Path

import pytest

from voiceedu.assets import Asset
from voiceedu.config import Settings
from voiceedu.storage.store import Store
from voiceedu.web.http.streaming import Stretch
from voiceedu.web.middleware.asset_cache import AssetCache

ROOM_BYTES = 10_000_000


@pytest.fixture
def url(asset: Asset) -> str:
    return f"/{asset.path}"


def test_asset_stays_in_memory(rendered: Settings, asset: Asset, url: str) -> None:
    """What was asked for once is in memory, with the bytes that were published."""
    cache = AssetCache(Store(rendered.cache), limit_bytes=ROOM_BYTES)
    assert cache.in_memory(url) is None
    found = cache.get(url, wait_s=0)
    assert found is not None
    assert found.immutable.data == (Path(rendered.cache) / asset.path).read_bytes()
    assert cache.in_memory(url) is cache.get(url, wait_s=0) is found


def test_asset_without_room_is_sent_from_its_file(rendered: Settings, asset: Asset, url: str) -> None:
    """What the memory has no room for is verified once, and then known by its file."""
    cache = AssetCache(Store(rendered.cache), limit_bytes=5000)
    assert cache.on_disk(url) is None
    cache.get(url, wait_s=0)
    assert cache.in_memory(url) is None
    found = cache.on_disk(url)
    assert found is not None
    assert isinstance(found.immutable.data, Stretch)
    assert len(found.immutable.data) == asset.size
    assert found is cache.get(url, wait_s=0)


@pytest.mark.parametrize("room_bytes", [5000, ROOM_BYTES])
def test_derived_asset_is_sent_as_if_it_had_a_file(rendered: Settings, room_bytes: int) -> None:
    """µ-law is made once, and then known by a copy, or in memory: its bytes are those that were published."""
    store = Store(rendered.cache)
    rendition = store.rendition("en", "nerve-blocks")
    mu_law = rendition.asset("phone-ulaw") if rendition else None
    assert mu_law is not None
    assert mu_law.source_sha256
    cache = AssetCache(store, limit_bytes=room_bytes)
    made = cache.get(f"/{mu_law.path}", wait_s=0)
    assert made is not None
    found = cache.in_memory(f"/{mu_law.path}") or cache.on_disk(f"/{mu_law.path}")
    assert found is not None
    data = found.immutable.data
    assert hashlib.sha256(data if isinstance(data, bytes) else b"".join(data)).hexdigest() == mu_law.sha256
    assert found.immutable.headers == made.immutable.headers
    assert cache.get(f"/{mu_law.path}", wait_s=0) is found


def test_derived_asset_is_made_anew_where_nothing_can_be_copied(
    rendered: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a place for copies, as on a full disk, it is made at each request, and never remembered as a file."""
    monkeypatch.setattr("voiceedu.web.middleware.asset_cache.AssetCopies.add", _full)
    store = Store(rendered.cache)
    rendition = store.rendition("en", "nerve-blocks")
    mu_law = rendition.asset("phone-ulaw") if rendition else None
    assert mu_law is not None
    cache = AssetCache(store, limit_bytes=5000)
    for _ in range(2):
        made = cache.get(f"/{mu_law.path}", wait_s=0)
        assert made is not None
        assert isinstance(made.immutable.data, bytes)
        assert cache.on_disk(f"/{mu_law.path}") is None


def _full(*arguments: object) -> None:
    raise OSError(28, "No space left on device")


def test_changed_file_is_verified_again(rendered_copy: Settings, asset: Asset, url: str) -> None:
    """A file that was replaced since it was verified is looked at again, and not given when it is damaged."""
    cache = AssetCache(Store(rendered_copy.cache), limit_bytes=5000)
    cache.get(url, wait_s=0)
    (Path(rendered_copy.cache) / asset.path).write_bytes(b"damaged")
    assert cache.on_disk(url) is None
    assert cache.get(url, wait_s=0) is None


@pytest.mark.parametrize(
    "path", ["/clips/0123456789abcdef/nerve-blocks.mp3", "/clips/0123456789abcdef/a.exe", "/x.mp3"]
)
def test_what_the_store_lacks_is_none(rendered: Settings, path: str) -> None:
    """An unknown asset, an unknown type and a path that is none are not there."""
    assert AssetCache(Store(rendered.cache), limit_bytes=ROOM_BYTES).get(path, wait_s=0) is None

"""The cache of published assets: what is kept in memory, what is sent from its file, and what is verified again."""

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

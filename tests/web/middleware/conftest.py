"""A published asset."""

import pytest

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

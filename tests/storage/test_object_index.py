"""Versions and sizes of the store's objects."""

from pathlib import Path

import pytest

from tests.support.bucket import bucket
from tests.support.latin import LANGUAGE
from voiceedu.storage.object_index import ObjectIndex
from voiceedu.storage.paths import rendition_path
from voiceedu.storage.store import Store

PATH = rendition_path(LANGUAGE, "oculus")
CLIP = "clips/0123456789abcdef/oculus.mp3"


def fill(store: Store, data: bytes) -> None:
    store.put(PATH, data)
    store.put(CLIP, data)


def test_folder_is_seen_as_it_is(tmp_path: Path) -> None:
    """A version changes with what is published; missing objects have neither version nor size."""
    store = Store(str(tmp_path))
    index = ObjectIndex(store)
    assert (index.version(LANGUAGE, "oculus"), index.have_sizes([CLIP], [3]), index.asset_sizes) == (None, False, {})
    fill(store, b"one")
    before = index.version(LANGUAGE, "oculus")
    assert (before is None, index.have_sizes([CLIP], [3])) == (False, True)
    fill(store, b"three")
    assert (index.version(LANGUAGE, "oculus") == before, index.have_sizes([CLIP], [5])) == (False, True)
    assert not index.have_sizes([CLIP, CLIP + "x"], [5, 5])


def test_bucket_is_listed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many objects of a bucket are looked at, it is asked for two lists."""
    with bucket() as served:
        for name, value in served.environ.items():
            monkeypatch.setenv(name, value)
        store = Store(served.url)
        fill(store, b"one")
        index = ObjectIndex(store)
        before = len(served.requests)
        for slug in ("oculus", "auris"):
            assert (index.version(LANGUAGE, slug) is not None) == (slug == "oculus")
        assert (index.have_sizes([CLIP], [3]), index.have_sizes([CLIP + "x"], [3])) == (True, False)
        assert index.asset_sizes == {CLIP: 3}
        assert len(served.requests) - before == 2
        fill(store, b"three")
        assert index.have_sizes([CLIP], [3])
        assert ObjectIndex(store).version(LANGUAGE, "oculus") != index.version(LANGUAGE, "oculus")

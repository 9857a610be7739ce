"""What is published in a language, and what is known of a bucket without asking it."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.bucket import Bucket, bucket
from voiceedu.errors import StoreError
from voiceedu.storage import listings
from voiceedu.storage.listings import Listings
from voiceedu.storage.object_store import Objects

PATIENCE_S = 10


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    monkeypatch.setattr(listings, "FRESH_S", 0.05)
    with bucket() as kept:
        for name, value in kept.environ.items():
            monkeypatch.setenv(name, value)
        yield kept


def publish(objects: Objects, slug: str, data: bytes = b"{}") -> None:
    """Do what another machine does."""
    objects.put(f"renditions/en/{slug}.json", data)
    Listings(objects).say_changed("en")


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def lists(kept: Bucket) -> int:
    """Return how often the bucket was listed."""
    return sum(key == "" for _, key in kept.requests)


def test_known_listing_asks_nothing_on_the_way(kept: Bucket) -> None:
    """While the bucket hangs, what is known is answered at once."""
    objects = Objects(f"{kept.url}/v")
    publish(objects, "nerve-blocks")
    here = Listings(objects)
    first = here.known("en")
    assert list(first.versions) == ["renditions/en/nerve-blocks.json"]
    kept.latency_s = None
    time.sleep(0.1)
    started = time.monotonic()
    assert [here.known("en") for _ in range(100)] == [first] * 100
    assert time.monotonic() - started < 0.5


def test_bucket_is_listed_when_its_index_has_changed(kept: Bucket) -> None:
    """An index that stays is looked at and nothing is listed; what another machine publishes is seen soon."""
    objects = Objects(f"{kept.url}/v")
    publish(objects, "nerve-blocks")
    here = Listings(objects)
    first = here.known("en")
    heads = len(kept.requests)
    wait_until(lambda: here.known("en") != first or len(kept.requests) > heads + 3)
    assert lists(kept) == 1
    publish(objects, "epidural")
    wait_until(lambda: len(here.known("en").versions) == 2)
    second = here.known("en")
    publish(objects, "epidural", b"{ }")
    wait_until(lambda: here.known("en").versions != second.versions)
    assert here.known("en").digest not in (first.digest, second.digest)
    assert lists(kept) == 3


def test_publisher_that_died_is_found_out(kept: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was published without a change of the index is seen when the bucket is listed again in any case."""
    monkeypatch.setattr(listings, "LIST_AGAIN_S", 0.3)
    objects = Objects(f"{kept.url}/v")
    publish(objects, "nerve-blocks")
    here = Listings(objects)
    assert len(here.known("en").versions) == 1
    objects.put("renditions/en/epidural.json", b"{}")
    wait_until(lambda: len(here.known("en").versions) == 2)


def test_own_publication_is_seen_at_once(kept: Bucket) -> None:
    """After this process has published, the next look is at the bucket."""
    objects = Objects(f"{kept.url}/v")
    here = Listings(objects)
    assert not here.known("en").versions
    objects.put("renditions/en/nerve-blocks.json", b"{}")
    here.forget("en")
    assert len(here.known("en").versions) == 1


def test_folder_is_listed_without_its_unfinished_files(tmp_path: Path) -> None:
    """A listing of a folder has each rendition, changes with each of them, and with nothing else that lies there."""
    objects = Objects(str(tmp_path))
    listings = Listings(objects)
    assert listings.read("en").versions == {}
    objects.put("renditions/en/one.json", b"1")
    one = listings.read("en")
    assert list(one.versions) == ["renditions/en/one.json"]
    (tmp_path / "renditions" / "en" / "two.json#1").write_bytes(b"half")
    assert listings.read("en") == one
    objects.put("renditions/en/one.json", b"2")
    assert listings.read("en").digest != one.digest
    objects.put("renditions/en/two.json", b"2")
    assert len(listings.read("en").versions) == 2


def test_folder_that_cannot_be_listed_is_named(tmp_path: Path) -> None:
    """A file where a folder belongs is an error with its name."""
    objects = Objects(str(tmp_path))
    (tmp_path / "renditions").mkdir()
    (tmp_path / "renditions" / "en").write_bytes(b"")
    with pytest.raises(StoreError, match=r"^renditions/en: Not a directory"):
        Listings(objects).read("en")

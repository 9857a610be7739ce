"""Assets are kept at the address of their bytes, and read only as they were published."""

import hashlib
import os
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from tests.storage.records import asset, derived
from tests.support.bucket import Bucket, bucket_in_environment
from voiceedu.audio import wav
from voiceedu.storage.paths import sum_path
from voiceedu.storage.stored_assets import AssetStore
from voiceedu.storage.stored_object import StoredObject

PATIENCE_S = 10
PCM = wav.pcm(np.arange(-9000, 9000, 3, dtype=np.int16), 8000)
MU_LAW = wav.mu_law_of(PCM)


@pytest.fixture(params=["folder", "memory"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> AssetStore:
    """Return a store of each kind."""
    return AssetStore("memory:///" if request.param == "memory" else str(tmp_path / "cache"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Return the folder of a store, not made yet."""
    return tmp_path / "cache"


@pytest.fixture
def remote(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    with bucket_in_environment(monkeypatch) as remote:
        yield remote


def test_asset_comes_back_with_its_hash(kept: AssetStore) -> None:
    """The bytes, their SHA-256 and the time they were kept come back, and the size is listed."""
    data = os.urandom(5000)
    assert kept.asset(asset(data).path) is None
    assert kept.asset_sizes() == {}
    kept.put_asset(asset(data), data)
    found = kept.asset(f"clips/{hashlib.sha256(data).hexdigest()[:16]}/nerve-blocks.mp3")
    assert found is not None
    assert (found.data, found.sha256) == (data, hashlib.sha256(data).hexdigest())
    assert abs(found.modified.timestamp() - time.time()) < 3600
    assert kept.asset_sizes() == {asset(data).path: 5000}


def test_asset_is_a_plain_file_at_its_url_path(cache: Path) -> None:
    """A web server can serve the folder: an asset's path is its URL, and the file has its exact bytes."""
    AssetStore(str(cache)).put_asset(asset(b"some bytes"), b"some bytes")
    digest = hashlib.sha256(b"some bytes").hexdigest()
    assert (cache / "clips" / digest[:16] / "nerve-blocks.mp3").read_bytes() == b"some bytes"


def test_hashes_are_checked_by_sha256sum(cache: Path) -> None:
    """An operator can check all assets with sha256sum."""
    folder = AssetStore(str(cache))
    assets = []
    for number in range(3):
        data = os.urandom(100)
        assets.append(asset(data, name=f"clip-{number}.ulaw.wav"))
        folder.put_asset(assets[-1], data)
    sums = [path.read_text() for path in sorted(cache.glob("sums/*/*"))]
    checking = ["sha256sum", "--check", "--strict"]
    done = subprocess.run(checking, input="".join(sums), cwd=cache, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(": OK\n") == 3
    (cache / assets[1].path).write_bytes(b"damaged")
    done = subprocess.run(checking, input="".join(sums), cwd=cache, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.count(": OK\n")) == (1, 2)


def test_sha256sum_checks_the_source_of_what_is_derived(cache: Path) -> None:
    """The sum of an asset that is not kept itself is good while the bytes that it is made of are."""
    folder, source = AssetStore(str(cache)), asset(PCM, name="nerve-blocks.slow.wav")
    folder.put_asset(source, PCM)
    folder.put_derived(derived(MU_LAW, source=PCM))
    sum_ = (cache / sum_path(derived(MU_LAW, source=PCM).path)).read_bytes()
    checking = ["sha256sum", "--check", "--strict"]
    assert subprocess.run(checking, input=sum_, cwd=cache, check=False).returncode == 0
    (cache / source.path).write_bytes(b"damaged")
    assert subprocess.run(checking, input=sum_, cwd=cache, check=False).returncode == 1


def test_derived_asset_is_made_of_its_source(kept: AssetStore) -> None:
    """Its bytes are those that were published, and are kept nowhere; its time is that of its source."""
    source, mu_law = asset(PCM, name="nerve-blocks.slow.wav"), derived(MU_LAW, source=PCM)
    assert kept.asset(mu_law.path) is None
    kept.put_asset(source, PCM)
    kept.put_derived(mu_law)
    found, original = kept.asset(mu_law.path), kept.asset(source.path)
    assert found is not None
    assert original is not None
    assert (found.data, found.sha256, found.modified) == (MU_LAW, mu_law.sha256, original.modified)
    assert kept.asset_sizes() == kept.sizes([source, mu_law]) == {source.path: len(PCM)}
    kept.retire([mu_law, source])
    assert kept.asset(mu_law.path) == found


def test_bytes_that_were_kept_go_when_they_are_derived(kept: AssetStore) -> None:
    """What an older version kept, and a disk may have damaged, does not stand in the way."""
    source, mu_law = asset(PCM, name="nerve-blocks.slow.wav"), derived(MU_LAW, source=PCM)
    kept.put_asset(source, PCM)
    kept.put(mu_law.path, b"damaged")
    kept.put_derived(mu_law)
    found = kept.asset(mu_law.path)
    assert found is not None
    assert found.data == MU_LAW
    assert kept.asset_size(mu_law.path) is None


def test_bytes_that_an_older_version_keeps_are_right_whatever_the_sum_says(kept: AssetStore) -> None:
    """Of two versions that share a store, one keeps the bytes and the other derives them: they are the same."""
    mu_law = derived(MU_LAW, source=PCM)
    kept.put_derived(mu_law)
    kept.put(mu_law.path, MU_LAW)
    found = kept.asset(mu_law.path)
    assert found is not None
    assert found.data == MU_LAW


@pytest.mark.parametrize("instead", [None, b"", PCM[:-2], wav.pcm(np.arange(999, dtype=np.int16), 8000)])
def test_derived_asset_without_its_source_is_none(
    kept: AssetStore, instead: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the source is gone or damaged, nothing is made of it, and the log names both."""
    source, mu_law = asset(PCM, name="nerve-blocks.slow.wav"), derived(MU_LAW, source=PCM)
    kept.put_asset(source, PCM)
    kept.put_derived(mu_law)
    kept.delete(source.path)
    if instead is not None:
        kept.put(source.path, instead)
    assert kept.asset(mu_law.path) is None
    assert f"{source.path} is missing or damaged: {mu_law.path} cannot be made of it" in caplog.text


def test_derived_asset_that_comes_out_otherwise_is_none(kept: AssetStore, caplog: pytest.LogCaptureFixture) -> None:
    """Bytes that are not those that were published are not given, whatever their source is."""
    other = derived(MU_LAW + b"more", source=PCM)
    kept.put_asset(asset(PCM, name="nerve-blocks.slow.wav"), PCM)
    kept.put_derived(other)
    assert kept.asset(other.path) is None
    assert f"{other.path} is not what was published" in caplog.text


def test_derived_asset_of_a_bucket_takes_the_time_of_two_requests(remote: Bucket) -> None:
    """What it is made of is known when its own bytes are found missing, and is asked for once."""
    store, mu_law = AssetStore(remote.url), derived(MU_LAW, source=PCM)
    store.put_asset(asset(PCM, name="nerve-blocks.slow.wav"), PCM)
    store.put_derived(mu_law)
    remote.requests.clear()
    assert store.asset(mu_law.path) is not None
    assert sorted(remote.requests) == sorted(
        ("GET", path) for path in (mu_law.path, sum_path(mu_law.path), mu_law.kept_path)
    )


@pytest.mark.parametrize(
    "damaged",
    [b"", b"0123456789abcde", b"0123456789abcdeg", b"0123456789abcdef\0"],
    ids=["empty", "cut", "bit", "more"],
)
def test_damaged_asset_is_none(cache: Path, damaged: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """An asset whose bytes changed after publishing is never returned, and the log names it."""
    folder = AssetStore(str(cache))
    folder.put_asset(asset(b"0123456789abcdef"), b"0123456789abcdef")
    path = asset(b"0123456789abcdef").path
    (cache / path).write_bytes(damaged)
    assert folder.asset(path) is None
    assert f"{path} is damaged" in caplog.text


@pytest.mark.parametrize("with_sums", [False, True])
def test_swapped_assets_are_none(cache: Path, with_sums: bool) -> None:
    """An asset under another's name is not returned, even if its hash was moved with it."""
    folder = AssetStore(str(cache))
    one, two = asset(b"one", name="one.mp3"), asset(b"two", name="two.mp3")
    folder.put_asset(one, b"one")
    folder.put_asset(two, b"two")
    for place in ("clips", "sums") if with_sums else ("clips",):
        first, second = (cache / place / each.path.removeprefix("clips/") for each in (one, two))
        first.rename(cache / "aside")
        second.rename(first)
        (cache / "aside").rename(second)
    assert folder.asset(one.path) is None
    assert folder.asset(two.path) is None


def test_foreign_file_is_no_asset(cache: Path) -> None:
    """A file that was put among the assets by hand is not returned."""
    folder = AssetStore(str(cache))
    (cache / "clips" / "0123456789abcdef").mkdir(parents=True)
    (cache / "clips" / "0123456789abcdef" / "mine.mp3").write_bytes(b"mine")
    assert folder.asset("clips/0123456789abcdef/mine.mp3") is None
    assert folder.asset("clips/0123456789abcdef") is None


def test_asset_of_a_bucket_takes_the_time_of_one_request(remote: Bucket) -> None:
    """The bytes and their sum are asked for at once, and nothing else is: neither waits for the other's answer."""
    store, path = AssetStore(remote.url), asset(b"one").path
    store.put_asset(asset(b"one"), b"one")
    remote.requests.clear()
    remote.latency_s = None
    with ThreadPoolExecutor() as pool:
        reading = pool.submit(store.asset_up_to, path, limit_bytes=1000)
        deadline = time.monotonic() + PATIENCE_S
        while len(remote.requests) < 2 and time.monotonic() < deadline:
            time.sleep(0.01)
        asked = sorted(remote.requests)
        remote.latency_s = 0.0
        found = reading.result()
    assert asked == sorted(remote.requests) == [("GET", path), ("GET", sum_path(path))]
    assert found is not None
    assert not isinstance(found, StoredObject)
    assert found.data == b"one"


def test_damaged_asset_of_a_bucket_is_none(remote: Bucket) -> None:
    """Other bytes at the address, another sum, or no sum: the asset is not returned."""
    store, path = AssetStore(remote.url), asset(b"one").path
    for damaged, data in ((path, b"two"), (sum_path(path), b"another sum"), (sum_path(path), None)):
        store.put_asset(asset(b"one"), b"one")
        assert store.asset(path) is not None
        if data is None:
            store.delete(damaged)
        else:
            store.put(damaged, data)
        assert store.asset(path) is None


def test_sum_that_is_older_than_the_bytes_is_read_again(remote: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    """An asset that another machine publishes between the two requests is not taken for a damaged one."""
    store, other = AssetStore(remote.url), AssetStore(remote.url)
    read, path = store.read, asset(b"one").path

    def read_bytes_late(name: str, *, limit_bytes: int | None = None) -> tuple[bytes, StoredObject] | None:
        if name == path:
            deadline = time.monotonic() + PATIENCE_S
            while ("GET", sum_path(path)) not in remote.requests and time.monotonic() < deadline:
                time.sleep(0.01)
            time.sleep(0.1)  # its answer, that there is none, is on the way
            other.put_asset(asset(b"one"), b"one")
        return read(name, limit_bytes=limit_bytes)

    monkeypatch.setattr(store, "read", read_bytes_late)
    found = store.asset(path)
    assert found is not None
    assert found.data == b"one"


def test_large_asset_is_not_read(kept: AssetStore) -> None:
    """Of an asset above the limit its size comes back, and of one at the limit its bytes."""
    kept.put_asset(asset(b"12345"), b"12345")
    large = kept.asset_up_to(asset(b"12345").path, limit_bytes=4)
    assert isinstance(large, StoredObject)
    assert large.size == 5
    small = kept.asset_up_to(asset(b"12345").path, limit_bytes=5)
    assert small is not None
    assert not isinstance(small, StoredObject)

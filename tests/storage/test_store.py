"""What is kept, and who may work on it."""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.storage.child import child
from tests.storage.records import asset, rendition
from tests.support.publishing import publish
from voiceedu.engines import Speech
from voiceedu.errors import StoreError
from voiceedu.storage.store import Store

KEY = "ab" * 32
SPEECH = Speech(pcm=np.arange(-10, 10, dtype="<i2").tobytes(), sample_rate=22_050)
PATIENCE_S = 30


@pytest.fixture(params=["folder", "memory"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Return a store of each kind."""
    return Store("memory:///" if request.param == "memory" else str(tmp_path / "cache"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Return the folder of a store, not made yet."""
    return tmp_path / "cache"


# --- failures ---


def test_failed_write_is_a_named_error(cache: Path) -> None:
    """A failed write raises StoreError with the object's name, not obstore's exception."""
    broken = Store(str(cache))
    for folder in ("speech", "clips", "sums", "renditions", "leases"):
        (cache / folder).write_text("a file")
    writes: list[Callable[[], object]] = [
        lambda: broken.put_speech(KEY, SPEECH),
        lambda: broken.put_asset(asset(b"x"), b"x"),
        lambda: publish(broken, rendition()),
        lambda: broken.lease("en/nerve-blocks"),
    ]
    for write in writes:
        with pytest.raises(StoreError, match=r"^(speech|sums|renditions|leases)/"):
            write()


# --- speech ---


def test_speech_has_a_place_of_its_own(kept: Store) -> None:
    """Each key has its own speech, an unknown key has None, and keeping again replaces."""
    other = "cd" * 32
    kept.put_speech(KEY, SPEECH)
    assert kept.speech(other) is None
    kept.put_speech(other, replace(SPEECH, sample_rate=8_000))
    assert kept.speech(KEY) == SPEECH
    kept.put_speech(KEY, replace(SPEECH, pcm=b"\1\0"))
    assert kept.speech(KEY) == replace(SPEECH, pcm=b"\1\0")


# --- renditions ---


def test_rendition_comes_back_as_it_was(kept: Store) -> None:
    """Every field of a rendition is kept; before publishing, and under other names, there is none."""
    assert kept.rendition("en", "nerve-blocks") is None
    publish(kept, rendition(assets=3))
    assert kept.rendition("en", "nerve-blocks") == rendition(assets=3)
    assert kept.rendition("es", "nerve-blocks") is None
    publish(kept, rendition(text="Other words."))
    assert kept.rendition("en", "nerve-blocks") == rendition(text="Other words.")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: b"\xff\xfe" + data,
        lambda data: data.replace(b'"slug"', b'"slag"', 1),
        lambda data: data.replace(b'"size":1', b'"size":"1"'),
        lambda data: b"[]",
        lambda data: b"null",
    ],
    ids=["empty", "cut", "not text", "no slug", "another type", "a list", "null"],
)
def test_unreadable_rendition_is_none(cache: Path, damage: Callable[[bytes], bytes]) -> None:
    """A rendition of another version, or half of one, counts as not published and can be replaced."""
    folder = Store(str(cache))
    publish(folder, rendition())
    file = cache / "renditions" / "en" / "nerve-blocks.json"
    file.write_bytes(damage(file.read_bytes()))
    assert folder.rendition("en", "nerve-blocks") is None
    publish(folder, rendition())
    assert folder.rendition("en", "nerve-blocks") == rendition()


@pytest.mark.parametrize("name", ["..", "../nerve-blocks", "a/../../b", "a\0b", "", "x" * 300])
def test_names_that_no_object_has_are_not_published(kept: Store, name: str) -> None:
    """A request for any path reads only files inside the store."""
    assert kept.rendition("en", name) is None
    assert kept.rendition(name, "nerve-blocks") is None


READER = """
import sys
from voiceedu.storage.store import Store
folder = Store(sys.argv[1])
print("ready", flush=True)
seen = set()
while not (folder.rendition("en", "last")):
    found = folder.rendition("en", "nerve-blocks")
    seen.add(len(found.assets) if found else None)
print(*sorted(seen, key=str))
"""


def test_publishing_is_atomic(cache: Path) -> None:
    """While a rendition is replaced hundreds of times, threads and another process always read a whole one."""
    folder = Store(str(cache))
    short, long = rendition(assets=1), rendition(assets=300)
    publish(folder, short)
    done = threading.Event()

    def read() -> set[int | None]:
        seen: set[int | None] = set()
        while not done.is_set():
            found = folder.rendition("en", "nerve-blocks")
            seen.add(len(found.assets) if found in (short, long) else None)
        return seen

    with child(READER, str(cache)) as process, ThreadPoolExecutor(2) as threads:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            readers = [threads.submit(read) for _ in range(2)]
            for _ in range(60):
                publish(folder, long)
                publish(folder, short)
        finally:
            publish(folder, replace(short, slug="last"))
            done.set()
        assert set.union(*(reader.result() for reader in readers)) <= {1, 300}
        assert set(process.communicate()[0].split()) <= {"1", "300"}


FIRST_READERS = """
import gc, sys, threading
from voiceedu.storage.store import Store
gc.set_threshold(1, 1, 1)
sys.setswitchinterval(1e-6)
together = threading.Barrier(8)
found = []

def read():
    store = Store(sys.argv[1])
    together.wait()
    found.append(store.rendition("en", "nerve-blocks"))

threads = [threading.Thread(target=read) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(found) == 8 and all(found)
"""


def test_first_reads_by_several_threads_all_succeed(cache: Path) -> None:
    """Threads that read a process's first rendition at the same time all get it, and the process does not crash."""
    publish(Store(str(cache)), rendition())
    command = [sys.executable, "-c", FIRST_READERS, str(cache)]
    ended = [subprocess.run(command, capture_output=True, text=True) for _ in range(4)]
    assert [(done.returncode, done.stderr) for done in ended] == [(0, "")] * 4


def test_write_that_was_killed_leaves_no_object(cache: Path) -> None:
    """A half-written file of a dead process is not an asset, a speech or a lease."""
    folder = Store(str(cache))
    folder.put_asset(asset(b"x"), b"x")
    with folder.lease("en/nerve-blocks") or contextlib.nullcontext():
        pass
    for path in (asset(b"x").path, "leases/en/nerve-blocks/0"):
        half = cache / f"{path}#1"
        half.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(b"half")
    assert folder.asset_sizes() == {asset(b"x").path: 1}
    assert folder.lease("en/nerve-blocks") is not None


# --- thousands of renditions ---


def test_published_works_are_read_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder, a rendition that could be read is not read again to say that it is there; a damaged one is none."""
    store = Store(str(cache))
    published = rendition()
    work = published.language, published.slug
    assert not store.is_published(*work)
    publish(store, published)
    assert store.is_published(*work)
    reads: list[str] = []
    read = store.read

    def counting(path: str) -> object:
        reads.append(path)
        return read(path)

    monkeypatch.setattr(store, "read", counting)
    assert store.is_published(*work)
    assert reads == []
    file = store.file(store.rendition_path(*work))
    assert file is not None
    file.write_bytes(file.read_bytes()[:-2])
    assert not store.is_published(*work)
    file.unlink()
    assert not store.is_published(*work)

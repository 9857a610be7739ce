"""Renditions: what is published, and how often it is read."""

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage.child import child
from tests.storage.records import rendition
from tests.support.publishing import publish
from voiceedu.storage.store import Store


@pytest.fixture(params=["folder", "memory"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Return a store of each kind."""
    return Store("memory:///" if request.param == "memory" else str(tmp_path / "cache"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Return the folder of a store, not made yet."""
    return tmp_path / "cache"


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

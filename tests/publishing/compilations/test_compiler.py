"""What is made of all that is published: made once, and found while it is of that."""

import datetime
import os
import subprocess
import sys
import threading
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.support.compilations import EAR, EYE, NAME, House, before_writing, use
from tests.support.ffprobe import chapters
from voiceedu.errors import NotReadyError, StoreError
from voiceedu.publishing import prune
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.publishing.compilations.registry import COMPILATIONS
from voiceedu.publishing.studio import Studio
from voiceedu.storage.paths import compilation_path, sum_path
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.store import Store


def test_it_is_of_everything_in_listening_order(house: House, tmp_path: Path) -> None:
    """All that is published is in it, in the library's order, under a name that a person understands."""
    asset = house.make()
    assert [title for title, _, _ in chapters(house.data(asset), tmp_path)] == ["Oculus", "Auris"]
    assert (asset.name, asset.media_type) == ("all-recordings-la.mp3", "audio/mpeg")


def test_it_is_made_once(house: House, writes: list[str]) -> None:
    """While nothing else is published it is found, by this process and by the next, and not made again."""
    first = house.make()
    assert house.make() == house.compiler.current("la", NAME) == first
    house.open()
    assert house.make() == house.compiler.obtain("la", NAME, wait_s=0) == first
    assert writes == ["la"]


def test_the_same_words_have_the_same_address_anywhere(house: House, tmp_path: Path) -> None:
    """Another machine makes the same bytes under the same hash, and so does a store that is no folder."""
    asset = house.make()
    other = House(tmp_path / "elsewhere")
    other.render()
    assert other.make() == asset
    bucket = House(tmp_path / "bucket", cache="memory:///")
    for procedure in bucket.studio.library:
        bucket.studio.render(procedure)
    assert bucket.make() == bucket.compiler.current("la", NAME) == asset
    assert bucket.data(asset) == house.data(asset)


def test_words_that_are_put_back_bring_it_back(house: House) -> None:
    """The same words again are the same bytes at the same address."""
    first = house.make()
    data = house.data(first)
    for words in ("dolet", "audit"):
        house.write("auris", EAR.replace("audit", words))
        house.render()
        last = house.make()
    assert last == first
    assert house.data(last) == data


@pytest.mark.parametrize(("language", "name"), [("xx", NAME), ("la", "library.exe"), ("../la", NAME)])
def test_what_there_cannot_be(house: House, language: str, name: str) -> None:
    """An unknown language or name returns None at once."""
    assert house.compiler.obtain(language, name, wait_s=10) is None


def test_many_who_ask_at_once_wait_for_one(house: House, writes: list[str]) -> None:
    """However many threads and objects ask, it is written once, and all get the same."""
    others = [house.compiler, Compiler(house.studio), Compiler(Studio(house.settings))]
    with ThreadPoolExecutor(12) as threads:
        asked = [threads.submit(others[number % 3].obtain, "la", NAME, wait_s=60) for number in range(12)]
        assets = {one.result() for one in asked}
    assert len(assets) == 1
    assert writes == ["la"]


MAKE = """
import sys
from pathlib import Path
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.config import Settings
from voiceedu.publishing.studio import Studio
studio = Studio(Settings(library=Path(sys.argv[1]), cache=sys.argv[2], engines=("tone",)))
print(Compiler(studio).make("la", "library.mp3").path)
"""


def test_processes_agree(house: House, tmp_path: Path) -> None:
    """Two processes that make it at once leave one, whole, and both name it."""
    command = [sys.executable, "-c", MAKE, str(house.settings.library), house.settings.cache]
    made = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    paths = {process.communicate(timeout=60)[0].strip() for process in made}
    asset = house.compiler.current("la", NAME)
    assert asset is not None
    assert paths == {asset.path}
    house.data(asset)
    assert [path for path in (tmp_path / "cache" / "leases").rglob("*") if path.is_file()] == []


def test_nobody_waits_for_ever(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A caller that would wait too long gets NotReadyError, and the compilation later."""
    let = threading.Event()
    before_writing(monkeypatch, lambda *_: let.wait(30))
    with pytest.raises(NotReadyError, match="is being made"):
        house.compiler.obtain("la", NAME, wait_s=0.05)
    let.set()
    assert house.compiler.obtain("la", NAME, wait_s=30) is not None


def test_what_is_lost_is_made_again(house: House, tmp_path: Path) -> None:
    """Bytes that are gone or damaged are restored under the same address; another address is none of ours."""
    asset = house.make()
    file = tmp_path / "cache" / asset.path
    whole = file.read_bytes()
    file.unlink()
    assert house.make() == asset
    assert file.read_bytes() == whole
    file.write_bytes(bytes(len(whole)))
    assert house.compiler.restore(asset.path, wait_s=30)
    assert file.read_bytes() == whole
    assert not house.compiler.restore(f"clips/0123456789abcdef/{asset.name}", wait_s=30)
    assert not house.compiler.restore(asset.path.replace(".mp3", ".wav"), wait_s=30)


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"{}"])
def test_a_record_that_cannot_be_read_is_made_again(house: House, damage: bytes, tmp_path: Path) -> None:
    """What is known of it may be damaged, or another version's: it is made again, and is the same."""
    asset = house.make()
    (tmp_path / "cache" / compilation_path("la", NAME)).write_bytes(damage)
    assert house.compiler.current("la", NAME) is None
    assert house.make() == house.compiler.current("la", NAME) == asset


@pytest.mark.parametrize(
    ("error", "cause"),
    [(OSError(28, "No space left on device"), "No space left"), (MemoryError(), "there is not enough memory")],
)
def test_nothing_is_left_behind(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, cause: str
) -> None:
    """The file that it is written into is gone when it is made, and when it cannot be; the error names it."""
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    house.make()
    assert list((tmp_path / "scratch").iterdir()) == []

    def full(file: BinaryIO, renditions: Collection[Rendition], **_: object) -> int:
        raise error

    use(monkeypatch, replace(COMPILATIONS[NAME], version="next", write=full))
    with pytest.raises(StoreError, match=rf"la/library\.mp3: {cause}"):
        house.make()
    assert list((tmp_path / "scratch").iterdir()) == []


# Pruning.


def pass_days(cache: Path, days: int) -> None:
    for path in cache.rglob("*"):
        if path.is_file():
            written = path.stat().st_mtime - days * 86_400
            os.utime(path, (written, written))


def test_a_copied_cache_that_is_read_only_has_its_compilations(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files with other times than when a compilation was made, as in an image of a container, need no writing."""
    first = house.make()
    pass_days(tmp_path / "cache", 1)
    house.open()

    def fail(self: Store, path: str, data: bytes, *, version: object) -> bool:
        raise StoreError(f"{path}: Read-only file system")

    with monkeypatch.context() as read_only:
        read_only.setattr(Store, "replace", fail)
        assert house.make() == first
        assert house.compiler.known("la", NAME) == first
        assert house.compiler.obtain("la", NAME, wait_s=0) == first  # a listener who asks gets it, and no 503
    house.write("oculus", "Lux abit.")
    house.render()
    assert house.compiler.known("la", NAME) is None


def prunable(house: House) -> set[str]:
    before = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=30)
    return {kept.path for kept in prune.unreferenced(house.store, house.studio.library, before=before)}


def test_what_is_current_is_never_pruned(house: House, tmp_path: Path) -> None:
    """However old it is, it stays with its sum and its record."""
    house.make()
    pass_days(tmp_path / "cache", 36_500)
    house.open()
    assert prunable(house) == set()


def test_what_was_replaced_is_pruned_when_it_is_old(house: House, tmp_path: Path) -> None:
    """Its address is good for a month after it was replaced, however long before it was made."""
    first = house.make()
    pass_days(tmp_path / "cache", 365)
    house.write("auris", EAR.replace("audit", "dolet"))
    house.render()
    house.make()
    pass_days(tmp_path / "cache", 29)
    house.open()
    assert first.path not in prunable(house)
    pass_days(tmp_path / "cache", 1)
    assert {first.path, sum_path(first.path)} <= prunable(house)


def test_a_language_that_left_is_pruned(house: House, tmp_path: Path) -> None:
    """What was made of a language that is in the library no more goes with it, when it is old enough."""
    asset = house.make()
    (tmp_path / "library" / "en").mkdir()
    (tmp_path / "library" / "en" / "eye.md").write_text(EYE, encoding="utf-8")
    for path in house.folder.iterdir():
        path.unlink()
    house.open()
    gone = {compilation_path("la", NAME), asset.path, sum_path(asset.path)}
    assert prunable(house) == set()
    pass_days(tmp_path / "cache", 30)
    assert gone <= prunable(house)

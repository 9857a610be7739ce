"""What a compilation is made of, and what is noticed when it is another."""

import os
from collections.abc import Collection
from pathlib import Path

import pytest

from tests.support.compilations import EAR, NAME, House, before_writing
from tests.support.ffprobe import chapters
from voiceedu.errors import NotReadyError, StoreError
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.publishing.studio import Studio
from voiceedu.storage.rendition import Rendition


@pytest.mark.parametrize("change", ["words", "order", "title", "gone", "new"])
def test_what_is_published_anew_replaces_it(house: House, change: str, tmp_path: Path) -> None:
    """As soon as anything in it is another, it is none any more; what is made then is of what is published then."""
    first = house.make()
    titles = ["Oculus", "Auris"]
    if change == "words":
        house.write("auris", EAR.replace("audit", "dolet"))
    elif change == "order":
        house.write("auris", EAR.replace("order: 2", "order: 0"))
        titles.reverse()
    elif change == "title":
        house.write("auris", EAR.replace("Auris\n", "Auris magna\n"))
        titles[1] = "Auris magna"
    elif change == "gone":
        (house.folder / "auris.md").unlink()
        titles.pop()
    else:
        house.write("nasus", "---\ntitle: Nasus\norder: 3\n---\n\nNasus olet.\n")
        titles.append("Nasus")
    house.render()
    assert house.compiler.current("la", NAME) is None
    second = house.make()
    assert second.path != first.path
    assert [title for title, _, _ in chapters(house.data(second), tmp_path)] == titles
    assert house.data(first), "who has its address may still ask"


def test_a_copied_cache_is_current(house: House, tmp_path: Path, writes: list[str]) -> None:
    """Files that are listed with other dates are looked at once, found to be the same, and listed so from then on."""
    first = house.make()
    for path in (tmp_path / "cache" / "renditions").rglob("*.json"):
        os.utime(path, (1, 1))
    house.open()
    assert house.compiler.current("la", NAME) == first
    kept = house.store.compilation("la", NAME)
    assert house.compiler.current("la", NAME) == first
    assert house.store.compilation("la", NAME) == kept
    assert writes == ["la"]


def test_it_is_made_of_what_is_published(house: House, tmp_path: Path) -> None:
    """What is not published yet is left out; where nothing is, there is nothing to be had yet."""
    bare = House(tmp_path / "bare")
    assert bare.compiler.make("la", NAME) is None
    with pytest.raises(NotReadyError, match="nothing is published"):
        bare.compiler.obtain("la", NAME, wait_s=10)
    bare.render("auris")
    assert [title for title, _, _ in chapters(bare.data(bare.make()), tmp_path)] == ["Auris"]


def test_what_changes_meanwhile_is_not_mixed(house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """When a recording is replaced while it is made, it is made anew: never of the old one and the new one."""
    begun: list[int] = []

    def replace_one(_: str, renditions: Collection[Rendition]) -> None:
        begun.append(len(begun))
        if len(begun) == 1:
            next(iter(renditions))
            house.write("auris", EAR.replace("Auris\n", "Auris magna\n"))
            house.render("auris")

    before_writing(monkeypatch, replace_one)
    asset = Compiler(Studio(house.settings)).make("la", NAME)
    assert asset is not None
    assert begun == [0, 1]
    assert [title for title, _, _ in chapters(house.data(asset), tmp_path)] == ["Oculus", "Auris magna"]
    assert house.compiler.current("la", NAME) == asset


def test_a_published_asset_that_is_lost_is_named(house: House, tmp_path: Path) -> None:
    """Where a recording's own bytes are gone nothing is made, and the error says what would do."""
    rendition = house.store.rendition("la", "auris")
    asset = rendition.asset("web") if rendition else None
    assert asset is not None
    (tmp_path / "cache" / asset.path).unlink()
    with pytest.raises(StoreError, match=r"auris\.mp3 .*voiceedu render"):
        house.make()


def test_it_is_quick_to_find(house: House) -> None:
    """Finding what is current reads no rendition: it is asked for with every request."""
    house.make()
    house.open()
    reads = []
    read = house.store.rendition
    house.store.rendition = lambda *work: (reads.append(work), read(*work))[1]  # type: ignore[method-assign, func-returns-value]
    assert house.compiler.known("la", NAME) == house.compiler.current("la", NAME) is not None
    assert reads == []

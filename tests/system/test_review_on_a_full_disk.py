"""`voiceedu review` over a disk that is full, or read-only: a change is made whole or not at all, and that is told."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.disk import Disk, small_disk
from tests.support.review import NAME, PATIENCE_S, Person, reviewing
from tests.support.texts import write_short_prompts, write_texts
from voiceedu.errors import FULL_DISK

PAGE = "/text/en/topic"
FILE = "en/topic.md"
SENTENCES = ["Rest well before the block, and drink enough.\n"] * 400
TEXT = "---\ntitle: Topic\n---\n\n" + "\n".join(SENTENCES)
"""Some pages of a disk, so that one that is nearly full takes a part of it."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Disk, Path]]:
    """A disk with a library, and a Python that sees it."""
    with small_disk(tmp_path) as (disk, python):
        write_texts(tmp_path / "library", {"en/topic": TEXT})
        write_short_prompts(tmp_path / "library", "en")
        disk.run("cp", "-r", str(tmp_path / "library"), str(disk.folder))
        yield disk, python


def snapshot(disk: Disk) -> dict[str, str]:
    """Return the SHA-256 of every file of the library, the hidden ones too."""
    listed = disk.run("find", str(disk.folder), "-type", "f", "-exec", "sha256sum", "{}", "+")
    return {name: digest for digest, name in (line.split("  ", 1) for line in listed.splitlines())}


def edit(person: Person, disk: Disk) -> tuple[int, str]:
    words = disk.run("cat", f"{disk.folder}/library/{FILE}").replace("before the block", "early before the block", 400)
    return person.post(f"{PAGE}/edit", person.form(f"{PAGE}/edit", f"{PAGE}/edit") | {"content": words})


def approve(person: Person, _disk: Disk) -> tuple[int, str]:
    return person.post(f"{PAGE}/approve", person.form(PAGE, f"{PAGE}/approve"))


def withdraw(person: Person, _disk: Disk) -> tuple[int, str]:
    return person.post(f"{PAGE}/withdraw", person.form(PAGE, f"{PAGE}/withdraw"))


@pytest.mark.parametrize(("change", "done"), [(edit, "are saved"), (approve, "have approved"), (withdraw, "withdrawn")])
def test_a_change_on_a_full_disk(
    disk: tuple[Disk, Path], tmp_path: Path, change: Callable[[Person, Disk], tuple[int, str]], done: str
) -> None:
    """With more and more room, a change is refused with the reason and leaves every file as it was, or is made."""
    place, python = disk
    with reviewing(place.folder / "library", tmp_path / "cache", python) as person:
        if change is withdraw:
            assert approve(person, place)[0] == 200
        refused = 0
        for kilobytes in range(0, 400, 4):
            place.leave_room(kilobytes)
            before = snapshot(place)
            status, told = change(person, place)
            if status == 200:
                break
            refused += 1
            assert status in (400, 409)
            assert "No space left on device" in told
            assert FULL_DISK in told
            assert snapshot(place) == before
        assert refused > 1
        assert status == 200
        assert done in told
        written = {
            name.removeprefix(f"{place.folder}/library/") for name, _ in snapshot(place).items() - before.items()
        }
        assert "CHANGES.md" in written
        notes = place.run("cat", f"{place.folder}/library/CHANGES.md")
        assert notes.count(NAME) == 1 + (change is withdraw)
        if change is edit:
            assert written == {"CHANGES.md", FILE}
            assert place.run("cat", f"{place.folder}/library/{FILE}").count("early before") == len(SENTENCES)
            assert "early before the block" in person.page(PAGE)


@pytest.mark.parametrize(("change", "done"), [(edit, "are saved"), (approve, "have approved")])
def test_a_library_that_becomes_read_only_between_two_clicks(
    disk: tuple[Disk, Path], tmp_path: Path, change: Callable[[Person, Disk], tuple[int, str]], done: str
) -> None:
    """The form that was open is refused with the reason; the pages say it and have no form, until it is as before."""
    place, python = disk
    with reviewing(place.folder / "library", tmp_path / "cache", python) as person:
        page = f"{PAGE}/edit" if change is edit else PAGE
        form = person.form(page, f"{PAGE}/{change.__name__}") | {"content": TEXT.replace("Rest well", "Sleep well")}
        place.remount("ro")
        before = snapshot(place)
        status, told = person.post(f"{PAGE}/{change.__name__}", form)
        assert status == 400
        assert "cannot be written to" in told
        assert change is not edit or "Sleep well" in told
        assert snapshot(place) == before
        assert "You can listen here, but not change anything." in person.page(PAGE)
        assert "<form" not in person.page(PAGE)
        place.remount("rw")
        status, told = person.post(f"{PAGE}/{change.__name__}", form)
        assert (status, done in told) == (200, True)


def test_a_cache_on_a_full_disk(disk: tuple[Disk, Path], tmp_path: Path) -> None:
    """What is said is heard, though it cannot be kept; an approval is made, and the list says what is not recorded."""
    place, python = disk
    with reviewing(tmp_path / "library", place.folder / "cache", python) as person:
        place.leave_room(0)
        with person.opener.open(f"{person.url}/sound/en/topic/3/web.mp3", timeout=PATIENCE_S) as answer:
            assert len(answer.read()) > 1000
        status, told = approve(person, place)
        assert (status, "have approved" in told) == (200, True)
        deadline = time.monotonic() + PATIENCE_S
        while "Not recorded:" not in (page := person.page("/")):
            assert time.monotonic() < deadline, page
            time.sleep(0.2)
        assert "No space left on device" in page

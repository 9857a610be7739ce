"""The order in which versions of the library came to a store."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.bucket import Bucket, StoredObject, bucket_in_environment
from voiceedu.storage import library_versions
from voiceedu.storage.library_versions import LibraryVersion, LibraryVersions
from voiceedu.storage.object_store import Objects
from voiceedu.storage.paths import LIBRARY_VERSIONS_PATH, is_ours


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    with bucket_in_environment(monkeypatch) as kept:
        yield kept


def version(digest: str, *, since: str = "2026-11-27T10:00:00+00:00") -> LibraryVersion:
    return LibraryVersion(digest, since, "machine")


def note(versions: LibraryVersions, digest: str, **how: object) -> str | None:
    newer = versions.note(version(digest), **how)  # type: ignore[arg-type]
    return newer.digest if newer else None


def test_a_version_that_comes_later_is_newer(kept: Bucket) -> None:
    """The first version is the newest until another comes; then it is older, on every machine."""
    here, there = LibraryVersions(Objects(kept.url)), LibraryVersions(Objects(kept.url))
    assert note(here, "a") is None
    assert note(there, "b") is None
    assert note(here, "a") == "b"
    assert note(there, "b") is None
    assert is_ours(LIBRARY_VERSIONS_PATH)


def test_clocks_do_not_matter(kept: Bucket) -> None:
    """A machine whose clock is years behind has the newer library all the same."""
    here = LibraryVersions(Objects(kept.url))
    assert here.note(version("a", since="2026-11-27T10:00:00+00:00")) is None
    assert here.note(version("b", since="1970-01-01T00:00:00+00:00")) is None
    found = here.note(version("a", since="2027-01-01T00:00:00+00:00"))
    assert found == version("b", since="1970-01-01T00:00:00+00:00")


def test_what_was_changed_on_top_of_the_newest_is_newer(kept: Bucket) -> None:
    """A machine that had the newest version and has gone back to an earlier one has the newest again."""
    here = LibraryVersions(Objects(kept.url))
    for digest in ("a", "b"):
        assert note(here, digest) is None
    assert note(here, "a", instead_of="b") is None
    assert note(here, "b") == "a"


def test_what_was_changed_on_top_of_something_older_is_not(kept: Bucket) -> None:
    """A machine that goes from one older version to another is still behind."""
    here = LibraryVersions(Objects(kept.url))
    for digest in ("a", "b", "c"):
        assert note(here, digest) is None
    assert note(here, "a", instead_of="b") == "c"


def test_a_person_may_say_that_older_texts_are_meant(kept: Bucket) -> None:
    """With `is_newest` an older version is the newest from then on, and what was the newest is older."""
    here = LibraryVersions(Objects(kept.url))
    for digest in ("a", "b"):
        assert note(here, digest) is None
    assert note(here, "a", is_newest=True) is None
    assert note(here, "a") is None
    assert note(here, "b") == "a"


def test_machines_at_once_agree(kept: Bucket) -> None:
    """Of eight machines that come at once with libraries of their own, one has the newest, and all are known."""
    machines = [LibraryVersions(Objects(kept.url)) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda number: note(machines[number], f"{number}"), range(8)))
    assert found == [None] * 8
    assert [note(machines[number], f"{number}") for number in range(8)].count(None) == 1


def test_as_many_are_known_as_are_kept(kept: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more versions the earliest are forgotten, and count as new."""
    monkeypatch.setattr(library_versions, "KEPT", 3)
    here = LibraryVersions(Objects(kept.url))
    for digest in ("a", "b", "c", "d"):
        assert note(here, digest) is None
    assert note(here, "b") == "d"
    assert note(here, "a") is None


def test_a_damaged_list_begins_anew(kept: Bucket, caplog: pytest.LogCaptureFixture) -> None:
    """A list that cannot be read is said in the log, and holds nobody up."""
    here = LibraryVersions(Objects(kept.url))
    assert note(here, "a") is None
    found = kept.objects[LIBRARY_VERSIONS_PATH]
    kept.objects[LIBRARY_VERSIONS_PATH] = StoredObject(found.data[:-3], found.modified)
    assert note(here, "b") is None
    assert "cannot be read" in caplog.text
    assert note(here, "a") is None


def test_a_folder_keeps_them_too(tmp_path: Path) -> None:
    """In a folder the order is the same."""
    here = LibraryVersions(Objects(str(tmp_path / "cache")))
    assert [note(here, digest) for digest in ("a", "b", "a", "b")] == [None, None, "b", None]

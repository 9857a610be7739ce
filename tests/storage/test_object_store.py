"""Objects under one folder: written whole or not at all, read, listed."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from voiceedu.errors import StoreError
from voiceedu.storage.object_store import Objects


@pytest.fixture
def objects(tmp_path: Path) -> Objects:
    return Objects(str(tmp_path / "cache"))


def test_object_is_a_file_of_its_name(objects: Objects, tmp_path: Path) -> None:
    """An object can be read back, is a plain file in the folder, and can be replaced."""
    objects.put("clips/a/one.mp3", b"one")
    assert (tmp_path / "cache" / "clips" / "a" / "one.mp3").read_bytes() == b"one"
    assert objects.file("clips/a/one.mp3") == tmp_path / "cache" / "clips" / "a" / "one.mp3"
    objects.put("clips/a/one.mp3", b"other")
    assert objects.get("clips/a/one.mp3") == b"other"


def test_files_follow_the_umask(tmp_path: Path) -> None:
    """With the unit's umask of 027, the group (nginx) can read every file and folder, and others can read none."""
    before = os.umask(0o027)
    try:
        Objects(str(tmp_path / "cache")).put("clips/a/one.mp3", b"one")
    finally:
        os.umask(before)
    modes = {path.is_dir(): path.stat().st_mode & 0o777 for path in (tmp_path / "cache").rglob("*")}
    assert modes == {True: 0o750, False: 0o640}


def test_file_of_any_size_is_put(objects: Objects, tmp_path: Path) -> None:
    """A file is copied without being read into memory as a whole, and comes back piece by piece, or in part."""
    source = tmp_path / "large"
    source.write_bytes(bytes(range(256)) * 20_000)
    objects.put("large", source)
    assert b"".join(objects.pieces("large")) == source.read_bytes()
    assert len(list(objects.pieces("large"))) > 1
    assert objects.part("large", 5_000_000, 5_000_010) == source.read_bytes()[5_000_000:5_000_010]


def test_one_of_many_threads_creates_an_object(objects: Objects) -> None:
    """When sixteen threads create the same object at once, exactly one succeeds, and its bytes stay."""
    with ThreadPoolExecutor(16) as pool:
        created = list(pool.map(lambda number: objects.create("leases/a/0", b"%d" % number), range(16)))
    assert created.count(True) == 1
    assert objects.get("leases/a/0") == b"%d" % created.index(True)


def test_missing_object_is_none(objects: Objects) -> None:
    """Reading a missing object, or a name that no object can have, returns None and raises nothing."""
    for path in ("clips/nothing", "clips/../../etc/passwd", ""):
        assert objects.find(path) is None
        assert objects.read(path) is None
        assert objects.version(path) is None or path == ""
        assert list(objects.pieces(path)) == []
    objects.delete("clips/nothing")
    with pytest.raises(StoreError, match="clips/nothing: "):
        objects.part("clips/nothing", 0, 1)


def test_listing_has_one_folder_with_sizes(objects: Objects) -> None:
    """A listing names everything below a folder, with its size, and nothing beside it."""
    objects.put("clips/a/one.mp3", b"one")
    objects.put("clips/b/two.mp3", b"three")
    objects.put("sums/a/one.mp3", b"sum")
    found = {kept.path: kept.size for kept in objects.objects("clips")}
    assert found == {"clips/a/one.mp3": 3, "clips/b/two.mp3": 5}


def test_version_changes_with_each_writing(objects: Objects) -> None:
    """An object's version changes when it is replaced, even by the same number of bytes."""
    objects.put("a", b"one")
    before = objects.version("a")
    assert objects.version("a") == before
    objects.put("a", b"two")
    assert objects.version("a") != before


def test_replaced_object_is_not_removed(objects: Objects) -> None:
    """An object that was replaced since it was listed is not removed; an unchanged or missing one is."""
    objects.put("a", b"one")
    listed = objects.find("a")
    assert listed is not None
    assert objects.remove(listed)
    assert objects.find("a") is None
    assert objects.remove(listed)
    objects.put("a", b"again")
    file = objects.file("a")
    assert file is not None
    assert not objects.remove(listed)
    assert objects.get("a") == b"again"


def test_unfinished_file_of_a_killed_process_is_found_and_removed(objects: Objects, tmp_path: Path) -> None:
    """A file with obstore's name for an unfinished file is not an object; it can be found and removed."""
    objects.put("clips/a/one.mp3", b"one")
    (tmp_path / "cache" / "clips" / "a" / "two.mp3#1").write_bytes(b"half")
    [left] = objects.unfinished()
    assert (left.path, left.size) == ("clips/a/two.mp3#1", 4)
    assert objects.remove(left)
    assert list(objects.unfinished()) == []


@pytest.mark.parametrize("kind", ["pipe", "link to a device"])
def test_pipe_in_place_of_a_file_is_not_waited_for(objects: Objects, tmp_path: Path, kind: str) -> None:
    """What stands for a file and is none is treated as one that cannot be read, and a new file takes its place."""
    file = tmp_path / "cache" / "clips" / "a" / "one.mp3"
    file.parent.mkdir(parents=True)
    if kind == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to("/dev/zero")
    assert objects.find("clips/a/one.mp3") is None
    assert objects.read("clips/a/one.mp3") is None
    assert list(objects.pieces("clips/a/one.mp3")) == []
    with pytest.raises(StoreError, match="pipe or a device"):
        objects.get("clips/a/one.mp3")
    with pytest.raises(StoreError, match="pipe or a device"):
        objects.part("clips/a/one.mp3", 0, 1)
    objects.put("clips/a/one.mp3", b"one")
    assert objects.get("clips/a/one.mp3") == b"one"

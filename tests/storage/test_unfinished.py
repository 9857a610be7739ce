"""Unfinished files: an asset is written where no URL leads, and is at its place only when it is whole."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from voiceedu.errors import StoreError
from voiceedu.storage import unfinished
from voiceedu.storage.object_store import Objects
from voiceedu.storage.paths import is_ours

PATH = "clips/0123456789abcdef/half.wav"
KILLED = """\
import resource, signal, sys
from pathlib import Path
from voiceedu.storage.object_store import Objects
objects = Objects(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # a file that grows over the limit ends the process
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
data = bytes(5000)
if sys.argv[3] == "file":
    data = Path(sys.argv[4])
getattr(objects, sys.argv[2])("clips/0123456789abcdef/half.wav", data)
"""


def files(cache: Path) -> list[Path]:
    return [path for path in cache.rglob("*") if path.is_file() and not path.name.startswith(".")]


@pytest.mark.parametrize(("method", "kind"), [("put", "bytes"), ("put", "file"), ("create", "bytes")])
def test_process_killed_while_it_writes_leaves_nothing_at_a_url(tmp_path: Path, method: str, kind: str) -> None:
    """A process that is killed in the middle of an asset leaves its half in the folder of unfinished files alone."""
    (tmp_path / "whole.wav").write_bytes(bytes(5000))
    cache = tmp_path / "cache"
    command = [sys.executable, "-c", KILLED, str(cache), method, kind, str(tmp_path / "whole.wav")]
    assert subprocess.run(command, check=False).returncode < 0
    [half] = files(cache)
    assert (half.parent, half.stat().st_size) == (cache / unfinished.FOLDER, 1000)
    objects = Objects(str(cache))
    [left] = objects.unfinished()
    assert left.path == half.relative_to(cache).as_posix()
    assert is_ours(left.path)
    assert list(objects.objects("clips")) == []  # it is no asset
    assert objects.remove(left)
    assert files(cache) == []


def test_asset_is_never_seen_beside_its_place(tmp_path: Path) -> None:
    """While assets are written over and over, the folder of one has nothing but its finished file."""
    objects = Objects(str(tmp_path))
    objects.put(PATH, b"0")
    place, ended = (tmp_path / PATH).parent, threading.Event()
    seen: set[str] = set()

    def look() -> None:
        while not ended.is_set():
            seen.update(path.name for path in place.iterdir())

    looking = threading.Thread(target=look)
    looking.start()
    for number in range(300):
        objects.put(PATH, bytes([number % 256]) * 100_000)
    ended.set()
    looking.join()
    assert seen == {"half.wav"}
    assert list(objects.unfinished()) == []


def test_folder_of_assets_may_be_on_another_disk(tmp_path: Path) -> None:
    """Where `clips` is a link to another file system, assets are written there, and unfinished ones found."""
    disk = Path("/dev/shm") / f"voiceedu-{tmp_path.name}"
    if not disk.parent.is_dir() or disk.parent.stat().st_dev == tmp_path.stat().st_dev:
        pytest.fail("this test needs /dev/shm as another file system")
    disk.mkdir()
    try:
        (tmp_path / "clips").symlink_to(disk)
        objects = Objects(str(tmp_path))
        assert objects.create(PATH, b"one")
        assert not objects.create(PATH, b"two")
        objects.put(PATH, b"three")
        assert objects.get(PATH) == b"three"
        (disk / "unfinished" / "0123456789abcdef#1").write_bytes(b"half")
        assert [left.path for left in objects.unfinished()] == ["clips/unfinished/0123456789abcdef#1"]
    finally:
        for path in sorted(disk.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        disk.rmdir()


@pytest.mark.parametrize("where", ["clips", "clips/0123456789abcdef", "clips/unfinished"])
def test_file_in_place_of_a_folder_is_a_named_error(tmp_path: Path, where: str) -> None:
    """A file where a folder of assets belongs is an error that says so, and is not taken for the asset itself."""
    objects = Objects(str(tmp_path))
    (tmp_path / where).parent.mkdir(exist_ok=True)
    (tmp_path / where).write_bytes(b"a file")
    for write in (objects.put, objects.create):
        with pytest.raises(StoreError, match=rf"^{PATH}: "):
            write(PATH, b"one")
    assert (tmp_path / where).read_bytes() == b"a file"

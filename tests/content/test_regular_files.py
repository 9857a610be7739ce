"""Files in a library folder that are no files."""

import os
from pathlib import Path

import pytest

from voiceedu.content import regular_files


def test_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    """No more than was asked for is read; a link to a file is followed."""
    path = tmp_path / "nerve-blocks.md"
    path.write_bytes(b"0123456789")
    (tmp_path / "link.md").symlink_to(path)
    assert regular_files.read(path, at_most=4) == b"0123"
    assert regular_files.read(tmp_path / "link.md", at_most=20) == b"0123456789"


@pytest.mark.parametrize("kind", ["pipe", "folder", "missing", "device"])
def test_what_is_no_file_is_an_error_at_once(kind: str, tmp_path: Path) -> None:
    """A pipe that nobody writes to, a folder, a device and a missing file raise OSError; none is waited for."""
    path = tmp_path / "odd.md"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        path = Path("/dev/zero")
    with pytest.raises(OSError, match=r"(?i)not a file|directory|no such"):
        regular_files.read(path, at_most=10)


def test_name_that_is_not_utf8_can_be_told(tmp_path: Path) -> None:
    """A name is as it is, and one from an old system has its bytes escaped, so that it can be sent and kept."""
    assert regular_files.readable_name("añejo.md") == "añejo.md"
    assert regular_files.readable_name(os.fsdecode(b"caf\xe9.md")) == "caf\\xe9.md"

"""Copies of assets in a temporary file."""

import os
from pathlib import Path

from voiceedu.web.middleware.asset_copies import AssetCopies


def test_copy_has_the_bytes_of_its_asset() -> None:
    """Each copy gives its own bytes, whole or in part, read here or by a server from its file."""
    copies = AssetCopies()
    data = [os.urandom(size) for size in (100, 1, 3_000_000)]
    kept = [copies.add("clips/a", each) for each in data]
    for each, copy in zip(data, kept, strict=True):
        assert len(copy) == len(each)
        assert b"".join(copy) == each
        assert b"".join(copy[7:20]) == each[7:20]
        assert copy.file is not None
        assert copy.file.read_bytes()[copy.start : copy.stop] == each
        assert copies.has(copy)


def test_full_file_is_closed_when_another_is_full() -> None:
    """Of any number of copies, the last two files stay; a response that was begun from one is still sent whole."""
    before = open_files()
    copies = AssetCopies(file_bytes=1000)
    first = copies.add("clips/a", b"a" * 900)
    second = copies.add("clips/b", b"b" * 900)
    assert not copies.has(first)
    assert copies.has(second)
    assert b"".join(first) == b"a" * 900
    for number in range(10):
        last = copies.add(f"clips/{number}", b"c" * 900)
    assert b"".join(first) == b"a" * 900
    del first, second, last
    assert open_files() - before <= 2


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))

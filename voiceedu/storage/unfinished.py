"""Writes an asset where no URL leads and then moves it to its place: a web server may serve the folder of assets."""

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from voiceedu.assets import ASSETS_FOLDER

FOLDER = f"{ASSETS_FOLDER}/unfinished"
"""Within the folder of assets, which may be a link to another disk: a file can only be renamed on its own."""
NAME = re.compile(r"#\d+$")
"""The end of an unfinished file's name, which is also how obstore ends them, beside the finished file."""


def find(root: Path) -> Iterator[Path]:
    """Yield all unfinished files below `root`, whose own folders may be links to other disks."""
    for folder in root.iterdir():
        yield from (path for path in folder.rglob("*#*") if NAME.search(path.name) and not path.is_dir())


def write(root: Path, path: str, data: bytes | Path, *, is_new: bool = False) -> None:
    """Write the asset at `path` below `root`, whole or not at all, from bytes or from a file.

    Raise FileExistsError if it `is_new` and there is one, and OSError when it cannot be written.
    """
    unfinished = root / FOLDER / f"{secrets.token_hex(8)}#1"
    place = root / path
    try:
        for folder in (unfinished.parent, place.parent):
            folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(error.errno, "a file is where a folder belongs", error.filename) from None
    try:
        if isinstance(data, Path):
            shutil.copyfile(data, unfinished)
        else:
            unfinished.write_bytes(data)
        if is_new:
            os.link(unfinished, place)
        else:
            unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)

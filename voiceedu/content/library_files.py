"""Writes the files of an import into a library: all of them, or none."""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from voiceedu.content.blocks import Block
from voiceedu.errors import ImportingError


@dataclass(frozen=True, kw_only=True)
class LibraryFile:
    """One procedure as a file of the library: its `name`, such as nerve-blocks.md, its `text` and what is in it."""

    name: str
    text: str
    title: str = ""
    blocks: tuple[Block, ...] = ()


def write(files: Iterable[LibraryFile], folder: Path, *, force: bool) -> list[Path]:
    """Put `files` into `folder`, made if need be, and return their paths: all of them, or none on any error.

    `folder` is that of the language, such as procedures/en. Without `force` no existing file is replaced.
    """
    wanted = {folder / file.name: file.text for file in files}
    existing = [str(path) for path in wanted if os.path.lexists(path)]
    if existing and not force:
        remedy = "Give the document another title if this is another text; --force replaces what is there"
        raise ImportingError(f"already there: {', '.join(existing)}. {remedy}. Nothing was written.")
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        before = {path: path.read_bytes() if path.exists() else None for path in wanted}
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".import-") as staging:
            for path, text in wanted.items():
                Path(staging, path.name).write_bytes(text.encode())
            try:
                for path in wanted:
                    Path(staging, path.name).replace(path)
            except BaseException:  # an interrupt, too, leaves the folder as it was
                for path, content in before.items():
                    if content is None:
                        path.unlink(missing_ok=True)
                    elif path.read_bytes() != content:
                        path.write_bytes(content)
                raise
    except OSError as error:
        for path in made:
            with suppress(OSError):
                path.rmdir()
        reason = error.strerror or error
        raise ImportingError(f"{folder}: cannot be written ({reason}); nothing was written.") from error
    return list(wanted)

"""New contents of files, all on the disk before the first of them takes its place; put back where one cannot."""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from voiceedu.review import lock

_TEMPORARY = ".review-"
"""The names of temporary files begin so."""


@dataclass(kw_only=True)
class Staged:
    """New contents in files beside those that they replace: the disk has room for all of them.

    `before` has another name of each file as it was, so that it can be put back without any room.
    """

    files: dict[Path, Path | None]
    before: dict[Path, Path | None]

    def replace(self) -> list[Path]:
        """Put every content in its place, or leave all as it was and raise. Return the paths."""
        done: list[Path] = []
        try:
            for path, new in self.files.items():
                done.append(path)
                if new is None:
                    path.unlink(missing_ok=True)
                else:
                    new.replace(path)
        except BaseException:  # an interrupt, too
            for path in done:
                self._put_back(path)
            raise
        return done

    def _put_back(self, path: Path) -> None:
        before = self.before[path]
        if before is None:
            path.unlink(missing_ok=True)
        else:
            before.replace(path)


@contextlib.contextmanager
def stage(written: Mapping[Path, bytes | None]) -> Iterator[Staged]:
    """Yield the contents of `written` in temporary files, which are gone when the `with` block ends."""
    before: dict[Path, Path | None] = {}
    files: dict[Path, Path | None] = {}
    made: list[Path] = []
    try:
        for path, content in written.items():
            if not path.parent.exists():
                made += [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
                path.parent.mkdir(parents=True)
            before[path] = _another_name(path) if path.exists() else None
            files[path] = None if content is None else _temporary(path, content)
        yield Staged(files=files, before=before)
    finally:
        for temporary in filter(None, (*files.values(), *before.values())):
            temporary.unlink(missing_ok=True)
        for folder in made:
            with contextlib.suppress(OSError):  # it has files now
                folder.rmdir()


def _another_name(path: Path) -> Path:
    """Return another name of the file at `path`; a copy of it where the disk knows no hard links."""
    name = path.with_name(f"{_TEMPORARY}before-{secrets.token_hex(8)}")
    try:
        os.link(path, name)
    except OSError:
        return _temporary(path, path.read_bytes())
    return name


def _temporary(path: Path, content: bytes) -> Path:
    """Return a new file beside `path` with `content`, on the disk, and with the rights that `path` has."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=_TEMPORARY)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files of a change to the library in `folder` that was interrupted.

    Only the holder of the lock may do that: the files of others are not in use.
    """
    for place in (folder, *folder.glob("*"), *folder.glob("*/prompts")):
        for path in place.glob(f"{_TEMPORARY}*"):
            if path.name != lock.FILE:
                path.unlink(missing_ok=True)

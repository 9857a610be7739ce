"""Changes to the files of a library: whole or not at all, one at a time, noted in CHANGES.md, committed where git is.

A change names the file states that somebody saw. When one of them is another by now, nothing is written.
"""

import contextlib
import datetime
import hashlib
import os
import re
import secrets
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from voiceedu.config import SHIPPED_LIBRARY
from voiceedu.content.library import CHANGES
from voiceedu.errors import ReviewError, StaleError, writing_remedy
from voiceedu.review import git, lock

LONGEST_NAME = 80
NO_FILE = "none"
"""The state of a file that does not exist."""
_HEADING = "# Changes\n\nWhat was changed in `voiceedu review`, the newest last.\n\n"
_FILE = re.compile(r"[A-Za-z0-9-]+/([a-z0-9-]+(\.draft)?\.md|prompts/[a-z0-9-]+\.txt)")
"""The files of a library that may be written: a text, a draft, and the words of a prompt."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """What `who` does to a library, in a few words `what`, such as "approved en/nerve-blocks".

    `write` has the new content of files, None where a file is removed; `seen` the state of each file that the change
    was made from. `action` makes new files by itself, such as an approval, and returns their paths.
    """

    who: str
    what: str
    write: Mapping[Path, bytes | None] = field(default_factory=dict)
    seen: Mapping[Path, str] = field(default_factory=dict)
    action: Callable[[], Iterable[Path]] = tuple


def state(path: Path) -> str:
    """Return a digest of the file at `path`, or NO_FILE."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return NO_FILE


def clean_name(text: str) -> str:
    """Return the name that somebody gave; raise ReviewError for none, or for what is no name."""
    name = " ".join(text.split())
    if not re.search(r"[^\W\d_]", name) or len(name) > LONGEST_NAME or not name.isprintable() or set(name) & set("<>"):
        raise ReviewError(f"Write your name, {LONGEST_NAME} letters at most, such as Dr. Ana Ruiz")
    return name


class LibraryWriter:
    """Makes changes to the library in `folder` and to its `lexicon`, and to nothing else."""

    def __init__(self, folder: Path, lexicon: Path) -> None:
        self.folder = folder
        self.lexicon = lexicon

    def problem(self) -> str:
        """Return why nothing can be changed here and what would do; nothing where changes can be made."""
        if self.folder.resolve() == SHIPPED_LIBRARY.resolve():
            return (
                "This is the library that came with voiceedu, and it is not changed. Copy it to a folder of your own, "
                "set VOICEEDU_LIBRARY to that folder, and start voiceedu review again."
            )
        if not os.access(self.folder, os.W_OK):
            return f"The folder {self.folder} cannot be written to. Have its owner allow it."
        return ""

    def make(self, change: Change) -> str:
        """Make `change`. Return why git could not commit it; nothing where it did, or where there is no git.

        Raise StaleError when a file is not as it was seen, LockedError while somebody else writes, and ReviewError
        when it cannot be written. Then every file is as it was.
        """
        who = clean_name(change.who)
        if problem := self.problem():
            raise ReviewError(problem)
        for path in change.write:
            self._check(path)
        try:
            with lock.hold(self.folder, who):
                _check_unchanged(change.seen)
                note = self.folder / CHANGES
                written = {**change.write, note: _noted(note, f"{who}: {change.what}")}
                with _staged(written) as staged:
                    made = list(change.action())
                    try:
                        touched = [*made, *staged.replace()]
                    except BaseException:
                        for path in made:
                            path.unlink(missing_ok=True)
                        raise
                return git.commit(self.folder, touched, who=who, message=f"{_capital(change.what)}\n\nBy {who}.")
        except OSError as error:
            reason = error.strerror or error
            raise ReviewError(
                f"{self.folder} cannot be written to ({reason}). Nothing was changed. {writing_remedy(error)}."
            ) from error

    def _check(self, path: Path) -> None:
        """Raise ReviewError unless `path` is a file of the library."""
        if path == self.lexicon:
            return
        inside = path.parent.resolve().is_relative_to(self.folder.resolve()) and not path.is_symlink()
        if not inside or not _FILE.fullmatch(path.relative_to(self.folder).as_posix()):
            raise ReviewError(f"{path} is no file of the library")


@dataclass(kw_only=True)
class _Staged:
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
def _staged(written: Mapping[Path, bytes | None]) -> Iterator[_Staged]:
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
        yield _Staged(files=files, before=before)
    finally:
        for temporary in filter(None, (*files.values(), *before.values())):
            temporary.unlink(missing_ok=True)
        for folder in made:
            with contextlib.suppress(OSError):  # it has files now
                folder.rmdir()


def _another_name(path: Path) -> Path:
    """Return another name of the file at `path`; a copy of it where the disk knows no hard links."""
    name = path.with_name(f".review-before-{secrets.token_hex(8)}")
    try:
        os.link(path, name)
    except OSError:
        return _temporary(path, path.read_bytes())
    return name


def _temporary(path: Path, content: bytes) -> Path:
    """Return a new file beside `path` with `content`, on the disk, and with the rights that `path` has."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".review-")
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


def _check_unchanged(seen: Mapping[Path, str]) -> None:
    for path, expected in seen.items():
        if state(path) != expected:
            raise StaleError(f"{path.name} was changed elsewhere since you opened it")


def _noted(path: Path, note: str) -> bytes:
    """Return the file at `path` with a line more."""
    text = path.read_bytes().decode(errors="surrogateescape") if path.exists() else _HEADING
    now = datetime.datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    end = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{end}- {now}, {note}\n".encode(errors="surrogateescape")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

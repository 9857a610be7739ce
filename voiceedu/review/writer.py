"""Changes to the files of a library: whole or not at all, one at a time, noted in CHANGES.md, committed where git is.

A change names the file states that somebody saw. When one of them is another by now, nothing is written.
"""

import datetime
import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from voiceedu.config import SHIPPED_LIBRARY
from voiceedu.content.library_folder import CHANGES
from voiceedu.errors import ReviewError, StaleError, writing_remedy
from voiceedu.review import git, lock, staged_files

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


@dataclass(frozen=True, kw_only=True)
class Made:
    """A change that was made: why git could not commit it, and which change before it was interrupted; else empty."""

    uncommitted: str = ""
    interrupted: str = ""


def state(path: Path) -> str:
    """Return a digest of the file at `path`, or NO_FILE."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return NO_FILE


def clean_name(text: str) -> str:
    """Return the name that somebody gave, without invisible signs; raise ReviewError for what is no name."""
    name = " ".join("".join(sign for sign in text if unicodedata.category(sign) != "Cf").split())
    if not re.search(r"[^\W\d_]", name) or len(name) > LONGEST_NAME or not name.isprintable() or set(name) & set("<>"):
        raise ReviewError(f"Write your name, {LONGEST_NAME} letters at most, such as Dr. Ana Ruiz")
    return name


class LibraryWriter:
    """Makes changes to the library in `folder` and to its `lexicon`, and to nothing else."""

    def __init__(self, folder: Path, lexicon: Path) -> None:
        self.folder = folder
        self.lexicon = lexicon
        self._interrupted = ""  # what nobody was told of yet
        self._uncommitted: tuple[Path, ...] = ()

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

    def make(self, change: Change) -> Made:
        """Make `change`, after what is left of one that was interrupted is removed.

        Raise StaleError when a file is not as it was seen, LockedError while somebody else writes, and ReviewError
        when it cannot be written. Then every file is as it was.
        """
        who = clean_name(change.who)
        if problem := self.problem():
            raise ReviewError(problem)
        for path in change.write:
            self._check(path)
        try:
            with lock.hold(self.folder, who, change.what) as interrupted:
                if interrupted:
                    self._interrupted = interrupted
                    staged_files.remove_leftovers(self.folder)
                _check_unchanged(change.seen)
                touched = self._write(change, who)
                uncommitted = self._commit(touched, change, who)
                interrupted, self._interrupted = self._interrupted, ""
                return Made(uncommitted=uncommitted, interrupted=interrupted)
        except OSError as error:
            reason = error.strerror or error
            raise ReviewError(
                f"{self.folder} cannot be written to ({reason}). Nothing was changed. {writing_remedy(error)}."
            ) from error

    def _write(self, change: Change, who: str) -> list[Path]:
        """Write the files of `change` and the note of it, all or none; return what was touched."""
        note = self.folder / CHANGES
        written = {**change.write, note: _noted(note, f"{who}: {change.what}")}
        with staged_files.stage(written) as staged:
            made = list(change.action())
            try:
                return [*made, *staged.replace()]
            except BaseException:
                for path in made:
                    path.unlink(missing_ok=True)
                raise

    def _commit(self, paths: Iterable[Path], change: Change, who: str) -> str:
        """Commit `paths`, and those that could not be committed before. Return why that failed, or nothing."""
        message = f"{_capital(change.what)}\n\nBy {who}."
        if self._uncommitted:
            message += " With files of changes before it, which could not be committed then; CHANGES.md has them."
        everything = tuple(dict.fromkeys((*self._uncommitted, *paths)))
        reason = git.commit(self.folder, everything, who=who, message=message)
        self._uncommitted = everything if reason else ()
        return reason

    def _check(self, path: Path) -> None:
        """Raise ReviewError unless `path` is a file of the library."""
        if path == self.lexicon:
            return
        inside = path.parent.resolve().is_relative_to(self.folder.resolve()) and not path.is_symlink()
        if not inside or not _FILE.fullmatch(path.relative_to(self.folder).as_posix()):
            raise ReviewError(f"{path} is no file of the library")


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

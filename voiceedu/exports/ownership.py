"""Which files of a folder an export has written: a mark lists them, and only those are ever replaced or removed."""

import contextlib
import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from voiceedu.errors import ExportError

MARK = ".voiceedu-export.json"
"""The file that says which files of its folder are an export's: their paths and SHA-256."""


class _Mark(msgspec.Struct):
    """`files` has the old and the new SHA-256 of a file that is being replaced: an interrupted
    export may have left either.
    """

    files: dict[str, list[str]]


class _Clip(msgspec.Struct):
    file: str
    sha256: str


class _Manifest(msgspec.Struct):
    clips: list[_Clip]


@dataclass(frozen=True, kw_only=True)
class Owned:
    """The files of `folder` that an export has written: the SHA-256 that each may have, by relative path."""

    folder: Path
    files: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> "Owned":
        """Return what the mark in `folder` says; version 0.1 left no mark, but a manifest with the same."""
        with contextlib.suppress(OSError, msgspec.DecodeError, RecursionError):
            return cls(folder=folder, files=msgspec.json.decode((folder / MARK).read_bytes(), type=_Mark).files)
        with contextlib.suppress(OSError, msgspec.DecodeError, RecursionError):
            listed = msgspec.json.decode((folder / "manifest.json").read_bytes(), type=_Manifest)
            names = {path.name for path in folder.iterdir() if path.is_file() and path.name in _OF_VERSION_0_1}
            roots = {name: sha256_of(folder / name) for name in names}
            sums = {clip.file: clip.sha256 for clip in listed.clips} | roots
            return cls(folder=folder, files={name: [sha256] for name, sha256 in sums.items()})
        return cls(folder=folder)

    def is_ours(self, name: str) -> bool:
        """Return whether the file at a relative path is as an export wrote it."""
        path = self.folder / name
        return name in self.files and not path.is_symlink() and path.is_file() and sha256_of(path) in self.files[name]

    def may_be_written(self, name: str) -> bool:
        """Return whether a file can be written at a relative path, over nothing or over one that an export wrote."""
        return self._in_the_way(name) is None

    def check_may_be_written(self, names: Iterable[str]) -> None:
        """Raise ExportError if a file at one of `names` is not as an export wrote it: somebody needs it."""
        for name in names:
            if (path := self._in_the_way(name)) is not None:
                raise ExportError(f"{path} was not written by an export, so it is not replaced. Move it away first")

    def _in_the_way(self, name: str) -> Path | None:
        """Return the file at a relative path if it is not ours, or what stands there instead of a folder of its path.

        A link to another folder is no folder of an export: its files would be written, and never removed, elsewhere.
        """
        for parent in list(Path(name).parents)[-2::-1]:
            path = self.folder / parent
            if os.path.lexists(path) and (path.is_symlink() or not path.is_dir()):
                return path
        return self.folder / name if os.path.lexists(self.folder / name) and not self.is_ours(name) else None

    def announce(self, files: Mapping[str, str]) -> None:
        """List `files`, SHA-256 by path, in the mark. Until each is written, the old file also counts as ours."""
        old_and_new = {name: [*self.files.get(name, []), sha256] for name, sha256 in files.items()}
        self._write_mark({**self.files, **old_and_new})

    def finish(self, files: Mapping[str, str], *, keep_others: bool = False) -> None:
        """List in the mark `files`, which are written now; without `keep_others`, nothing else is ours."""
        others = self.files if keep_others else {}
        self._write_mark({**others, **{name: [sha256] for name, sha256 in files.items()}})

    def _write_mark(self, files: Mapping[str, Sequence[str]]) -> None:
        mark = _Mark(files={name: sorted(set(files[name])) for name in sorted(files)})
        unfinished = self.folder / f"{MARK}.part"
        unfinished.unlink(missing_ok=True)  # it may be a link to a file of somebody's
        unfinished.write_bytes(msgspec.json.format(msgspec.json.encode(mark)) + b"\n")
        unfinished.replace(self.folder / MARK)

    def remove_all_but(self, kept: Iterable[str]) -> None:
        """Remove our files that are not in `kept`, and the folders that are empty without them."""
        # FAT32 ignores case: what differs in capitals alone is the new file.
        staying = {name.casefold() for name in kept}
        for name in self.files:
            if name.casefold() not in staying and self._is_inside(name) and self.is_ours(name):
                (self.folder / name).unlink()
                for parent in list(Path(name).parents)[:-1]:
                    with contextlib.suppress(OSError):  # it is not empty
                        (self.folder / parent).rmdir()

    def _is_inside(self, name: str) -> bool:
        return (self.folder / name).resolve().is_relative_to(self.folder.resolve())


_OF_VERSION_0_1 = {"manifest.json", "manifest.csv", "manifest.schema.json", "extensions.conf", "voiceedu.xml"}


def check_is_ours(folder: Path, *, force: bool) -> None:
    """Raise ExportError if `folder` has files but no mark of an export, unless somebody insists with --force."""
    if folder.exists() and any(folder.iterdir()) and not Owned.of(folder).files and not force:
        problem = f"{folder} has other files. Name a new folder or one of an earlier export"
        raise ExportError(f"{problem}, or write beside them with --force: they stay")


def install(new: Path, folder: Path) -> None:
    """Move everything in `new` into `folder`, top-level files last; remove what an earlier export left there.

    Raise ExportError, and change nothing, if a file that no export wrote has one of the names.
    """
    files = {path.relative_to(new).as_posix(): sha256_of(path) for path in new.rglob("*") if path.is_file()}
    folder.mkdir(parents=True, exist_ok=True)
    owned = Owned.of(folder)
    owned.check_may_be_written(files)
    owned.announce(files)
    for name in sorted(files, key=lambda name: ("/" not in name, name)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (new / name).replace(folder / name)
    owned.remove_all_but(files)
    owned.finish(files)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

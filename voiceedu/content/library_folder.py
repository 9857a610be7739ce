"""The folder of a library: which of its files are procedures, and which names it keeps for something else."""

import contextlib
import os
from pathlib import Path

from voiceedu.content import procedure_file
from voiceedu.content.procedure import Procedure
from voiceedu.errors import LibraryError

RESERVED_LANGUAGES = frozenset({"ivr"})
"""Names of folders that stand for something else in a URL."""
CHANGES = "CHANGES.md"
"""At the top of a library: who changed what and when, as `voiceedu review` notes it."""
NOTES = frozenset({"readme.md", CHANGES.lower()})
"""Files at the top of a library that nobody should hear, in small letters."""


def procedure_files(folder: Path) -> list[Path]:
    """Return the Markdown files in `folder`, in order, without those that editors and systems keep for themselves."""
    return [folder / name for name in procedure_names(folder)]


def procedure_names(folder: Path) -> list[str]:
    """Return the names of `procedure_files`: thousands of paths take longer to put together than to list."""
    names = _markdown_names(folder)
    # A listing that is read while an editor replaces a file may have neither the old nor the new one.
    while names != (names := _markdown_names(folder)):
        pass
    return [name for name in names if not name.startswith((".", "~"))]


def _markdown_names(folder: Path) -> list[str]:
    """Return the names of the Markdown files in `folder`, in order. Thousands take a tenth of the time of a glob."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if entry.name.endswith(".md"))
    except (FileNotFoundError, NotADirectoryError):
        return []


def stray_files(folder: Path) -> list[Path]:
    """Return the Markdown files at the top of a library that should be in the folder of a language."""
    return [path for path in procedure_files(folder) if path.name.lower() not in NOTES]


def find_file(folder: Path, language: str, slug: str) -> tuple[Path, str, Procedure] | None:
    """Return the file of a procedure in the library `folder`, its text and what that is; drafts too, None for none."""
    for path in procedure_files(folder / language):
        with contextlib.suppress(LibraryError):
            text = procedure_file.read_text(path)
            procedure = procedure_file.parse(text, path=path, language=language)
            if procedure.slug == slug:
                return path, text, procedure
    return None

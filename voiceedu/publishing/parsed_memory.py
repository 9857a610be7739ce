"""Remembers parsed procedures by the hash of their files, from one process to the next.

Parsing takes most of the time in which a server, or a render of a library of thousands, starts.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from voiceedu.content import procedure_file
from voiceedu.content.library_folder import procedure_files
from voiceedu.content.procedure import Procedure
from voiceedu.content.procedure_file import Parsed
from voiceedu.publishing import program
from voiceedu.storage.memory import Memory
from voiceedu.storage.object_store import Objects

_MADE_BY = ("content",)
_LIBRARIES = ("markdown-it-py", "PyYAML")


class _File(msgspec.Struct, array_like=True, frozen=True):
    language: str
    name: str
    sha256: str
    procedure: Procedure


class _Files(msgspec.Struct):
    program: str
    files: list[_File]


class ParsedMemory:
    """What the files of the library in `folder` were parsed into, kept in `objects`."""

    def __init__(self, objects: Objects, folder: Path) -> None:
        self._memory = Memory(objects, "parsed", _Files)
        self._folder = folder
        self._parsed_before = procedure_file.parsed_files()

    def recall(self) -> None:
        """Have files that are as they were not parsed again in this process."""
        kept = self._memory.read()
        if kept is None or kept.program != program.digest(_MADE_BY, _LIBRARIES):
            return
        folder = str(self._folder)
        for file in kept.files:
            # One string: thousands of paths take longer to put together than their files to look at.
            path, parsed = f"{folder}{os.sep}{file.language}{os.sep}{file.name}", Parsed(file.sha256, file.procedure)
            if procedure_file.remembered(path, language=file.language) is None:
                procedure_file.remember(path, parsed, language=file.language)

    def keep(self) -> None:
        """Keep what this process has parsed, if anything of it is new."""
        parsed = procedure_file.parsed_files()
        if parsed != self._parsed_before:
            self._memory.write(_Files(program=program.digest(_MADE_BY, _LIBRARIES), files=list(self._parsed())))
            self._parsed_before = parsed

    def _parsed(self) -> Iterator[_File]:
        for folder in sorted(path for path in self._folder.iterdir() if path.is_dir()):
            for path in procedure_files(folder):
                parsed = procedure_file.remembered(path, language=folder.name)
                if parsed is not None:
                    yield _File(folder.name, path.name, parsed.sha256, parsed.procedure)

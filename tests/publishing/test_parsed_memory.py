"""Parsed procedures from one process to the next."""

from pathlib import Path

import pytest

from tests.support.texts import write_texts
from voiceedu.content import library, procedure_file
from voiceedu.content.procedure import Procedure
from voiceedu.publishing import parsed_memory, program
from voiceedu.publishing.parsed_memory import ParsedMemory
from voiceedu.storage.store import Store

TEXT = "---\ntitle: {}\nreviewed_on: 2026-01-02\nreviewed_by: A\n---\n\n## Part\n\n1. It is warm.\n2. It is *cold*.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a library of two procedures and a file that cannot be used."""
    folder = tmp_path / "library"
    write_texts(folder, {"en/one": TEXT.format("One"), "en/two": TEXT.format("Two"), "en/broken": "no title"})
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "cache"))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that are parsed, as they are."""
    names: list[str] = []
    parse = procedure_file.parse

    def counting(text: str, *, path: Path, language: str) -> Procedure:
        names.append(path.stem)
        return parse(text, path=path, language=language)

    monkeypatch.setattr(procedure_file, "parse", counting)
    return names


def load(folder: Path, store: Store) -> library.Library:
    """Load the library as a new process would, with the memory of earlier ones."""
    procedure_file.forget()
    memory = ParsedMemory(store, folder)
    memory.recall()
    found = library.load(folder, salvage=lambda language, slug: None)
    memory.keep()
    return found


def test_next_process_parses_what_has_changed(folder: Path, store: Store, parsed: list[str]) -> None:
    """What is remembered equals what was parsed; a new process parses a changed file, and what could not be used."""
    before = load(folder, store)
    assert sorted(parsed) == ["broken", "one", "two"]
    parsed.clear()
    assert load(folder, store).by_language == before.by_language
    assert parsed == ["broken"]
    write_texts(folder, {"en/two": TEXT.format("Another")})
    parsed.clear()
    assert [procedure.title for procedure in load(folder, store)] == ["Another", "One"]
    assert sorted(parsed) == ["broken", "two"]
    parsed.clear()
    load(folder, store)
    assert parsed == ["broken"]


def test_other_program_parses_everything(
    folder: Path, store: Store, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another version of the reader has made is not taken for what this one would make."""
    load(folder, store)
    parsed.clear()
    monkeypatch.setattr(parsed_memory, "_MADE_BY", ("content", "languages.py"))
    load(folder, store)
    assert sorted(parsed) == ["broken", "one", "two"]


def test_unchanged_memory_is_not_written(folder: Path, store: Store, tmp_path: Path) -> None:
    """A start that has parsed nothing new leaves the memory as it is."""
    load(folder, store)
    kept = tmp_path / "cache" / "memory" / "parsed.json"
    before = kept.stat().st_ino, kept.stat().st_mtime_ns
    load(folder, store)
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == before
    assert program.digest(("content",), parsed_memory._LIBRARIES) in kept.read_text(encoding="utf-8")

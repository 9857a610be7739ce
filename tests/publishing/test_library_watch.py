"""The library as its files are now."""

import logging
import os
from pathlib import Path

import pytest

from voiceedu.publishing import library_watch
from voiceedu.publishing.library_watch import LibraryWatch

TEXT = "---\ntitle: {title}\n---\n\nIt is medicine.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of one procedure, whose files are looked at each time."""
    monkeypatch.setattr(library_watch, "LOOK_S", -1.0)
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "one.md").write_text(TEXT.format(title="One"), encoding="utf-8")
    return tmp_path


def watching(folder: Path) -> LibraryWatch:
    return LibraryWatch(folder, published=lambda language, slug: None)


def titles(watch: LibraryWatch) -> list[str]:
    return [procedure.title for procedure in watch.current()]


def test_unchanged_library_is_the_same_object(folder: Path) -> None:
    """Whoever keeps something of the library can tell by identity that it still holds."""
    watch = watching(folder)
    assert watch.current() is watch.current()


def test_new_changed_and_removed_files_are_seen(folder: Path) -> None:
    """A procedure is there as soon as its file is, changes with it, and leaves with it."""
    watch = watching(folder)
    two = folder / "en" / "two.md"
    two.write_text(TEXT.format(title="Two"), encoding="utf-8")
    assert titles(watch) == ["One", "Two"]
    two.write_text(TEXT.format(title="Another"), encoding="utf-8")
    assert titles(watch) == ["Another", "One"]
    two.unlink()
    assert titles(watch) == ["One"]


def test_change_of_the_same_size_is_seen(folder: Path) -> None:
    """A file is read again when its time changes, be it as long as before."""
    watch = watching(folder)
    file = folder / "en" / "one.md"
    file.write_text(TEXT.format(title="Two"), encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert titles(watch) == ["Two"]


def test_prompt_of_a_clinic_is_watched_too(folder: Path) -> None:
    """A text of the telephone menus that is added is a change."""
    watch = watching(folder)
    before = watch.current()
    (folder / "en" / "prompts").mkdir()
    (folder / "en" / "prompts" / "welcome.txt").write_text("Welcome to our clinic.\n", encoding="utf-8")
    after = watch.current()
    assert after is not before
    assert "Welcome to our clinic." in str(after.prompts["en"])


def test_files_are_not_looked_at_for_every_request(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two looks the library is had without touching the disk."""
    monkeypatch.setattr(library_watch, "LOOK_S", 60.0)
    watch = watching(folder)
    (folder / "en" / "two.md").write_text(TEXT.format(title="Two"), encoding="utf-8")
    assert titles(watch) == ["One"]


def test_broken_file_leaves_the_others_and_its_own_last_words(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A file that cannot be used is named in the log, stays as it was read last, and stops no other change."""
    watch = watching(folder)
    (folder / "en" / "one.md").write_text("no front matter", encoding="utf-8")
    (folder / "en" / "two.md").write_text(TEXT.format(title="Two"), encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        assert titles(watch) == ["One", "Two"]
    assert "one.md:1: " in caplog.text


def test_folder_that_is_away_leaves_the_last_library(folder: Path) -> None:
    """While the folder cannot be read, what was read last stays."""
    watch = watching(folder)
    folder.rename(folder.parent / "away")
    assert titles(watch) == ["One"]

"""The library as its files are now."""

import logging
import os
from pathlib import Path

import pytest

from voiceedu.errors import LibraryError
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


def watched(folder: Path) -> LibraryWatch:
    """Return a watch on a library of which nothing has been published."""
    return LibraryWatch(folder, published=lambda language, slug: None)


def titles(watch: LibraryWatch) -> list[str]:
    return [procedure.title for procedure in watch.current()]


def test_unchanged_library_is_the_same_object(folder: Path) -> None:
    """An unchanged library is the identical object."""
    watch = watched(folder)
    assert watch.current() is watch.current()


def test_new_changed_and_removed_files_are_seen(folder: Path) -> None:
    """A procedure is there as soon as its file is, changes with it, and leaves with it."""
    watch = watched(folder)
    two = folder / "en" / "two.md"
    two.write_text(TEXT.format(title="Two"), encoding="utf-8")
    assert titles(watch) == ["One", "Two"]
    two.write_text(TEXT.format(title="Another"), encoding="utf-8")
    assert titles(watch) == ["Another", "One"]
    two.unlink()
    assert titles(watch) == ["One"]


def test_change_of_the_same_size_is_seen(folder: Path) -> None:
    """A file is read again when its time changes, even if its length does not."""
    watch = watched(folder)
    file = folder / "en" / "one.md"
    file.write_text(TEXT.format(title="Two"), encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert titles(watch) == ["Two"]


def test_prompt_of_a_clinic_is_watched_too(folder: Path) -> None:
    """A text of the telephone menus that is added is a change."""
    watch = watched(folder)
    before = watch.current()
    (folder / "en" / "prompts").mkdir()
    (folder / "en" / "prompts" / "welcome.txt").write_text("Welcome to our clinic.\n", encoding="utf-8")
    after = watch.current()
    assert after is not before
    assert "Welcome to our clinic." in str(after.prompts["en"])


def test_files_are_not_looked_at_for_every_request(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two checks the library is returned without reading the disk."""
    monkeypatch.setattr(library_watch, "LOOK_S", 60.0)
    watch = watched(folder)
    (folder / "en" / "two.md").write_text(TEXT.format(title="Two"), encoding="utf-8")
    assert titles(watch) == ["One"]


def test_misplaced_file_leaves_the_others(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A file outside a language folder is logged with its name, and new procedures are still seen."""
    watch = watched(folder)
    (folder / "stray.md").write_text(TEXT.format(title="Stray"), encoding="utf-8")
    (folder / "en" / "two.md").write_text(TEXT.format(title="Two"), encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        assert titles(watch) == ["One", "Two"]
    assert "stray.md:1: " in caplog.text


def test_library_without_a_usable_file_stops_the_start(folder: Path) -> None:
    """There is nothing to serve, so the error names the file."""
    (folder / "en" / "one.md").write_text("no front matter", encoding="utf-8")
    with pytest.raises(LibraryError, match=r"one\.md:1: "):
        watched(folder)


@pytest.mark.parametrize("target", ["loop.md", "nothing"])
def test_link_that_leads_nowhere_leaves_the_others(folder: Path, target: str) -> None:
    """A link to itself or to nothing is named as broken; changes of other files are seen, and a server can start."""
    watch = watched(folder)
    (folder / "en" / "loop.md").symlink_to(folder / "en" / target)
    (folder / "en" / "one.md").write_text(TEXT.format(title="Another"), encoding="utf-8")
    for each in (watch, watched(folder)):
        assert titles(each) == ["Another"]
        assert [Path(broken.name).stem for broken in each.current().broken] == ["loop"]


def test_library_that_is_gone_is_told_once(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """While the folder is gone the last library stays, and the log says so once, not at each look; then it is read."""
    watch = watched(folder)
    before, away = watch.current(), folder.with_name("away")
    for _ in range(2):
        caplog.clear()
        folder.rename(away)
        assert [watch.current() for _ in range(3)] == [before] * 3
        assert caplog.text.count("the last good one stays") == 1
        away.rename(folder)
        assert watch.current() is before

"""Files that change while a process runs."""

from pathlib import Path

import pytest

from voiceedu.publishing import file_watch
from voiceedu.publishing.file_watch import FileWatch


def test_every_change_is_seen_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is made, changed or removed has changed, until the watch is asked again."""
    monkeypatch.setattr(file_watch, "LOOK_S", -1.0)
    file, other = tmp_path / "a", tmp_path / "b"
    other.write_text("words", encoding="utf-8")
    watch = FileWatch([file, other])
    assert (watch.has_changed(), watch.any_exists()) == (False, True)
    file.write_text("words", encoding="utf-8")
    assert (watch.has_changed(), watch.has_changed()) == (True, False)
    file.write_text("other words", encoding="utf-8")
    assert watch.has_changed()
    file.unlink()
    other.unlink()
    assert (watch.has_changed(), watch.any_exists()) == (True, False)


def test_disk_is_not_asked_all_the_time(tmp_path: Path) -> None:
    """Just after a look nothing is looked at."""
    file = tmp_path / "a"
    watch = FileWatch([file])
    file.write_text("words", encoding="utf-8")
    assert not watch.has_changed()

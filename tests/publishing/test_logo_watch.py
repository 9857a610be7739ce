"""The clinic's logo as its files are now."""

import logging
from pathlib import Path

import pytest

from voiceedu.publishing import file_watch
from voiceedu.publishing.logo_watch import LogoWatch

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 50"/>'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library's folder with a logo, which is looked at each time."""
    monkeypatch.setattr(file_watch, "LOOK_S", -1.0)
    (tmp_path / "logo.svg").write_text(SVG.format(width=100), encoding="utf-8")
    (tmp_path / "logo.txt").write_text("A river", encoding="utf-8")
    return tmp_path


def test_unchanged_file_gives_the_same_logo(folder: Path) -> None:
    """While its files stay, the logo is the identical object: pages are kept by it."""
    watch = LogoWatch(folder)
    assert watch.current() is not None
    assert watch.current() is watch.current()


def test_changed_and_removed_files_are_seen(folder: Path) -> None:
    """Another picture, other words and no file at all are seen by a process that runs on."""
    watch = LogoWatch(folder)
    (folder / "logo.svg").write_text(SVG.format(width=1000), encoding="utf-8")
    found = watch.current()
    assert found is not None
    assert found.width == 1000
    (folder / "logo.txt").write_text("A river and a bridge", encoding="utf-8")
    found = watch.current()
    assert found is not None
    assert found.alternative == "A river and a bridge"
    (folder / "logo.svg").unlink()
    assert watch.current() is None


def test_last_good_logo_stays(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """While the file cannot be shown the last good one is; log and `problem` say why; a mended file is read."""
    watch = LogoWatch(folder)
    before = watch.current()
    (folder / "logo.svg").write_text("<html/>", encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        assert watch.current() is before
    assert "logo.svg: is XML, and no SVG" in watch.problem
    assert watch.problem in caplog.text
    (folder / "logo.svg").write_text(SVG.format(width=100), encoding="utf-8")
    assert watch.current() == before
    assert watch.problem == ""


def test_broken_logo_does_not_stop_the_start(folder: Path) -> None:
    """At the start there is no logo then, and `problem` says why."""
    (folder / "logo.txt").unlink()
    watch = LogoWatch(folder)
    assert watch.current() is None
    assert "logo.txt: is missing" in watch.problem

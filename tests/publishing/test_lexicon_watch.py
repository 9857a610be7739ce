"""The lexicons as their files are now."""

import logging
from pathlib import Path

import pytest

from voiceedu.errors import LexiconError
from voiceedu.publishing import file_watch
from voiceedu.publishing.lexicon_watch import LexiconWatch


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic's own file, which is looked at each time."""
    monkeypatch.setattr(file_watch, "LOOK_S", -1.0)
    path = tmp_path / "clinic.tsv"
    path.write_text("Desai\tdeh sigh\n", encoding="utf-8")
    return path


def test_unchanged_file_gives_the_same_lexicon(clinic: Path) -> None:
    """An unchanged file gives the identical lexicon."""
    watch = LexiconWatch(clinic)
    assert watch.of("en") is watch.of("en")
    assert LexiconWatch(None).of("en") != watch.of("en")


def test_changed_file_is_read_again(clinic: Path) -> None:
    """A new word is known to a process that runs on."""
    watch = LexiconWatch(clinic)
    before = watch.of("en")
    clinic.write_text("Desai\tdeh sigh\nZoledra\tzoh led rah\n", encoding="utf-8")
    assert watch.of("en") != before
    assert watch.of("en") == LexiconWatch(clinic).of("en")


@pytest.mark.parametrize("broken", ["no tab\n", None], ids=["a line that says nothing", "gone"])
def test_last_good_lexicon_stays(clinic: Path, caplog: pytest.LogCaptureFixture, broken: str | None) -> None:
    """While the file is broken the last good lexicon is used, and log and `problem` say why; a mended file is read."""
    watch = LexiconWatch(clinic)
    before = watch.of("en")
    if broken is None:
        clinic.unlink()
    else:
        clinic.write_text(broken, encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        assert watch.of("en") is before
    assert "clinic.tsv:1: " in watch.problem
    assert watch.problem in caplog.text
    clinic.write_text("Desai\tdeh sigh\n", encoding="utf-8")
    assert watch.of("en") == before
    assert watch.problem == ""


def test_file_that_cannot_be_used_stops_the_start(clinic: Path) -> None:
    """At the start a wrong file is an error with its line."""
    clinic.write_text("no tab\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"clinic\.tsv:1: "):
        LexiconWatch(clinic)


def test_a_librarys_lexicon_may_come_and_go(clinic: Path) -> None:
    """A library needs no lexicon; one that somebody writes is read, and one that is removed counts no more."""
    clinic.unlink()
    watch = LexiconWatch(clinic, is_optional=True)
    empty = watch.of("en")
    clinic.write_text("Zoledra\tzoh led rah\n", encoding="utf-8")
    assert watch.of("en").entries["Zoledra"] == "zoh led rah"
    clinic.unlink()
    assert watch.of("en") == empty
    assert watch.problem == ""

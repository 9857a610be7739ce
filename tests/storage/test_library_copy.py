"""A library in a bucket, and its copy on this machine."""

import datetime
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.bucket import Bucket, StoredObject, bucket
from voiceedu.config import Settings
from voiceedu.errors import SettingError
from voiceedu.storage.library_copy import LibraryCopy

MONDAY = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)


@dataclass
class Texts:
    """A library in a bucket, and a process of a machine that copies it."""

    kept: Bucket
    settings: Settings

    @property
    def folder(self) -> Path:
        return self.settings.library

    def write(self, name: str, text: str) -> None:
        self.kept.objects[f"texts/{name}"] = StoredObject(text.encode(), MONDAY)

    def refresh(self, **how: float) -> None:
        assert self.settings.library_url is not None
        LibraryCopy(self.settings.library_url, self.folder).refresh(**how)

    def read(self) -> dict[str, str]:
        folder = self.folder
        return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Texts]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with bucket() as kept:
        for name, value in kept.environ.items():
            monkeypatch.setenv(name, value)
        settings = Settings.from_environment({"VOICEEDU_LIBRARY": f"{kept.url}/texts/"})
        assert settings.library_url == f"{kept.url}/texts"
        found = Texts(kept, settings)
        found.write("en/nerve-blocks.md", "Words.")
        found.write("en/.approvals/nerve-blocks/2026-11-26.yaml", "record: approval")
        yield found


def test_a_copy_has_what_the_bucket_has(texts: Texts) -> None:
    """All files below the prefix are there, hidden ones too; what is changed, added and removed follows."""
    texts.write("lexicon.tsv", "")
    texts.kept.objects["other/en/x.md"] = StoredObject(b"Elsewhere.", MONDAY)
    texts.refresh()
    assert set(texts.read()) == {"en/nerve-blocks.md", "en/.approvals/nerve-blocks/2026-11-26.yaml", "lexicon.tsv"}
    texts.write("en/nerve-blocks.md", "Better.")
    texts.write("es/bloqueos.md", "Palabras.")
    del texts.kept.objects["texts/lexicon.tsv"]
    texts.refresh()
    found = texts.read()
    assert (found["en/nerve-blocks.md"], found["es/bloqueos.md"]) == ("Better.", "Palabras.")
    assert "lexicon.tsv" not in found


def test_what_has_not_changed_is_not_read_again(texts: Texts) -> None:
    """A refresh lists the bucket; it reads what is new, and leaves the times of all other files as they were."""
    texts.refresh()
    other = texts.folder / "en/.approvals/nerve-blocks/2026-11-26.yaml"
    before = other.stat()
    texts.kept.requests.clear()
    texts.refresh()
    assert texts.kept.requests == [("GET", "")]
    texts.write("en/nerve-blocks.md", "Better.")
    texts.kept.requests.clear()
    texts.refresh()
    assert texts.kept.requests == [("GET", ""), ("GET", "texts/en/nerve-blocks.md")]
    assert (other.stat().st_mtime_ns, other.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_reader_has_the_files_of_one_listing(texts: Texts) -> None:
    """Whoever has the copy open while it is replaced goes on reading the one before."""
    texts.refresh()
    handle = os.open(texts.folder, os.O_RDONLY)
    try:
        texts.write("en/nerve-blocks.md", "Better.")
        texts.refresh()
        with os.fdopen(os.open("en/nerve-blocks.md", os.O_RDONLY, dir_fd=handle)) as file:
            assert file.read() == "Words."
    finally:
        os.close(handle)
    assert texts.read()["en/nerve-blocks.md"] == "Better."


def test_copies_do_not_add_up(texts: Texts) -> None:
    """Of all copies that were made the last two are kept."""
    for number in range(5):
        texts.write("en/nerve-blocks.md", f"Words {number}.")
        texts.refresh()
    assert texts.read()["en/nerve-blocks.md"] == "Words 4."
    assert len([path for path in texts.folder.parent.iterdir() if path.is_dir() and not path.is_symlink()]) == 2


def test_the_last_copy_stays_while_the_bucket_is_away(texts: Texts, caplog: pytest.LogCaptureFixture) -> None:
    """A bucket that has nothing, or cannot be read, is a warning; the texts stay as they were."""
    texts.refresh()
    before = texts.read()
    texts.kept.objects.clear()
    texts.refresh()
    assert "has no files" in caplog.text
    assert texts.read() == before
    caplog.clear()
    os.environ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1"
    texts.refresh()
    assert "cannot be read; its last copy stays" in caplog.text
    assert texts.read() == before


def test_a_bucket_that_was_never_read_stops_the_start(texts: Texts) -> None:
    """Without any copy there is nothing to serve: the setting is named, and why."""
    texts.kept.objects.clear()
    with pytest.raises(SettingError, match=r"VOICEEDU_LIBRARY='s3://clinic/texts' cannot be used: .*has no files"):
        texts.refresh()


def test_processes_of_a_machine_share_a_look(texts: Texts) -> None:
    """What another process has just copied is not listed again."""
    texts.refresh()
    texts.kept.requests.clear()
    texts.refresh(at_most_every_s=60)
    assert texts.kept.requests == []


def test_a_clock_that_was_set_back_hides_no_change(texts: Texts) -> None:
    """A copy from the future, as after the clock was set back by a day, is looked at again now, and not in a day."""
    texts.refresh()
    for path in texts.folder.parent.glob("*.json"):
        os.utime(path, (time.time() + 86_400,) * 2)
    texts.write("en/nerve-blocks.md", "Other words.")
    texts.refresh(at_most_every_s=60)
    assert texts.read()["en/nerve-blocks.md"] == "Other words."


def test_a_copy_that_was_interrupted_is_made_again(texts: Texts) -> None:
    """A process that was killed before it noted its copy leaves one that works, and the next one mends the rest."""
    texts.refresh()
    (texts.folder.parent / "copied.json").unlink()
    texts.refresh()
    assert texts.read()["en/nerve-blocks.md"] == "Words."


def test_objects_that_stand_for_folders_are_left_out(texts: Texts) -> None:
    """The empty objects that the console of a bucket makes for folders are no files, and no change."""
    for name in ("", "en/", "en/prompts/"):
        texts.write(name, "")
    texts.refresh()
    assert set(texts.read()) == {"en/nerve-blocks.md", "en/.approvals/nerve-blocks/2026-11-26.yaml"}
    before = texts.folder.readlink()
    texts.refresh()
    assert texts.folder.readlink() == before

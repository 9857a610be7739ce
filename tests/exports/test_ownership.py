"""What an export replaces and removes: its own files, and nothing else."""

import errno
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.exports.conftest import exported
from voiceedu.cli import main
from voiceedu.config import Settings
from voiceedu.exports import recordings
from voiceedu.exports.ownership import MARK, Owned, install, sha256_of

FORMS = ["files", "asterisk", "freeswitch"]


def export(phone_settings: Settings, form: str, target: Path, *options: str) -> Result:
    environ = {
        "VOICEEDU_LIBRARY": str(phone_settings.library),
        "VOICEEDU_CACHE": phone_settings.cache,
        "VOICEEDU_ENGINES": "tone",
    }
    staff = [] if form == "files" else ["--dial", "PJSIP/{number}@trunk"]
    environ["VOICEEDU_STAFF_NUMBER"] = str(phone_settings.staff_number)
    return CliRunner().invoke(main, ["export", form, str(target), *staff, *options], env=environ)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("form", FORMS)
def test_a_foreign_folder_is_refused_without_force(phone_settings: Settings, tmp_path: Path, form: str) -> None:
    """A folder with somebody else's files is refused, a manifest.json among them or not; with --force they all stay."""
    target = tmp_path / "out"
    (target / "notes").mkdir(parents=True)
    (target / "notes" / "mine.txt").write_text("mine")
    (target / "package.json").write_text("{}")
    done = export(phone_settings, form, target)
    assert done.exit_code == 1
    assert "has other files" in done.output
    assert contents(target) == {"notes/mine.txt": b"mine", "package.json": b"{}"}
    done = export(phone_settings, form, target, "--force")
    assert done.exit_code == 0, done.output
    assert (target / "notes" / "mine.txt").read_text() == "mine"
    assert (target / "manifest.json").exists()


def test_a_foreign_manifest_does_not_mark_the_folder_as_ours(phone_settings: Settings, tmp_path: Path) -> None:
    """A manifest.json of another program does not make a folder ours, and is not replaced with --force either."""
    target = tmp_path / "out"
    target.mkdir()
    (target / "manifest.json").write_text('{"name": "somebody else\'s"}')
    for options in ([], ["--force"]):
        assert export(phone_settings, "files", target, *options).exit_code == 1
        assert contents(target) == {"manifest.json": b'{"name": "somebody else\'s"}'}


def test_what_was_added_or_changed_stays(phone_settings: Settings, tmp_path: Path) -> None:
    """In an export of ours, a file that somebody put there or edited is theirs: the next export leaves it."""
    target = tmp_path / "out"
    assert export(phone_settings, "files", target).exit_code == 0
    (target / "en" / "mine.mp3").write_bytes(b"mine")
    assert export(phone_settings, "files", target, "--format", "wav").exit_code == 0
    assert (target / "en" / "mine.mp3").read_bytes() == b"mine"
    assert not (target / "en" / "nerve-blocks.mp3").exists()
    edited = target / "en" / "nerve-blocks.wav"
    edited.write_bytes(b"edited")
    done = export(phone_settings, "files", target, "--format", "wav")
    assert done.exit_code == 1
    assert f"{edited} was not written by an export" in done.output
    assert edited.read_bytes() == b"edited"
    assert export(phone_settings, "files", target, "--format", "mp3").exit_code == 0
    assert edited.read_bytes() == b"edited"


def test_an_export_of_an_older_version_is_ours(phone_settings: Settings, tmp_path: Path) -> None:
    """Version 0.1 left a manifest and no mark; what it lists is replaced as before."""
    target = tmp_path / "out"
    assert export(phone_settings, "files", target).exit_code == 0
    (target / MARK).unlink()
    assert export(phone_settings, "files", target, "--format", "wav").exit_code == 0
    assert not list(target.rglob("*.mp3"))


def test_a_stick_keeps_its_music_and_playlists(texts: Path, tmp_path: Path) -> None:
    """Recordings are written beside the owner's music, without --force; a song with a name of ours is not replaced."""
    stick = tmp_path / "stick"
    stick.mkdir()
    own = {"01 Song.mp3": b"a song", "playlist.m3u8": b"#EXTM3U\n01 Song.mp3\n", "voiceedu.m3u8": b"#EXTM3U\n"}
    for name, data in own.items():
        (stick / name).write_bytes(data)
    for _ in range(2):
        assert exported("audio", texts, stick).exit_code == 0
        assert own.items() <= contents(stick).items()
        assert "01 Nerve blocks.mp3" in (stick / "voiceedu1.m3u8").read_text(encoding="utf-8")
    (stick / "01 Nerve blocks.mp3").write_bytes(b"a song of that name")
    done = exported("audio", texts, stick)
    assert done.exit_code == 1
    assert "was not written by an export" in done.output
    assert (stick / "01 Nerve blocks.mp3").read_bytes() == b"a song of that name"


def test_a_book_of_the_owner_is_not_replaced(texts: Path, tmp_path: Path) -> None:
    """A novel that has the name of our book stays."""
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "library.epub").write_bytes(b"a novel")
    done = exported("book", texts, folder)
    assert done.exit_code == 1
    assert contents(folder) == {"library.epub": b"a novel"}


def test_an_interrupted_export_is_still_ours(tmp_path: Path) -> None:
    """Whether a file was replaced before the power failed or not, the next export may replace it."""
    folder, new = tmp_path / "out", tmp_path / "new"

    def write_new_export(text: str) -> None:
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        (new / "a.txt").write_text(text)

    write_new_export("first")
    install(new, folder)
    write_new_export("second")
    Owned.of(folder).announce({"a.txt": sha256_of(new / "a.txt")})
    write_new_export("third")
    install(new, folder)
    assert (folder / "a.txt").read_text() == "third"


@pytest.mark.parametrize("name", [MARK, "manifest.json"])
def test_a_mark_nested_without_end_says_nothing(tmp_path: Path, name: str) -> None:
    """A mark or manifest of brackets alone marks nothing as ours, and is no traceback."""
    (tmp_path / name).write_text('{"more":' + "[" * 200_000, encoding="utf-8")
    assert Owned.of(tmp_path).files == {}


def test_a_mark_reaches_nothing_outside(tmp_path: Path) -> None:
    """A mark that names a file elsewhere, or a link to one, removes nothing there."""
    folder = tmp_path / "out"
    folder.mkdir()
    (tmp_path / "mine.txt").write_text("mine")
    (folder / "link.txt").symlink_to(tmp_path / "mine.txt")
    digest = sha256_of(tmp_path / "mine.txt")
    Owned(folder=folder).finish({"../mine.txt": digest, "link.txt": digest})
    Owned.of(folder).remove_all_but([])
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert (folder / "link.txt").is_symlink()


def test_a_link_in_place_of_an_unfinished_file_leads_nowhere(phone_settings: Settings, tmp_path: Path) -> None:
    """Where a file of an export is about to be written, a link to somebody's file does not have that one replaced."""
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    target = tmp_path / "out"
    target.mkdir()
    (target / f"{MARK}.part").symlink_to(mine)
    assert export(phone_settings, "files", target, "--force").exit_code == 0
    assert mine.read_text() == "mine"
    (target / "song.mp3.part").symlink_to(mine)
    recordings.write(target / "song.mp3", [b"sound"])
    assert (mine.read_text(), (target / "song.mp3").read_bytes()) == ("mine", b"sound")


@pytest.mark.parametrize("kind", ["file", "link to a folder", "link to nothing"])
def test_what_stands_in_place_of_a_folder_stays(phone_settings: Settings, tmp_path: Path, kind: str) -> None:
    """A file, or a link elsewhere, where an export has a folder: nothing is written there, and it is named."""
    elsewhere, target = tmp_path / "elsewhere", tmp_path / "out"
    target.mkdir()
    if kind == "file":
        (target / "en").write_text("mine")
    else:
        (target / "en").symlink_to(elsewhere)
    if kind == "link to a folder":
        elsewhere.mkdir()
    done = export(phone_settings, "files", target, "--force")
    assert (done.exit_code, str(target / "en") in done.output) == (1, True), done.output
    assert [path.name for path in target.iterdir()] == ["en"]
    assert not elsewhere.exists() or list(elsewhere.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(phone_settings: Settings, tmp_path: Path) -> None:
    """What the system says of a file is a line with its name and what would do, and no traceback."""
    (tmp_path / "file").write_text("mine")
    done = export(phone_settings, "files", tmp_path / "file" / "below")
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert "file cannot be written: File exists. Name another folder" in done.output


def test_a_full_disk_is_told_with_the_folder(
    phone_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that fails names no file in its error: the folder is told, and the export that was there stays whole."""
    target = tmp_path / "out"
    assert export(phone_settings, "files", target).exit_code == 0
    before = contents(target)

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", fail)
    done = export(phone_settings, "files", target)
    assert done.exit_code == 1
    assert f"{target} cannot be written: No space left on device. Free some space" in done.output
    monkeypatch.undo()
    assert contents(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]

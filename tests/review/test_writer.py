"""Changes to a library's files: whole or not at all."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from voiceedu.errors import ReviewError, StaleError
from voiceedu.review.writer import NO_FILE, Change, LibraryWriter, Made, clean_name, state


@pytest.fixture
def writer(tmp_path: Path) -> LibraryWriter:
    library = tmp_path / "library"
    (library / "en").mkdir(parents=True)
    (library / "en/one.md").write_text("one\n")
    (library / "en/two.md").write_text("two\n")
    return LibraryWriter(library, library / "lexicon.tsv")


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_change_is_noted_and_committed(writer: LibraryWriter, git: Callable[..., str]) -> None:
    """Each change is a line in CHANGES.md, below what somebody wrote there, and a commit with the person's name."""
    git(writer.folder, "init", "--quiet")
    (writer.folder / "CHANGES.md").write_text("# Ours\nno end")
    one = writer.folder / "en/one.md"
    one.chmod(0o640)
    assert writer.make(Change(who=" Ana  Ruiz ", what="edited en/one", write={one: b"new\n"})) == Made()
    lines = (writer.folder / "CHANGES.md").read_text().splitlines()
    assert lines[:2] == ["# Ours", "no end"]
    assert lines[2].endswith(", Ana Ruiz: edited en/one")
    assert one.stat().st_mode & 0o777 == 0o640
    assert git(writer.folder, "log", "-1", "--format=%an: %s") == "Ana Ruiz: Edited en/one"
    assert git(writer.folder, "show", "--name-only", "--format=", "HEAD").split() == ["CHANGES.md", "en/one.md"]


def test_a_stale_change_writes_nothing(writer: LibraryWriter) -> None:
    """A file that changed, came or went since it was seen stops the whole change."""
    one, two, new = (writer.folder / f"en/{name}.md" for name in ("one", "two", "new"))
    before = files(writer.folder)
    for seen in ({one: "0" * 64}, {one: NO_FILE}, {new: "0" * 64}, {one: state(one), two: NO_FILE}):
        with pytest.raises(StaleError):
            writer.make(Change(who="Ana", what="x", write={one: b"mine"}, seen=seen))
    assert files(writer.folder) == before
    writer.make(Change(who="Ana", what="x", write={one: None, new: b"n"}, seen={one: state(one), new: NO_FILE}))
    assert not one.exists()


@pytest.mark.parametrize(
    "name",
    ["../out.md", "en/../../out.md", "en/x.sh", "en/.approvals/x/2026-01-01.yaml", "README.md", "en/Ü.md", "en/a/b.md"],
)
def test_nothing_but_the_librarys_files_is_written(writer: LibraryWriter, name: str) -> None:
    """Whatever a path says, only texts, drafts, prompts and the lexicon can be written."""
    before = files(writer.folder.parent)
    with pytest.raises(ReviewError, match="no file of the library"):
        writer.make(Change(who="Ana", what="x", write={writer.folder / name: b"x"}))
    assert files(writer.folder.parent) == before


def test_a_link_is_not_followed(writer: LibraryWriter, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A text, or a folder of a language, that is a link to elsewhere is not written through."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "text.md").write_text("theirs")
    (writer.folder / "en/link.md").symlink_to(elsewhere / "text.md")
    (writer.folder / "fr").symlink_to(elsewhere)
    for name in ("en/link.md", "fr/text.md"):
        with pytest.raises(ReviewError):
            writer.make(Change(who="Ana", what="x", write={writer.folder / name: b"mine"}))
    assert (elsewhere / "text.md").read_text() == "theirs"


def made(folder: Path) -> Path:
    """Make a file as an approval does, and return it."""
    path = folder / "approval.yaml"
    path.write_text("record: approval\n")
    return path


@pytest.mark.parametrize("at", range(1, 4))
def test_a_change_that_fails_midway_leaves_all_as_it_was(
    writer: LibraryWriter, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """When a replacement fails, those before it are undone, a removed file comes back, and the note is not there.

    That takes no room: a disk that has become full in between has none.
    """
    one, two, new = (writer.folder / f"en/{name}.md" for name in ("one", "two", "new"))
    before = files(writer.folder)
    real, calls = Path.replace, []

    def replace(path: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == at:
            raise OSError(28, os.strerror(28), str(target))
        return real(path, target)

    def full(path: Path, _data: bytes) -> int:
        raise OSError(28, os.strerror(28), str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(ReviewError, match="No space left"):
            writer.make(
                Change(
                    who="Ana",
                    what="x",
                    write={two: None, one: b"1", new: b"2"},
                    action=lambda: [made(writer.folder)],
                )
            )
    assert files(writer.folder) == before


def test_an_action_that_fails_leaves_no_note(writer: LibraryWriter) -> None:
    """An approval that cannot be written is not noted; a folder that was made for a file is gone again."""

    def fail() -> list[Path]:
        raise ReviewError("no")

    before = files(writer.folder)
    path = writer.folder / "de/prompts/welcome.txt"
    with pytest.raises(ReviewError, match="no"):
        writer.make(Change(who="Ana", what="x", write={path: b"x"}, action=fail))
    assert files(writer.folder) == before
    assert not (writer.folder / "de").exists()


KILLED = """\
import os, signal, sys
from pathlib import Path
from voiceedu.review.writer import Change, LibraryWriter
library = Path(sys.argv[1])
def die():
    os.kill(os.getpid(), signal.SIGKILL)
change = Change(who="Luis Soto", what="edited en/one", write={library / "en/one.md": b"theirs"}, action=die)
LibraryWriter(library, library / "lexicon.tsv").make(change)
"""


def test_a_change_that_was_killed_is_told(writer: LibraryWriter) -> None:
    """Nothing of it is in the way or left; whoever makes the next change that succeeds is told, once."""
    one = writer.folder / "en/one.md"
    before = files(writer.folder)
    assert subprocess.run([sys.executable, "-c", KILLED, str(writer.folder)]).returncode == -signal.SIGKILL
    assert len(files(writer.folder)) > len(before)
    with pytest.raises(StaleError):
        writer.make(Change(who="Ana", what="x", write={one: b"mine"}, seen={one: "0" * 64}))
    assert files(writer.folder) == before
    made = writer.make(Change(who="Ana", what="x", write={one: b"mine"}, seen={one: state(one)}))
    assert made == Made(interrupted="Luis Soto: edited en/one")
    assert set(files(writer.folder)) == {*before, "CHANGES.md"}
    assert writer.make(Change(who="Ana", what="x")) == Made()


def test_names_of_people() -> None:
    """Spaces are tidied; what is no name is refused."""
    assert clean_name("  Dra.  Ana   Núñez ") == "Dra. Ana Núñez"
    assert clean_name("\u200fد. ليلى\u200e") == "د. ليلى"  # marks of direction, as programs put them around a name
    assert clean_name('Dr. "Ana" O\'Neil \U0001f469\u200d\u2695') == 'Dr. "Ana" O\'Neil \U0001f469\u2695'
    for text in ("", "12", "a\nb\x07", "x" * 81, "<script>"):
        with pytest.raises(ReviewError, match="name"):
            clean_name(text)

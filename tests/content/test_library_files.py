"""The files of an import are all written, or none."""

from pathlib import Path

import pytest

from voiceedu.content import importer, library_files
from voiceedu.content.library_files import LibraryFile
from voiceedu.errors import ImportingError

DOCUMENT = Path(__file__).parents[1] / "data" / "what-is-joint-care.txt"


def split_document() -> tuple[LibraryFile, ...]:
    return importer.convert(DOCUMENT.read_bytes(), name=DOCUMENT.name, language="en", split=True).files


def test_existing_files_are_left_alone_without_force(tmp_path: Path) -> None:
    """Without force, one existing file stops the import; every such file is named and none is written."""
    files = split_document()
    for name in ("gel-injections.md", "nerve-cooling.md"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(ImportingError) as raised:
        library_files.write(files, tmp_path, force=False)
    for name in ("gel-injections.md", "nerve-cooling.md"):
        assert str(tmp_path / name) in str(raised.value)
        assert (tmp_path / name).read_text(encoding="utf-8") == "mine"
    assert "another title" in str(raised.value)
    assert "--force" in str(raised.value)
    assert len(list(tmp_path.iterdir())) == 2


def test_force_replaces_what_is_there(tmp_path: Path) -> None:
    """With force the files hold the new text, and other files of the folder stay."""
    files = split_document()
    (tmp_path / files[2].name).write_text("old", encoding="utf-8")
    (tmp_path / "other.md").write_text("other", encoding="utf-8")
    library_files.write(files, tmp_path, force=True)
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert written == {file.name: file.text for file in files} | {"other.md": "other"}


@pytest.mark.parametrize("failing", range(5))
def test_failure_while_writing_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """Whichever file cannot be put in its place, old content is back, new files are gone, and no trace is left."""
    files = split_document()
    (tmp_path / files[0].name).write_text("old", encoding="utf-8")
    put = Path.replace

    def broken(self: Path, target: Path) -> Path:
        if target.name == files[failing].name:
            raise OSError(28, "No space left on device")
        return put(self, target)

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(ImportingError, match="No space left on device"):
        library_files.write(files, tmp_path, force=True)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {files[0].name: "old"}


def test_failure_takes_new_folders_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder made for an import that fails is gone again."""

    def broken(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(ImportingError):
        library_files.write([LibraryFile(name="a.md", text="a")], tmp_path / "new" / "en", force=False)
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_made_is_a_named_error(tmp_path: Path) -> None:
    """A file where the folder should be is an error that names it, not a traceback."""
    (tmp_path / "en").write_text("a file", encoding="utf-8")
    with pytest.raises(ImportingError, match="cannot be written"):
        library_files.write([LibraryFile(name="a.md", text="a")], tmp_path / "en", force=True)

"""New contents of files, whole or not at all."""

from pathlib import Path

import pytest

from voiceedu.review import lock, staged_files


def test_contents_take_their_places_together(tmp_path: Path) -> None:
    """Nothing is seen before all are on the disk; no temporary file and no empty folder stays."""
    old, new, gone = tmp_path / "old.md", tmp_path / "de/prompts/new.txt", tmp_path / "gone.md"
    old.write_text("before")
    gone.write_text("before")
    with staged_files.stage({old: b"after", new: b"new", gone: None}) as staged:
        assert (old.read_text(), gone.read_text(), new.exists()) == ("before", "before", False)
        assert staged.replace() == [old, new, gone]
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["new.txt", "old.md"]
    assert (old.read_text(), new.read_text()) == ("after", "new")
    with pytest.raises(KeyError), staged_files.stage({tmp_path / "fr/x.md": b"x"}):
        raise KeyError
    assert not (tmp_path / "fr").exists()


def test_leftovers_are_removed_and_nothing_else(tmp_path: Path) -> None:
    """Temporary files are wherever a library has files; the lock and the hidden files of others stay."""
    kept = ["text.md", lock.FILE, "en/.approvals/one/2026-11-20.yaml", "en/.review.md", "en/other/.review-x"]
    left = [".review-ab1", "en/.review-before-cd2", "en/prompts/.review-x_3"]
    for name in (*kept, *left):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    staged_files.remove_leftovers(tmp_path)
    assert {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()} == set(kept)

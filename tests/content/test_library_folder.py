"""Which files of a library are procedures."""

from pathlib import Path

from voiceedu.content import library_folder

TEXT = "---\ntitle: Nerve blocks\n{fields}---\nIt helps.\n"


def put(folder: Path, name: str, fields: str = "") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT.format(fields=fields), encoding="utf-8")


def test_what_an_editor_keeps_is_no_procedure(tmp_path: Path) -> None:
    """Markdown files are procedures, in the order of their names, but for those with a dot or ~ before it."""
    for name in ("b.md", "a.md", ".#a.md", "~$b.md", "a.txt"):
        put(tmp_path, name)
    assert [path.name for path in library_folder.procedure_files(tmp_path)] == ["a.md", "b.md"]
    assert library_folder.procedure_names(tmp_path / "missing") == []


def test_readme_is_no_procedure(tmp_path: Path) -> None:
    """A README and the notes of changes beside the language folders are left alone; another file is misplaced."""
    for name in ("README.md", "CHANGES.md", "blocks.md", "en/other.md"):
        put(tmp_path, name)
    assert library_folder.stray_files(tmp_path) == [tmp_path / "blocks.md"]


def test_a_draft_is_found_by_its_slug(tmp_path: Path) -> None:
    """A file is found by the slug that it names, with its text; a broken one beside it hides none."""
    put(tmp_path, "en/a.md", "slug: nerve\ndraft: true\n")
    (tmp_path / "en/b.md").write_text("no title", encoding="utf-8")
    found = library_folder.find_file(tmp_path, "en", "nerve")
    assert found is not None
    path, text, procedure = found
    assert (path, procedure.draft) == (tmp_path / "en/a.md", True)
    assert "slug: nerve" in text
    assert library_folder.find_file(tmp_path, "en", "a") is None
    assert library_folder.find_file(tmp_path, "es", "nerve") is None

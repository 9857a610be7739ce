import os
from pathlib import Path

import pytest

from voiceedu.content import library
from voiceedu.errors import LibraryError


def put(path: Path, text: str | bytes = "---\ntitle: Nerve blocks\n---\nIt helps.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_file_that_cannot_be_read_is_a_named_error(tmp_path: Path) -> None:
    """A folder with the name of a procedure is an error that names it, not a traceback."""
    (tmp_path / "en" / "blocks.md").mkdir(parents=True)
    with pytest.raises(LibraryError, match="cannot be read"):
        library.load(tmp_path)


def test_library_is_in_listening_order(tmp_path: Path) -> None:
    """Procedures go by `order`, then by title; each language is its own list."""
    for name, fields in (
        ("en/c", "title: C\norder: 2"),
        ("en/z", "title: Z\norder: 1"),
        ("en/b", "title: B\norder: 2"),
        ("en/a", "title: A"),
        ("es/a", "title: Á"),
        ("pt-BR/a", "title: Ã"),
    ):
        put(tmp_path / f"{name}.md", f"---\n{fields}\n---\nIt.")
    (tmp_path / "empty").mkdir()
    found = library.load(tmp_path)
    assert [procedure.title for procedure in found] == ["Z", "B", "C", "A", "Á", "Ã"]
    assert list(found.by_language) == ["en", "es", "pt-BR"]
    assert len(found) == 6
    assert {procedure.language for procedure in found.by_language["es"]} == {"es"}


def test_find_gives_a_procedure_or_none(tmp_path: Path) -> None:
    """A procedure is found by its language and slug; for any other pair the library returns None."""
    put(tmp_path / "en" / "Nerve Blocks.md")
    found = library.load(tmp_path)
    procedure = found.find("en", "nerve-blocks")
    assert procedure is not None
    assert procedure.title == "Nerve blocks"
    assert found.find("en", "other") is None
    assert found.find("es", "nerve-blocks") is None


@pytest.mark.parametrize(
    ("names", "wrong", "problem", "remedy"),
    [
        (["en/a.md", "b.md"], "b.md", "a procedure outside a language folder", "Move it to"),
        (["English/a.md"], "English/a.md", "'English' is not a language tag", "Name the folder en or es"),
        (["ivr/a.md"], "ivr/a.md", "'ivr' is not a language tag", "Name the folder en or es"),
        (["en/a-b.md", "en/a_b.md"], "en/a_b.md", "the slug 'a-b' is already that of a-b.md", "another 'slug:'"),
        (["notes/a.txt"], "", "no procedure in this library", "Put Markdown files in"),
    ],
)
def test_broken_library_is_refused(tmp_path: Path, names: list[str], wrong: str, problem: str, remedy: str) -> None:
    """A file in the wrong place, in no language or with a duplicate slug is named, with a remedy."""
    for name in names:
        put(tmp_path / name)
    with pytest.raises(LibraryError) as raised:
        library.load(tmp_path)
    assert str(raised.value).startswith(f"{tmp_path / wrong}:1: {problem}")
    assert remedy in str(raised.value)


def test_same_slug_in_two_languages_is_fine(tmp_path: Path) -> None:
    """A translation has the slug of its original."""
    put(tmp_path / "en" / "a.md")
    put(tmp_path / "es" / "a.md")
    assert len(library.load(tmp_path)) == 2


def test_pipe_beside_the_texts_stops_nothing(tmp_path: Path) -> None:
    """A pipe and a folder with the names of texts are named as broken; the library is loaded at once, with the rest."""
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "nerve-blocks.md").write_text("---\ntitle: Nerve blocks\n---\n\nIt blocks pain.\n", encoding="utf-8")
    os.mkfifo(folder / "pipe.md")
    (folder / "folder.md").mkdir()
    found = library.load(tmp_path, salvage=lambda language, slug: None)
    assert [procedure.slug for procedure in found.by_language["en"]] == ["nerve-blocks"]
    assert {broken.name for broken in found.broken} == {"en/pipe", "en/folder"}


def test_two_topics_with_one_number_are_both_published(tmp_path: Path) -> None:
    """One slip in a number stops nothing: the library says which topics have it. Other languages do not count."""
    for name in ("en/a", "en/b", "es/a"):
        put(tmp_path / f"{name}.md", f"---\ntitle: {name}\nnumber: 12\n---\nIt helps.\n")
    loaded = library.load(tmp_path)
    assert len(loaded) == 3
    [caution] = loaded.cautions
    assert caution.startswith("en/a and en/b have the same number, 12")


def test_a_name_that_is_not_utf8_leaves_the_others(tmp_path: Path) -> None:
    """A file or folder that was named on an old system is broken by a name that can be sent, and the rest is there."""
    for name in (b"en/one.md", b"en/caf\xe9.md", b"fran\xe7ais/one.md"):
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        path.parent.mkdir(exist_ok=True)
        path.write_text("---\ntitle: One\n---\n\nIt helps.\n")
    found = library.load(tmp_path, salvage=lambda language, slug: None)
    assert [procedure.slug for procedure in found.by_language["en"]] == ["one"]
    assert {broken.name for broken in found.broken} == {"en/caf", "fran\\xe7ais"}
    assert {broken.error.problem for broken in found.broken} > {"its name is not UTF-8"}
    for broken in found.broken:
        broken.name.encode()

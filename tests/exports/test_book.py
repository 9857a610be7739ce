"""Talking books in a folder."""

import hashlib
import shutil
from pathlib import Path

import pytest
from click.testing import Result

from tests.exports.conftest import exported
from tests.support.epub import Book
from voiceedu.engines import Speech, Voice
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import EngineError
from voiceedu.exports import recordings
from voiceedu.exports.ownership import MARK
from voiceedu.storage.store import Store

BOOKS = {"nerve-blocks.epub", "epidural-injections.epub", "library.epub"}


def export(texts: Path, folder: Path, *options: str) -> Result:
    return exported("book", texts, folder, *options)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name != MARK}


def test_a_book_of_each_and_one_of_all(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An export into an empty cache writes every procedure's published book and one book of all of them."""
    shutil.rmtree(tmp_path / "cache")
    monkeypatch.setattr(recordings, "PIECE_BYTES", 1000)
    folder = tmp_path / "for" / "reading"
    done = export(texts, folder)
    assert done.exit_code == 0, done.output
    assert names(folder) == BOOKS
    size = sum(path.stat().st_size for path in folder.iterdir() if path.name != MARK)
    assert done.output == f"3 books, {size / 1e6:.1f} MB, written to {folder}\n"
    store = Store(str(tmp_path / "cache"))
    for slug in ("nerve-blocks", "epidural-injections"):
        rendition = store.rendition("en", slug)
        asset = rendition.asset("book") if rendition else None
        assert asset is not None
        assert hashlib.sha256((folder / f"{slug}.epub").read_bytes()).hexdigest() == asset.sha256
    everything = Book((folder / "library.epub").read_bytes())
    assert [Path(document).stem for document in everything.overlays] == ["nerve-blocks", "epidural-injections"]


def test_another_language(texts: Path, tmp_path: Path) -> None:
    """`--language` exports the books of that language; a language that the library lacks is a usage error."""
    assert export(texts, tmp_path / "books", "--language", "es").exit_code == 0
    assert names(tmp_path / "books") == {"dolor.epub", "library.epub"}
    wrong = export(texts, tmp_path / "other", "--language", "fr")
    assert wrong.exit_code == 2
    assert "nothing in 'fr', but in en, es" in wrong.output


def test_a_second_export_replaces_the_first(texts: Path, tmp_path: Path) -> None:
    """New words replace the old ones in the procedure's book and in the book of all; files of others stay."""
    folder = tmp_path / "books"
    export(texts, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != MARK}
    (folder / "a novel.epub").write_bytes(b"the owner's")
    file = texts / "en" / "nerve-blocks.md"
    file.write_text(file.read_text(encoding="utf-8").replace("It can give relief.", "It can help."), encoding="utf-8")
    assert export(texts, folder).exit_code == 0
    changed = {name for name, data in before.items() if (folder / name).read_bytes() != data}
    assert changed == {"nerve-blocks.epub", "library.epub"}
    assert names(folder) == {*BOOKS, "a novel.epub"}


def test_corrupt_book_is_not_exported(texts: Path, tmp_path: Path) -> None:
    """A book that is corrupt in the cache is named, and the exported one before it stays."""
    folder = tmp_path / "books"
    export(texts, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != MARK}
    (kept,) = (tmp_path / "cache").glob("clips/*/nerve-blocks.epub")
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    done = export(texts, folder)
    assert done.exit_code == 1
    assert "nerve-blocks.epub is corrupt" in done.output
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name != MARK} == before


def test_unspeakable_procedure_is_named(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A procedure that no engine can speak is named, the exit code is 1, and the rest is exported."""
    (texts / "en" / "odd.md").write_text("---\ntitle: Odd\norder: 3\n---\n\nWords.\n", encoding="utf-8")
    synthesize = ToneEngine.synthesize

    def speak(engine: ToneEngine, text: str, voice: Voice) -> Speech:
        if text == "Words.":
            raise EngineError("tone", "will not say that")
        return synthesize(engine, text, voice)

    monkeypatch.setattr(ToneEngine, "synthesize", speak)
    done = export(texts, tmp_path / "books")
    assert done.exit_code == 1, done.output
    assert "Error: en/odd: " in done.output
    assert names(tmp_path / "books") == BOOKS


def test_unwritable_folder_is_named(texts: Path, tmp_path: Path) -> None:
    """A folder that cannot be created is an error of one line and exit code 1, without a traceback."""
    (tmp_path / "file").write_text("")
    done = export(texts, tmp_path / "file" / "books")
    assert done.exit_code == 1
    assert "cannot be written" in done.output

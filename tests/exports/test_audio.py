"""Recordings on a USB stick."""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import Result

from tests.exports.conftest import exported
from voiceedu.audio import codecs
from voiceedu.engines import Speech, Voice
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import EngineError
from voiceedu.exports.audio import file_stem
from voiceedu.exports.ownership import MARK
from voiceedu.storage.store import Store

NERVE_BLOCKS, EPIDURAL = "01 Nerve blocks.mp3", "02 Epidural injections.mp3"


def export(texts: Path, folder: Path, *options: str) -> Result:
    return exported("audio", texts, folder, *options)


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name != MARK}


def test_recordings_are_numbered_in_listening_order(texts: Path, tmp_path: Path) -> None:
    """File names and playlist sort in listening order, and the bytes are those of the page's recordings.

    An export into an empty cache renders them.
    """
    shutil.rmtree(tmp_path / "cache")
    done = export(texts, tmp_path / "stick" / "voice")
    assert done.exit_code == 0, done.output
    folder = tmp_path / "stick" / "voice"
    assert files(folder) == {NERVE_BLOCKS, EPIDURAL, "playlist.m3u8"}
    size = sum((folder / name).stat().st_size for name in (NERVE_BLOCKS, EPIDURAL))
    assert done.output == f"2 of 2 recordings, {size / 1e6:.1f} MB, written to {folder}\n"
    store = Store(str(tmp_path / "cache"))
    lines = ["#EXTM3U", "#PLAYLIST:All recordings"]
    for slug, name in (("nerve-blocks", NERVE_BLOCKS), ("epidural-injections", EPIDURAL)):
        rendition = store.rendition("en", slug)
        asset = rendition.asset("web") if rendition else None
        kept = store.asset(asset.path) if asset else None
        assert rendition is not None
        assert kept is not None
        assert (folder / name).read_bytes() == kept.data
        samples, rate = codecs.decode(kept.data, name=name)
        lines += [f"#EXTINF:{round(len(samples) / rate)},{rendition.title}", name]
    assert (folder / "playlist.m3u8").read_text(encoding="utf-8").splitlines() == lines


def test_another_language(texts: Path, tmp_path: Path) -> None:
    """`--language` exports that language with accents kept; a language that the library lacks is a usage error."""
    done = export(texts, tmp_path / "stick", "--language", "es")
    assert done.exit_code == 0, done.output
    assert files(tmp_path / "stick") == {"01 ¿Qué es el dolor.mp3", "playlist.m3u8"}
    assert "#PLAYLIST:Todas las grabaciones\n" in (tmp_path / "stick" / "playlist.m3u8").read_text(encoding="utf-8")
    wrong = export(texts, tmp_path / "other", "--language", "fr")
    assert wrong.exit_code == 2
    assert "nothing in 'fr', but in en, es" in wrong.output
    assert not (tmp_path / "other").exists()


def test_a_second_export_replaces_the_first(texts: Path, tmp_path: Path) -> None:
    """A second export removes procedures that left the library and keeps files of others."""
    folder = tmp_path / "stick"
    export(texts, folder)
    (folder / "03 A song.mp3").write_bytes(b"a song of the owner's")
    (texts / "en" / "nerve-blocks.md").unlink()
    done = export(texts, folder)
    assert done.exit_code == 0, done.output
    assert files(folder) == {"01 Epidural injections.mp3", "03 A song.mp3", "playlist.m3u8"}


def test_changed_capital_keeps_the_new_file_on_fat32(texts: Path, tmp_path: Path) -> None:
    """A changed capital in a title does not delete the new file on FAT32, where both names are one file."""
    folder = tmp_path / "stick"
    export(texts, folder)
    file = texts / "en" / "nerve-blocks.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace("title: Nerve blocks", "title: Nerve Blocks"), encoding="utf-8"
    )
    assert export(texts, folder).exit_code == 0
    assert "01 Nerve Blocks.mp3" in files(folder)
    assert NERVE_BLOCKS in files(folder), "a case-sensitive disk keeps the old file; FAT32 overwrites it"


def test_only_own_files_are_removed(texts: Path, tmp_path: Path) -> None:
    """An export removes only files that it listed itself and that have its own form of name."""
    folder = tmp_path / "stick"
    folder.mkdir()
    (tmp_path / "01 mine.mp3").write_bytes(b"")
    (folder / "music.mp3").write_bytes(b"")
    (folder / "playlist.m3u8").write_text("music.mp3\n../01 mine.mp3\n01 ../../01 mine.mp3\n")
    assert export(texts, folder).exit_code == 0
    assert (folder / "playlist.m3u8").read_text().startswith("music.mp3")
    assert NERVE_BLOCKS in (folder / "voiceedu.m3u8").read_text(encoding="utf-8")
    assert (folder / "music.mp3").exists()
    assert (tmp_path / "01 mine.mp3").exists()


def test_unspeakable_procedure_is_named(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A procedure that no engine can speak is named, the exit code is 1, and the rest is exported."""
    (texts / "en" / "odd.md").write_text("---\ntitle: Odd\norder: 3\n---\n\nWords.\n", encoding="utf-8")
    synthesize = ToneEngine.synthesize

    def speak(engine: ToneEngine, text: str, voice: Voice) -> Speech:
        if text == "Words.":
            raise EngineError("tone", "will not say that")
        return synthesize(engine, text, voice)

    monkeypatch.setattr(ToneEngine, "synthesize", speak)
    done = export(texts, tmp_path / "stick")
    assert done.exit_code == 1, done.output
    assert "2 of 3 recordings" in done.output
    assert "Error: en/odd: " in done.output
    assert files(tmp_path / "stick") == {NERVE_BLOCKS, EPIDURAL, "playlist.m3u8"}


def test_unwritable_folder_is_named(texts: Path, tmp_path: Path) -> None:
    """A folder that cannot be created is an error of one line and exit code 1, without a traceback."""
    (tmp_path / "file").write_text("")
    done = export(texts, tmp_path / "file" / "stick")
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert "cannot be written" in done.output


def test_full_disk_leaves_no_partial_file(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk, the files of the last export stay whole and no partial file is left."""
    folder = tmp_path / "stick"
    export(texts, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != MARK}
    part = Store.part

    def full(store: Store, path: str, start: int, stop: int) -> bytes:
        if path.endswith("/epidural-injections.mp3"):
            raise OSError(28, os.strerror(28))
        return part(store, path, start, stop)

    monkeypatch.setattr(Store, "part", full)
    done = export(texts, folder)
    assert done.exit_code == 1
    assert "No space left" in done.output
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name != MARK} == before


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Nerve blocks", "Nerve blocks"),
        ("What is it? A/B: “C” <d>", "What is it A B “C” d"),
        ("Vértebras 痛み", "Vértebras 痛み"),
        ("The end...", "The end"),
        ("..", "recording"),
        ("A\u200eB", "AB"),
        ("x" * 300, "x" * 100),
        ("CON", "CON"),
    ],
)
def test_file_names_suit_fat32(title: str, stem: str) -> None:
    """File names have no character that FAT32 refuses, no trailing stop or space, and a bounded length."""
    assert file_stem(title) == stem

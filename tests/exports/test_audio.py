"""Recordings on a USB stick."""

import os
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
    """Names and a playlist that any player sorts as the library does; the bytes are those that the page offers."""
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
    """With --language the words of that are written, accents kept; one that the library has not is a usage error."""
    done = export(texts, tmp_path / "stick", "--language", "es")
    assert done.exit_code == 0, done.output
    assert files(tmp_path / "stick") == {"01 ¿Qué es el dolor.mp3", "playlist.m3u8"}
    assert "#PLAYLIST:Todas las grabaciones\n" in (tmp_path / "stick" / "playlist.m3u8").read_text(encoding="utf-8")
    wrong = export(texts, tmp_path / "other", "--language", "fr")
    assert wrong.exit_code == 2
    assert "nothing in 'fr', but in en, es" in wrong.output
    assert not (tmp_path / "other").exists()


def test_a_second_export_replaces_the_first(texts: Path, tmp_path: Path) -> None:
    """What has left the library leaves the stick, and what others keep there stays."""
    folder = tmp_path / "stick"
    export(texts, folder)
    (folder / "03 A song.mp3").write_bytes(b"a song of the owner's")
    (texts / "en" / "nerve-blocks.md").unlink()
    done = export(texts, folder)
    assert done.exit_code == 0, done.output
    assert files(folder) == {"01 Epidural injections.mp3", "03 A song.mp3", "playlist.m3u8"}


def test_a_capital_is_no_other_file_on_a_stick(texts: Path, tmp_path: Path) -> None:
    """FAT32 takes two names for one that differ in capitals alone: a new capital does not remove the new file."""
    folder = tmp_path / "stick"
    export(texts, folder)
    file = texts / "en" / "nerve-blocks.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace("title: Nerve blocks", "title: Nerve Blocks"), encoding="utf-8"
    )
    assert export(texts, folder).exit_code == 0
    assert "01 Nerve Blocks.mp3" in files(folder)
    assert NERVE_BLOCKS in files(folder), "here, where there are capitals, it stays; on a stick it is the new one"


def test_a_playlist_of_others_removes_nothing(texts: Path, tmp_path: Path) -> None:
    """Only files of an export's own form that it has listed are removed, never one elsewhere."""
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


def test_what_cannot_be_spoken_is_named(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no engine can say is left out with its name and exit code 1; the rest is there."""
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


def test_a_stick_that_cannot_be_written_is_named(texts: Path, tmp_path: Path) -> None:
    """A folder that cannot be made ends with a line and 1, not a traceback."""
    (tmp_path / "file").write_text("")
    done = export(texts, tmp_path / "file" / "stick")
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert "cannot be written" in done.output


def test_a_full_stick_has_no_half_file(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When there is no room, what was there before stays whole, and nothing half-written is left."""
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
def test_names_are_what_a_stick_takes(title: str, stem: str) -> None:
    """No sign that FAT32 refuses, no stop or space at the end, and not too long."""
    assert file_stem(title) == stem

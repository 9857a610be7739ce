"""Exports recordings as numbered MP3s with a playlist, for USB sticks and simple players."""

import contextlib
import re
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import click
from tqdm import tqdm

from voiceedu.config import Settings
from voiceedu.errors import ExportError
from voiceedu.exports.recordings import published, write, write_asset
from voiceedu.narration.announcements import everything
from voiceedu.storage.store import Rendition, Store

PLAYLIST = "playlist.m3u8"
LONGEST_NAME = 100
"""Characters of a title in a file name: less than half of what FAT32 allows, and more than a small display shows."""
_NOT_IN_A_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_OURS = re.compile(r"\d{2,} [^/\\]*\.mp3")


@click.command("audio")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--language", help="The language to write. [default: VOICEEDU_LANGUAGE]")
@click.pass_obj
def command(settings: Settings, folder: Path, language: str | None) -> None:
    """Write every recording as a numbered MP3, with a playlist, to play from a USB stick.

    Missing recordings are made first. Files of an earlier export in DIR are replaced; other files stay.
    """
    found = published(settings, language)
    try:
        size = _write(found.renditions, folder, found.studio.store, language=found.language)
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {error.strerror or error}") from None
    click.echo(f"{len(found.renditions)} of {found.total} recordings, {size / 1e6:.1f} MB, written to {folder}")
    for failure in found.failures:
        click.echo(f"Error: {failure}", err=True)
    if found.failures:
        sys.exit(1)


def _write(renditions: Sequence[Rendition], folder: Path, store: Store, *, language: str) -> int:
    """Write every recording, then the playlist; return the number of bytes. A file appears only when it is complete."""
    folder.mkdir(parents=True, exist_ok=True)
    before = _listed(folder)
    digits = max(2, len(str(len(renditions))))
    lines, names, size = ["#EXTM3U", f"#PLAYLIST:{everything(language)}"], set(), 0
    for number, rendition in enumerate(tqdm(renditions, "Writing", unit="file", disable=None), 1):
        name = f"{number:0{digits}} {file_stem(rendition.title)}.mp3"
        asset = rendition.asset("web")
        size += write_asset(folder / name, asset, store)
        names.add(name)
        lines += [f"#EXTINF:{round(asset.duration_ms / 1000) if asset else -1},{rendition.title}", name]
    write(folder / PLAYLIST, ["\n".join([*lines, ""]).encode()])
    # FAT32 ignores case.
    kept = {name.casefold() for name in names}
    for name in (name for name in before if name.casefold() not in kept):
        with contextlib.suppress(FileNotFoundError):
            (folder / name).unlink()
    return size


def _listed(folder: Path) -> set[str]:
    """Return the files named in the playlist of an earlier export, if exports write such names."""
    try:
        lines = (folder / PLAYLIST).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return set()
    return {line for line in lines if _OURS.fullmatch(line)}


def file_stem(title: str) -> str:
    """Return `title` as a file name that FAT32, the file system of USB sticks, allows. Accents are kept."""
    plain = "".join(
        character for character in unicodedata.normalize("NFC", title) if unicodedata.category(character)[0] != "C"
    )
    words = " ".join(_NOT_IN_A_NAME.sub(" ", plain).split())
    return words[:LONGEST_NAME].rstrip(". ") or "recording"

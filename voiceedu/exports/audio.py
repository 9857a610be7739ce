"""Exports recordings as numbered MP3s with a playlist, for USB sticks and simple players."""

import hashlib
import itertools
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from tqdm import tqdm

from voiceedu.command_paths import WritablePath
from voiceedu.config import Settings
from voiceedu.errors import ExportError
from voiceedu.exports.ownership import Owned
from voiceedu.exports.recordings import published, write, write_asset
from voiceedu.narration.announcements import everything
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.store import Store

PLAYLIST = "playlist.m3u8"
LONGEST_NAME = 100
"""Characters of a title in a file name: less than half of what FAT32 allows, and more than a small display shows."""
_NOT_IN_A_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')


@click.command("audio")
@click.argument("folder", metavar="DIR", type=WritablePath(file_okay=False))
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
    owned = Owned.of(folder)
    digits = max(2, len(str(len(renditions))))
    named = {
        f"{number:0{digits}} {file_stem(rendition.title)}.mp3": rendition
        for number, rendition in enumerate(renditions, 1)
    }
    owned.check_may_be_written(named)
    playlist = next(name for name in _playlist_names() if owned.may_be_written(name))
    lines = ["#EXTM3U", f"#PLAYLIST:{everything(language)}"]
    for name, rendition in named.items():
        asset = rendition.asset("web")
        lines += [f"#EXTINF:{round(asset.duration_ms / 1000) if asset else -1},{rendition.title}", name]
    text = "\n".join([*lines, ""]).encode()
    assets = {name: rendition.asset("web") for name, rendition in named.items()}
    files = {name: asset.sha256 for name, asset in assets.items() if asset is not None}
    files[playlist] = hashlib.sha256(text).hexdigest()
    owned.announce(files)
    size = sum(
        write_asset(folder / name, asset, store)
        for name, asset in tqdm(assets.items(), "Writing", unit="file", disable=None)
    )
    write(folder / playlist, [text])
    owned.remove_all_but(files)
    owned.finish(files)
    return size


def _playlist_names() -> Iterator[str]:
    """Yield names for the playlist: the plain one first, others where the owner of the stick has that."""
    yield PLAYLIST
    yield from (f"voiceedu{number or ''}.m3u8" for number in itertools.count())


def file_stem(title: str) -> str:
    """Return `title` as a file name that FAT32, the file system of USB sticks, allows. Accents are kept."""
    plain = "".join(
        character for character in unicodedata.normalize("NFC", title) if unicodedata.category(character)[0] != "C"
    )
    words = " ".join(_NOT_IN_A_NAME.sub(" ", plain).split())
    return words[:LONGEST_NAME].rstrip(". ") or "recording"

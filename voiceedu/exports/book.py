"""Exports talking books, for a reading app or a player without a network."""

import sys
from pathlib import Path

import click
from tqdm import tqdm

from voiceedu.command_paths import WritablePath
from voiceedu.config import Settings
from voiceedu.errors import ExportError
from voiceedu.exports.ownership import Owned
from voiceedu.exports.recordings import published, write_asset
from voiceedu.publishing.companions import BOOK
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.publishing.epub import writer

LIBRARY = f"library{writer.SUFFIX}"


@click.command("book")
@click.argument("folder", metavar="DIR", type=WritablePath(file_okay=False))
@click.option("--language", help="The language to write. [default: VOICEEDU_LANGUAGE]")
@click.pass_obj
def command(settings: Settings, folder: Path, language: str | None) -> None:
    """Write a talking book of each procedure, and one of all (EPUB 3).

    Missing recordings are made first. Books in DIR are replaced; other files stay.
    """
    found = published(settings, language)
    books = [(f"{rendition.slug}{writer.SUFFIX}", rendition.asset(BOOK)) for rendition in found.renditions]
    if books:
        books.append((LIBRARY, Compiler(found.studio).make(found.language, LIBRARY)))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        owned = Owned.of(folder)
        owned.check_may_be_written(name for name, _ in books)
        sums = {name: asset.sha256 for name, asset in books if asset is not None}
        owned.announce(sums)
        size = sum(
            write_asset(folder / name, asset, found.studio.store)
            for name, asset in tqdm(books, "Writing", unit="book", disable=None)
        )
        owned.finish(sums, keep_others=True)
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {error.strerror or error}") from None
    click.echo(f"{len(books)} books, {size / 1e6:.1f} MB, written to {folder}")
    for failure in found.failures:
        click.echo(f"Error: {failure}", err=True)
    if found.failures:
        sys.exit(1)

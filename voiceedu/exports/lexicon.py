"""Exports the lexicon, for other systems that speak."""

from pathlib import Path

import click

from voiceedu.command_paths import WritablePath
from voiceedu.config import Settings
from voiceedu.errors import ExportError
from voiceedu.narration import lexicon, pls

HEAD_BYTES = 4096
"""A .pls file has its root element in these."""


@click.command("lexicon")
@click.argument("file", type=WritablePath(dir_okay=False))
@click.option("--language", help="The language to write. [default: VOICEEDU_LANGUAGE]")
@click.pass_obj
def command(settings: Settings, file: Path, language: str | None) -> None:
    """Write the lexicon, with the clinic's own entries, as a W3C .pls file.

    Only an earlier lexicon is replaced.
    """
    if file.is_file() and not _is_lexicon(file):
        raise ExportError(f"{file} is no lexicon, so it is not replaced. Name another file")
    language = language or settings.language
    loaded = lexicon.load(language, clinic=settings.clinic_lexicon)
    entries = pls.Entries(dict(loaded.entries), dict(loaded.ipa))
    file.write_text(pls.write(entries, language=language), encoding="utf-8")
    click.echo(f"{len({**entries.spoken, **entries.ipa})} entries written to {file}")


def _is_lexicon(file: Path) -> bool:
    with file.open("rb") as opened:
        return b"<lexicon" in opened.read(HEAD_BYTES)

"""Exports the lexicon, for other systems that speak."""

from pathlib import Path

import click

from voiceedu.config import Settings
from voiceedu.narration import lexicon, pls


@click.command("lexicon")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--language", help="The language to write. [default: VOICEEDU_LANGUAGE]")
@click.pass_obj
def command(settings: Settings, file: Path, language: str | None) -> None:
    """Write the lexicon, with the clinic's own entries, as a W3C .pls file."""
    language = language or settings.language
    loaded = lexicon.load(language, clinic=settings.clinic_lexicon)
    entries = pls.Entries(dict(loaded.entries), dict(loaded.ipa))
    file.write_text(pls.write(entries, language=language), encoding="utf-8")
    click.echo(f"{len({**entries.spoken, **entries.ipa})} entries written to {file}")

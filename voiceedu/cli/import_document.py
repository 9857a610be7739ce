"""`voiceedu import`: makes library files of a clinician's document."""

import os
from pathlib import Path

import click

from voiceedu import languages
from voiceedu.cli import main
from voiceedu.command_paths import WritablePath
from voiceedu.config import Settings
from voiceedu.content import import_report, importer, library_files
from voiceedu.content.slugs import slugify
from voiceedu.errors import SettingError


@main.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "folder",
    type=WritablePath(file_okay=False),
    help="The library to write into: VOICEEDU_LIBRARY, or ./procedures.",
)
@click.option("--language", default=None, help="The document's language. [default: VOICEEDU_LANGUAGE]")
@click.option("--split", is_flag=True, help='Make a procedure of each list entry "Name: text".')
@click.option("--translation-of", default="", metavar="SLUG", help="The same text's slug in another language.")
@click.option("--dry-run", is_flag=True, help="Show what it would become, and write nothing.")
@click.option("--force", is_flag=True, help="Replace files that are there already.")
@click.pass_obj
def import_(
    settings: Settings,
    file: Path,
    folder: Path | None,
    language: str | None,
    split: bool,
    translation_of: str,
    dry_run: bool,
    force: bool,
) -> None:
    """Make library files of a clinician's document (.docx, .html, .md, .txt, .pdf), word for word.

    Shows the outline that was found, and what a person should look at. A PDF becomes a draft, which is not published
    before somebody has read it and taken `draft: true` out of it.
    """
    language = language or settings.language
    if not languages.is_tag(language):
        raise click.BadParameter(f"{language!r} is not a language tag, such as en or es", param_hint="--language")
    if translation_of and (split or translation_of != slugify(translation_of)):
        problem = "it goes with one procedure alone" if split else f"{translation_of!r} is not a slug"
        raise click.BadParameter(problem, param_hint="--translation-of")
    if folder is None and settings.library_url is not None:
        remedy = "files are written into a folder: name one with --to, and copy it to the bucket"
        raise SettingError("VOICEEDU_LIBRARY", settings.library_url, remedy)
    if folder is None:
        folder = settings.library if os.environ.get("VOICEEDU_LIBRARY") else Path("procedures")
    folder /= language
    found = importer.read(file, language=language, split=split, translation_of=translation_of, folder=folder)
    for line in import_report.lines(found):
        click.echo(line)
    if dry_run:
        click.echo("Nothing was written.")
        return
    for path in library_files.write(found.files, folder, force=force):
        click.echo(path)

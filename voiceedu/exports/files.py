"""Exports phone assets as files, for any phone system that plays files."""

import csv
from pathlib import Path

import click

from voiceedu.assets import PROFILES, part_path
from voiceedu.command_paths import WritablePath
from voiceedu.config import Settings
from voiceedu.exports import folder, sound_formats
from voiceedu.ivr.manifest import Entry
from voiceedu.publishing.studio import Studio

COLUMNS = (
    "file",
    "language",
    "kind",
    "slug",
    "part",
    "title",
    "section",
    "profile",
    "speed",
    "digits",
    "duration_ms",
    "bytes",
    "sha256",
    "stable_url",
    "hashed_url",
    "transcript",
)
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a formula of a spreadsheet begins with (OWASP, CSV Injection)."""
FORMATS = {"mp3": "phone", "wav": "phone-wav", "ulaw": "phone-ulaw"}
"""What is published as it is, which is written by default; the others of `sound_formats` are made of it."""


def file_name(entry: Entry) -> str:
    """Return the relative path of an asset, such as en/nerve-blocks/opening.mp3."""
    path = part_path(entry["slug"], entry["part"], speed=entry["speed"], profile=PROFILES[entry["profile"]])
    return f"{entry['language']}/{path}"


def _plain(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


@click.command("files")
@click.argument("target", metavar="DIR", type=WritablePath(file_okay=False))
@click.option(
    "--format", "formats", type=click.Choice(list(sound_formats.FORMATS)), multiple=True, help="Only this; repeatable."
)
@folder.force_option
@click.pass_obj
def command(settings: Settings, target: Path, formats: tuple[str, ...], force: bool) -> None:
    """Write every phone asset as a file, with a manifest in JSON and CSV."""
    studio = Studio(settings)
    entries = folder.entries(studio)
    chosen = []
    with folder.replaced(target, force=force) as new:
        for form in formats or FORMATS:
            profile = FORMATS.get(form) or sound_formats.FORMATS[form].profile
            named = [{**entry, "file": file_name(entry)} for entry in entries if entry["profile"] == profile]
            chosen += named if form in FORMATS else sound_formats.renamed(named, form=form)
        folder.write_assets(studio, chosen, new, convert=sound_formats.Converter(studio).convert)
        with (new / "manifest.csv").open("w", encoding="utf-8", newline="") as table:
            writer = csv.DictWriter(table, COLUMNS, extrasaction="ignore")
            writer.writeheader()
            writer.writerows({name: _plain(value) for name, value in entry.items()} for entry in chosen)
    click.echo(f"{len(chosen)} clips written to {target}")

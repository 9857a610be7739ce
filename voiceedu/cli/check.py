"""`voiceedu check`: everything that a clinic should look at before it publishes."""

import datetime
import functools
import json
import sys
from pathlib import Path

import click

from voiceedu.cli import main
from voiceedu.config import Settings
from voiceedu.engines.checking import voices_of
from voiceedu.errors import LexiconError, VoiceeduError
from voiceedu.logs import one_line
from voiceedu.narration import lexicon as lexicons
from voiceedu.narration.check_file import FileChecker
from voiceedu.narration.check_library import check_library
from voiceedu.narration.finding import Finding
from voiceedu.narration.lexicon import Lexicon
from voiceedu.publishing.check_reviews import check_reviews
from voiceedu.publishing.front_matter_reviews import FrontMatterReviews
from voiceedu.storage import library_copy
from voiceedu.storage.store import Store


@main.command()
@click.argument("files", nargs=-1, metavar="[FILE…]", type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object with all findings.")
@click.pass_obj
def check(settings: Settings, files: tuple[Path, ...], as_json: bool) -> None:
    """List everything to look at before publishing: of the library, or of FILE… alone.

    FILE is a file or a folder of a library, or a document that could be imported. Ends with 1 when there is an error,
    which stops something from being published, and with 0 when there are warnings or nothing.
    """
    library_copy.refresh(settings)
    checker = FileChecker(
        language=settings.language,
        today=datetime.date.today(),
        lexicon=settings.clinic_lexicon,
        voices=voices_of(settings),
    )
    found: list[Finding] = []
    for path in files or (settings.library,):
        if not path.is_dir():
            found += checker.check_file(path)
            continue
        found += check_library(path, checker)
        found += _reviews(settings, path, checker.today)
    found = list(dict.fromkeys(found))
    errors = sum(finding.is_error for finding in found)
    if as_json:
        report = {"errors": errors, "warnings": len(found) - errors, "findings": [one.as_json() for one in found]}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        for finding in found:
            click.echo(one_line(str(finding)))
        click.echo(f"{_counted(errors, 'error')}, {_counted(len(found) - errors, 'warning')}")
    sys.exit(1 if errors else 0)


def _reviews(settings: Settings, folder: Path, today: datetime.date) -> list[Finding]:
    @functools.cache
    def front_matter() -> FrontMatterReviews | None:
        try:
            return FrontMatterReviews(Store(settings.cache))
        except VoiceeduError:  # the library can be checked without the store
            return None

    @functools.cache
    def lexicon(language: str) -> Lexicon:
        return lexicons.load(language, clinic=settings.clinic_lexicon)

    try:
        return list(check_reviews(folder, today=today, lexicon=lexicon, front_matter=front_matter))
    except LexiconError:  # it is named among the findings
        return []


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

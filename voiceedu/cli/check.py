"""`voiceedu check`: everything that a clinic should look at before it publishes."""

import datetime
import functools
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from voiceedu.cli import main
from voiceedu.config import Settings
from voiceedu.engines import Engine, alphabet
from voiceedu.engines import load as load_engines
from voiceedu.engines.espeak import EspeakEngine
from voiceedu.engines.protocol import HasAlphabet, Voice
from voiceedu.errors import EngineError, LexiconError, UnspeakableError, VoiceeduError
from voiceedu.narration import lexicon as lexicons
from voiceedu.narration.check import Checker, Finding
from voiceedu.narration.check_text import Voices
from voiceedu.narration.lexicon import Lexicon
from voiceedu.publishing.check_reviews import check_reviews
from voiceedu.publishing.front_matter_reviews import FrontMatterReviews
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
    checker = Checker(
        language=settings.language,
        today=datetime.date.today(),
        lexicon=settings.lexicon,
        voices=_voices(settings),
    )
    found: list[Finding] = []
    for path in files or (settings.library,):
        if not path.is_dir():
            found += checker.check_file(path)
            continue
        found += checker.check_library(path)
        found += _reviews(settings, path, checker.today)
    found = list(dict.fromkeys(found))
    errors = sum(finding.is_error for finding in found)
    if as_json:
        report = {"errors": errors, "warnings": len(found) - errors, "findings": [one.as_json() for one in found]}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        for finding in found:
            click.echo(str(finding))
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
        return lexicons.load(language, clinic=settings.lexicon)

    try:
        return list(check_reviews(folder, today=today, lexicon=lexicon, front_matter=front_matter))
    except LexiconError:  # it is named among the findings
        return []


def _voices(settings: Settings) -> Voices:
    engines = [engine for engine in load_engines(settings.engines, settings) if engine.unavailable() is None]
    espeak = EspeakEngine(settings)
    can_count = espeak.unavailable() is None
    return Voices(
        unspeakable=functools.partial(_refused, engines) if engines else None,
        syllables=functools.partial(_syllables, espeak) if can_count else None,
    )


def _refused(engines: Sequence[Engine], words: str, language: str) -> list[str]:
    """Return the characters of `words` that no engine which speaks `language` says.

    An engine that needs the network is asked only where there is no other: it may be out of reach.
    """
    able = [engine for engine in engines if _voice(engine, language)]
    asked = [engine for engine in able if not engine.needs_network] or able
    refused = [_refused_by(engine, words, language) for engine in asked]
    return [sign for sign in refused[0] if all(sign in other for other in refused)] if refused else []


def _refused_by(engine: Engine, words: str, language: str) -> tuple[str, ...]:
    known = engine.alphabet(language) if isinstance(engine, HasAlphabet) else None
    try:
        alphabet.fit(words, known, engine=engine.name)
    except UnspeakableError as error:
        return error.characters
    return ()


def _syllables(engine: EspeakEngine, words: str, language: str) -> int:
    voice = _voice(engine, language)
    return engine.count_syllables(words, voice) if voice else 0


def _voice(engine: Engine, language: str) -> Voice | None:
    try:
        return engine.voice(language)
    except EngineError:
        return None


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

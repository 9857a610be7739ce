"""`voiceedu say`: speaks a text, or prints its words, without putting it into a library."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from voiceedu import languages
from voiceedu.cli import main
from voiceedu.command_paths import WritablePath
from voiceedu.config import Settings
from voiceedu.errors import SayingError
from voiceedu.narration import lexicon as lexicons
from voiceedu.narration import script as scripts
from voiceedu.narration.lines import Utterance

SUFFIXES = (".wav", ".mp3")
STANDARD_INPUT = "-"
LONGEST_LINE_BYTES = 1_000_000
"""A longer line is no text; it would be read for minutes before anything is printed."""


@main.command()
@click.option("--language", help="The language of the text. [default: VOICEEDU_LANGUAGE]")
@click.option(
    "--print", "only_print", is_flag=True, help="Print the words that a voice would be given, and say nothing."
)
@click.option(
    "--output",
    type=WritablePath(dir_okay=False),
    help="Write the sound into this file, a .wav or .mp3, and play nothing.",
)
@click.argument("text")
@click.pass_obj
def say(settings: Settings, language: str | None, only_print: bool, output: Path | None, text: str) -> None:
    """Say TEXT as a listener would hear it: play it, or write a file where nothing here can play sound.

    With - as TEXT, read texts from standard input, one a line, and print the words of each on a line of its own.
    """
    language = language or settings.language
    if not languages.is_tag(language):
        raise click.BadParameter(f"{language!r} is not a language tag, such as en or es", param_hint="--language")
    if output is not None and output.suffix.lower() not in SUFFIXES:
        raise click.BadParameter(f"{str(output)!r} ends in none of {', '.join(SUFFIXES)}", param_hint="--output")
    if not _is_unicode(text):
        raise click.BadParameter("it is not UTF-8 text", param_hint="TEXT")
    from_input = text == STANDARD_INPUT
    if settings.library_url is not None:
        from voiceedu.storage import library_copy  # with obstore, which takes time to import

        library_copy.refresh(settings)
    lexicon = lexicons.load(language, clinic=settings.clinic_lexicon)
    utterances: list[Utterance] = []
    for line in _lines() if from_input else [text]:
        said = scripts.utterances(line, lexicon, language=language)
        utterances += said
        if only_print or from_input:
            click.echo(" ".join(utterance.words for utterance in said))
    if only_print and output is None:
        return
    if not utterances:
        raise click.BadParameter("there is no word to say", param_hint="TEXT")
    _speak(settings, utterances, language=language, output=output, to_error=only_print or from_input)


def _lines() -> Iterator[str]:
    """Yield the lines of standard input. Raise SayingError for one that is not UTF-8, or too long."""
    if sys.stdin is None:  # it is closed
        raise click.BadParameter("there is no standard input to read texts from", param_hint="TEXT")
    lines = iter(lambda: sys.stdin.buffer.readline(LONGEST_LINE_BYTES + 1), b"")
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE_BYTES:
            raise SayingError(f"line {number} of standard input is over {LONGEST_LINE_BYTES} bytes; break it up")
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise SayingError(f"line {number} of standard input is not UTF-8 text") from None


def _speak(
    settings: Settings, utterances: Sequence[Utterance], *, language: str, output: Path | None, to_error: bool
) -> None:
    """Play `utterances`, or write them into a file and print which."""
    from voiceedu.cli import sound  # with all that knows voices and sound, which `--print` does without

    recording = sound.speak(settings, utterances, language=language)
    for reason in recording.fallbacks:
        click.echo(f"Not spoken by {reason}", err=True)
    if output is None and sound.play(recording):
        return
    click.echo(f"Written to {sound.write(recording, output)}", err=to_error)


def _is_unicode(text: str) -> bool:
    """Return whether `text` has no surrogates, which stand for bytes of an argument that are not UTF-8."""
    return not any("\ud800" <= character <= "\udfff" for character in text)

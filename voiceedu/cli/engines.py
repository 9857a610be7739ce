"""`voiceedu engines`: which voices can speak here."""

import click

from voiceedu.cli import main
from voiceedu.config import Settings
from voiceedu.content import prompts
from voiceedu.engines import Engine
from voiceedu.engines import load as load_engines
from voiceedu.engines.protocol import Probes
from voiceedu.errors import EngineError, LibraryError
from voiceedu.storage import library_copy


@main.command()
@click.option(
    "--download-voice",
    metavar="NAME",
    help="Download a voice of Piper's, such as en_US-joe-medium, into the voices folder first.",
)
@click.pass_obj
def engines(settings: Settings, download_voice: str | None) -> None:
    """Say of each engine whether it can speak here, or why not."""
    from voiceedu.engines import piper

    chosen = load_engines(settings.engines, settings)
    if download_voice is not None:
        if not piper.is_name(download_voice):
            what = f"{download_voice!r} is no name of a voice; they are like {piper.EXAMPLE_VOICE}"
            raise click.BadParameter(what, param_hint="--download-voice")
        click.echo(f"Downloading {download_voice}, some 20 to 120 MB", err=True)
        click.echo(f"Downloaded {piper.download(download_voice)}")
    library_copy.refresh(settings)
    others = {path.parent.name for path in settings.library.glob("*/*.md")} - {settings.language}
    languages = [settings.language, *sorted(others)]
    for engine in chosen:
        network = "needs the network" if engine.needs_network else "offline"
        click.echo(f"{engine.name:8} {network:18} {_ability(engine, languages)}")
        if engine.name == piper.PiperEngine.name and (names := piper.voice_names()):
            click.echo(f"{'':27} in {piper.voices_folder()}: {', '.join(names)}")
    for language in _languages_without_menu(settings):
        click.echo(f"{language}: has pages and recordings, and no telephone menu, so callers are not offered it")


def _languages_without_menu(settings: Settings) -> list[str]:
    """Return the languages of the library that a caller cannot choose; none where the library cannot be read."""
    try:
        library = prompts.load(settings.library)
    except LibraryError:  # `check` names what is wrong
        return []
    return sorted(set(library.by_language) - set(library.prompts))


def _ability(engine: Engine, languages: list[str]) -> str:
    """Return the voice of each language that `engine` speaks, and why it does not speak the others."""
    if (reason := engine.unavailable()) is not None:
        return reason
    if isinstance(engine, Probes) and (reason := engine.offline()) is not None:
        return f"offline: {reason}"
    voices, reasons = [], []
    for language in languages:
        try:
            voices.append(f"{engine.voice(language).name} ({language})")
        except EngineError as error:
            reasons.append(error.reason)
    return "; ".join([f"available, voice {', '.join(voices)}"] * bool(voices) + reasons)

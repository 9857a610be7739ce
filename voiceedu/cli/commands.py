"""The commands that work on a library: render, import, engines, export, prune, serve."""

import datetime
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import click
from tqdm import tqdm

from voiceedu import languages
from voiceedu.assets import PROFILES, Asset
from voiceedu.cli import main
from voiceedu.config import APPROVED, Settings
from voiceedu.content import import_report, importer, prompts
from voiceedu.content.library import Work
from voiceedu.content.slugs import slugify
from voiceedu.engines import Engine
from voiceedu.engines import load as load_engines
from voiceedu.engines.protocol import Probes
from voiceedu.errors import EngineError, LibraryError, RenderError, VoiceeduError
from voiceedu.exports import export
from voiceedu.publishing import prune as pruning
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.publishing.compilations.registry import COMPILATIONS
from voiceedu.publishing.progress import Progress
from voiceedu.publishing.studio import Studio
from voiceedu.publishing.work_renderer import Outcome
from voiceedu.server import supervisor
from voiceedu.storage.store import Store

if TYPE_CHECKING:
    from voiceedu.production.quality import Measurement
    from voiceedu.publishing.remote_renders import RemoteRenders


@main.command()
@click.option("--report", is_flag=True, help="Measure every recording; end with 1 if one is outside its profile.")
@click.pass_obj
def render(settings: Settings, report: bool) -> None:
    """Speak what is new or changed in the library, and publish it."""
    started = time.monotonic()
    studio = Studio(settings, progress=_figures())
    total = len(studio.library)
    works = len(studio.library.works)
    published = spoken = encoded = measured = outside = 0
    fallbacks: set[str] = set()
    failures: list[RenderError] = []
    # disable=None: no bar when standard error is no terminal
    outcomes = studio.render_all() if studio.remote is None else _remote_outcomes(studio.remote, studio.library.works)
    for outcome in tqdm(outcomes, "Rendering", total=works, unit="procedure", disable=None):
        if isinstance(outcome, RenderError):
            failures.append(outcome)
            continue
        published += outcome.rendition.kind == "procedure"
        spoken, encoded = spoken + outcome.spoken, encoded + outcome.encoded
        fallbacks.update(outcome.rendition.fallbacks)
        tqdm.write(_line(outcome), file=sys.stdout)
        if report:
            measured += sum(asset.profile in PROFILES for asset in outcome.rendition.assets)
            outside += _report(studio, outcome)
    failures += _render_for_review(settings)
    uncompiled = _collect(studio)
    nothing = "" if spoken or encoded or failures or studio.remote else "; nothing had changed"
    click.echo(
        f"{published} of {total} procedures published; {spoken} sentences spoken, {encoded} assets encoded, "
        f"{time.monotonic() - started:.1f} s{nothing}"
    )
    if report:
        click.echo(f"{measured} assets measured, {outside} outside of their profile")
    for reason in sorted(fallbacks):
        click.echo(f"Not spoken by {reason}")
    errors = [*map(str, failures), *studio.broken.values(), *uncompiled]
    for error in errors:
        click.echo(f"Error: {error}", err=True)
    if errors or outside:
        sys.exit(1)


def _render_for_review(settings: Settings) -> list[RenderError]:
    """Render the words that are not public because nobody has approved them; return what failed."""
    if settings.publish != APPROVED:
        return []
    studio = Studio(settings, progress=_figures(), in_review=True)
    outcomes = list(tqdm(studio.render_all(), "Rendering for review", unit="procedure", disable=None))
    made = [outcome.rendition for outcome in outcomes if isinstance(outcome, Outcome)]
    # Prompts are made too, with the menus of all texts; they are not what waits.
    waiting = [f"{rendition.language}/{rendition.slug}" for rendition in made if rendition.kind == "procedure"]
    for name in waiting:
        tqdm.write(f"{name} waits for its approval, and is not public as it is written", file=sys.stdout)
    return [outcome for outcome in outcomes if isinstance(outcome, RenderError)]


def _remote_outcomes(remote: "RemoteRenders", works: Sequence[Work]) -> Iterator[Outcome | RenderError]:
    """Have the workers of the queue render `works`; yield what came of each. What they speak is counted there."""
    for rendition in remote.render_all(works):
        if isinstance(rendition, RenderError):
            yield rendition
        else:
            yield Outcome(rendition=rendition, spoken=0, encoded=0, seconds=0.0)


def _collect(studio: Studio) -> list[str]:
    """Make the compilations that are missing or outdated, and print all of them. Return why some cannot be made."""
    compiler = Compiler(studio)
    failures = []
    wanted = [(language, name) for language in studio.library.by_language for name in COMPILATIONS]
    for language, name in tqdm(wanted, "Compiling", unit="file", disable=None):
        try:
            asset = compiler.make(language, name)
        except VoiceeduError as error:
            failures.append(f"{language}/{name}: {error}")
            continue
        if asset is not None:
            minutes, seconds = divmod(asset.duration_ms // 1000, 60)
            tqdm.write(f"{language}/{name:50} {minutes}:{seconds:02}  {asset.size / 1e6:.1f} MB", file=sys.stdout)
    return failures


def _figures() -> Progress | None:
    """Return the metrics of renders if this process accompanies a server."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return None
    from voiceedu import metrics

    return metrics.RenderMetrics()


def _report(studio: Studio, outcome: Outcome) -> int:
    """Print the measurements of each published asset; return how many are outside their profiles."""
    from voiceedu.production.quality import measure  # numpy and av, which `serve` would pass to its workers

    assets = [asset for asset in outcome.rendition.assets if asset.profile in PROFILES]

    def measured(asset: Asset) -> "Measurement | None":
        kept = studio.store.asset(asset.path)
        return measure(kept.data, PROFILES[asset.profile]) if kept else None

    outside = 0
    with ThreadPoolExecutor(os.cpu_count()) as hands:  # decoding releases the GIL
        for asset, measurement in zip(assets, hands.map(measured, assets), strict=True):
            result = measurement or "OUTSIDE: it is damaged or gone"
            tqdm.write(f"  {asset.profile:10} {asset.name:64} {result}", file=sys.stdout)
            outside += measurement is None or bool(measurement.faults)
    return outside


def _line(outcome: Outcome) -> str:
    rendition = outcome.rendition
    last = rendition.cues[-1].end_ms if rendition.cues else 0
    seconds = last / 1000
    engine = rendition.voice.engine + (" (fallback)" if rendition.fallbacks else "")
    return (
        f"{rendition.language}/{rendition.slug:32} {engine:17} {int(seconds // 60)}:{seconds % 60:04.1f}"
        f"  {len(rendition.assets):3} assets  {outcome.seconds:5.1f} s"
    )


@main.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
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
    if folder is None:
        folder = settings.library if os.environ.get("VOICEEDU_LIBRARY") else Path("procedures")
    folder /= language
    found = importer.read(file, language=language, split=split, translation_of=translation_of, folder=folder)
    for line in import_report.lines(found):
        click.echo(line)
    if dry_run:
        click.echo("Nothing was written.")
        return
    for path in importer.write(found.files, folder, force=force):
        click.echo(path)


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
        click.echo(f"Downloading {download_voice}, some 20 to 120 MB", err=True)
        click.echo(f"Downloaded {piper.download(download_voice)}")
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


main.add_command(export)


@main.command()
@click.option("--dry-run", is_flag=True, help="Say what would be removed, and remove nothing.")
@click.option("--yes", is_flag=True, help="Do not ask when much of what is published is not in the library.")
@click.pass_obj
def prune(settings: Settings, dry_run: bool, yes: bool) -> None:
    """Remove from the cache what nothing published has named for VOICEEDU_KEEP_DAYS days."""
    store, texts = Store(settings.cache), prompts.load(settings.library)
    if not (dry_run or yes) and (share := pruning.share_left(store, texts)) > pruning.MOST_LEFT:
        click.echo(f"{share:.0%} of what is published in {settings.cache} is not in the library {settings.library}.")
        if not click.confirm("Remove what is old of that, too?"):
            raise click.ClickException("nothing was removed. Check VOICEEDU_LIBRARY, or give --yes")
    before = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=settings.keep_days)
    files = size = 0
    for kept in tqdm(pruning.unnamed(store, texts, before=before), "Pruning", unit="file", disable=None):
        if dry_run:
            tqdm.write(kept.path, file=sys.stdout)
        if dry_run or store.remove(kept):
            files, size = files + 1, size + kept.size
    click.echo(f"{files} files, {size / 1e6:.1f} MB {'would be' if dry_run else 'were'} removed")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 for any.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", type=click.IntRange(1), help="How many processes answer. [default: VOICEEDU_WORKERS]")
@click.option("--access-log", is_flag=True, help="Log every request: its path, never its query or who asked.")
@click.pass_obj
def serve(settings: Settings, host: str, port: int, workers: int | None, access_log: bool) -> None:
    """Serve the page and the phone assets, and render what is missing meanwhile."""
    supervisor.serve(settings, host, port, workers or settings.workers, access_log=access_log)

"""The commands. They end with 0 for done, 1 when something in the work failed, 2 for a call that cannot be meant."""

import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import click
from tqdm import tqdm

from voiceedu import __version__, importing, logs
from voiceedu.config import LANGUAGE_TAG, Settings
from voiceedu.engines import load as load_engines
from voiceedu.errors import EngineError, RenderError, SettingError, VoiceeduError
from voiceedu.studio import Outcome, Studio


class _Commands(click.Group):
    """A group that turns the named errors into a line and an exit code, here and nowhere else."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except VoiceeduError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(2 if isinstance(error, SettingError) else 1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Turn a clinician's texts about procedures into speech, and serve it to a page and a phone line."""
    ctx.obj = Settings.from_environment()
    logs.start(ctx.obj.log)


@main.command()
@click.pass_obj
def render(settings: Settings) -> None:
    """Speak what is new or changed in the library, and publish it."""
    started = time.monotonic()
    studio = Studio(settings)
    sizes = studio.store.clip_sizes()
    outcomes: list[Outcome] = []
    failures: list[RenderError] = []
    # disable=None: no bar when standard error is no terminal
    for procedure in tqdm(studio.library, "Rendering", total=len(studio.library), unit="procedure", disable=None):
        try:
            outcomes.append(studio.render(procedure, clip_sizes=sizes))
        except RenderError as error:
            failures.append(error)
    for outcome in outcomes:
        click.echo(_line(outcome))
    spoken, encoded = sum(o.spoken for o in outcomes), sum(o.encoded for o in outcomes)
    click.echo(
        f"{len(outcomes)} of {len(studio.library)} procedures published; {spoken} sentences spoken, "
        f"{encoded} clips encoded, {time.monotonic() - started:.1f} s"
        + ("" if spoken or encoded or failures else "; nothing had changed")
    )
    for reason in sorted({reason for outcome in outcomes for reason in outcome.rendition.fallbacks}):
        click.echo(f"Not spoken by {reason}")
    for failure in failures:
        click.echo(f"Error: {failure}", err=True)
    if failures:
        sys.exit(1)


def _line(outcome: Outcome) -> str:
    rendition = outcome.rendition
    whole = rendition.clip("web")
    seconds = whole.duration_ms / 1000 if whole else 0
    engine = rendition.voice.engine + (" (fallback)" if rendition.fallbacks else "")
    return (
        f"{rendition.language}/{rendition.slug:32} {engine:17} {int(seconds // 60)}:{seconds % 60:04.1f}"
        f"  {len(rendition.clips):3} clips  {outcome.seconds:5.1f} s"
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
@click.option("--force", is_flag=True, help="Replace files that are there already.")
@click.pass_obj
def import_(settings: Settings, file: Path, folder: Path | None, language: str | None, force: bool) -> None:
    """Make library files of a clinician's document (.txt or .md), word for word."""
    language = language or settings.language
    if not LANGUAGE_TAG.fullmatch(language):
        raise click.BadParameter(f"{language!r} is not a language tag, such as en or es", param_hint="--language")
    if folder is None:
        folder = settings.library if os.environ.get("VOICEEDU_LIBRARY") else Path("procedures")
    files = importing.convert(file.read_bytes(), name=file.name, language=language)
    for path in importing.write(files, folder / language, force=force):
        click.echo(path)


@main.command()
@click.pass_obj
def engines(settings: Settings) -> None:
    """Say of each engine whether it can speak here, or why not."""
    for engine in load_engines(settings.engines):
        reason = engine.unavailable()
        network = "needs the network" if engine.needs_network else "offline"
        try:
            voice = engine.voice(settings.language).name if reason is None else ""
        except EngineError as error:
            reason = error.reason
        click.echo(f"{engine.name:8} {network:18} {reason or f'available, voice {voice}'}")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 for any.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=os.cpu_count() or 1, show_default="one a core", type=click.IntRange(1))
@click.pass_obj
def serve(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serve the page and the phone clips, and render what is missing meanwhile."""
    from granian import Granian  # a server's worth of modules that no other command needs
    from granian.constants import Interfaces

    Studio(settings)  # what cannot start says so here, once, and not in every worker
    url = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}/"  # noqa: S104
    server = Granian(
        "voiceedu.app:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        # A request that waits for a clip to be made holds a thread; clips and pages take theirs for a millisecond.
        blocking_threads=32,
        backpressure=128,
        websockets=False,
    )
    rendering: list[subprocess.Popen[bytes]] = []

    @server.on_startup
    def begin() -> None:
        # A process of its own: it shares nothing with the workers but the store, and a crash in an engine stays there.
        rendering.append(subprocess.Popen([sys.executable, "-m", "voiceedu", "render"]))
        threading.Thread(target=_announce, args=(url, rendering[0]), daemon=True).start()

    @server.on_shutdown
    def end() -> None:
        for process in rendering:
            process.terminate()

    server.serve()


def _announce(url: str, rendering: subprocess.Popen[bytes]) -> None:
    """Say the address when it first answers, and again when everything is rendered."""
    while True:
        try:
            with urllib.request.urlopen(f"{url}healthz", timeout=5):  # noqa: S310
                break
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
    click.echo(f"voiceedu answers at {url}")
    if rendering.wait() == 0:
        click.echo(f"Every recording is ready: {url}")

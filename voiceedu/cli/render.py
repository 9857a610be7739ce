"""`voiceedu render`: speaks what is new or changed in the library, and publishes it."""

import gc
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click
from tqdm import tqdm

from voiceedu.assets import PROFILES, Asset
from voiceedu.cli import main
from voiceedu.config import Settings
from voiceedu.config.values import APPROVED
from voiceedu.errors import OlderLibraryError, RenderError, VoiceeduError
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.publishing.compilations.registry import COMPILATIONS
from voiceedu.publishing.missing import Missing
from voiceedu.publishing.outcome import Outcome
from voiceedu.publishing.progress import Progress
from voiceedu.publishing.studio import Studio

if TYPE_CHECKING:
    from voiceedu.production.quality import Measurement
    from voiceedu.publishing.remote_renders import RemoteRenders


NAMED = 10
"""How many works a line names."""


@main.command()
@click.option("--report", is_flag=True, help="Measure every recording; end with 1 if one is outside its profile.")
@click.option("--revert", is_flag=True, help="Publish these texts although another machine has published newer ones.")
@click.pass_obj
def render(settings: Settings, report: bool, revert: bool) -> None:
    """Speak what is new or changed in the library, and publish it."""
    started = time.monotonic()
    figures = _figures()
    studio = _studio(settings, figures)
    older = studio.why_older(is_newest=revert)
    total, works = len(studio.library), len(studio.library.works)
    if studio.remote is None:
        outcomes = studio.render_all(in_processes=figures is None)  # beside a server one process is enough
    else:
        outcomes = _remote_outcomes(studio, studio.remote, older)
    done = _follow(studio, outcomes, works=works, report=report)
    done.failures += _render_for_review(settings)
    uncompiled = _collect(studio)
    nothing = "" if done.spoken or done.encoded or done.failures or studio.remote else "; nothing had changed"
    click.echo(
        f"{done.published} of {total} procedures published; {done.spoken} sentences spoken, "
        f"{done.encoded} assets encoded, {time.monotonic() - started:.1f} s{nothing}"
    )
    if report:
        click.echo(f"{done.measured} assets measured, {done.outside} outside of their profile")
    for reason in sorted(done.fallbacks):
        click.echo(f"Not spoken by {reason}")
    errors = [*_lines(done.failures), *studio.broken.values(), *uncompiled]
    for error in errors:
        click.echo(f"Error: {error}", err=True)
    if errors or done.outside:
        sys.exit(1)


@dataclass(kw_only=True)
class _Done:
    """What has come of the works so far; `measured` and `outside` of their profile count assets."""

    published: int = 0
    spoken: int = 0
    encoded: int = 0
    measured: int = 0
    outside: int = 0
    fallbacks: set[str] = field(default_factory=set)
    failures: list[RenderError] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        self.published += outcome.summary.kind == "procedure"
        self.spoken += outcome.spoken
        self.encoded += outcome.encoded
        self.fallbacks.update(outcome.summary.fallbacks)


def _follow(studio: Studio, outcomes: Iterable[Outcome | RenderError], *, works: int, report: bool) -> _Done:
    """Print what comes of each of `works`; return the sums."""
    done = _Done()
    # disable=None: no bar when standard error is no terminal
    for outcome in tqdm(outcomes, "Rendering", total=works, unit="procedure", disable=None):
        if isinstance(outcome, RenderError):
            done.failures.append(outcome)
            continue
        done.add(outcome)
        tqdm.write(_line(outcome), file=sys.stdout)
        if report:
            done.measured += sum(asset.profile in PROFILES for asset in outcome.rendition.assets)
            done.outside += _report(studio, outcome)
    return done


def _studio(settings: Settings, figures: Progress | None) -> Studio:
    """Return the studio of the library."""
    gc.disable()  # the library stays: looking for garbage among its objects takes a tenth of the time
    studio = Studio(settings, progress=figures)
    gc.freeze()
    gc.enable()
    return studio


def _render_for_review(settings: Settings) -> list[RenderError]:
    """Render the words that are not public because nobody has approved them; return what failed."""
    if settings.publish != APPROVED:
        return []
    studio = Studio(settings, progress=_figures(), in_review=True)
    outcomes = list(tqdm(studio.render_all(), "Rendering for review", unit="procedure", disable=None))
    made = [outcome.summary for outcome in outcomes if isinstance(outcome, Outcome)]
    # Prompts are made too, with the menus of all texts; they are not what waits.
    waiting = [f"{summary.language}/{summary.slug}" for summary in made if summary.kind == "procedure"]
    for name in waiting:
        tqdm.write(f"{name} waits for its approval, and is not public as it is written", file=sys.stdout)
    return [outcome for outcome in outcomes if isinstance(outcome, RenderError)]


def _lines(failures: Sequence[RenderError]) -> list[str]:
    """Return a line for each failure, and one for all works that another machine has published with newer words."""
    newer = [failure for failure in failures if isinstance(failure, OlderLibraryError)]
    found = [str(failure) for failure in failures if not isinstance(failure, OlderLibraryError)]
    if newer:
        named = ", ".join(failure.procedure for failure in newer[:NAMED]) + (", …" if len(newer) > NAMED else "")
        found.append(f"Works that stay as they are published: {len(newer)} ({named}). {newer[0].reason}")
    return found


def _remote_outcomes(studio: Studio, remote: "RemoteRenders", older: str | None) -> Iterator[Outcome | RenderError]:
    """Have the workers of the queue render the library; yield what came of each. What they speak is counted there.

    If it is `older` than another machine's, workers are not asked for what is published with newer words.
    """
    works = {f"{work.language}/{work.slug}": work for work in studio.library.works}
    if older is not None:
        for work in Missing(studio).works():
            if studio.store.is_published(work.language, work.slug):
                del works[name := f"{work.language}/{work.slug}"]
                yield OlderLibraryError(name, older)
    for rendition in remote.render_all(works.values()):
        if isinstance(rendition, RenderError):
            yield rendition
        else:
            yield Outcome.of(rendition, spoken=0, encoded=0, seconds=0.0)


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
    from voiceedu.production.quality import measure  # numpy and av, which nothing else here needs

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
    summary = outcome.summary
    seconds = summary.duration_ms / 1000
    engine = summary.engine + (" (fallback)" if summary.fallbacks else "")
    return (
        f"{summary.language}/{summary.slug:32} {engine:17} {int(seconds // 60)}:{seconds % 60:04.1f}"
        f"  {summary.assets:3} assets  {outcome.seconds:5.1f} s"
    )

"""Measures what grows with a library and with machines: ratios and figures from one run."""

import contextlib
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import generated_library
import machine_renders
from benchmark_serve import row
from local_servers import free_port, running

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.support.bucket import Bucket, bucket
from voiceedu.config import Settings

LATENCY_S = 0.02
"""Of each request to the bucket."""
TURN_S = 0.1
"""Between two turns of requests of every kind."""
QUIET = 30
"""Requests to the bucket in three seconds that are no reading ahead: looks at the index of each language."""
IDLE_S = 0.3
"""Of CPU in three seconds, in which a worker looks at the library's files and at nothing else."""
RENDER = """\
import gc
from voiceedu.config import Settings
from voiceedu.publishing.studio import Studio
gc.disable()  # as the command does
studio = Studio(Settings.from_environment())
gc.freeze()
gc.enable()
print(sum(outcome.encoded > 0 for outcome in studio.render_all()))
"""


@click.command()
@click.option("--procedures", default=10_000, show_default=True, help="How many the large library has; 0 for none.")
@click.option("--served", default=1000, show_default=True, help="How many a bucket and a folder have; 0 for none.")
@click.option("--machines/--no-machines", default=True, show_default=True, help="Render on several machines, too.")
@click.option("--rounds", default=3, show_default=True, help="How often each is measured.")
def main(procedures: int, served: int, machines: bool, rounds: int) -> None:
    """Print a table of what an unchanged render, a worker, a bucket 20 ms away and further machines cost or gain."""
    click.echo("| figure | measured | goal |\n|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="voiceedu-") as temporary:
        folder = Path(temporary)
        if procedures:
            _growth(folder, procedures, rounds)
        if served:
            _bucket_against_folder(folder, served, rounds)
        if machines:
            machine_renders.measure(folder)


def _growth(folder: Path, procedures: int, rounds: int) -> None:
    settings = Settings(library=folder / "library", cache=str(folder / "cache"), engines=("tone",))
    generated_library.write(settings.library, procedures)
    generated_library.publish(settings)
    first = _render(settings)
    unchanged = sorted((_render(settings) for _ in range(rounds)), key=lambda run: run.cpu)[rounds // 2]
    row(f"{procedures} procedures: a first look at all of them", str(first), "")
    row(f"{procedures} procedures: a render in which nothing has changed", str(unchanged), "≤ 3 s")
    file = sorted((settings.library / "fr").glob("*.md"))[0]
    file.write_text(file.read_text(encoding="utf-8").replace(*generated_library.CHANGED), encoding="utf-8")
    changed = _render(settings)
    row("one sentence changed: works rendered", str(changed.rendered), "1")
    row(
        "one sentence changed: CPU beyond that of nothing changed",
        f"{changed.cpu - unchanged.cpu:.1f} s",
        "one procedure",
    )
    with _server(settings) as (url, pid):
        for path in ("readyz", "fr/", f"fr/{file.stem}"):
            _get(f"{url}/{path}")
        megabytes = _resident_mb(pid)
    row(
        f"{procedures} procedures: memory of a worker that serves them from a folder", f"{megabytes:.0f} MB", "≤ 200 MB"
    )


@dataclass(frozen=True, kw_only=True)
class Run:
    """The wall and CPU seconds of a render, Python's start included, and how many works it has rendered."""

    wall: float
    cpu: float
    rendered: int

    def __str__(self) -> str:
        return f"{self.cpu:.1f} s of CPU, {self.wall:.1f} s"


def _render(settings: Settings) -> Run:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, "-c", RENDER], env=_environ(settings), check=True, capture_output=True)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall=wall, cpu=cpu, rendered=int(done.stdout))


def _environ(settings: Settings) -> dict[str, str]:
    ours = {
        "VOICEEDU_LIBRARY": str(settings.library),
        "VOICEEDU_CACHE": settings.cache,
        "VOICEEDU_ENGINES": "tone",
        "VOICEEDU_LOG": "error",
    }
    return os.environ | ours


@contextlib.contextmanager
def _server(settings: Settings) -> Iterator[tuple[str, int]]:
    """Run one worker of `voiceedu serve`, without the render beside it; yield its address and process number."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "granian", "--interface", "rsgi", "--factory", "--port", str(port)]
    command += ["--no-ws", "--log-level", "error", "voiceedu.server.supervisor:create_front"]
    with running(f"{url}/healthz", *command, **_environ(settings)) as pid:
        yield url, pid


def _resident_mb(pid: int) -> float:
    """Return the resident memory of the worker that the process `pid` has started, when it grows no more."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    before, now = 0.0, 1.0
    while now > before * 1.01:
        time.sleep(3)
        sizes = [Path(f"/proc/{child}/statm").read_text(encoding="ascii").split()[1] for child in children]
        before, now = now, max(int(pages) * resource.getpagesize() / 1e6 for pages in sizes)
    return now


def _wait_until_idle(pid: int, kept: Bucket) -> None:
    """Return when the worker that the process `pid` has started reads nothing ahead any more, from a disk or `kept`."""
    [worker] = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    seconds, requests = 0.0, 0
    while True:
        time.sleep(3)
        ticks = Path(f"/proc/{worker}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[11:13]
        used = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK") - seconds
        asked = len(kept.requests) - requests
        if used < IDLE_S and asked < QUIET:
            return
        seconds, requests = seconds + used, requests + asked


def _bucket_against_folder(folder: Path, served: int, rounds: int) -> None:
    with bucket() as kept:
        os.environ |= kept.environ
        library = folder / "served"
        generated_library.write(library, served)
        asked: dict[str, dict[str, float]] = {}
        requests: dict[str, dict[str, int]] = {}
        for cache in (str(folder / "served-cache"), kept.url):
            settings = Settings(library=library, cache=cache, engines=("tone",))
            generated_library.publish(settings)
            kept.latency_s = LATENCY_S
            with _server(settings) as (url, pid):
                _wait_until_idle(pid, kept)
                asked[cache], requests[cache] = _ask(url, library, kept, rounds)
            kept.latency_s = 0.0
        in_folder, in_bucket = asked.values()
        for kind, seconds in in_folder.items():
            ratio = f"{in_bucket[kind] / seconds:.2f}× ({in_bucket[kind] * 1000:.1f} and {seconds * 1000:.1f} ms)"
            row(f"{kind}, {served} procedures, bucket against folder", ratio, "≤ 1.2×")
            row(f"{kind}: requests to the bucket on the way", str(requests[kept.url][kind]), "0")


def _ask(url: str, library: Path, kept: Bucket, rounds: int) -> tuple[dict[str, float], dict[str, int]]:
    """Return the median time of each kind of request, and how many requests of a bucket came with its fastest."""
    page = f"{url}/fr/{sorted((library / 'fr').glob('*.md'))[0].stem}"
    with urllib.request.urlopen(page) as answer:
        etag = answer.headers["ETag"]
    kinds: dict[str, Callable[[], None]] = {
        "webhook": lambda: _get(f"{url}/ivr/twiml", data=b"Digits=1"),
        "page": lambda: _get(page),
        "304": lambda: _get(page, etag=etag),
        "readyz": lambda: _get(f"{url}/readyz"),
    }
    taken: dict[str, list[float]] = {kind: [] for kind in kinds}
    counted: dict[str, list[int]] = {kind: [] for kind in kinds}
    for _ in range(20 * rounds):
        # In turns, over many seconds: what a server does in the background would else fall on one kind alone.
        time.sleep(TURN_S)
        for kind, ask in kinds.items():
            before, started = len(kept.requests), time.perf_counter()
            ask()
            taken[kind].append(time.perf_counter() - started)
            counted[kind].append(len(kept.requests) - before)
    # A look at an index, every two seconds, is not on the way.
    on_the_way = {kind: round(statistics.median(counts)) for kind, counts in counted.items()}
    return {kind: statistics.median(times) for kind, times in taken.items()}, on_the_way


def _get(url: str, *, data: bytes | None = None, etag: str = "") -> None:
    request = urllib.request.Request(url, data=data, headers={"If-None-Match": etag} if etag else {})
    with contextlib.suppress(urllib.error.HTTPError), urllib.request.urlopen(request) as answer:
        answer.read()


if __name__ == "__main__":
    main()

"""Measures how soon a server answers while listeners wait, an engine hangs, clients are slow, or a bucket is."""

import contextlib
import json
import os
import socket
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import click

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.conftest import TEXTS
from tests.engines.test_entry_points import install
from tests.support.bucket import Bucket, bucket
from tests.support.server import Server, serve
from tests.support.texts import write_short_prompts, write_texts
from tests.test_metrics import GATED_ENGINE
from voiceedu.config import Settings
from voiceedu.publishing.studio import Studio

GOAL_S = 1.0
LATENCY_S = 1.0
PROBES = 4
"""Clients that measure at a time."""
NEW = "---\ntitle: New\n---\n\nThis is new.\n"
UNMADE = "/phone/en/new.mp3"
HALF_A_POST = b"POST /ivr/twiml HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 99\r\n\r\nDigits="
KINDS = ("TwiML", "/healthz", "published clip")
"""What has the goal; pages are measured as well."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """The seconds that requests of one kind took under one condition."""

    condition: str
    kind: str
    seconds: list[float]

    @property
    def p99(self) -> float:
        return sorted(self.seconds)[max(0, -(-len(self.seconds) * 99 // 100) - 1)]

    @property
    def has_goal(self) -> bool:
        return self.kind in KINDS


def requests(server: Server) -> list[tuple[str, str, bytes | None]]:
    """Return what a probe asks for in turn: kind, path and body of a POST."""
    clips = server.manifest()
    found: list[tuple[str, str, bytes | None]] = []
    for clip in clips:
        urls = [url for url in (clip["hashed_url"], clip["stable_url"]) if url.endswith(".mp3")]
        found += [(KINDS[2], url.removeprefix(server.url), None) for url in urls]
        found.append((KINDS[0], "/ivr/twiml", None))
        found.append((KINDS[0], "/ivr/twiml", b"Digits=1"))
        found.append((KINDS[1], "/healthz", None))
        found.append(("page", "/en/nerve-blocks", None))
        found.append(("page", "/en/", None))
    return found


def measure(server: Server, condition: str, seconds: float) -> list[Measured]:
    """Return how long requests of each kind take, asked by PROBES clients for `seconds`."""
    asked = requests(server)
    until = time.monotonic() + seconds
    found: dict[str, list[float]] = {}
    failed: list[str] = []
    lock = threading.Lock()

    def probe(number: int) -> None:
        position = number * len(asked) // PROBES
        while time.monotonic() < until:
            kind, path, body = asked[position % len(asked)]
            position += 1
            started = time.monotonic()
            try:
                with urllib.request.urlopen(urllib.request.Request(server.url + path, data=body), timeout=60) as answer:
                    answer.read()
            except OSError as error:
                failed.append(f"{condition}: {path}: {error}")
            with lock:
                found.setdefault(kind, []).append(time.monotonic() - started)

    probes = [threading.Thread(target=probe, args=(number,)) for number in range(PROBES)]
    for each in probes:
        each.start()
    for each in probes:
        each.join()
    if failed:
        raise click.ClickException("\n".join(failed[:5]))
    return [Measured(condition=condition, kind=kind, seconds=taken) for kind, taken in sorted(found.items())]


@contextlib.contextmanager
def repeated(number: int, server: Server, request: bytes) -> Iterator[None]:
    """Keep `number` connections that have sent `request`; each that is answered is replaced, until the block ends."""
    address = urlsplit(server.url)
    is_over = threading.Event()

    def keep() -> None:
        while not is_over.is_set():
            with contextlib.suppress(OSError), socket.create_connection((address.hostname, address.port)) as connection:
                connection.sendall(request)
                connection.settimeout(0.5)
                while not is_over.is_set():
                    with contextlib.suppress(TimeoutError):
                        if not connection.recv(65536):
                            break

    threads = [threading.Thread(target=keep, daemon=True) for _ in range(number)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    try:
        yield
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


def waiting_and_slow(folder: Path, clients: int, seconds: float) -> Iterator[Measured]:
    """Measure under a hung engine with listeners who wait for it, and under slow POSTs."""
    library, gate, site = folder / "library", folder / "gate", folder / "site"
    write_texts(library, TEXTS)
    write_short_prompts(library, "en")
    site.mkdir()
    install(site, GATED_ENGINE, name="gated", makes="acme_voice:GatedEngine")
    gate.touch()
    os.environ |= {"GATE": str(gate), "PYTHONPATH": str(site)}
    with serve(folder, library=str(library), cache=str(folder / "cache"), engines="gated") as server:
        server.wait_until_ready()
        yield from measure(server, "nothing else", seconds)
        gate.unlink()
        (library / "en" / "new.md").write_text(NEW, encoding="utf-8")
        while server.get("/en/new")[0] != 200:
            time.sleep(0.1)
        wait = f"GET {UNMADE} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()
        with repeated(clients, server, wait):
            yield from measure(server, f"engine hung, {clients} listeners waiting for it", seconds)
        with repeated(clients, server, HALF_A_POST):
            yield from measure(server, f"{clients} slow POSTs", seconds)
        gate.touch()


def slow_bucket(folder: Path, clients: int, seconds: float) -> Iterator[Measured]:
    """Measure over a bucket whose every request takes LATENCY_S, and over one that hangs."""
    library = folder / "library"
    write_texts(library, TEXTS)
    write_short_prompts(library, "en")
    with bucket() as kept:
        os.environ |= kept.environ
        settings = Settings(library=library, cache=kept.url, engines=("tone",))
        for outcome in Studio(settings).render_all():
            if isinstance(outcome, Exception):
                raise outcome
        kept.latency_s = LATENCY_S
        with serve(folder, library=str(library), cache=kept.url, engines="tone") as server:
            wait_until_read(kept)
            yield from measure(server, f"every object of the bucket takes {LATENCY_S:.0f} s", seconds)
            kept.latency_s = None
            yield from measure(server, "the bucket hangs", seconds)
            kept.latency_s = 0.0


def wait_until_read(kept: Bucket) -> None:
    """Return when the workers read no more clips ahead."""
    before = -1
    while before != (before := sum(key.startswith("clips") for _, key in list(kept.requests))):
        time.sleep(3 * LATENCY_S)


CONDITIONS: tuple[Callable[[Path, int, float], Iterator[Measured]], ...] = (waiting_and_slow, slow_bucket)


@click.command()
@click.option("--clients", default=200, show_default=True, help="How many listeners wait, and how many send slowly.")
@click.option("--seconds", default=20.0, show_default=True, help="How long each condition is measured.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def main(clients: int, seconds: float, as_json: bool) -> None:
    """Print how long each kind of request takes under each condition.

    Ends with 1 when a 99th percentile of TwiML, /healthz or a published clip is over a second.
    """
    found: list[Measured] = []
    if not as_json:
        click.echo(
            "| condition | request | number | median | p99 | longest | goal (p99) |\n|---|---|---|---|---|---|---|"
        )
    for condition in CONDITIONS:
        with tempfile.TemporaryDirectory(prefix="voiceedu-") as folder:
            for row in condition(Path(folder), clients, seconds):
                found.append(row)
                if not as_json:
                    figures = f"{statistics.median(row.seconds):.3f} s | {row.p99:.3f} s | {max(row.seconds):.3f} s"
                    goal = f"≤ {GOAL_S:.0f} s" if row.has_goal else ""
                    click.echo(f"| {row.condition} | {row.kind} | {len(row.seconds)} | {figures} | {goal} |")
    if as_json:
        click.echo(
            json.dumps(
                [
                    {
                        "condition": row.condition,
                        "kind": row.kind,
                        "median_s": statistics.median(row.seconds),
                        "p99_s": row.p99,
                        "longest_s": max(row.seconds),
                    }
                    for row in found
                ]
            )
        )
    if any(row.has_goal and row.p99 > GOAL_S for row in found):
        sys.exit(1)


if __name__ == "__main__":
    main()

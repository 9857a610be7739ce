"""Measures a server against nginx with the same files and log: wrk requests both in turns. Ratios from one run."""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import click
import mixed_load
from local_servers import free_port, nginxes, running, serving
from mixed_load import Load

from voiceedu.config import SHIPPED_LIBRARY, Settings

CLIP_BYTES = 120_000
"""The clip that is asked for is the one nearest to this."""
CONNECTIONS = 64
EMPTY = """\
from flask import Flask, render_template
def create_app():
    app = Flask("empty", template_folder={folder!r})
    @app.get("/")
    def page():
        return render_template("empty.html", title="A page")
    return app
"""


def answers_a_second(url: str, seconds: int, *headers: str) -> float:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *(f"-H{header}" for header in headers), url]
    done = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if found := re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)", done):
        raise click.ClickException(f"{url}: {found[0]}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done)
    assert rate
    return float(rate[1])


def row(figure: str, value: str, goal: str) -> None:
    click.echo(f"| {figure} | {value} | {goal} |")


@click.command()
@click.option("--rounds", default=3, show_default=True, help="How often each side is asked, in turns.")
@click.option("--seconds", default=4, show_default=True, help="How long each time.")
@click.option("--mixed", default=60, show_default=True, help="How many seconds of mixed load.")
@click.option("--procedures", default=1000, show_default=True, help="How many the large library has.")
def main(rounds: int, seconds: int, mixed: int, procedures: int) -> None:
    """Compare `voiceedu serve` with nginx; then measure its memory, and check every byte under mixed load."""
    with tempfile.TemporaryDirectory(prefix="voiceedu-") as temporary:
        folder = Path(temporary)
        folder.chmod(0o755)  # nginx's workers run as nobody
        click.echo("nginx alone writes the same log as with the shipped configuration.\n")
        click.echo("| figure | measured | goal |\n|---|---|---|")
        library = folder / "library"
        shutil.copytree(SHIPPED_LIBRARY / "en", library / "en")
        with serving(library, folder / "cache", "espeak") as (url, pid):
            _clips(folder, url, rounds, seconds)
            _pages(folder, url, rounds, seconds)
            small = _memory(url, pid)
            row("resident memory of a worker, 7 procedures", f"{small:.0f} MB", "≤ 90 MB")
            _mixed(mixed_load.run(url, library, folder / "cache", mixed, connections=CONNECTIONS), mixed)
        words = folder / "large" / "en"
        words.mkdir(parents=True)
        for number in range(procedures):
            text = f"---\ntitle: Topic {number}\n---\n\nThis is topic {number}. It says little.\n"
            (words / f"topic-{number}.md").write_text(text, encoding="utf-8")
        with serving(words.parent, folder / "large-cache", "tone") as (url, pid):
            large = _memory(url, pid)
        row(
            f"more with {procedures}, clip memory included",
            f"{large - small:.0f} MB",
            f"≤ {30 + Settings().clip_memory_mb} MB",
        )


def _clips(folder: Path, url: str, rounds: int, seconds: int) -> None:
    cache = folder / "cache"
    clip = min(cache.glob("clips/*/*.mp3"), key=lambda path: abs(path.stat().st_size - CLIP_BYTES))
    path = f"/{clip.relative_to(cache)}"
    with nginxes(folder, url, path) as (static, shipped):
        for figure, header, goal in (
            ("200", "", 0.55),
            ("304", "If-None-Match", 0.45),
            ("206, bytes=0-1023", "Range: bytes=0-1023", 0.45),
        ):
            rates: dict[str, list[float]] = {static: [], url: [], shipped: []}
            for _ in range(rounds):
                for side, measured in rates.items():
                    headers = _headers(side + path, header)
                    measured.append(answers_a_second(side + path, seconds, *headers))
            theirs = statistics.median(rates[static])
            base = f"{figure}, {clip.stat().st_size / 1000:.0f} kB, against nginx ({theirs:,.0f}/s)"
            row(f"{base}: voiceedu serve", f"{_ratio(rates[url], rates[static]):.2f}×", f"≥ {goal}×")
            row(f"{base}: behind the shipped nginx.conf", f"{_ratio(rates[shipped], rates[static]):.2f}×", "≥ 0.95×")


def _ratio(ours: list[float], theirs: list[float]) -> float:
    """Return the median of the ratios of each turn."""
    return statistics.median(our / their for our, their in zip(ours, theirs, strict=True))


def _headers(url: str, header: str) -> list[str]:
    if header != "If-None-Match":
        return [header] if header else []
    with urllib.request.urlopen(url) as answer:
        return [f"{header}: {answer.headers['ETag']}"]


def _pages(folder: Path, url: str, rounds: int, seconds: int) -> None:
    page = f"{url}/en/nerve-blocks"
    with urllib.request.urlopen(page) as answer:
        size = len(answer.read())
    head = "<!doctype html><title>{{ title }}</title><p>"
    (folder / "empty.html").write_text(head + "x" * (size - len(head)))
    (folder / "empty_app.py").write_text(EMPTY.format(folder=str(folder)))
    port, cores = free_port(), os.cpu_count() or 1
    empty = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--workers", str(cores)]
    command += ["--blocking-threads", "32", "--port", str(port), "--no-ws", "--http", "1", "--log-level", "error"]
    command.append("empty_app:create_app")
    with running(empty, *command, PYTHONPATH=str(folder)):
        ours, ratios = [], []
        for _ in range(rounds):
            theirs = answers_a_second(empty, seconds)
            ours.append(answers_a_second(page, seconds))
            ratios.append(theirs / ours[-1])
    row(
        f"a page of {size / 1000:.0f} kB, against an empty Flask route of its size (on {cores} cores, wrk included)",
        f"1 / {statistics.median(ratios):.2f}×, {statistics.median(ours):,.0f}/s",
        "≥ 8,000/s",
    )


def _memory(url: str, pid: int) -> float:
    """Return the resident memory in MB of the largest worker, after requests for every page and phone clip."""
    with urllib.request.urlopen(f"{url}/phone/en/manifest.json") as answer:
        clips = json.load(answer)["clips"]
    paths = [re.sub(r"^https?://[^/]*", "", clip["hashed_url"]) for clip in clips]
    paths += sorted({f"/{clip['language']}/" for clip in clips})
    paths += sorted({f"/{clip['language']}/{clip['slug']}" for clip in clips if clip["kind"] != "prompt"})
    for path in paths * 2:
        with urllib.request.urlopen(url + path) as answer:
            answer.read()
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    sizes = []
    for child in children:
        if b"server.background_" not in Path(f"/proc/{child}/cmdline").read_bytes():
            found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{child}/status").read_text())
            sizes.append(int(found[1]) / 1000 if found else 0.0)
    return max(sizes)


def _mixed(load: Load, seconds: int) -> None:
    asked = ", ".join(f"{count:,} × {status}" for status, count in sorted(load.statuses.items()))
    row(
        f"{seconds} s of mixed load, {load.renders} renders meanwhile ({asked}): wrong bodies, 5xx",
        f"{len(load.wrong)}, {load.server_errors}",
        "0, 0",
    )
    for line in load.wrong[:5]:
        click.echo(line, err=True)


if __name__ == "__main__":
    main()

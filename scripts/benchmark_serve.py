"""Measures a server against nginx with the same files and log: wrk requests both in turns. Ratios from one run."""

import contextlib
import hashlib
import http.client
import json
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from voiceedu.config import SHIPPED_LIBRARY, Settings

CLIP_BYTES = 120_000
"""The clip that is asked for is the one nearest to this."""
CONNECTIONS = 64
STATIC = """\
worker_processes {cores}; pid {folder}/static.pid; error_log stderr error; daemon off;
events {{ worker_connections 1024; }}
http {{
    {log_format}
    access_log {folder}/static.log voiceedu buffer=64k flush=5s;
    sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=1000;
    types {{ audio/mpeg mp3; audio/wav wav; }}
    server {{ listen 127.0.0.1:{port}; root {cache}; add_header Cache-Control "public, max-age=31536000, immutable"; }}
}}
"""
SHIPPED = """\
worker_processes {cores}; pid {folder}/shipped.pid; error_log stderr error; daemon off;
events {{ worker_connections 1024; }}
http {{ keepalive_requests 1000000; include {config}; }}
"""
EMPTY = """\
from flask import Flask, render_template
def create_app():
    app = Flask("empty", template_folder={folder!r})
    @app.get("/")
    def page():
        return render_template("empty.html", title="A page")
    return app
"""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextlib.contextmanager
def running(url: str, *command: str, **environ: str) -> Iterator[int]:
    """Run `command` until the block ends; yield its process number once `url` answers."""
    process = subprocess.Popen(command, env={**os.environ, **environ}, stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), urllib.request.urlopen(url):
                break
            time.sleep(0.1)
        else:
            raise click.ClickException(f"nothing answers at {url}")
        yield process.pid
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def serving(library: Path, cache: Path, engine: str) -> Iterator[tuple[str, int]]:
    """Run `voiceedu serve` until the block ends; yield its address and process number once all is published."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "voiceedu", "serve", "--port", str(port)]
    settings = {"LIBRARY": str(library), "CACHE": str(cache), "ENGINES": engine, "LOG": "error"}
    environ = {f"VOICEEDU_{name}": value for name, value in settings.items()}
    subprocess.run([sys.executable, "-m", "voiceedu", "render"], env={**os.environ, **environ}, check=True)
    with running(f"{url}/readyz", *command, **environ) as pid:
        yield url, pid


@contextlib.contextmanager
def nginx(config: str, folder: Path, name: str, url: str) -> Iterator[None]:
    path = folder / f"{name}.conf"
    path.write_text(config)
    with running(url, "nginx", "-c", str(path), "-p", str(folder)):
        yield


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
            _mixed(url, library, folder / "cache", mixed)
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
    with _nginxes(folder, url, path) as (static, shipped):
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


@contextlib.contextmanager
def _nginxes(folder: Path, url: str, path: str) -> Iterator[tuple[str, str]]:
    """Run nginx with the files of the cache alone, and nginx as we ship it before the server at `url`.

    Yield their addresses once both answer at `path`.
    """
    static, shipped = f"http://127.0.0.1:{free_port()}", f"http://127.0.0.1:{free_port()}"
    config, site = _shipped_config(folder, url, shipped), folder / "site.conf"
    site.write_text(config)
    [log_format] = re.findall(r"^log_format voiceedu .*;$", config, re.M)
    names = {
        "cores": os.cpu_count() or 1,
        "folder": folder,
        "cache": folder / "cache",
        "config": site,
        "log_format": log_format,
    }
    with (
        nginx(STATIC.format(port=static.rsplit(":", 1)[1], **names), folder, "static", static + path),
        nginx(SHIPPED.format(**names), folder, "shipped", shipped + path),
    ):
        yield static, shipped


def _shipped_config(folder: Path, url: str, shipped: str) -> str:
    """Return the shipped nginx.conf with the addresses and folders of this run."""
    config = (Path(__file__).parent.parent / "docs/deploy/nginx.conf").read_text()
    for ours, here in (
        ("127.0.0.1:8000", url.removeprefix("http://")),
        ("listen 80;", f"listen {shipped.removeprefix('http://')};"),
        ("/var/lib/voiceedu", str(folder / "cache")),
        ("/var/log/nginx/voiceedu.log", str(folder / "access.log")),
    ):
        assert ours in config
        config = config.replace(ours, here)
    return config


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


def _mixed(url: str, library: Path, cache: Path, seconds: int) -> None:
    """Request clips, ranges, pages and the manifest while renders replace clips; check the hash of every body."""
    until = time.monotonic() + seconds
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    askers = [threading.Thread(target=_ask, args=(url, until, counts, wrong)) for _ in range(CONNECTIONS)]
    for asker in askers:
        asker.start()
    text = library / "en" / "nerve-blocks.md"
    words, renders = text.read_text(encoding="utf-8"), 0
    settings = {"VOICEEDU_LIBRARY": str(library), "VOICEEDU_CACHE": str(cache), "VOICEEDU_ENGINES": "espeak"}
    while time.monotonic() < until:
        renders += 1
        text.write_text(words + f"\nThis is change number {renders}.\n", encoding="utf-8")
        command = [sys.executable, "-m", "voiceedu", "render"]
        subprocess.run(command, env={**os.environ, **settings}, check=True, stdout=subprocess.DEVNULL)
    for asker in askers:
        asker.join()
    text.write_text(words, encoding="utf-8")
    server_errors = sum(count for status, count in counts.items() if status.startswith("5"))
    asked = ", ".join(f"{count:,} × {status}" for status, count in sorted(counts.items()))
    row(
        f"{seconds} s of mixed load, {renders} renders meanwhile ({asked}): wrong bodies, 5xx",
        f"{len(wrong)}, {server_errors}",
        "0, 0",
    )
    for line in wrong[:5]:
        click.echo(line, err=True)


def _ask(url: str, until: float, counts: Counter[str], wrong: list[str]) -> None:
    host = url.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=60)
    chance = random.Random()
    known: dict[str, str] = {}

    def get(path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        counts[str(answer.status)] += 1
        return answer, body

    while time.monotonic() < until:
        if not known or chance.random() < 0.02:
            clips = json.loads(get("/phone/en/manifest.json")[1])["clips"]
            known |= {re.sub(r"^https?://[^/]*", "", clip["hashed_url"]): clip["sha256"] for clip in clips}
            stable = [re.sub(r"^https?://[^/]*", "", clip["stable_url"]) for clip in clips]
        kind = chance.choice(["clip", "clip", "stable", "range", "page"])
        if kind == "page":
            get("/en/nerve-blocks")
            continue
        path = chance.choice(stable if kind == "stable" else list(known))
        if kind == "range":
            _, whole = get(path)
            first = chance.randrange(len(whole))
            _, part = get(path, Range=f"bytes={first}-{first + 999}")
            right = part == whole[first : first + 1000]
        else:
            answer, body = get(path)
            digest = hashlib.sha256(body).hexdigest()
            right = digest[:32] == (answer.headers["ETag"] or "").strip('"')
            right = right and (kind == "stable" or digest == known[path])
        if not right:
            wrong.append(f"{kind} {path}")


if __name__ == "__main__":
    main()

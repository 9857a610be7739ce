"""Servers of this machine for a benchmark: voiceedu, and nginx with the same files and log, or as it is shipped."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import click

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
def _nginx(config: str, folder: Path, name: str, url: str) -> Iterator[None]:
    path = folder / f"{name}.conf"
    path.write_text(config)
    with running(url, "nginx", "-c", str(path), "-p", str(folder)):
        yield


@contextlib.contextmanager
def nginxes(folder: Path, url: str, path: str) -> Iterator[tuple[str, str]]:
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
        _nginx(STATIC.format(port=static.rsplit(":", 1)[1], **names), folder, "static", static + path),
        _nginx(SHIPPED.format(**names), folder, "shipped", shipped + path),
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

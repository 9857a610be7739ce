"""A real server in a process of its own, as `voiceedu serve` starts it."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PATIENCE_S = 120


@dataclass(frozen=True)
class Server:
    """`url` ends without a slash; `log` is the file of everything that the server printed."""

    url: str
    process: "subprocess.Popen[bytes]"
    log: Path

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers (names in small letters) and body, whatever the status."""
        request = urllib.request.Request(self.url + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()

    def wait_until_ready(self) -> None:
        """Return when every procedure is published."""
        deadline = time.monotonic() + PATIENCE_S
        while self.get("/readyz")[0] != 200:
            if time.monotonic() > deadline:
                raise AssertionError(f"not ready: {self.get('/readyz')}\n{self.log.read_text()}")
            time.sleep(0.2)


@contextlib.contextmanager
def serve(folder: Path, **settings: str) -> Iterator[Server]:
    """Run `voiceedu serve` with `settings` (library=… is VOICEEDU_LIBRARY) until the `with` block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("VOICEEDU_")}
    environ |= {f"VOICEEDU_{name.upper()}": value for name, value in settings.items()}
    environ["PYTHONUNBUFFERED"] = "1"
    log = folder / "serve.log"
    with log.open("wb") as output:
        command = [sys.executable, "-m", "voiceedu", "serve", "--port", str(port), "--workers", "2"]
        process = subprocess.Popen(command, env=environ, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        try:
            server = Server(url=f"http://127.0.0.1:{port}", process=process, log=log)
            _wait_until_alive(server)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_until_alive(server: Server) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        with contextlib.suppress(OSError):
            if server.get("/healthz")[0] == 200:
                return
        if server.process.poll() is not None or time.monotonic() > deadline:
            raise AssertionError(f"the server did not start:\n{server.log.read_text()}")
        time.sleep(0.1)


def missing(server: Server) -> list[str]:
    """Return the procedures that are not published yet."""
    names: list[str] = json.loads(server.get("/readyz")[2])["missing"]
    return names

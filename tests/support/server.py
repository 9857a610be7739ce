"""A real server in a process of its own, as `voiceedu serve` starts it."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.ports import free_port
from voiceedu.config import Settings

PATIENCE_S = 120


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer as it came over the wire. `headers` are in their order, names in small letters."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @classmethod
    def parse(cls, heard: bytes) -> "Answer":
        head, end, body = heard.partition(b"\r\n\r\n")
        line, *lines = head.decode("latin-1").split("\r\n")
        assert end, heard
        assert line.startswith("HTTP/1.1 "), line
        headers = [(name.lower(), value) for name, _, value in (header.partition(": ") for header in lines)]
        return cls(status=int(line.split(" ")[1]), headers=headers, body=body)


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

    def ask(self, path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None) -> Answer:
        """Return what comes back, as it is, for a request with no more headers than those."""
        sent = {"Host": urllib.parse.urlsplit(self.url).netloc, "Connection": "close"} | dict(headers or {})
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items())]
        return Answer.parse(self.say("\r\n".join([*lines, "", ""]).encode()))

    def say(self, data: bytes, *, patience_s: float = PATIENCE_S) -> bytes:
        """Send `data` as it is over a connection of its own; return all that comes back until the server closes it."""
        address = urllib.parse.urlsplit(self.url)
        heard = b""
        with socket.create_connection((address.hostname, address.port), timeout=patience_s) as connection:
            with contextlib.suppress(ConnectionError):  # a server may hang up on what it does not want to hear
                connection.sendall(data)
            with contextlib.suppress(ConnectionError):
                while part := connection.recv(65536):
                    heard += part
        return heard

    def manifest(self) -> list[dict[str, Any]]:
        """Return every phone clip, as /phone/en/manifest.json lists them."""
        assets: list[dict[str, Any]] = json.loads(self.get("/phone/en/manifest.json")[2])["clips"]
        return assets

    def get_when_made(self, path: str) -> bytes:
        """Return the body of `path`, once it is not answered with 503 any more."""
        deadline = time.monotonic() + PATIENCE_S
        while (answer := self.get(path))[0] == 503 and time.monotonic() < deadline:
            time.sleep(0.2)
        assert answer[0] == 200, (path, answer)
        return answer[2]

    def wait_until_ready(self) -> None:
        """Return when every procedure is published."""
        deadline = time.monotonic() + PATIENCE_S
        while self.get("/readyz")[0] != 200:
            if time.monotonic() > deadline:
                raise AssertionError(f"not ready: {self.get('/readyz')}\n{self.log.read_text()}")
            time.sleep(0.2)

    def wait_until_rendered(self) -> None:
        """Return when the process that renders beside the server has nothing to do: it asks and writes no more."""
        deadline = time.monotonic() + PATIENCE_S
        while "Every recording is ready" not in self.log.read_text():
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)


def keywords(settings: Settings) -> dict[str, str]:
    """Return library, cache and engines of `settings` as `serve` takes them."""
    return {"library": str(settings.library), "cache": settings.cache, "engines": ",".join(settings.engines)}


@contextlib.contextmanager
def serve(folder: Path, *, options: Sequence[str] = (), python: str | None = None, **settings: str) -> Iterator[Server]:
    """Run `voiceedu serve` with `settings` (library=… is VOICEEDU_LIBRARY) until the `with` block ends.

    `python` is by default the interpreter that `sys.executable` names now.
    """
    port = free_port()
    environ = {name: value for name, value in os.environ.items() if not name.startswith("VOICEEDU_")}
    environ |= {f"VOICEEDU_{name.upper()}": value for name, value in settings.items()}
    environ["PYTHONUNBUFFERED"] = "1"
    log = folder / "serve.log"
    with log.open("wb") as output:
        command = [python or sys.executable, "-m", "voiceedu", "serve", "--port", str(port), "--workers", "2", *options]
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

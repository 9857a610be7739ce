"""Requests in the log: found by their id, without anybody's number."""

import datetime
import json
import logging
import re
import shutil
import time
import urllib.parse
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.support.server import PATIENCE_S, Answer, Server, keywords, serve
from voiceedu import logs
from voiceedu.config import Settings
from voiceedu.storage.store import Store

STABLE = "/phone/en/nerve-blocks.mp3"
DIGITS = "5551234567"
QUERY = "From=%2B1" + DIGITS
OWN_ID = re.compile(r"[0-9a-f]{16}")
ACCESS_LINE = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}) ([A-Z]+) (\S+) (\d{3}) (\d+\.\d) ms")


@pytest.fixture(scope="module")
def watched(rendered: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server with an access log, everything published."""
    folder = tmp_path_factory.mktemp("watched")
    cache = shutil.copytree(rendered.cache, folder / "cache")
    with serve(folder, options=("--access-log",), **keywords(replace(rendered, cache=str(cache)))) as running:
        running.wait_until_ready()
        lines_after(running, 0, lambda lines: any("Every recording is ready" in line for line in lines))
        yield running


def said(server: Server) -> list[dict[str, Any]]:
    """Return the log lines written by voiceedu, in order."""
    return [json.loads(line) for line in server.log.read_text().splitlines() if line.startswith("{")]


def lines_after(server: Server, before: int, enough: Callable[[list[str]], bool]) -> list[str]:
    """Return the log lines after the first `before` bytes, once there are `enough`.

    An access is logged after its response: the client may be ahead of the log.
    """
    deadline = time.monotonic() + PATIENCE_S
    while not enough(lines := server.log.read_bytes()[before:].decode().split("\n")[:-1]):
        assert time.monotonic() < deadline, lines
        time.sleep(0.05)
    return lines


def accesses(lines: list[str]) -> Counter[tuple[str, str, int]]:
    """Return how often each method, path and status occurs in `lines`."""
    found = [match.groups() for match in map(ACCESS_LINE.fullmatch, lines) if match]
    return Counter((method, path, int(status)) for _, method, path, status, _ in found)


def damage(server: Server, *, ending: str) -> str:
    """Change a byte of a clip that no worker has in memory yet; return its stable address."""
    asset = next(asset for asset in server.manifest() if asset["stable_url"].endswith(ending))
    file = server.log.parent / "cache" / str(asset["hashed_url"]).removeprefix(server.url).lstrip("/")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    return str(asset["stable_url"]).removeprefix(server.url)


@pytest.mark.parametrize("given", ["a", "f0e1-2d3c.4b5a_6978", "A" * 64, "00-4bf92f3577b34da6a3ce929d0e0e4736-01"])
@pytest.mark.parametrize(
    "path", [STABLE, "/en/nerve-blocks", "/en/nobody", "/phone/en/nobody.mp3", "/static/style.css"]
)
def test_given_id_is_kept(client: FlaskClient, path: str, given: str) -> None:
    """Every response, errors included, carries the id that the proxy sent."""
    with client.get(path, headers={"X-Request-ID": given}) as answer:
        assert answer.headers.getlist("X-Request-ID") == [given]


@pytest.mark.parametrize("given", [None, "", "A" * 65, "a b", 'a"b', "a,b", "é", "<script>", "a\tb", "+1" + DIGITS])
def test_unfit_id_is_replaced(client: FlaskClient, given: str | None) -> None:
    """A missing id, or one with characters unfit for a log, is replaced by a new one for each request."""
    headers = {} if given is None else {"X-Request-ID": given}
    ids = [client.get(STABLE, headers=headers).headers["X-Request-ID"] for _ in range(3)]
    assert all(OWN_ID.fullmatch(found) for found in ids)
    assert len(set(ids)) == 3


def test_every_status_has_an_id(watched: Server) -> None:
    """Over a real socket, 200, 206, 304, 404, 405 and 416 carry the request's id exactly once."""
    for method, path, headers, status in [
        ("GET", STABLE, {}, 200),
        ("GET", STABLE, {"Range": "bytes=0-1"}, 206),
        ("GET", STABLE, {"If-None-Match": "*"}, 304),
        ("GET", "/en/nobody", {}, 404),
        ("POST", STABLE, {}, 405),
        ("GET", STABLE, {"Range": "bytes=99999999-"}, 416),
    ]:
        answer = watched.ask(path, method=method, headers={**headers, "X-Request-ID": f"id-{status}"})
        assert answer.status == status
        assert [value for name, value in answer.headers if name == "x-request-id"] == [f"id-{status}"]


def test_log_lines_are_json_with_the_requests_id(watched: Server) -> None:
    """A log line of a request is a JSON object with time, level, logger, message and request id."""
    before = len(said(watched))
    address = damage(watched, ending="/phone/en/epidural-injections.mp3")
    status, headers, _ = watched.get(address, **{"X-Request-ID": "the-damaged-one"})
    assert (status, headers["x-request-id"]) == (200, "the-damaged-one")
    lines = [line for line in said(watched)[before:] if line.get("request") == "the-damaged-one"]
    assert lines
    for line in lines:
        assert set(line) == {"time", "level", "logger", "message", "request"}
        assert line["level"] == "error"
        assert line["logger"].startswith("voiceedu.")
        when = datetime.datetime.fromisoformat(line["time"])
        assert abs((datetime.datetime.now(datetime.UTC) - when).total_seconds()) < 600
    assert "damaged" in lines[0]["message"]
    assert all(line["request"] for line in said(watched) if "request" in line)


def test_access_log(watched: Server) -> None:
    """An access is a line with time, method, path, status and milliseconds, for fast responses too."""
    asset = str(watched.manifest()[0]["hashed_url"]).removeprefix(watched.url)
    asked = [
        ("GET", asset, 200),
        ("HEAD", asset, 200),
        ("GET", "/en/nerve-blocks", 200),
        ("GET", "/en/nobody", 404),
        ("POST", "/phone/en/manifest.json", 405),
    ]
    before = watched.log.stat().st_size
    for method, path, status in asked:
        assert watched.ask(path, method=method).status == status
    lines_after(watched, before, lambda lines: accesses(lines) >= Counter(asked))


@pytest.mark.parametrize("hidden", ["\n", "\r\n", "\x1b[2J", "\x00", "\x7f"])
def test_log_lines_cannot_be_injected(watched: Server, hidden: str) -> None:
    """Line breaks and terminal controls in a path are escaped in the log."""
    before = watched.log.stat().st_size
    path = f"/phone/en/a{hidden}2026-01-01 00:00:00 +0000 GET /forged 200 0.1 ms"
    assert watched.ask(urllib.parse.quote(path)).status == 404
    lines = lines_after(watched, before, lambda lines: any("/forged" in line for line in lines))
    (line,) = (line for line in lines if "/forged" in line)
    assert "GET /phone/en/a" in line
    assert line.isprintable()


def test_log_holds_no_callers_number(watched: Server) -> None:
    """The log holds no caller's number from a query, and no client's address."""
    asset = str(watched.manifest()[0]["hashed_url"]).removeprefix(watched.url)
    damaged = damage(watched, ending="/phone/en/epidural-injections.wav")
    body = f"{QUERY}&Digits=3"
    paths = [asset, STABLE, damaged, "/", "/en/nerve-blocks", "/en", "/en/nobody", "/phone/en/manifest.json", "/readyz"]
    before = watched.log.stat().st_size
    for path in paths:
        for method in ("GET", "HEAD", "POST"):
            head = f"{method} {path}?{QUERY} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
            head += f"Referer: http://a/?{QUERY}\r\nX-Request-ID: +1{DIGITS}\r\nContent-Length: {len(body)}\r\n\r\n"
            assert Answer.parse(watched.say((head + body).encode())).status < 500
    watched.say(f"GET /?{QUERY} HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n".encode())
    watched.say(f"GET {'x' * 40_000}?{QUERY} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
    lines = lines_after(watched, before, lambda lines: accesses(lines).total() >= 3 * len(paths))
    assert not [line for line in lines if DIGITS in line or "From" in line or "127.0.0.1" in line]
    assert DIGITS not in watched.log.read_text()


def test_log_lines_have_no_other_requests_id(rendered: Settings, client: FlaskClient) -> None:
    """A line logged before Flask handles a request does not have the id of the previous request."""
    seen: list[str] = []

    class Watch(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append(logs.request_id.get())

    rendition = Store(rendered.cache).rendition("en", "nerve-blocks")
    assert rendition is not None
    damaged = "clips/0123456789abcdef/nerve-blocks.mp3"
    file = Path(rendered.cache) / damaged
    file.parent.mkdir()
    file.write_bytes(b"nobody published this")
    watch = Watch()
    logging.getLogger("voiceedu.storage.stored_assets").addHandler(watch)
    try:
        client.get("/en/nerve-blocks", headers={"X-Request-ID": "the-first"})
        client.get(f"/{damaged}", headers={"X-Request-ID": "the-second"})
    finally:
        logging.getLogger("voiceedu.storage.stored_assets").removeHandler(watch)
        file.unlink()
        file.parent.rmdir()
    assert seen
    assert "the-first" not in seen

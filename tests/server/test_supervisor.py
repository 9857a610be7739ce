"""The processes of a server, and the server as a whole over real sockets."""

import contextlib
import functools
import hashlib
import http.client
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import NERVE_BLOCKS
from tests.support.server import PATIENCE_S, Server, keywords, missing, serve
from tests.support.texts import write_short_prompts, write_texts
from voiceedu.assets import Asset
from voiceedu.config import SHIPPED_LIBRARY, Settings
from voiceedu.storage.store import Store

SPAWNED = re.compile(r"Spawning worker-\d+ with PID: (\d+)")
STARTED = re.compile(r"Started worker-\d+$", re.MULTILINE)


def test_first_page_while_the_rest_still_renders(tmp_path: Path) -> None:
    """A fresh installation answers a page, and makes a clip that is asked for, before everything is published."""
    texts = tmp_path / "library" / "en"
    texts.mkdir(parents=True)
    for slug in ("nerve-blocks", "talking-with-your-provider", "what-is-interventional-pain"):
        shutil.copy(SHIPPED_LIBRARY / "en" / f"{slug}.md", texts)
    with serve(tmp_path, library=str(texts.parent), cache=str(tmp_path / "cache"), engines="espeak") as server:
        assert server.get("/en/talking-with-your-provider")[0] == 200
        assert missing(server)
        assert server.get_when_made("/phone/en/talking-with-your-provider.mp3")
        server.wait_until_ready()
        assert missing(server) == []
        # The last thing it says is where to go.
        wait_until(lambda: server.log.read_text().rstrip().endswith(f"Every recording is ready: {server.url}/"), server)


def test_a_changed_text_is_rendered_beside_a_server(tmp_path: Path, rendered_copy: Settings) -> None:
    """Nobody has to ask for the recording: each edit is rendered, the second as the first."""
    library = shutil.copytree(rendered_copy.library, tmp_path / "library")
    text, store = library / "en" / "nerve-blocks.md", Store(rendered_copy.cache)
    with serve(tmp_path, library=str(library), cache=rendered_copy.cache, engines="tone") as server:
        server.wait_until_rendered()
        for title in ("Blocks of a nerve", "Nerve injections"):
            text.write_text(re.sub("title: .*", f"title: {title}", text.read_text()))
            wait_until(functools.partial(is_published_as, title, store), server)
        assert server.log.read_text().count("procedures published") == 1, "a later render names what it has left alone"


def test_a_link_to_the_cache_that_is_changed_waits_for_the_next_start(tmp_path: Path, rendered_copy: Settings) -> None:
    """A server whose cache is a link keeps to the folder of its start: what it renders is what it shows."""
    library = shutil.copytree(rendered_copy.library, tmp_path / "library")
    text, link, other = library / "en" / "nerve-blocks.md", tmp_path / "link", tmp_path / "other"
    link.symlink_to(rendered_copy.cache)
    shutil.copytree(rendered_copy.cache, other)
    with serve(tmp_path, library=str(library), cache=str(link), engines="tone") as server:
        server.wait_until_rendered()
        link.unlink()
        link.symlink_to(other)
        text.write_text(re.sub("title: .*", "title: Blocks of a nerve", text.read_text()))
        wait_until(lambda: b"Blocks of a nerve" in server.get("/en/nerve-blocks")[2], server)
    assert not is_published_as("Blocks of a nerve", Store(str(other)))


def is_published_as(title: str, store: Store) -> bool:
    rendition = store.rendition("en", "nerve-blocks")
    return rendition is not None and rendition.title == title


def wait_until(condition: Callable[[], bool], server: Server) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, server.log.read_text()
        time.sleep(0.1)


def test_workers_answer_from_the_start(tmp_path: Path, rendered: Settings) -> None:
    """A server that is asked at once after each of many starts always answers."""
    for number in range(3):
        folder = tmp_path / str(number)
        folder.mkdir()
        with serve(folder, **keywords(rendered)) as server:
            assert [server.get("/en/nerve-blocks")[0] for _ in range(20)] == [200] * 20


def test_stops_when_told(tmp_path: Path, library: Path) -> None:
    """SIGTERM ends the server, its workers and its render, without an error, also while a worker still starts."""
    with serve(tmp_path, library=str(library), cache=str(tmp_path / "cache"), engines="tone") as server:
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=30) == 0
    assert "Traceback" not in server.log.read_text()
    assert "refused" not in server.log.read_text()  # granian kills after ten seconds who does not end


def test_every_link_of_every_page_answers(server: Server) -> None:
    """Starting from /, every link and every sound leads to something."""
    from tests.web.routes.test_pages import Page

    seen, waiting = set(), {"/"}
    while waiting:
        path = waiting.pop()
        seen.add(path)
        status, headers, body = server.get(path)
        assert status == 200, path
        if headers["content-type"].startswith("text/html"):
            found = {
                value for _, tag in Page(body.decode()).tags for value in (tag.get("href"), tag.get("src")) if value
            }
            waiting |= {link for link in found if link.startswith("/")} - seen
    assert {"/en/nerve-blocks", "/en/nerve-blocks.txt", "/static/style.css"} <= seen


@pytest.mark.parametrize("path", ["/phone/en/nerve-blocks.mp3", "/en/nerve-blocks", "/phone/en/manifest.json"])
def test_head_over_a_real_socket(server: Server, path: str) -> None:
    """HEAD has the length of the body that GET would send, and the connection stays usable."""
    status, headers, body = server.get(path)
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=30)
    for _ in range(2):
        connection.request("HEAD", path)
        answer = connection.getresponse()
        assert answer.status == status == 200
        assert answer.read() == b""
        assert answer.headers["Content-Length"] == str(len(body)) == headers["content-length"]
    connection.close()


def test_answer_under_way_is_finished(tmp_path: Path, library: Path) -> None:
    """A clip that a slow caller is still receiving when the server is told to stop arrives whole."""
    cache = tmp_path / "cache"
    data = random.Random(0).randbytes(16_000_000)  # more than the sockets on both sides hold
    sha256 = hashlib.sha256(data).hexdigest()
    asset = Asset(
        hash=sha256[:16],
        name="a-long-one.wav",
        profile="phone-wav",
        speed="normal",
        section="",
        media_type="audio/wav",
        duration_ms=1_000_000,
        size=len(data),
        sha256=sha256,
    )
    Store(str(cache)).put_asset(asset, data)
    with serve(tmp_path, library=str(library), cache=str(cache), engines="tone") as server:
        address = urllib.parse.urlsplit(server.url)
        connection = http.client.HTTPConnection(address.netloc, timeout=60)
        connection.request("GET", f"/{asset.path}")
        answer = connection.getresponse()
        received = answer.read(100_000)
        server.process.send_signal(signal.SIGTERM)
        for _ in range(10):
            time.sleep(0.2)
            received += answer.read(100_000)
        assert server.process.poll() is None
        received += answer.read()
        connection.close()
        assert hashlib.sha256(received).hexdigest() == sha256
        assert server.process.wait(timeout=30) == 0
    assert "Traceback" not in server.log.read_text()


def test_clips_are_served_while_a_worker_is_replaced(tmp_path: Path, rendered_copy: Settings) -> None:
    """When a worker is killed, who was connected to it asks again and is served, and another takes its place."""
    with serve(tmp_path, **keywords(rendered_copy)) as server:
        server.wait_until_ready()
        wait_until_started(server, 2)
        whole = server.get("/phone/en/nerve-blocks.mp3")[2]
        stopped = threading.Event()

        def listen() -> Counter[str]:
            came: Counter[str] = Counter()
            failed = 0
            while not stopped.is_set():
                try:
                    status, _, body = server.get("/phone/en/nerve-blocks.mp3")
                except (OSError, http.client.HTTPException):
                    failed += 1
                    assert failed < 3, "nobody answers"
                    came["hung up on"] += 1
                else:
                    failed = 0
                    came["whole" if (status, body) == (200, whole) else "wrong"] += 1
            return came

        with ThreadPoolExecutor(4) as callers:
            calls = [callers.submit(listen) for _ in range(4)]
            first, _ = SPAWNED.findall(server.log.read_text())
            os.kill(int(first), signal.SIGKILL)
            try:
                wait_until_started(server, 3)
                time.sleep(1)
            finally:
                stopped.set()
            came = sum((call.result() for call in calls), Counter())
        log = server.log.read_text()
        assert len(STARTED.findall(log)) == 3, log
        assert came["whole"] > 20
        assert came["wrong"] == 0
        for pid in SPAWNED.findall(log)[1:]:
            os.kill(int(pid), 0)  # is alive


def test_worker_is_replaced_however_often_it_dies(tmp_path: Path, rendered_copy: Settings) -> None:
    """Workers that are killed again and again are replaced each time, until the server is told to stop.

    It hears that also at the moment at which they die.
    """
    with serve(tmp_path, **keywords(rendered_copy)) as server:
        server.wait_until_ready()
        wait_until_started(server, 2)
        for number in range(3):
            for pid in SPAWNED.findall(server.log.read_text())[-2:]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(pid), signal.SIGKILL)
            wait_until_started(server, 2 * (number + 2))
        assert server.get("/en/nerve-blocks")[0] == 200
        assert server.process.poll() is None
        server.process.send_signal(signal.SIGSTOP)
        for pid in SPAWNED.findall(server.log.read_text())[-2:]:
            os.kill(int(pid), signal.SIGKILL)
        server.process.send_signal(signal.SIGTERM)
        server.process.send_signal(signal.SIGCONT)
        assert server.process.wait(timeout=30) == 0


def test_port_in_use_is_refused(tmp_path: Path, server: Server) -> None:
    """A second server on the same port ends at once with a remedy; the first one goes on."""
    port = str(urllib.parse.urlsplit(server.url).port)
    for host in ("127.0.0.1", "localhost", "0.0.0.0"):
        command = [sys.executable, "-m", "voiceedu", "serve", "--host", host, "--port", port]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE_S)
        assert done.returncode == 2
        assert re.fullmatch(
            rf"Error: --host and --port='{host}:{port}' cannot be used: Address already in use.*\n", done.stderr
        )
    assert server.get("/healthz")[0] == 200


ON_A_TAKEN_PORT = """
from voiceedu.cli import main
from voiceedu.server import ports
ports.free_address = lambda host, port: host
main()
"""
"""A server whose port was free when it was looked at."""


def test_port_that_is_taken_in_the_last_moment_is_refused(tmp_path: Path) -> None:
    """Another program may take the port between the look at it and the start: that is told without a traceback."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        command = [sys.executable, "-c", ON_A_TAKEN_PORT, "serve", "--port", port]
        environ = os.environ | {"VOICEEDU_ENGINES": "tone", "VOICEEDU_CACHE": str(tmp_path / "cache")}
        done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, timeout=PATIENCE_S)
    assert done.returncode == 2
    assert f"Error: --host and --port='127.0.0.1:{port}' cannot be used: Address already in use. Stop" in done.stderr
    assert "Traceback" not in done.stderr


def test_unusable_engine_is_reported_before_the_start(tmp_path: Path, library: Path) -> None:
    """A wrong setting ends `voiceedu serve` with exit code 2 and a message, before any worker starts."""
    environ = {**os.environ, "VOICEEDU_LIBRARY": str(library), "VOICEEDU_ENGINES": "nobody"}
    command = [sys.executable, "-m", "voiceedu", "serve", "--port", "1"]
    done = subprocess.run(command, env=environ, cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE_S)
    assert done.returncode == 2
    assert done.stderr.startswith("Error: VOICEEDU_ENGINES=")
    assert "Traceback" not in done.stderr


def test_everything_ends_with_a_killed_server(tmp_path: Path, rendered_copy: Settings) -> None:
    """When the server's own process is killed, its workers and its render end, and the port is free again."""
    with serve(tmp_path, **keywords(rendered_copy)) as server:
        server.wait_until_ready()
        children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
        assert len(children) >= 2
        server.process.kill()
        server.process.wait()
        deadline = time.monotonic() + PATIENCE_S
        while any(is_running(int(pid)) for pid in children):
            assert time.monotonic() < deadline, "a worker is left"
            time.sleep(0.1)
        with pytest.raises(OSError, match="refused"):
            server.get("/healthz")


def test_render_beside_a_server_is_replaced_when_it_is_killed(tmp_path: Path) -> None:
    """The process that renders has no child that could go on without it. The next one renders what is missing."""
    library = tmp_path / "library"
    write_texts(library, {"en/nerve-blocks": NERVE_BLOCKS})
    write_short_prompts(library, "en")
    with serve(tmp_path, library=str(library), cache=str(tmp_path / "cache"), engines="espeak") as server:
        while not (tmp_path / "cache" / "speech").exists():  # it has begun
            time.sleep(0.05)
        [render] = [pid for pid in children(server.process.pid) if b"background_render" in command(pid)]
        assert children(render) == []
        os.kill(render, signal.SIGKILL)
        server.wait_until_ready()
        assert server.log.read_text().count("The process that renders has ended (SIGKILL)") == 1
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=30) == 0


def children(pid: int) -> list[int]:
    return [
        int(child)
        for thread in Path(f"/proc/{pid}/task").iterdir()
        for child in (thread / "children").read_text().split()
    ]


def command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def wait_until_started(server: Server, count: int) -> None:
    """Wait until workers have begun to serve `count` times; one that is killed before does not count."""
    deadline = time.monotonic() + PATIENCE_S
    while len(STARTED.findall(server.log.read_text())) < count:
        assert time.monotonic() < deadline, server.log.read_text()
        time.sleep(0.1)


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False

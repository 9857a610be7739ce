"""How workers and servers start beside others."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from flask import Flask

from tests.server.test_parent import state
from tests.support import event_loop
from tests.support.bucket import bucket
from tests.support.texts import write_short_prompts, write_texts
from voiceedu import logs, malloc
from voiceedu.config import Settings
from voiceedu.errors import LexiconError, LoadError, SettingError, StoreError
from voiceedu.server import background_render, parent, supervisor
from voiceedu.server.front import Front
from voiceedu.storage.object_store import Objects

TEXT = """\
---
title: Before the procedure
{review}---

Take ½ tablet of 5 mg on 3/4/2026. It costs $2.50.
"""
REVIEW = "reviewed_by: Dr. Ruiz\nreviewed_on: 2026-05-04\n"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (LexiconError(Path("lexicon.tsv"), 7, "no entry in 'Lux'"), "lexicon.tsv:7: no entry in 'Lux'"),
        (MemoryError(), "there is not enough memory"),
        (RuntimeError("can't start new thread"), "there is not enough memory"),
    ],
)
def test_a_worker_that_cannot_start_tries_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception, told: str
) -> None:
    """A worker that is started anew while a lexicon is broken waits until it is mended, and does not end."""
    attempts = []

    def create() -> Flask:
        attempts.append(1)
        if len(attempts) < 3:
            raise error
        return app

    monkeypatch.setattr("voiceedu.app.create_app", create)
    monkeypatch.setattr(supervisor, "WORKER_RETRY_S", 0)
    monkeypatch.setattr(parent, "stop_with_parent", lambda _: None)
    monkeypatch.setattr(malloc, "limit_arenas", lambda: None)
    assert isinstance(supervisor.create_front(), Front)
    assert caplog.text.count(told) == 2
    assert "Traceback" not in caplog.text


def test_a_worker_that_gets_no_more_threads_answers(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What a worker does beside its answers, such as to keep its counts, ends no worker where it cannot begin."""
    worker = Front(app)

    def refuse(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    async def main() -> None:
        monkeypatch.setattr(threading.Thread, "start", refuse)
        loop = asyncio.get_running_loop()
        worker.__rsgi_init__(loop)
        worker.__rsgi_del__(loop)

    event_loop.run(main())
    assert caplog.text.count("there is not enough memory") == 3
    assert "A worker goes on without Tally.keep: " in caplog.text


def test_two_servers_that_start_at_once_are_not_both_there() -> None:
    """Before either listens, the second one is refused with the setting and the address; another port is free."""
    with supervisor._only_server("127.0.0.1", 4711):
        with pytest.raises(SettingError, match=r"127\.0\.0\.1:4711.*another voiceedu starts there"):
            supervisor._only_server("127.0.0.1", 4711).__enter__()
        with supervisor._only_server("127.0.0.1", 4712):
            pass
    with supervisor._only_server("127.0.0.1", 4711):
        pass


def test_a_name_with_two_addresses_is_refused_where_one_is_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Localhost is ::1 first on many machines: a server at 127.0.0.1 is there all the same. A missing one is passed."""
    with socket.create_server(("127.0.0.1", 0)) as first:
        port = first.getsockname()[1]
        absent = (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("2001:db8::1", port, 0, 0))
        present = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [absent, present])
        with pytest.raises(SettingError, match=rf"localhost:{port}.*Address already in use"):
            supervisor._free_address("localhost", port)
    assert supervisor._free_address("localhost", port) == "127.0.0.1"
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [absent])
    with pytest.raises(SettingError, match=r"localhost.*Cannot assign requested address"):
        supervisor._free_address("localhost", port)


@pytest.mark.parametrize("host", ["a..b", "a" * 64 + ".example", "", "256.1.1.1", "::1%none"])
def test_what_is_no_host_is_a_wrong_setting(host: str) -> None:
    """Whatever the resolver thinks of a name, the error names the option and the value."""
    with pytest.raises(SettingError, match="--host and --port=") as caught:
        supervisor._free_address(host, 4711)
    assert "choose others with --host and --port" in str(caught.value)


@pytest.mark.parametrize(
    "error",
    [PermissionError(13, "Permission denied", "/srv/texts"), MemoryError(), RuntimeError("can't start new thread")],
)
def test_what_the_system_refuses_stops_the_start_with_its_cause(
    phone_settings: Settings, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """A library that may not be read, say, is an error that names it, and not the fault of an engine."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("voiceedu.content.library._markdown_names", fail)
    with pytest.raises(LoadError, match=r"/srv/texts: Permission denied. Have its owner|not enough memory"):
        supervisor._check(phone_settings)


START = """\
import time
from voiceedu.config import Settings
from voiceedu.server import supervisor
from voiceedu.storage import known_values
supervisor.CHECK_S = supervisor.START_S = 0.3
started = time.monotonic()
supervisor._check(Settings.from_environment())
front = supervisor.create_front()
print(time.monotonic() - started)
client, studio = front._app.test_client(), front._state.studio
def review():
    return studio.library.by_language["en"][0].review
with known_values.without_waiting():
    print(client.get("/healthz").status_code, client.get("/en/").status_code, review().state)
while review().by != "Dr. Ruiz" or client.get("/phone/en/before.wav").status_code != 200:
    time.sleep(0.1)
"""


def test_a_server_starts_while_its_bucket_hangs(tmp_path: Path) -> None:
    """Check and worker wait for it only so long in all: for what is remembered, reviews, and stand-ins of broken files.

    The list of the library is answered at once. When the bucket answers, reviews and recordings are there.
    """
    library = tmp_path / "library"
    write_texts(library, {"en/before": TEXT.format(review=REVIEW), "en/broken": "no title"})
    write_short_prompts(library, "en")
    with bucket() as kept:
        kept.latency_s = None
        settings = {"LIBRARY": str(library), "CACHE": f"{kept.url}/v", "ENGINES": "tone", "LOG": "error"}
        environ = {**os.environ, **kept.environ, **{f"VOICEEDU_{name}": value for name, value in settings.items()}}
        environ["PYTHONUNBUFFERED"] = "1"
        worker = subprocess.Popen([sys.executable, "-c", START], env=environ, stdout=subprocess.PIPE, text=True)
        assert worker.stdout is not None
        with worker, worker.stdout as output:
            # The bucket alone gives up after ten seconds, for each thing that is read out of it.
            assert float(output.readline()) < 8
            assert output.readline() == "200 200 never\n"
            kept.latency_s = 0.0
            assert worker.wait(timeout=60) == 0


CRASH = """\
import os
from voiceedu.config import Settings
from voiceedu.publishing.studio import Studio
from voiceedu.server import supervisor
Studio.load_engines = lambda _: os.abort()
supervisor._check(Settings.from_environment())
"""


HANG = """
import os, sys, time
from voiceedu.config import Settings
from voiceedu.publishing.studio import Studio
from voiceedu.server import supervisor
def hang(studio):
    print(os.getpid(), flush=True)
    time.sleep(600)
Studio.load_engines = hang
with supervisor._only_server("127.0.0.1", int(sys.argv[1])):
    supervisor._check(Settings.from_environment())
"""


def test_a_check_that_hangs_ends_with_the_server(library: Path, tmp_path: Path) -> None:
    """A server that is stopped while it checks whether it can start leaves no process that holds its port."""
    environ = os.environ | {"VOICEEDU_LIBRARY": str(library), "VOICEEDU_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-c", HANG, str(os.getpid())]  # no port, but a number that no other test holds
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        checks = int(started.stdout.readline())
        started.terminate()
    deadline = time.monotonic() + 20

    def holds_name() -> bool:  # a zombie's other threads may hold it a moment longer
        try:
            with supervisor._only_server("127.0.0.1", os.getpid()):
                return False
        except SettingError:
            return True

    while state(checks) not in ("", "Z") or holds_name():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_an_engine_that_ends_the_process_is_reported(library: Path, tmp_path: Path) -> None:
    """A voice that crashes while it is loaded ends the start with the setting's name.

    In a process of its own, as at a real start: the check is a fork, and threads of a store do not outlive one.
    """
    settings = {"LIBRARY": str(library), "CACHE": str(tmp_path / "cache"), "ENGINES": "tone"}
    environ = {**os.environ, **{f"VOICEEDU_{name}": value for name, value in settings.items()}}
    done = subprocess.run([sys.executable, "-c", CRASH], env=environ, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "SettingError: VOICEEDU_ENGINES='tone'" in done.stderr


def test_nothing_is_rendered_until_the_store_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The render beside a server begins when the store can be read, and is not given up before."""
    failures = [StoreError("away"), StoreError("away")]

    def find(self: Objects, path: str) -> None:
        if failures:
            raise failures.pop()

    monkeypatch.setattr(Objects, "find", find)
    monkeypatch.setattr(background_render, "ASK_AGAIN_S", 0.0)
    background_render._wait_for_store(str(tmp_path / "cache"))
    assert failures == []
    assert caplog.text.count("until the store answers: away") == 2


def test_nothing_is_rendered_while_the_library_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A render that begins while the library is being replaced waits for it, and says so once, without a traceback."""
    library, sleeps = tmp_path / "library", iter(range(10))

    def sleep(_: float) -> None:
        if next(sleeps) == 2:
            library.mkdir()

    monkeypatch.setenv("VOICEEDU_LIBRARY", str(library))
    monkeypatch.setattr(logs, "start", lambda _: None)  # caplog stays
    monkeypatch.setattr(time, "sleep", sleep)
    assert background_render._usable_settings().library == library
    assert next(sleeps) == 3
    assert caplog.text.count(f"VOICEEDU_LIBRARY='{library}' cannot be used") == 1


WORKER = """\
import sys
from voiceedu.server import supervisor
front = supervisor.create_front()
front._state._prepare()
client = front._app.test_client()
for path in sys.argv[1:]:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status)
print(*sys.modules)
"""
NOT_NEEDED = {"kitten_text_processing", "voiceedu.narration.text_normalization.en", "voiceedu.production"}
NOT_NEEDED |= {
    "PIL",
    "av",
    "lameenc",
    "lxml",
    "mammoth",
    "numpy",
    "onnxruntime",
    "pypdfium2",
    "voiceedu.publishing.renderer",
}
"""What makes recordings, normalizes words or reads documents: a third of the memory of a worker."""


def test_a_worker_with_everything_published_loads_nothing_that_renders(tmp_path: Path) -> None:
    """Pages, calls and recordings of reviewed and other words need no voice, and no grammar of a language."""
    library = tmp_path / "library"
    write_texts(library, {"en/before": TEXT.format(review=REVIEW), "en/other": TEXT.format(review="")})
    write_short_prompts(library, "en")
    settings = {"LIBRARY": str(library), "CACHE": str(tmp_path / "cache"), "ENGINES": "tone"}
    environ = {**os.environ, **{f"VOICEEDU_{name}": value for name, value in settings.items()}}
    subprocess.run([sys.executable, "-m", "voiceedu", "render"], env=environ, check=True)
    paths = ["/", "/en/", "/en/before", "/en/other", "/en/before.txt", "/en/before.mp3", "/en/before.epub", "/en/?q=mg"]
    paths += [
        "/phone/en/manifest.json",
        "/phone/en/before.wav",
        "/ivr/twiml",
        "/ivr/asterisk",
        "/en/feed.xml",
        "/readyz",
    ]
    command = [sys.executable, "-c", WORKER, *paths]
    loaded = subprocess.run(command, env=environ, check=True, capture_output=True, text=True).stdout.split()
    assert "voiceedu.server.front" in loaded
    assert NOT_NEEDED & set(loaded) == set()


def test_unfinished_clip_of_an_earlier_version_is_removed_at_the_start(tmp_path: Path) -> None:
    """What a killed process left beside a clip's place, where a web server could serve it, goes when a server starts.

    What is younger than an hour stays, for somebody may be writing it, and so does what is not ours.
    """
    cache = tmp_path / "cache"
    objects = Objects(str(cache))
    names = ("clips/0123456789abcdef/half.mp3#1", "clips/unfinished/0123456789abcdef#1", "clips/mine.mp3#2")
    for name in (*names, "clips/0123456789abcdef/young.mp3#1"):
        (cache / name).parent.mkdir(parents=True, exist_ok=True)
        (cache / name).write_bytes(b"half")
        if "young" not in name:
            os.utime(cache / name, (0, 0))
    objects.put("clips/0123456789abcdef/whole.mp3", b"whole")
    background_render._remove_left_behind(str(cache))
    left = {path.name for path in (cache / "clips").rglob("*") if path.is_file()}
    assert left == {"mine.mp3#2", "young.mp3#1", "whole.mp3"}

"""How workers and servers start beside others."""

import asyncio
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from flask import Flask

from tests.support import event_loop
from tests.support.bucket import bucket
from tests.support.texts import write_short_prompts, write_texts
from voiceedu import logs
from voiceedu.errors import LexiconError, StoreError
from voiceedu.process import malloc
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


START = """\
import time
from voiceedu.config import Settings
from voiceedu.server import start_check, supervisor
from voiceedu.storage import known_values
start_check.CHECK_S = supervisor.START_S = 0.3
started = time.monotonic()
start_check.check(Settings.from_environment())
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
    "segno",
    "voiceedu.publishing.renderer",
}
"""What makes recordings and QR codes, normalizes words or reads documents: a third of the memory of a worker."""


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

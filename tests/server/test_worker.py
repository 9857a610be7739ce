"""Servers that ask and workers that render, as processes of their own, with a real Redis between them."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.redis import redis_server
from tests.support.server import serve
from tests.support.texts import write_short_prompts, write_texts
from voiceedu.config import Settings
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import QueueError, RenderError, SettingError
from voiceedu.publishing.studio import Studio
from voiceedu.server import worker
from voiceedu.storage.work_queue import HEARTBEAT_S, Task

TOPIC = """\
---
title: Topic {number}
---

This is the text of topic {number}.
"""
TOPICS = 10
FEW = 3
"""How many of them are enough where nothing ends in the middle of the work."""
PATIENCE_S = 60


@pytest.fixture
def environ(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The settings of an installation with a queue, an empty cache and TOPICS procedures."""
    write_short_prompts(tmp_path / "library", "en")
    write_texts(tmp_path / "library", {f"en/topic-{number}": TOPIC.format(number=number) for number in range(TOPICS)})
    with redis_server(tmp_path) as url:
        yield {
            "VOICEEDU_LIBRARY": str(tmp_path / "library"),
            "VOICEEDU_CACHE": str(tmp_path / "cache"),
            "VOICEEDU_ENGINES": "tone",
            "VOICEEDU_QUEUE": url,
        }


@contextlib.contextmanager
def working(environ: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        [sys.executable, "-m", "voiceedu", "work", "--threads", "2"], env={**os.environ, **environ}
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=30)


def published(environ: dict[str, str]) -> set[str]:
    return {path.stem for path in Path(environ["VOICEEDU_CACHE"]).glob("renditions/en/topic-*.json")}


def test_nothing_is_lost_when_a_worker_is_killed(environ: dict[str, str]) -> None:
    """`voiceedu render` asks; a worker is killed while it renders; another gets what it held; all is published."""
    with working(environ) as first:
        render = subprocess.Popen(
            [sys.executable, "-m", "voiceedu", "render"],
            env={**os.environ, **environ},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        deadline = time.monotonic() + PATIENCE_S
        while len(published(environ)) < 3:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        first.send_signal(signal.SIGKILL)
        first.wait()
        assert len(published(environ)) < TOPICS
        with working(environ):
            out, err = render.communicate(timeout=PATIENCE_S + 2 * HEARTBEAT_S)
    assert render.returncode == 0, err
    assert f"{TOPICS} of {TOPICS} procedures published" in out
    assert len(published(environ)) == TOPICS


def test_server_without_voices_serves_what_workers_render(environ: dict[str, str], tmp_path: Path) -> None:
    """A server loads no engine; what a listener asks for, and all that is missing, a worker renders."""
    for number in range(TOPICS - FEW):
        (Path(environ["VOICEEDU_LIBRARY"]) / "en" / f"topic-{number}.md").unlink()
    settings = {name.removeprefix("VOICEEDU_").lower(): value for name, value in environ.items()}
    without_voice = settings | {"engines": "none-of-these"}  # a server that needed it would not start
    with serve(tmp_path, **without_voice) as server:
        assert server.get("/en/topic-7")[0] == 200
        with working(environ):
            assert len(server.get_when_made("/en/topic-7.mp3")) > 1000
            server.wait_until_ready()
    assert len(published(environ)) == FEW


def test_server_says_that_no_worker_answers(environ: dict[str, str], tmp_path: Path) -> None:
    """Without a worker a recording is answered with 503 and Retry-After, and pages as ever."""
    settings = {name.removeprefix("VOICEEDU_").lower(): value for name, value in environ.items()}
    with serve(tmp_path, **settings) as server:
        status, headers, _ = server.get("/en/topic-7.mp3")
        assert (status, "retry-after" in headers) == (503, True)
        assert server.get("/en/topic-7")[0] == 200


def test_worker_needs_a_queue() -> None:
    """A worker without VOICEEDU_QUEUE does not start, and says which setting is missing."""
    with pytest.raises(SettingError, match=r"VOICEEDU_QUEUE.*redis://localhost:6379/0"):
        worker.work(Settings(), threads=1)


def test_worker_does_not_start_without_its_redis() -> None:
    """A Redis that does not answer ends a worker at its start, with the name of the setting."""
    with pytest.raises(QueueError, match="VOICEEDU_QUEUE"):
        worker.work(Settings(queue="redis://127.0.0.1:1/0"), threads=1)


def test_render_of_a_task(rendered_copy: Settings) -> None:
    """A task is rendered, or repaired; left while another holds it; and refused when the library does not have it."""
    studio = Studio(rendered_copy, engines=[ToneEngine()])
    task = Task(language="en", slug="nerve-blocks")
    assert worker.render(studio, task)
    rendition = studio.published("en", "nerve-blocks")
    assert rendition is not None
    damaged = Path(rendered_copy.cache) / rendition.assets[0].path
    damaged.write_bytes(b"x" * rendition.assets[0].size)
    assert worker.render(studio, Task(language="en", slug="nerve-blocks", repair=True))
    assert studio.store.asset(rendition.assets[0].path) is not None
    damaged.unlink()
    with studio.store.wait_for_lease("en/nerve-blocks"):
        assert not worker.render(studio, task)
    assert worker.render(studio, task)
    assert damaged.exists()
    with pytest.raises(RenderError, match="same one"):
        worker.render(studio, Task(language="en", slug="unknown"))

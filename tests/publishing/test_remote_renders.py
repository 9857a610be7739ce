"""Renders by others, with a real Redis and workers on threads."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.redis import redis_server
from voiceedu.config import Settings
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import NotReadyError, RenderError, SettingError
from voiceedu.publishing import remote_renders
from voiceedu.publishing.remote_renders import RemoteRenders
from voiceedu.publishing.studio import Studio
from voiceedu.server import worker
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.work_queue import WorkQueue


@pytest.fixture
def settings(library: Path, tmp_path: Path) -> Iterator[Settings]:
    with redis_server(tmp_path) as url:
        yield Settings(library=library, cache=str(tmp_path / "cache"), engines=("tone",), queue=url)


def test_all_works_are_rendered_by_workers(settings: Settings) -> None:
    """Each work comes back once, published; one that no worker can render comes back as its error."""
    asking = Studio(settings)
    assert asking.remote is not None
    assert settings.queue is not None
    studio = Studio(replace(settings, queue=None), engines=[ToneEngine()])
    with WorkQueue(settings.queue).working(lambda task: worker.render(studio, task), threads=2):
        unknown = replace(asking.library.by_language["en"][0], slug="unknown")
        outcomes = list(asking.remote.render_all([*asking.library.works, unknown]))
        assert asking.obtain("en", "nerve-blocks", wait_s=10, remake=True) is not None
    found = {outcome.slug for outcome in outcomes if isinstance(outcome, Rendition)}
    assert found == {"prompts", "nerve-blocks", "epidural-injections"}
    errors = [str(outcome) for outcome in outcomes if isinstance(outcome, RenderError)]
    assert errors == ["en/unknown: it is not in this worker's library. Give all machines the same one"]


def test_what_redis_has_lost_is_asked_for_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """When nothing has come for a while and the queue is empty, what has no result is asked for again."""
    monkeypatch.setattr(remote_renders, "ASK_AGAIN_S", 0.5)
    asking = Studio(settings)
    assert asking.remote is not None
    assert settings.queue is not None
    studio = Studio(replace(settings, queue=None), engines=[ToneEngine()])
    asked: Iterator[list[tuple[str, str]]] = iter([[]])
    whole = asking.remote.queue.ask_for
    monkeypatch.setattr(asking.remote.queue, "ask_for", lambda works: whole(next(asked, works)))  # the first is lost
    with WorkQueue(settings.queue).working(lambda task: worker.render(studio, task), threads=2):
        assert len(list(asking.remote.render_all(asking.library.works))) == 3


def test_nobody_waits_for_ever(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a worker, or without Redis, a request learns that the recording is not ready, and why."""
    monkeypatch.setattr(remote_renders, "LONGEST_WAIT_S", 0.3)
    studio = Studio(settings)
    assert studio.remote is not None
    work = studio.library.works[0]
    with pytest.raises(NotReadyError, match="voiceedu work"):
        studio.remote.render(work)
    with pytest.raises(NotReadyError, match="VOICEEDU_QUEUE"):
        RemoteRenders("redis://127.0.0.1:1/0", studio.store).render(work)


def test_queue_that_is_not_installed_stops_the_start(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library for a queue, the error names the setting and what to install."""
    monkeypatch.setitem(sys.modules, "voiceedu.storage.work_queue", None)
    with pytest.raises(SettingError, match=r"VOICEEDU_QUEUE.*voiceedu\[queue\]"):
        Studio(settings)


def test_nothing_of_a_queue_is_imported_without_the_setting(rendered: Settings) -> None:
    """Neither an application nor the commands import dramatiq or redis where VOICEEDU_QUEUE is not set."""
    program = (
        "import click, sys, voiceedu.cli, voiceedu.server.background_render\n"
        "voiceedu.cli.main.list_commands(click.Context(voiceedu.cli.main))\n"
        "from voiceedu.app import create_app\n"
        "create_app().test_client().get('/en/nerve-blocks.mp3')\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'dramatiq', 'redis'}))\n"
    )
    environ = {"VOICEEDU_LIBRARY": str(rendered.library), "VOICEEDU_CACHE": rendered.cache, "VOICEEDU_ENGINES": "tone"}
    done = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"

"""The sweep, over a real store and a real Redis."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.redis import redis_server
from voiceedu.config import Settings
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import RenderError
from voiceedu.publishing.studio import Studio
from voiceedu.server import sweep, worker
from voiceedu.server.sweep import Sweep, compile_all
from voiceedu.storage.work_queue import Task, WorkQueue


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkQueue]:
    monkeypatch.setattr(sweep, "TURN_S", 1)
    with redis_server(tmp_path) as url:
        yield WorkQueue(url)


@pytest.fixture
def studio(rendered_copy: Settings) -> Studio:
    """A studio over a library of which one procedure is not published."""
    (Path(rendered_copy.cache) / "renditions/en/nerve-blocks.json").unlink()
    return Studio(rendered_copy, engines=[ToneEngine()])


def test_missing_works_are_asked_for_by_one_machine(queue: WorkQueue, studio: Studio) -> None:
    """What is missing is asked for; another machine that sweeps, or has a queue that is not empty, asks for nothing."""
    assert Sweep(studio, queue).sweep_once() == 1
    assert queue.waiting() == 1
    assert Sweep(studio, queue).sweep_once() == 0
    assert queue.waiting() == 1


def test_sweep_ends_when_all_is_published(queue: WorkQueue, studio: Studio) -> None:
    """After the workers have rendered, nothing is missing, and the compilations are made."""
    stop, complete = threading.Event(), threading.Event()
    here = Sweep(studio, queue)
    with pytest.MonkeyPatch.context() as patch, queue.working(lambda task: worker.render(studio, task), threads=1):
        patch.setattr(sweep, "CHECK_S", 0.1)
        thread = threading.Thread(target=here.run, args=(stop,), kwargs={"on_complete": complete.set})
        thread.start()
        assert complete.wait(30)
        stop.set()
        thread.join(70)
    assert studio.published("en", "nerve-blocks") is not None
    compile_all(studio, queue)
    assert studio.store.compilation("en", "library.mp3") is not None


def test_what_has_failed_is_left_for_a_while(queue: WorkQueue, studio: Studio) -> None:
    """A sweep does not ask each minute for what no worker can render."""

    def fail(task: Task) -> bool:
        raise RenderError(task.name, "no engine could speak it")

    here = Sweep(studio, queue)
    assert here.sweep_once() == 1
    with queue.working(fail, threads=1):
        wait = threading.Event()
        for _ in range(200):
            if queue.has_failed("en", "nerve-blocks"):
                break
            wait.wait(0.05)
    wait.wait(1.1)
    assert here.sweep_once() == 0
    assert not here.is_complete


def test_sweep_goes_on_when_redis_is_away(studio: Studio, caplog: pytest.LogCaptureFixture) -> None:
    """A Redis that does not answer is a warning; the sweep tries again."""
    stop = threading.Event()
    here = Sweep(studio, WorkQueue("redis://127.0.0.1:1/0"))
    thread = threading.Thread(target=here.run, args=(stop,), kwargs={"on_complete": lambda: None})
    thread.start()
    for _ in range(200):
        if "VOICEEDU_QUEUE" in caplog.text:
            break
        stop.wait(0.05)
    assert "VOICEEDU_QUEUE: Redis does not answer" in caplog.text
    stop.set()
    thread.join()


def test_nothing_is_asked_for_where_all_is_published(queue: WorkQueue, rendered: Settings) -> None:
    """Where everything is published a sweep asks for nothing, and says that it is complete."""
    here = Sweep(Studio(rendered), queue)
    assert here.sweep_once() == 0
    assert here.is_complete

"""The queue, with a real Redis."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.redis import redis_server
from voiceedu.errors import QueueError, RenderError
from voiceedu.storage import work_queue
from voiceedu.storage.work_queue import Task, WorkQueue

PATIENCE_S = 20


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    with redis_server(tmp_path) as url:
        yield url


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_every_task_is_rendered_once_and_its_result_is_known(url: str) -> None:
    """Two workers share twenty tasks; whoever asked learns of each that it is done."""
    asking, rendered = WorkQueue(url), []
    ticket = asking.ask_for(("en", f"topic-{number}") for number in range(20))

    def render(task: Task) -> bool:
        rendered.append(task.name)
        return True

    with WorkQueue(url).working(render, threads=2), WorkQueue(url).working(render, threads=2):
        wait_until(lambda: len(asking.results(ticket)) == 20)
    assert sorted(rendered) == sorted(f"en/topic-{number}" for number in range(20))
    assert set(asking.results(ticket).values()) == {""}
    assert asking.waiting() == 0


def test_what_somebody_waits_for_goes_first(url: str) -> None:
    """A worker takes what was asked for last, and is wanted, before what a sweep has asked for."""
    asking, rendered = WorkQueue(url), []
    asking.ask_for(("en", f"topic-{number}") for number in range(20))
    ticket = asking.ask(Task(language="en", slug="wanted", repair=True))

    def render(task: Task) -> bool:
        rendered.append(task)
        time.sleep(0.2)
        return True

    with WorkQueue(url).working(render, threads=1):
        wait_until(lambda: bool(asking.results(ticket)))
    assert Task(language="en", slug="wanted", repair=True) in rendered[:4]


def test_what_another_holds_is_tried_again(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A task whose render says that another holds it comes back, and has no result before it is done."""
    monkeypatch.setattr(work_queue, "HELD_RETRY_MS", 100)
    asking, answers = WorkQueue(url), iter([False, False, True])
    ticket = asking.ask(Task(language="en", slug="held"))
    with WorkQueue(url).working(lambda _: next(answers), threads=1):
        wait_until(lambda: asking.results(ticket) == {"en/held": ""})
    assert list(answers) == []


def test_failure_is_the_result_and_is_remembered(url: str) -> None:
    """Why a task failed is its result; the next success is, too, and then it has not failed any more."""
    asking, has_voice = WorkQueue(url), threading.Event()

    def render(task: Task) -> bool:
        if not has_voice.is_set():
            raise RenderError(task.name, "no engine could speak it")
        return True

    with WorkQueue(url).working(render, threads=1):
        ticket = asking.ask(Task(language="en", slug="silent"))
        wait_until(lambda: asking.results(ticket) == {"en/silent": "en/silent: no engine could speak it"})
        assert asking.has_failed("en", "silent")
        has_voice.set()
        ticket = asking.ask(Task(language="en", slug="silent"))
        wait_until(lambda: asking.results(ticket) == {"en/silent": ""})
    assert not asking.has_failed("en", "silent")


def test_error_of_the_program_does_not_end_a_worker(url: str) -> None:
    """An exception that nobody foresaw is the result of its task; the next task is rendered."""
    asking = WorkQueue(url)
    first = asking.ask(Task(language="en", slug="strange"))
    second = asking.ask(Task(language="en", slug="plain"))
    with WorkQueue(url).working(lambda task: 1 // (task.slug != "strange") == 1, threads=1):
        wait_until(lambda: bool(asking.results(second)))
    assert "ZeroDivisionError" in asking.results(first)["en/strange"]
    assert asking.results(second) == {"en/plain": ""}


def test_task_that_stops_every_worker_is_given_up(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has begun too often without an end counts as failed, so that it cannot stop all workers for ever."""
    monkeypatch.setattr(work_queue, "MOST_STARTS", 0)
    asking = WorkQueue(url)
    ticket = asking.ask(Task(language="en", slug="deadly"))
    with WorkQueue(url).working(lambda _: True, threads=1):
        wait_until(lambda: bool(asking.results(ticket)))
    assert "has stopped" in asking.results(ticket)["en/deadly"]


def test_turn_is_given_to_one(url: str) -> None:
    """Of two machines that sweep, one has its turn, until the time is over."""
    assert WorkQueue(url).take_turn("sweep", seconds=1)
    assert not WorkQueue(url).take_turn("sweep", seconds=1)
    wait_until(lambda: WorkQueue(url).take_turn("sweep", seconds=1))


def test_redis_that_is_away_is_named_by_its_setting() -> None:
    """A Redis that does not answer is an error that names VOICEEDU_QUEUE, and not its password."""
    queue = WorkQueue("redis://:secret@127.0.0.1:1/0")
    for call in (queue.check, queue.waiting, lambda: queue.ask(Task(language="en", slug="topic"))):
        with pytest.raises(QueueError, match="VOICEEDU_QUEUE: Redis does not answer") as caught:
            call()
        assert "secret" not in str(caught.value)

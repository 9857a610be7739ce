"""Phone calls and health checks have threads of their own; queues are bounded."""

import asyncio
import threading

import pytest

from tests.support import event_loop
from voiceedu.server import pools
from voiceedu.server.pools import BusyError, Pools


def test_reserved_threads_are_free_while_all_others_hang() -> None:
    """With every general thread busy and a queue behind them, a call and both health checks run at once."""
    release = threading.Event()

    async def main() -> list[str]:
        running = Pools()
        hanging = [asyncio.create_task(running.run("/en/", release.wait)) for _ in range(3 * pools.THREADS)]
        await asyncio.sleep(0.1)
        done = [await asyncio.wait_for(running.run(path, lambda: "done"), 5) for path in pools.RESERVED_ROUTES]
        assert not any(task.done() for task in hanging)
        release.set()
        await asyncio.gather(*hanging)
        running.shut_down()
        return done

    assert event_loop.run(main()) == ["done"] * len(pools.RESERVED_ROUTES)


def test_full_queue_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the limit of requests in progress is reached, the next one raises BusyError; later ones are accepted."""
    monkeypatch.setattr(pools, "QUEUE_LENGTH", 2)
    release = threading.Event()

    async def main() -> None:
        running = Pools()
        tasks = [asyncio.create_task(running.run("/en/", release.wait)) for _ in range(2)]
        await asyncio.sleep(0.05)
        with pytest.raises(BusyError):
            await running.run("/en/", release.wait)
        assert await running.run("/healthz", lambda: True)
        release.set()
        await asyncio.gather(*tasks)
        assert await running.run("/en/", lambda: True)
        running.shut_down()

    event_loop.run(main())


def test_health_check_waits_for_no_call() -> None:
    """Though every thread for calls is busy, and more calls wait, /healthz runs at once."""
    release = threading.Event()

    async def main() -> str:
        running = Pools()
        calls = [
            asyncio.create_task(running.run("/ivr/twiml", release.wait)) for _ in range(pools.RESERVED_THREADS + 1)
        ]
        await asyncio.sleep(0.1)
        done = await asyncio.wait_for(running.run("/healthz", lambda: "done"), 5)
        assert not any(task.done() for task in calls)
        release.set()
        await asyncio.gather(*calls)
        running.shut_down()
        return done

    assert event_loop.run(main()) == "done"


def test_no_call_needs_a_new_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """The threads of calls are there from the start: a system that refuses more, as by TasksMax=, delays no caller."""

    def refuse(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    async def main() -> list[str]:
        running = Pools()
        monkeypatch.setattr(threading.Thread, "start", refuse)
        with pytest.raises(BusyError):
            await running.run("/en/", lambda: "done")
        paths = ["/healthz", *["/ivr/twiml"] * (2 * pools.RESERVED_THREADS)]
        done = await asyncio.wait_for(asyncio.gather(*(running.run(path, lambda: "done") for path in paths)), 5)
        running.shut_down()
        return done

    assert event_loop.run(main()) == ["done"] * (1 + 2 * pools.RESERVED_THREADS)


@pytest.mark.parametrize(("allowed", "answered"), [(0, 0), (1, 1), (3, 2), (1 + pools.RESERVED_THREADS + 1, 3)])
def test_fewer_threads_answer_too(monkeypatch: pytest.MonkeyPatch, allowed: int, answered: int) -> None:
    """Where the system allows fewer threads, health checks and calls have theirs first; others come back later."""
    start = threading.Thread.start
    left = allowed

    def refuse(self: threading.Thread) -> None:
        nonlocal left
        if not left:
            raise RuntimeError("can't start new thread")
        left -= 1
        start(self)

    async def main() -> list[object]:
        monkeypatch.setattr(threading.Thread, "start", refuse)
        running = Pools()
        await asyncio.sleep(0.1)  # until the threads have found out that no more come
        done: list[object] = []
        for path in ("/healthz", "/ivr/twiml", "/en/"):
            try:
                done.append(await asyncio.wait_for(running.run(path, lambda: "done"), 5))
            except BusyError:
                done.append(BusyError)
        running.shut_down()
        return done

    assert event_loop.run(main()) == ["done"] * answered + [BusyError] * (3 - answered)

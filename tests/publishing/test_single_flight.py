"""The same work is done once at a time."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from voiceedu.errors import NotReadyError, RenderError
from voiceedu.publishing.single_flight import SingleFlight

PATIENCE_S = 30


def test_all_who_ask_meanwhile_get_one_result() -> None:
    """Ten threads that ask for the same key while its work runs cause one run, and get the same object."""
    flight: SingleFlight[str, object] = SingleFlight(workers=2, name="test")
    runs: list[object] = []
    may_end = threading.Event()

    def work() -> object:
        may_end.wait(PATIENCE_S)
        runs.append(object())
        return runs[-1]

    first = flight.start("a", work)
    with ThreadPoolExecutor(10) as pool:
        waiting = [pool.submit(flight.run, "a", work, wait_s=PATIENCE_S, name="a") for _ in range(10)]
        while flight.start("a", work) is not first:
            pass
        may_end.set()
        results = {id(future.result()) for future in waiting} | {id(first.result())}
    assert len(runs) <= 2  # a thread that asked only when the first run was over has caused the second
    assert results == {id(run) for run in runs}


def test_other_keys_run_side_by_side() -> None:
    """Work of two keys is in two threads at once."""
    flight: SingleFlight[str, None] = SingleFlight(workers=2, name="test")
    both = threading.Barrier(2)
    futures = [flight.start(key, lambda: (both.wait(PATIENCE_S), None)[1]) for key in "ab"]
    for future in futures:
        future.result(PATIENCE_S)


def test_who_asks_later_starts_anew() -> None:
    """A result is not kept: the next call runs the work again."""
    flight: SingleFlight[str, int] = SingleFlight(workers=1, name="test")
    counted = iter(range(10))
    assert [flight.run("a", lambda: next(counted), wait_s=PATIENCE_S, name="a") for _ in range(3)] == [0, 1, 2]


def test_failure_reaches_whoever_waits_and_is_forgotten() -> None:
    """The error of the work is raised where it is waited for; the next run may succeed."""
    flight: SingleFlight[str, int] = SingleFlight(workers=1, name="test")

    def fail() -> int:
        raise RenderError("en/a", "no engine")

    with pytest.raises(RenderError, match="en/a: no engine"):
        flight.run("a", fail, wait_s=PATIENCE_S, name="a")
    assert flight.run("a", lambda: 1, wait_s=PATIENCE_S, name="a") == 1


def test_waiting_is_bounded_and_gives_the_work() -> None:
    """A caller whose time is over gets NotReadyError with the work in progress, which goes on."""
    flight: SingleFlight[str, int] = SingleFlight(workers=1, name="test")
    may_end = threading.Event()
    with pytest.raises(NotReadyError, match="en/a is being made") as raised:
        flight.run("a", lambda: int(may_end.wait(PATIENCE_S)), wait_s=0, name="en/a")
    may_end.set()
    assert raised.value.work is not None
    assert raised.value.work.result(PATIENCE_S) == 1


def test_waiting_work_is_counted() -> None:
    """`on_change` hears of each key once when it begins to wait, and once when it has ended, failed or not."""
    changes: list[int] = []
    flight: SingleFlight[str, int] = SingleFlight(workers=1, name="test", on_change=changes.append)
    may_end = threading.Event()
    first = flight.start("a", lambda: int(may_end.wait(PATIENCE_S)))
    second = flight.start("b", lambda: 1 // 0)
    assert flight.start("b", lambda: 2) is second
    assert changes == [1, 1]
    may_end.set()
    assert first.result(PATIENCE_S) == 1
    with pytest.raises(ZeroDivisionError):
        second.result(PATIENCE_S)
    assert changes == [1, 1, -1, -1]

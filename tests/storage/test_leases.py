"""The right to do one piece of work, which one of all has at a time."""

import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from voiceedu.storage import leases
from voiceedu.storage.object_store import Objects

PATIENCE_S = 30


@pytest.fixture
def objects(tmp_path: Path) -> Objects:
    return Objects(str(tmp_path / "cache"))


def test_work_is_held_by_one_at_a_time(objects: Objects) -> None:
    """While a caller holds a lease, no other gets it; other work is free; afterwards the lease is free again."""
    lease = leases.take(objects, "en/a")
    assert lease is not None
    with lease:
        assert leases.take(objects, "en/a") is None
        other = leases.take(objects, "en/b")
        assert other is not None
        with other:
            pass
    again = leases.take(objects, "en/a")
    assert again is not None
    with again:
        pass
    assert list(objects.objects("leases")) == []


def test_many_threads_hold_a_lease_one_at_a_time(objects: Objects) -> None:
    """Eight threads that wait for the same lease each get it, and never two at a time."""
    holding, most, done = 0, 0, 0
    lock = threading.Lock()

    def work(_: int) -> None:
        nonlocal holding, most, done
        with leases.wait(objects, "en/a"):
            with lock:
                holding += 1
                most = max(most, holding)
            with lock:
                holding -= 1
                done += 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert (most, done) == (1, 8)


def hold_and_die(location: str) -> None:
    import os

    assert leases.take(Objects(location), "en/a") is not None
    os._exit(0)


@pytest.mark.slow
def test_work_of_a_dead_process_is_free_at_once(tmp_path: Path) -> None:
    """A lease of a process killed on this machine is free at once, before its time is over."""
    location = str(tmp_path / "cache")
    process = multiprocessing.get_context("spawn").Process(target=hold_and_die, args=(location,))
    process.start()
    process.join(PATIENCE_S)
    objects = Objects(location)
    assert list(objects.objects("leases/en/a"))
    lease = leases.take(objects, "en/a")
    assert lease is not None
    with lease:
        pass
    assert list(objects.objects("leases")) == []


@pytest.mark.parametrize(
    ("mark", "free"),
    [
        (msgspec.json.encode({"until": 1e12, "host": "elsewhere", "pid": 1}), False),
        (msgspec.json.encode({"until": 1.0, "host": "elsewhere", "pid": 1}), True),
        (b"not a lease", True),
        (b'{"until": 1e12}', True),
    ],
    ids=["another machine", "in the past", "damaged", "incomplete"],
)
def test_lease_of_another_machine_holds_until_its_end(objects: Objects, mark: bytes, free: bool) -> None:
    """A lease of another machine holds until its time is over. A damaged lease holds nothing."""
    objects.put("leases/en/a/0", mark)
    lease = leases.take(objects, "en/a")
    assert (lease is not None) == free
    if lease is not None:
        with lease:
            pass


@pytest.mark.slow
def test_lease_is_renewed_while_the_work_goes_on(objects: Objects, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that takes longer than a lease stays reserved: the lease is renewed in time."""
    monkeypatch.setattr(leases, "LEASE_S", 0.3)
    lease = leases.take(objects, "en/a")
    assert lease is not None
    with lease:
        [kept] = objects.objects("leases/en/a")
        first = objects.version(kept.path)
        renewed = threading.Event()
        for _ in range(PATIENCE_S * 10):
            if objects.version(kept.path) != first:
                renewed.set()
                break
            threading.Event().wait(0.1)
        assert renewed.is_set()
        assert leases.take(objects, "en/a") is None

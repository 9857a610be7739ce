"""The right to do one piece of work, which one of all has at a time."""

import contextlib
import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.storage.child import child
from voiceedu.storage import leases
from voiceedu.storage.leases import Lease
from voiceedu.storage.store import Store

PATIENCE_S = 30


@pytest.fixture(params=["folder", "memory"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Return a store of each kind."""
    return Store("memory:///" if request.param == "memory" else str(tmp_path / "cache"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Return the folder of a store, not made yet."""
    return tmp_path / "cache"


def mark(*, until: float, host: str, pid: int = 1) -> bytes:
    return json.dumps({"until": until, "host": host, "pid": pid}).encode()


def put_lease(cache: Path, data: bytes, number: int = 0) -> Path:
    """Put a lease where another machine would have put it."""
    path = cache / "leases" / "en" / "nerve-blocks" / str(number)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@contextlib.contextmanager
def held(folder: Store, work: str = "en/nerve-blocks") -> Iterator[None]:
    """Hold a lease that must be there to be had."""
    lease = folder.lease(work)
    assert lease is not None
    with lease:
        yield


def test_lease_is_one_at_a_time(kept: Store) -> None:
    """While a caller holds a lease, a second one gets None; other work is free; after the block so is this."""
    with held(kept):
        assert kept.lease("en/nerve-blocks") is None
        with held(kept, "en/epidural-injections"), held(kept, "es/nerve-blocks"):
            assert kept.lease("en/nerve-blocks") is None
    for _ in range(3):
        with held(kept):
            assert kept.lease("en/nerve-blocks") is None


def test_lease_is_freed_by_a_failure(kept: Store) -> None:
    """An exception in the block frees the lease and is raised."""
    with pytest.raises(ZeroDivisionError), held(kept):
        raise ZeroDivisionError
    with held(kept):
        pass


def test_lease_has_one_winner_among_threads(kept: Store) -> None:
    """When sixteen threads ask at once, one gets the lease."""
    start = threading.Barrier(16)

    def ask(_: int) -> Lease | None:
        start.wait()
        return kept.lease("en/nerve-blocks")

    with ThreadPoolExecutor(16) as threads:
        [winner] = [lease for lease in threads.map(ask, range(16)) if lease]
    with winner:
        assert kept.lease("en/nerve-blocks") is None


RACE = """
import os, sys
from voiceedu.storage.store import Store
start, go = os.pipe()
hold, done = os.pipe()
for number in range(16):
    if os.fork() == 0:
        os.close(go), os.close(done)
        os.read(start, 1)
        folder = Store(sys.argv[1])
        leases = [folder.lease(f"en/{work}") for work in range(10)]
        os.write(1, f"{[lease is not None for lease in leases]}\\n".encode())
        os.read(hold, 1)
        os._exit(0)
os.close(go)
sys.stdin.read()
os.close(done)
for _ in range(16):
    os.wait()
"""


def test_lease_has_one_winner_among_processes(cache: Path) -> None:
    """When sixteen processes ask for ten leases at once, each lease goes to one process; all are free at the end."""
    Store(str(cache))
    with child(RACE, str(cache)) as process:
        assert process.stdout is not None
        answers = [json.loads(process.stdout.readline().lower()) for _ in range(16)]
        process.communicate()
    assert process.returncode == 0
    assert [sum(won) for won in zip(*answers, strict=True)] == [1] * 10
    with held(Store(str(cache)), "en/0"):
        pass


CONTEND = """
import os, sys
from voiceedu.storage.store import Store
start, go = os.pipe()
for number in range(6):
    if os.fork() == 0:
        os.close(go)
        os.read(start, 1)
        folder = Store(sys.argv[1])
        for _ in range(25):
            while (lease := folder.lease("en/0")) is None:
                pass
            with lease:
                os.close(os.open(sys.argv[2], os.O_CREAT | os.O_EXCL))
                os.unlink(sys.argv[2])
        os._exit(0)
os.close(go)
print([os.waitstatus_to_exitcode(os.wait()[1]) for _ in range(6)])
"""


def test_lease_is_never_held_twice(cache: Path, tmp_path: Path) -> None:
    """Six processes that take and free one lease repeatedly never hold it at the same time."""
    Store(str(cache))
    with child(CONTEND, str(cache), str(tmp_path / "inside")) as process:
        output, _ = process.communicate()
    assert json.loads(output) == [0] * 6


def test_lease_freed_while_another_looks_is_not_held_twice(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a lease is freed and taken by a third process between two steps of a take, the third alone holds it."""
    one, two, three = (Store(str(cache)) for _ in range(3))
    first = one.lease("en/nerve-blocks")
    assert first is not None
    read = two.get
    thirds = []

    def freed_and_read_and_taken(path: str) -> bytes | None:
        first.__exit__()
        data = read(path)
        thirds.append(three.lease("en/nerve-blocks"))
        return data

    monkeypatch.setattr(two, "get", freed_and_read_and_taken)
    second = two.lease("en/nerve-blocks")
    [third] = thirds
    assert third is not None
    with third:
        assert second is None


HOLDER = """
import sys, time
from voiceedu.storage.store import Store
lease = Store(sys.argv[1]).lease("en/nerve-blocks")
print(lease is not None, flush=True)
time.sleep(600)
"""


def test_lease_of_a_killed_process_is_free_at_once(cache: Path) -> None:
    """A dead process's lease on the same machine is free at once; a living process's lease is not."""
    folder = Store(str(cache))
    with child(HOLDER, str(cache)) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "True\n"
            assert folder.lease("en/nerve-blocks") is None
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()
    with held(folder):
        assert folder.lease("en/nerve-blocks") is None
    with held(folder):
        pass


def test_lease_of_another_machine_holds_while_it_is_renewed(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lease of another machine, which cannot be checked, is over when it has not been renewed for LEASE_S."""
    monkeypatch.setattr(leases, "LEASE_S", 0.4)
    folder = Store(str(cache))
    path = put_lease(cache, mark(until=time.time() + 3600, host="elsewhere", pid=2**22 + 1))
    for renewal in range(4):
        assert folder.lease("en/nerve-blocks") is None
        time.sleep(0.2)
        path.write_bytes(mark(until=time.time() + 3600 + renewal, host="elsewhere", pid=os.getpid()))
    assert folder.lease("en/nerve-blocks") is None
    time.sleep(0.5)
    with held(folder):
        assert folder.lease("en/nerve-blocks") is None
    with held(folder):
        pass


def test_leases_left_behind_are_over_together(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leases on the same work that two machines have left hold it up for LEASE_S in all, whatever their times."""
    monkeypatch.setattr(leases, "LEASE_S", 0.2)
    folder = Store(str(cache))
    put_lease(cache, mark(until=time.time() - 3600, host="elsewhere"), number=0)
    put_lease(cache, mark(until=time.time() + 86_400, host="far away"), number=1)
    assert folder.lease("en/nerve-blocks") is None
    time.sleep(0.25)
    with held(folder):
        pass


@pytest.mark.parametrize("clock_s", [-60, 60])
def test_clock_of_another_machine_is_not_believed(cache: Path, clock_s: float) -> None:
    """A lease of a machine whose clock is a minute early or late holds as any other."""
    put_lease(cache, mark(until=time.time() + clock_s, host="elsewhere"))
    assert Store(str(cache)).lease("en/nerve-blocks") is None


def test_old_lease_of_another_machine_is_free_at_once(cache: Path) -> None:
    """What was left by a machine that was switched off long ago holds up nobody."""
    put_lease(cache, mark(until=time.time() - leases.CLOCKS_S - 1, host="elsewhere"))
    with held(Store(str(cache))):
        pass


def test_expired_lease_is_taken_over_once(cache: Path) -> None:
    """When many threads find an expired lease at once, one takes it over."""
    put_lease(cache, mark(until=0, host="elsewhere"), number=9)
    put_lease(cache, mark(until=0, host="elsewhere"), number=8)
    start = threading.Barrier(8)

    def ask(_: int) -> Lease | None:
        folder = Store(str(cache))
        start.wait()
        return folder.lease("en/nerve-blocks")

    with ThreadPoolExecutor(8) as threads:
        [winner] = [lease for lease in threads.map(ask, range(8)) if lease]
    with winner:
        assert Store(str(cache)).lease("en/nerve-blocks") is None


def test_late_holder_does_not_free_the_next_holders_lease(cache: Path) -> None:
    """A holder whose lease expired and was taken over does not free the new holder's lease."""
    folder = Store(str(cache))
    late = folder.lease("en/nerve-blocks")
    assert late is not None
    put_lease(cache, mark(until=0, host="elsewhere"))
    with held(folder):
        late.__exit__()
        assert folder.lease("en/nerve-blocks") is None


@pytest.mark.parametrize(
    "data",
    [b"", b"nonsense", b"[]", b"{}", b'{"until": "soon", "host": 1, "pid": []}', b"[" * 200_000],
    ids=["empty", "nonsense", "list", "object", "other types", "nested"],
)
def test_unreadable_lease_is_ignored(cache: Path, data: bytes) -> None:
    """A lease file without readable content is ignored."""
    put_lease(cache, data)
    with held(Store(str(cache))):
        pass


def test_stray_file_among_leases_is_ignored(cache: Path) -> None:
    """A foreign file in the folder of leases does not stop the work."""
    stray = put_lease(cache, b"").with_name(".DS_Store")
    stray.write_bytes(b"")
    with held(Store(str(cache))):
        assert Store(str(cache)).lease("en/nerve-blocks") is None


def test_lease_is_renewed_while_it_is_held(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that takes longer than a lease stays reserved: the end of the lease is moved on."""
    monkeypatch.setattr(leases, "LEASE_S", 0.3)
    with held(Store(str(cache))):
        [path] = cache.glob("leases/en/nerve-blocks/*")
        first = json.loads(path.read_bytes())["until"]
        deadline = time.monotonic() + PATIENCE_S
        while json.loads(path.read_bytes())["until"] == first:
            assert time.monotonic() < deadline
            time.sleep(0.02)
    assert list(cache.glob("leases/en/nerve-blocks/*")) == []


def test_many_threads_hold_a_lease_one_at_a_time(kept: Store) -> None:
    """Eight threads that wait for the same lease each get it, and never two at a time."""
    holding, most, done = 0, 0, 0
    lock = threading.Lock()

    def work(_: int) -> None:
        nonlocal holding, most, done
        with kept.wait_for_lease("en/a"):
            with lock:
                holding += 1
                most = max(most, holding)
            with lock:
                holding -= 1
                done += 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert (most, done) == (1, 8)


@pytest.mark.parametrize("step_s", [60, -60, 86_400, -86_400])
@pytest.mark.parametrize("host", ["here", "elsewhere"])
def test_a_clock_that_is_set_changes_no_lease(
    cache: Path, monkeypatch: pytest.MonkeyPatch, step_s: float, host: str
) -> None:
    """When the clock is set forward or back, a lease that is held holds, and one that is free is free."""
    folder, real = Store(str(cache)), time.time
    if host == "elsewhere":
        put_lease(cache, mark(until=real() + leases.LEASE_S, host="elsewhere"))
        monkeypatch.setattr(time, "time", lambda: real() + step_s)
        assert folder.lease("en/nerve-blocks") is None
    else:
        with held(folder):
            monkeypatch.setattr(time, "time", lambda: real() + step_s)
            assert Store(str(cache)).lease("en/nerve-blocks") is None
        with held(folder):
            pass


def test_lease_of_a_dead_process_is_free_though_the_clock_was_set_back(cache: Path) -> None:
    """A lease that was not renewed ends, though its end is a day ahead and another process has its number by now."""
    folder = Store(str(cache))
    with held(folder):
        [path] = cache.glob("leases/en/nerve-blocks/*")
        written = json.loads(path.read_bytes())
    put_lease(cache, json.dumps(written | {"until": time.time() + 86_400}).encode())
    assert folder.lease("en/nerve-blocks") is None
    put_lease(cache, json.dumps(written | {"until": time.time() + 86_400, "runs_until": time.monotonic() - 1}).encode())
    with held(folder):
        pass

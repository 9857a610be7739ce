"""Leases: the right to do one piece of work, held by one thread at a time across processes and machines."""

import contextlib
import os
import socket
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec
from cachetools import LRUCache

from voiceedu.errors import StoreError
from voiceedu.storage.object_store import Objects

LEASE_S = 40.0
"""Seconds until a lease expires when its process died on another machine. It may stand still for 30 s, as in a move of
its virtual machine."""
RENEWALS = 8
"""How often a lease is renewed in that time."""
CLOCKS_S = 2 * 86_400.0
"""How far the clocks of two machines may be apart, also after one was set forward by a day. Within that, another
machine's clock is not believed: its lease is over when it has not been renewed for LEASE_S by the clock of whoever
looks."""
LOOK_S = 0.1
"""Seconds between two attempts to get a lease that another process holds."""


class Lease:
    """The right to do one piece of work, kept alive by a thread until the `with` block ends."""

    def __init__(self, objects: Objects, folder: str, number: int) -> None:
        self._objects = objects
        self._folder = folder
        self._number = number
        self._path = f"{folder}/{number}"
        self._passed_over: Iterable[int] = ()
        self._done = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name=f"lease {self._path}", daemon=True)

    def take(self) -> bool:
        """Return whether the lease is now held by this object alone."""
        if not self._objects.create(self._path, _mark()):
            return False
        others = _held(self._objects, self._folder)
        others.pop(self._number, None)
        if _is_any_alive(self._folder, others.values()):
            self._objects.delete(self._path)
            return False
        self._passed_over = others
        self._keeper.start()
        return True

    def __enter__(self) -> "Lease":
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._keeper.join()
        with contextlib.suppress(StoreError):
            for number in self._passed_over:
                self._objects.delete(f"{self._folder}/{number}")
            self._objects.delete(self._path)

    def _keep(self) -> None:
        while not self._done.wait(LEASE_S / RENEWALS):
            with contextlib.suppress(StoreError):
                self._objects.put(self._path, _mark())


def take(objects: Objects, work: str) -> Lease | None:
    """Return a lease on `work`, or None while another living process or thread holds one.

    Leases on the same work are numbered. After a dead lease the next number is created, in which exactly one caller
    succeeds. A caller that then finds another living lease gives its own up, so that two never hold the same work.
    """
    folder = f"leases/{work}"
    held = _held(objects, folder)
    if _is_any_alive(folder, held.values()):
        return None
    lease = Lease(objects, folder, max(held, default=-1) + 1)
    return lease if lease.take() else None


def wait(objects: Objects, work: str) -> Lease:
    """Wait until nobody holds a lease on `work`, then return one."""
    while (lease := take(objects, work)) is None:
        time.sleep(LOOK_S)
    return lease


def is_held(objects: Objects, path: str) -> bool:
    """Return whether a process may still hold the lease at `path`, whatever the date of its object."""
    mark = objects.get(path)
    return mark is not None and _is_alive(path.rpartition("/")[0], mark)


def look_at_all(objects: Objects) -> None:
    """Look at every lease, so that all that nobody renews are over LEASE_S from now, and not one after the other."""
    with contextlib.suppress(StoreError):  # whoever wants one of them looks at it again
        for kept in objects.objects("leases"):
            is_held(objects, kept.path)


def _held(objects: Objects, folder: str) -> dict[int, bytes]:
    """Return the content of each lease in `folder`, by its number."""
    found = {}
    for kept in list(objects.objects(folder)):
        name = kept.path.rsplit("/", 1)[-1]
        mark = objects.get(kept.path) if name.isdecimal() else None
        if mark is not None:
            found[int(name)] = mark
    return found


def _mark() -> bytes:
    """Return the content of a lease: its end, and the process and machine that hold it.

    `until` is by the clock, which can be set; `runs_until` by the time since this machine was started.
    """
    end = {"until": time.time() + LEASE_S, "runs_until": time.monotonic() + LEASE_S}
    return msgspec.json.encode({**end, "host": this_host(), "pid": os.getpid()})


_first_seen: LRUCache[tuple[str, bytes], float] = LRUCache(4096)
"""When this process has seen a mark of another machine first, by its folder and content. A renewal is a new mark."""
_lock = threading.Lock()


def _is_alive(folder: str, mark: bytes) -> bool:
    """Return whether the process that wrote `mark` in `folder` still holds its lease."""
    try:
        held = msgspec.json.decode(mark)
        until, host, pid = float(held["until"]), held["host"], int(held["pid"])
        runs_until = float(held.get("runs_until", 0))
    except (msgspec.DecodeError, RecursionError, KeyError, TypeError, ValueError):
        return False
    if host == this_host():
        return runs_until >= time.monotonic() and _runs(pid)
    if until + CLOCKS_S < time.time():
        return False
    now = time.monotonic()
    with _lock:
        return now - _first_seen.setdefault((folder, mark), now) < LEASE_S


def _is_any_alive(folder: str, marks: Iterable[bytes]) -> bool:
    """Return whether any of `marks` is alive. Looks at each: the time of one that was not seen would not begin."""
    return True in [_is_alive(folder, mark) for mark in marks]


def _runs(pid: int) -> bool:
    """Return whether a process of this machine runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def this_host() -> str:
    """Return the name of this machine or container since its last start.

    Within it a process number identifies one process, and the monotonic clocks of all processes agree.
    """
    namespace, boot = Path("/proc/self/ns/pid"), Path("/proc/sys/kernel/random/boot_id")
    names = (str(namespace.readlink()) if namespace.exists() else "", boot.read_text() if boot.exists() else "")
    return " ".join((socket.gethostname(), *names)).strip()

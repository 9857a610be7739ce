"""The right to do one piece of work, which one of all threads, processes and machines has at a time."""

import contextlib
import os
import socket
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec

from voiceedu.errors import StoreError
from voiceedu.storage.object_store import Objects

LEASE_S = 30.0
"""How long the work of a process that is gone, on a machine that cannot be asked, stays reserved."""
LOOK_S = 0.1
"""How often somebody who waits for a lease looks whether it is free."""


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
        if any(map(_alive, others.values())):
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
        while not self._done.wait(LEASE_S / 3):
            with contextlib.suppress(StoreError):
                self._objects.put(self._path, _mark())


def take(objects: Objects, work: str) -> Lease | None:
    """Return a lease on `work`, or None while somebody else, still alive, holds one.

    Leases of one work are numbered. Where a dead one stands, the next number is created, which exactly one of those
    who try can do; and whoever then sees another living one steps back, so that two never hold the same work.
    """
    folder = f"leases/{work}"
    held = _held(objects, folder)
    if any(map(_alive, held.values())):
        return None
    lease = Lease(objects, folder, max(held, default=-1) + 1)
    return lease if lease.take() else None


def wait(objects: Objects, work: str) -> Lease:
    """Return a lease on `work` as soon as nobody else holds one."""
    while (lease := take(objects, work)) is None:
        time.sleep(LOOK_S)
    return lease


def _held(objects: Objects, folder: str) -> dict[int, bytes]:
    """Return what each lease in `folder` says, by its number."""
    found = {}
    for kept in list(objects.objects(folder)):
        name = kept.path.rsplit("/", 1)[-1]
        mark = objects.get(kept.path) if name.isdecimal() else None
        if mark is not None:
            found[int(name)] = mark
    return found


def _mark() -> bytes:
    """Return what a lease says: until when, and which process on which machine holds it."""
    return msgspec.json.encode({"until": time.time() + LEASE_S, "host": _host(), "pid": os.getpid()})


def _alive(mark: bytes) -> bool:
    try:
        held = msgspec.json.decode(mark)
        until, host, pid = float(held["until"]), held["host"], int(held["pid"])
    except (msgspec.DecodeError, KeyError, TypeError, ValueError):
        return False
    if until < time.time():
        return False
    if host != _host():
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _host() -> str:
    """Return a name for this machine, or container: where a process number means one process."""
    namespace = Path("/proc/self/ns/pid")
    return f"{socket.gethostname()} {namespace.readlink() if namespace.exists() else ''}"

"""Which time it is for the objects of a store, and whether this machine's clock was set forward.

What is deleted for its age would be fresh, if the clock were wrong by as much.
"""

import datetime
import time

import msgspec

from voiceedu.storage import leases
from voiceedu.storage.memory import Memory
from voiceedu.storage.object_store import Objects
from voiceedu.storage.paths import memory_path

_NAME = "clock"
_SINCE_START = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""A clock that nobody sets, and that goes on while the machine sleeps."""


class _Note(msgspec.Struct):
    """What both clocks of a machine said at one moment, in seconds; `host` is that machine since its start."""

    clock: float
    since_start: float
    host: str


class StoreClock:
    """Compares this machine's clock with what was noted in `objects`, and with the clock that dates objects there."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._memory = Memory(objects, _NAME, _Note)

    def set_forward(self) -> datetime.timedelta:
        """Return by how much the clock was set forward since `note`; zero after a restart of this machine."""
        before, now = self._memory.read(), _note()
        if before is None or before.host != now.host:
            return datetime.timedelta(0)
        moved_s = (now.clock - before.clock) - (now.since_start - before.since_start)
        return datetime.timedelta(seconds=max(0.0, moved_s))

    def note(self) -> datetime.datetime:
        """Note what the clock says, and return the time now by the clock of the store: a bucket has one of its own."""
        self._memory.write(_note())
        noted = self._objects.find(memory_path(_NAME))
        return noted.modified if noted is not None else datetime.datetime.now(datetime.UTC)


def _note() -> _Note:
    return _Note(clock=time.time(), since_start=time.clock_gettime(_SINCE_START), host=leases.this_host())

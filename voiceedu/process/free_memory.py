"""How much memory this process may still take: of the machine, and of the container that it runs in."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

_LIMITS = ("sys/fs/cgroup/memory.max", "sys/fs/cgroup/memory/memory.limit_in_bytes")
"""The limit of a container, in versions 2 and 1 of control groups."""


def free_memory(root: Path = Path("/")) -> int | None:
    """Return the smaller of what the machine has free and what the container may have, in bytes; None: unknown."""
    return min(_found(root), default=None)


def _found(root: Path) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for line in (root / "proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                yield int(line.split()[1]) * 1024
    for limit in _LIMITS:
        with contextlib.suppress(OSError, ValueError):  # "max": there is none
            yield int((root / limit).read_text())

"""Memory that is free, on a machine and in a container."""

from pathlib import Path

import pytest

from voiceedu.process.free_memory import free_memory

MEMINFO = "MemTotal:        4000000 kB\nMemFree:          100000 kB\nMemAvailable:    2000000 kB\n"


@pytest.mark.parametrize(
    ("files", "free"),
    [
        ({"proc/meminfo": MEMINFO}, 2_048_000_000),
        ({"proc/meminfo": MEMINFO, "sys/fs/cgroup/memory.max": "max\n"}, 2_048_000_000),
        ({"proc/meminfo": MEMINFO, "sys/fs/cgroup/memory.max": "536870912\n"}, 536_870_912),
        ({"proc/meminfo": MEMINFO, "sys/fs/cgroup/memory/memory.limit_in_bytes": "536870912\n"}, 536_870_912),
        ({"proc/meminfo": MEMINFO, "sys/fs/cgroup/memory/memory.limit_in_bytes": f"{2**63 - 4096}\n"}, 2_048_000_000),
        ({}, None),
    ],
    ids=["machine", "without limit", "version 2", "version 1", "version 1 without limit", "unknown"],
)
def test_free_memory_is_the_smaller(tmp_path: Path, files: dict[str, str], free: int | None) -> None:
    """A container's limit counts where it is smaller than what the machine has; a system that does not say is None."""
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert free_memory(tmp_path) == free


def test_this_machine_has_memory() -> None:
    """What this process may take is more than nothing."""
    free = free_memory()
    assert free is None or free > 1 << 20

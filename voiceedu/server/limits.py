"""The limits that the system sets to a server's process."""

import resource

from voiceedu.errors import SettingError

LEAST_FILES = 128
"""A server with two workers and the render beside it needs half of that before anybody asks; each request needs one."""
MOST_FILES = 65_536
"""More than all connections of all workers need. Some systems allow far more, which some programs count through."""
LEAST_DATA = 400 << 20
"""Bytes. With 300 MB of `ulimit -d`, which counts the stacks of threads whole, workers end under load; with 400 they
answer all (measured)."""


def check_memory() -> None:
    """Raise SettingError where `ulimit -d` leaves too little: below it native libraries end a worker without a word."""
    allowed, _ = resource.getrlimit(resource.RLIMIT_DATA)
    if allowed != resource.RLIM_INFINITY and allowed < LEAST_DATA:
        needed = f"a server needs {LEAST_DATA >> 10} kB a process"
        remedy = f"{needed}. Raise it, or bound the memory by MemoryMax= of a unit"
        raise SettingError("ulimit -d", str(allowed >> 10), remedy)


def allow_open_files() -> None:
    """Let this process and its children open as many files as they are allowed to, within reason.

    Most systems allow 1,024 until a process asks for more. Raise SettingError if there are too few to serve with.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        soft = most
    if soft != resource.RLIM_INFINITY and soft < LEAST_FILES:
        remedy = f"a server needs {LEAST_FILES} open files; allow more, by `ulimit -n 1024` or LimitNOFILE= of a unit"
        raise SettingError("ulimit -n", str(soft), remedy)

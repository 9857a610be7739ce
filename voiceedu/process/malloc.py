"""Has glibc's memory allocator return memory that a server no longer uses, and keep what a render will use again."""

import ctypes
import os

_ARENA_MAX, _MMAP_THRESHOLD, _TRIM_THRESHOLD = -8, -3, -1
"""M_ARENA_MAX, M_MMAP_THRESHOLD and M_TRIM_THRESHOLD of malloc.h."""
ARENAS = 2
MMAP_THRESHOLD_BYTES = 131_072
KEPT_BYTES = 1 << 28
LARGEST_KEPT_BYTES = 32 << 20
"""glibc takes no larger threshold."""


def limit_arenas() -> None:
    """Limit the allocator of this process, unless the environment sets it, or it is not glibc's.

    Else each thread keeps as much as the largest asset that it has sent: 10 MB a worker, measured.
    """
    _set({_ARENA_MAX: ARENAS, _MMAP_THRESHOLD: MMAP_THRESHOLD_BYTES})


def keep_freed_memory() -> None:
    """Have this process keep memory that it no longer uses, unless the environment says what to do with it.

    The samples of a clip are megabytes. Else the kernel takes them back after each step, and gives them to the next one
    page by page, filled with zeros: half of the time that a render spends in the kernel, measured.
    """
    _set({_MMAP_THRESHOLD: LARGEST_KEPT_BYTES, _TRIM_THRESHOLD: KEPT_BYTES})


def _set(parameters: dict[int, int]) -> None:
    if any(name.startswith("MALLOC_") for name in os.environ):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        for parameter, value in parameters.items():
            mallopt(parameter, value)

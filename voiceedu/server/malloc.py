"""Has glibc's memory allocator return memory that a thread no longer uses."""

import ctypes
import os

_ARENA_MAX, _MMAP_THRESHOLD = -8, -3
"""M_ARENA_MAX and M_MMAP_THRESHOLD of malloc.h."""
ARENAS = 2
MMAP_THRESHOLD_BYTES = 131_072


def limit_arenas() -> None:
    """Limit the allocator of this process, unless the environment sets it, or it is not glibc's.

    Else each thread keeps as much as the largest asset that it has sent: 10 MB a worker, measured.
    """
    if any(name.startswith("MALLOC_") for name in os.environ):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_ARENA_MAX, ARENAS)
        mallopt(_MMAP_THRESHOLD, MMAP_THRESHOLD_BYTES)

"""The allocator of a worker has few arenas, unless its environment says otherwise."""

import os
import subprocess
import sys

COUNT = """
import ctypes, sys, threading
from voiceedu.process import malloc

malloc.limit_arenas()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
barrier = threading.Barrier(8)

def allocate():
    barrier.wait()
    libc.malloc(1000)
    barrier.wait()

threads = [threading.Thread(target=allocate) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
stdout = ctypes.c_void_p.in_dll(libc, "stdout")
libc.malloc_info(0, stdout)
libc.fflush(stdout)
"""


def arenas(**environ: str) -> int:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    command = [sys.executable, "-c", COUNT]
    done = subprocess.run(command, env=inherited | environ, capture_output=True, text=True, check=True)
    return done.stdout.count("<heap nr=")


def test_arenas_are_limited() -> None:
    """Eight threads share two arenas, and have more when the environment sets the allocator."""
    assert arenas() <= 2
    assert arenas(MALLOC_ARENA_MAX="8") > 2


HOLD = """
import ctypes, resource, sys
from voiceedu.process import malloc

if sys.argv[1] == "keep":
    malloc.keep_freed_memory()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(20):
    place = libc.malloc(20 << 20)
    ctypes.memset(place, 1, 20 << 20)
    libc.free(place)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def page_faults(how: str, **environ: str) -> int:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    command = [sys.executable, "-c", HOLD, how]
    return int(subprocess.run(command, env=inherited | environ, capture_output=True, text=True, check=True).stdout)


def test_freed_memory_is_kept() -> None:
    """What a render gives back it gets again at once: the kernel gives it each page once, unless told otherwise."""
    at_first = page_faults("keep")
    assert at_first < page_faults("plain", MALLOC_MMAP_THRESHOLD_="131072") / 10
    assert page_faults("keep", MALLOC_MMAP_THRESHOLD_="131072") > 10 * at_first

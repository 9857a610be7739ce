"""The allocator of a worker has few arenas, unless its environment says otherwise."""

import os
import subprocess
import sys

COUNT = """
import ctypes, sys, threading
from voiceedu.server import malloc

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

"""How a process that renders, and then ends, treats its memory."""

import gc

from voiceedu.process import malloc

GARBAGE = 50_000
"""How many new objects there are before garbage is looked for among them; 700 of Python's own take a twentieth of the
time of a render (measured)."""


def keep_memory() -> None:
    """Have this process give its memory back seldom: it serves nobody, and takes the same again for the next clip."""
    malloc.keep_freed_memory()
    gc.set_threshold(GARBAGE)

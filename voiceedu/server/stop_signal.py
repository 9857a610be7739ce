"""Whether a server is told to stop, for the process that runs it and for its workers, which are forks of it.

granian alone forgets the signal when a worker dies just then, and in a worker whose event loop does not run yet.
"""

import mmap
import signal
from collections.abc import Callable
from typing import Any

_told = mmap.mmap(-1, 1)
"""Shared with every fork. A signal handler may write to it; an Event could wait for the very code it interrupts."""


def note() -> None:
    """Note SIGTERM and SIGINT from now on, beside what is done at them already."""
    for number in (signal.SIGTERM, signal.SIGINT):
        handler = signal.getsignal(number)
        assert callable(handler)

        def note_it(*received: Any, handler: Callable[..., Any] = handler) -> None:
            _told[0] = 1
            handler(*received)

        signal.signal(number, note_it)


def is_told() -> bool:
    """Return whether the server is told to stop."""
    return _told[0] == 1

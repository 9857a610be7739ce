"""Ends a process when the process that started it ends, even if that one was killed, or is told to stop."""

import os
import signal
import threading
import time

from voiceedu.server import stop_signal

CHECK_S = 0.5
STOP_S = 10
"""How long a process that is told to stop may finish the responses in progress."""


def stop_with_parent(parent: int) -> None:
    """Stop this process as soon as `parent`, the process ID of its parent, has ended: by SIGTERM, then by force.

    A fork of a server stops as well when that is told to, whether it gets a signal itself or not.

    The parent says its own ID: one that has ended before this call would not be missed otherwise.
    """
    threading.Thread(target=_watch, args=(parent,), name="parent", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent and not stop_signal.is_told():
        time.sleep(CHECK_S)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_S)
    os._exit(1)

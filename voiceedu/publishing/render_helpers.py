"""Renders works in processes of their own beside this one: what Python does itself uses one core of each process.

`helper_process.py` is such a process. It is named here and not imported, for it has a studio of its own.
"""

import contextlib
import logging
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from voiceedu.config import Settings
from voiceedu.content.library import Work
from voiceedu.process import rendering
from voiceedu.process.free_memory import free_memory
from voiceedu.publishing import helper_messages
from voiceedu.publishing.helper_messages import Answer

log = logging.getLogger(__name__)

WORKS_EACH = 4
"""With fewer works a helper has hardly started when they are done: it imports for as long as two of them take."""
MOST_HELPERS = 7
HELPER_BYTES = 512 << 20
"""The memory that a render needs by the voices that are installed with voiceedu (measured: 240 to 400 MB)."""


class RenderHelpers:
    """The helpers for a render of `count` works with `settings`: as many as there are further cores and memory.

    Use as a context manager. Thread-safe.
    """

    def __init__(self, settings: Settings, count: int) -> None:
        if count:
            rendering.keep_memory()
        self._all = [_Helper(settings) for _ in range(_helpers_for(count))]
        self._here = threading.Lock()
        self._free: queue.SimpleQueue[_Helper] = queue.SimpleQueue()
        for helper in self._all:
            self._free.put(helper)

    def render(self, work: Work, *, here: Callable[[], Answer]) -> Answer:
        """Return the answer for `work` of whoever is free: of `here`, which has started already, or of a helper.

        A helper that has died is asked no more.
        """
        if self._here.acquire(blocking=False):
            try:
                return here()
            finally:
                self._here.release()
        try:
            helper = self._free.get_nowait()
        except queue.Empty:
            return here()
        try:
            answer = helper.ask(work)
        except (OSError, EOFError):
            log.warning("A process that helps to render has ended in %s/%s", work.language, work.slug)
            return here()
        self._free.put(helper)
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for helper in self._all:
            helper.end()


def _helpers_for(count: int) -> int:
    """Return how many helpers `count` works are worth, and this machine or container has room for beside a render."""
    free = free_memory()
    room = MOST_HELPERS if free is None else free // HELPER_BYTES - 1
    return max(0, min((os.cpu_count() or 1) - 1, count // WORKS_EACH, MOST_HELPERS, room))


class _Helper:
    """One process. For one thread at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings: Settings | None = settings
        # In a group of its own: Ctrl+C is for the process that asks, which ends this one.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "voiceedu.publishing.helper_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=0,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._asked, self._answers = self._process.stdin, self._process.stdout

    def ask(self, work: Work) -> Answer:
        """Return the answer for `work`. Raise OSError or EOFError if the process has ended."""
        if self._settings is not None:  # now: whoever began the process does not wait until it reads
            helper_messages.write(self._asked, self._settings)
            self._settings = None
        helper_messages.write(self._asked, work)
        return helper_messages.read_answer(self._answers)

    def end(self) -> None:
        """End the process when it has done what it was asked for."""
        with contextlib.suppress(OSError):  # what was written to one that has died
            self._asked.close()
        self._process.wait()
        self._answers.close()

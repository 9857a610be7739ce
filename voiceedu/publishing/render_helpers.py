"""Renders works in processes of their own beside this one: what Python does itself uses one core of each process.

`python -m voiceedu.publishing.render_helpers` is such a process. It reads the settings and then works from its standard
input, answers each work on its standard output, and ends with the input, as when the process that began it is killed.
"""

import contextlib
import gc
import logging
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import IO, Self

from voiceedu import logs, malloc
from voiceedu.config import Settings
from voiceedu.content.library import Work
from voiceedu.errors import RenderError, VoiceeduError, system_cause
from voiceedu.free_memory import free_memory
from voiceedu.publishing.outcome import Outcome
from voiceedu.storage.rendition import Rendition

log = logging.getLogger(__name__)

Answer = Outcome | RenderError | None
"""The outcome of a work; an error if it has none; None if another process holds it."""
_Told = tuple[Rendition, int, int, float]
"""What is told of an outcome: the rendition, how much was spoken and encoded, and in how many seconds."""
WORKS_EACH = 4
"""With fewer works a helper has hardly started when they are done: it imports for as long as two of them take."""
MOST_HELPERS = 7
HELPER_BYTES = 512 << 20
"""The memory that a render needs by the voices that are installed with voiceedu (measured: 240 to 400 MB)."""

GARBAGE = 50_000
"""How many new objects there are before garbage is looked for among them; 700 of Python's own take a twentieth of the
time of a render (measured)."""


class RenderHelpers:
    """The helpers for a render of `count` works with `settings`: as many as there are further cores and memory.

    Use as a context manager. Thread-safe.
    """

    def __init__(self, settings: Settings, count: int) -> None:
        if count:
            _only_render()
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
            [sys.executable, "-m", "voiceedu.publishing.render_helpers"],
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
            _write(self._asked, self._settings)
            self._settings = None
        _write(self._asked, work)
        try:
            answer: _Told | Answer = pickle.load(self._answers)  # noqa: S301 -- of the same program
        except pickle.UnpicklingError as error:  # half of an answer
            raise EOFError from error
        if not isinstance(answer, tuple):
            return answer
        rendition, spoken, encoded, seconds = answer
        return Outcome.of(rendition, spoken=spoken, encoded=encoded, seconds=seconds)

    def end(self) -> None:
        """End the process when it has done what it was asked for."""
        with contextlib.suppress(OSError):  # what was written to one that has died
            self._asked.close()
        self._process.wait()
        self._answers.close()


def _only_render() -> None:
    """Have this process give its memory back seldom: it renders, ends, and serves nobody."""
    malloc.keep_freed_memory()
    gc.set_threshold(GARBAGE)


def _write(pipe: IO[bytes], value: object) -> None:
    pickle.dump(value, pipe)
    pipe.flush()


def _serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Render what is `asked` for, until there is no more."""
    _only_render()
    try:
        settings: Settings = pickle.load(asked)  # noqa: S301
    except EOFError:  # nothing was left for a helper
        return
    from voiceedu.publishing.studio import Studio

    logs.start("error")  # the process that asks has logged what it found in the library
    studio = Studio(settings)
    logs.start(settings.log)
    studio.load_engines()
    while True:
        try:
            work: Work = pickle.load(asked)  # noqa: S301
        except EOFError:
            return
        _write(answers, _answer(studio.try_render, work))


def _answer(render: Callable[[Work], Outcome | None], work: Work) -> _Told | Answer:
    try:
        outcome = render(work)
    except RenderError as error:
        return error
    except VoiceeduError as error:
        return RenderError(f"{work.language}/{work.slug}", str(error))
    return outcome and (outcome.rendition, outcome.spoken, outcome.encoded, outcome.seconds)


if __name__ == "__main__":
    with open(os.dup(1), "wb") as pipe:  # noqa: PTH123
        os.dup2(2, 1)  # what a library prints is no answer
        try:
            _serve(sys.stdin.buffer, pipe)
        except (VoiceeduError, MemoryError, OSError) as error:  # who asked goes on without this process
            log.error("A process that helps to render cannot: %s", system_cause(error) or error)
    os._exit(0)  # at once: the process that asked waits, and giving back each object takes a tenth of a second

"""Queues a render, every minute, for every work that is missing: a queue may lose messages, the store does not."""

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from voiceedu import metrics
from voiceedu.content.library import Work
from voiceedu.errors import VoiceeduError
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.publishing.compilations.registry import COMPILATIONS
from voiceedu.publishing.missing import Missing
from voiceedu.publishing.studio import Studio

if TYPE_CHECKING:
    from voiceedu.storage.work_queue import WorkQueue

log = logging.getLogger(__name__)

EVERY_S = 60
TURN_S = EVERY_S - 5
"""For how long no other machine sweeps. Less than EVERY_S, so that this one may sweep again at its next time."""
CHECK_S = 10
"""How often the store is looked at while something is missing; workers are asked only every minute."""
FIRST_S = 1.0
"""How soon after the start the first sweep is, so that the first recordings do not wait a minute."""


class Sweep:
    """Compares what `studio` has published with its library, and asks `queue` for the rest."""

    def __init__(self, studio: Studio, queue: "WorkQueue") -> None:
        self._studio = studio
        self._queue = queue
        self._missing = Missing(studio)
        self._ticket = ""
        self._asked: list[Work] = []
        self.is_complete = False
        """Whether the last sweep found everything published."""

    def run(self, stop: threading.Event, *, on_complete: Callable[[], None]) -> None:
        """Sweep until `stop` is set. Call `on_complete` whenever everything has come to be published."""
        pause_s, was_complete = FIRST_S, False
        while not stop.wait(pause_s):
            pause_s = EVERY_S if self.is_complete else CHECK_S
            try:
                self.sweep_once()
                if self.is_complete and not was_complete:
                    on_complete()
                was_complete = self.is_complete
            except VoiceeduError as error:
                log.warning("What is missing is asked for later: %s", error)

    def sweep_once(self) -> int:
        """Queue renders of what is missing, unless another machine has just done so or the queue has work waiting.

        Return how many works it has queued.
        """
        missing = list(self._missing.works(settled=self._rendered()))
        if missing and self._studio.why_older() is not None:  # what has newer words is right as it is
            missing = [work for work in missing if not self._studio.store.is_published(work.language, work.slug)]
        self.is_complete, waiting = not missing, self._queue.waiting()
        metrics.WORKS_MISSING.set(len(missing))
        metrics.QUEUE_WAITING.set(waiting)
        if not missing or waiting or not self._queue.take_turn("sweep", seconds=TURN_S):
            return 0
        self._asked = [work for work in missing if not self._queue.has_failed(work.language, work.slug)]
        self._ticket = self._queue.ask_for((work.language, work.slug) for work in self._asked)
        if self._asked:
            log.info("%d works are missing or changed; the workers are asked for them", len(self._asked))
        return len(self._asked)

    def _rendered(self) -> list[Work]:
        """Return the works that this process queued last, and that workers have rendered without error."""
        results = self._queue.results(self._ticket) if self._ticket else {}
        return [work for work in self._asked if results.get(f"{work.language}/{work.slug}") == ""]


def compile_all(studio: Studio, queue: "WorkQueue") -> None:
    """Make the compilations that are not current, unless another machine has just begun to. Raise a VoiceeduError."""
    if not queue.take_turn("compile", seconds=TURN_S):
        return
    compiler = Compiler(studio)
    for language in studio.library.by_language:
        for name in COMPILATIONS:
            compiler.make(language, name)

"""Has renders done by the workers of a queue, and returns their outcomes."""

import random
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from voiceedu.content.library import Work
from voiceedu.errors import NotReadyError, QueueError, RenderError, SettingError
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.store import Store

if TYPE_CHECKING:
    from voiceedu.storage.work_queue import WorkQueue

LOOK_S = 0.2
"""How often results are looked at."""
LONGEST_WAIT_S = 60.0
"""How long a request may hold on to what it has asked for. The workers go on."""
ASK_AGAIN_S = 60.0
"""After how long without any result what has none is asked for again, for Redis may have lost it."""


def open_queue(url: str) -> "WorkQueue":
    """Return the queue at `url`; raise SettingError if the library for it is not installed."""
    try:
        from voiceedu.storage.work_queue import WorkQueue
    except ImportError as error:
        remedy = f"{error.name} is not installed; run pip install 'voiceedu[queue]'"
        raise SettingError("VOICEEDU_QUEUE", "redis://…", remedy) from None
    return WorkQueue(url)


class RemoteRenders:
    """Has works rendered by the workers of the queue at `url`, which publish into `store`. Thread-safe."""

    def __init__(self, url: str, store: Store) -> None:
        self.queue = open_queue(url)
        self._store = store

    def render(self, work: Work, *, remake: bool = False) -> Rendition:
        """Have `work` rendered before all others, and return what is published then.

        With `remake`, what is damaged is made again. Raise RenderError if no worker could render it, NotReadyError when
        none has after LONGEST_WAIT_S, or the queue does not answer.
        """
        name = f"{work.language}/{work.slug}"
        try:
            ticket = self._ask_for_one(work, remake=remake)
            deadline = time.monotonic() + LONGEST_WAIT_S
            while (reason := self.queue.results(ticket).get(name)) is None:
                if time.monotonic() > deadline:
                    raise NotReadyError(f"{name}: no worker has rendered it yet. Is `voiceedu work` running?")
                time.sleep(LOOK_S)
        except QueueError as error:
            raise NotReadyError(str(error)) from None
        self._store.look_again(work.language, work.slug)
        rendition = self._store.rendition(work.language, work.slug)
        if reason or rendition is None:
            raise RenderError(name, (reason or "it is not published").removeprefix(f"{name}: "))
        return rendition

    def render_all(self, works: Iterable[Work]) -> Iterator[Rendition | RenderError]:
        """Have `works` rendered, in any order; yield each when a worker is done with it. Raise QueueError."""
        left = {f"{work.language}/{work.slug}": work for work in works}
        tickets = [self._ask_for(left.values())]
        asked_at = time.monotonic()
        while left:
            done = {name: why for ticket in tickets for name, why in self.queue.results(ticket).items() if name in left}
            for name, reason in done.items():
                work = left.pop(name)
                rendition, _ = self._store.read_rendition(work.language, work.slug)
                yield rendition if rendition and not reason else RenderError(name, reason.removeprefix(f"{name}: "))
            if done:
                asked_at = time.monotonic()
            elif time.monotonic() - asked_at > ASK_AGAIN_S and not self.queue.waiting():
                tickets.append(self._ask_for(left.values()))
                asked_at = time.monotonic()
            if left:
                time.sleep(LOOK_S)

    def _ask_for_one(self, work: Work, *, remake: bool) -> str:
        from voiceedu.storage.work_queue import Task

        return self.queue.ask(Task(language=work.language, slug=work.slug, repair=remake))

    def _ask_for(self, works: Iterable[Work]) -> str:
        """Ask for `works` in random order, so that what is slow is not all at the end."""
        names = [(work.language, work.slug) for work in works]
        random.shuffle(names)
        return self.queue.ask_for(names)

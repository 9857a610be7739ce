"""`voiceedu work`: renders what servers and `voiceedu render` ask for."""

import dataclasses
import logging
import signal
import threading
from typing import TYPE_CHECKING

from voiceedu.config import Settings
from voiceedu.errors import OlderLibraryError, RenderError, SettingError
from voiceedu.publishing.remote_renders import open_queue
from voiceedu.publishing.studio import Studio
from voiceedu.server.sweep import Sweep, compile_all

if TYPE_CHECKING:
    from voiceedu.storage.work_queue import Task

log = logging.getLogger(__name__)


def work(settings: Settings, *, threads: int) -> None:
    """Render what VOICEEDU_QUEUE has, on `threads` threads, until SIGTERM or SIGINT; then finish what has begun.

    Raise a VoiceeduError when this cannot start: a setting, an engine, the library, the store or Redis cannot be used.
    """
    if settings.queue is None:
        remedy = "a worker needs the queue that servers ask; write its address, such as redis://localhost:6379/0"
        raise SettingError("VOICEEDU_QUEUE", "", remedy)
    queue = open_queue(settings.queue)
    queue.check()
    studio = Studio(dataclasses.replace(settings, queue=None))
    studio.load_engines()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with queue.working(lambda task: render(studio, task), threads=threads):
        log.info("This worker renders on %d threads what the queue has", threads)
        Sweep(studio, queue).run(stop, on_complete=lambda: compile_all(studio, queue))


def render(studio: Studio, task: "Task") -> bool:
    """Publish what `task` names. Return False if another process renders it, or has to: its library is newer.

    Raise RenderError.
    """
    found = studio.newest(task.language, task.slug)
    if found is None:
        raise RenderError(task.name, "it is not in this worker's library. Give all machines the same one")
    try:
        outcome = studio.repair(found) if task.repair else studio.try_render(found)
    except OlderLibraryError:
        return False
    if outcome is None:
        return False
    if outcome.encoded:
        log.info("%s was rendered in %.1f s", task.name, outcome.seconds)
    return True

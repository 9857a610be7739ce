"""Renders what a change has made new, in the background: what may be public is public a moment later."""

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import replace

from voiceedu.config import Settings
from voiceedu.engines import Engine
from voiceedu.errors import RenderError, StoreError, VoiceeduError
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.publishing.compilations.registry import COMPILATIONS
from voiceedu.publishing.studio import Studio

log = logging.getLogger(__name__)

SETTLE_S = 1.0
"""Seconds without another change before what is new is rendered."""


class Publisher:
    """Publishes the library in a thread of its own, one run at a time. `problems` says what the last run could not."""

    def __init__(
        self, settings: Settings, *, engines: Sequence[Engine] | None = None, settle_s: float = SETTLE_S
    ) -> None:
        self._settle_s = settle_s
        self._settings = replace(settings, queue=None)  # what a person waits for is rendered here
        self._engines = engines
        self._wanted = threading.Event()
        self._idle = threading.Event()
        self._idle.set()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self.problems: tuple[str, ...] = ()

    @property
    def is_working(self) -> bool:
        return not self._idle.is_set()

    def publish(self) -> None:
        """Have everything rendered that is new; return at once."""
        with self._lock:
            self._idle.clear()
            self._wanted.set()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="publish", daemon=True)
                self._thread.start()

    def wait(self, timeout_s: float) -> bool:
        """Wait until everything is rendered; return whether it is."""
        return self._idle.wait(timeout_s)

    def _run(self) -> None:
        while self._wanted.wait():
            while self._wanted.is_set():  # several changes in a row are rendered at once
                self._wanted.clear()
                time.sleep(self._settle_s)
            try:
                self.problems = tuple(self._render())
            except Exception as error:  # the thread has to live on
                log.exception("What was changed cannot be published")
                self.problems = (str(error),)
            with self._lock:
                if not self._wanted.is_set():
                    self._idle.set()

    def _render(self) -> list[str]:
        """Render everything; return what could not be done."""
        try:
            studio = Studio(self._settings, engines=self._engines)
        except StoreError as error:  # the cache is full or away
            return [str(error)]
        except VoiceeduError as error:  # nothing but drafts, say
            log.info("Nothing is published: %s", error)
            return []
        problems = [str(outcome) for outcome in studio.render_all() if isinstance(outcome, RenderError)]
        compiler = Compiler(studio)
        for language in studio.library.by_language:
            for name in COMPILATIONS:
                try:
                    compiler.make(language, name)
                except VoiceeduError as error:
                    problems.append(f"{language}/{name}: {error}")
        return problems

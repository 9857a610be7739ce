"""What is published of the library, and what has to be made for it: once, however many ask. Composes the others."""

import contextlib
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voiceedu.config import Settings
from voiceedu.content import prompts
from voiceedu.content.library import Library, Procedure
from voiceedu.engines import Engine
from voiceedu.engines import check as check_engines
from voiceedu.engines import load as load_engines
from voiceedu.errors import (
    LibraryError,
    NotReadyError,
    RenderError,
)
from voiceedu.narration import lexicon as lexicons
from voiceedu.narration import script as scripts
from voiceedu.narration.script import Script
from voiceedu.publishing.progress import IgnoredProgress, Progress
from voiceedu.storage.store import Rendition, Store

if TYPE_CHECKING:
    from voiceedu.publishing.renderer import Renderer

log = logging.getLogger(__name__)

LIBRARY_LOOK_S = 2.0
"""How often a running server looks whether the library's files have changed."""
LEASE_LOOK_S = 0.1


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What one render did. `spoken` counts syntheses, `encoded` assets; both 0: there was nothing to do."""

    rendition: Rendition
    spoken: int
    encoded: int
    seconds: float


class Studio:
    """Makes renditions and finds published ones. Safe between threads; a process needs one."""

    def __init__(
        self, settings: Settings, *, engines: Sequence[Engine] | None = None, progress: Progress | None = None
    ) -> None:
        """Open the store and load the library; raise a VoiceeduError when either cannot be used."""
        self.settings = settings
        self.store = Store(settings.cache)
        self._engines = engines
        if engines is None:
            check_engines(settings.engines)
        self._progress = progress or IgnoredProgress()
        self._maker: Renderer | None = None
        self._library = _loaded(settings.library)
        self._library_files = _files(settings.library)
        self._library_looked = time.monotonic()
        self._lexicons: dict[str, lexicons.Lexicon] = {}
        self._flights: dict[tuple[str, str], Future[Outcome]] = {}
        self._lock = threading.Lock()
        self._pilots = ThreadPoolExecutor(max_workers=2, thread_name_prefix="render")
        self._opening = threading.Lock()

    @property
    def maker(self) -> "Renderer":
        """What makes renditions, with its engines; SettingError when one of them cannot be loaded.

        It is not there before something has to be made: a server that finds all of it published needs a third less
        memory without what knows sound.
        """
        with self._opening:
            if self._maker is None:
                from voiceedu.publishing.renderer import Renderer

                engines = load_engines(self.settings.engines, self.settings) if self._engines is None else self._engines
                self._maker = Renderer(self.store, engines, progress=self._progress)
            return self._maker

    @property
    def library(self) -> Library:
        """The library as its files say now. When a file has just been broken, the last good library stays."""
        now = time.monotonic()
        if now - self._library_looked > LIBRARY_LOOK_S:
            self._library_looked = now
            try:
                files = _files(self.settings.library)
                if files != self._library_files:
                    self._library_files = files
                    self._library = _loaded(self.settings.library)
            except (LibraryError, OSError) as error:
                log.error("The library has changed and cannot be used, so the one before stays: %s", error)
        return self._library

    def script(self, procedure: Procedure) -> Script:
        """Return what is said of `procedure`."""
        language = procedure.language
        if language not in self._lexicons:
            self._lexicons[language] = lexicons.load(language, clinic=self.settings.lexicon)
        return scripts.write(procedure, self._lexicons[language])

    def published(self, language: str, slug: str) -> Rendition | None:
        """Return what listeners hear of a procedure now; None when nothing is published or it left the library."""
        return self.store.rendition(language, slug) if self.library.work(language, slug) else None

    def obtain(self, language: str, slug: str, *, wait_s: float, remake: bool = False) -> Rendition | None:
        """Return what is published, or make it now, once however many ask; None when the library has no such procedure.

        With `remake` it is rendered again although it is published: one of its assets is missing. Raise NotReadyError
        when it is still being made after `wait_s` seconds, RenderError when it cannot be made.
        """
        procedure = self.library.work(language, slug)
        rendition = self.store.rendition(language, slug) if procedure else None
        if procedure is None or (rendition is not None and not remake):
            return rendition
        with self._lock:
            flight = self._flights.get((language, slug))
            if flight is None:
                work = self._repair if remake else self.render
                flight = self._flights[language, slug] = self._pilots.submit(work, procedure)
                self._progress.waiting(1)
                flight.add_done_callback(lambda _: self._progress.waiting(-1))
        # Outside the lock: a flight that has landed already calls back at once, on this thread.
        flight.add_done_callback(lambda _: self._flights.pop((language, slug), None))
        try:
            return flight.result(timeout=wait_s).rendition
        except FutureTimeoutError:
            raise NotReadyError(f"{language}/{slug} is being made; ask again in a few seconds", work=flight) from None

    def restore(self, path: str, *, wait_s: float) -> bool:
        """Make the asset at `path` again, if it is of what is published, or would be; say whether it is there now.

        Raise NotReadyError and RenderError as `obtain` does.
        """
        name = path.rsplit("/", 1)[-1]
        for procedure in self.library.works:
            if name.startswith(procedure.slug):
                work = procedure.language, procedure.slug
                current = self.store.rendition(*work)
                if current is not None and not current.has_asset(path):
                    continue
                made = self.obtain(*work, wait_s=wait_s, remake=current is not None)
                if made is not None and made.has_asset(path):
                    return True
        return False

    def render_all(self) -> Iterator[Outcome | RenderError]:
        """Render the prompts and every procedure, one a core at a time; yield what came of each, in listening order.

        What fails does not stop the rest. No more than a few outcomes are in memory at once.
        """
        sizes = self.store.asset_sizes()
        cores = os.cpu_count() or 1
        under_way: deque[Future[Outcome]] = deque()
        with ThreadPoolExecutor(cores, thread_name_prefix="render") as renders:
            for procedure in self.library.works:
                # What stands is found faster than a thread could be handed the question.
                if (standing := self._standing(procedure, sizes)) is not None:
                    under_way.append(_at_once(standing))
                else:
                    under_way.append(renders.submit(self.render, procedure, asset_sizes=sizes))
                if len(under_way) > 2 * cores:
                    yield _landed(under_way.popleft())
            while under_way:
                yield _landed(under_way.popleft())

    def _repair(self, procedure: Procedure) -> Outcome:
        """Render, trusting no asset of what is published without having read it."""
        current = self.store.rendition(procedure.language, procedure.slug)
        assets = current.assets if current else ()
        whole = {asset.path: asset.size for asset in assets if self.store.asset(asset.path) is not None}
        return self.render(procedure, asset_sizes=whole)

    def render(self, procedure: Procedure, *, asset_sizes: Mapping[str, int] | None = None) -> Outcome:
        """Publish `procedure` as its words are now, by the first engine that can say all of it.

        What the store has is not made again. When no engine can finish, RenderError is raised and what was published
        before stays. `clip_sizes`, from the store, saves listing it for each of many procedures.
        """
        started = time.monotonic()
        sizes = self.store.asset_sizes() if asset_sizes is None else asset_sizes
        if (standing := self._standing(procedure, sizes)) is not None:
            return standing
        current = self.store.rendition(procedure.language, procedure.slug)
        with self._alone(procedure):
            # Somebody else may have published while this one waited.
            renewed = self.store.rendition(procedure.language, procedure.slug)
            if renewed != current:
                current, sizes = renewed, self.store.asset_sizes()
            result = "failed"
            try:
                script, recordings = self.script(procedure), self.library.recordings
                rendition, spoken, encoded = self.maker.make(procedure, script, current, sizes, recordings)
                result = "ok"
            finally:
                seconds = time.monotonic() - started
                self._progress.rendered(seconds=seconds, result=result)
        return Outcome(rendition=rendition, spoken=spoken, encoded=encoded, seconds=seconds)

    @contextlib.contextmanager
    def _alone(self, procedure: Procedure) -> Iterator[None]:
        """Wait until nobody else, on any machine, renders `procedure`, and keep it so."""
        work = f"{procedure.language}/{procedure.slug}"
        while (lease := self.store.lease(work)) is None:
            time.sleep(LEASE_LOOK_S)
        with lease:
            yield

    def _standing(self, procedure: Procedure, sizes: Mapping[str, int]) -> Outcome | None:
        """Return what is published if a render would leave it so, as far as can be told without asking a network."""
        started = time.monotonic()
        current = self.store.rendition(procedure.language, procedure.slug)
        if current is None or not self.maker.is_up_to_date(current, procedure, self.script(procedure), sizes):
            return None
        return Outcome(rendition=current, spoken=0, encoded=0, seconds=time.monotonic() - started)


def _at_once(outcome: Outcome) -> Future[Outcome]:
    flight: Future[Outcome] = Future()
    flight.set_result(outcome)
    return flight


def _landed(flight: Future[Outcome]) -> Outcome | RenderError:
    try:
        return flight.result()
    except RenderError as error:
        return error


def _loaded(folder: Path) -> Library:
    library = prompts.load(folder)
    for caution in library.cautions:
        log.warning("%s", caution)
    return library


def _files(folder: Path) -> list[tuple[str, int, int]]:
    """Return what would change with any change to the library's files."""
    files = (*sorted(folder.glob("*/*.md")), *prompts.watched(folder))
    stats = ((path, path.stat()) for path in files)
    return [(str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats]

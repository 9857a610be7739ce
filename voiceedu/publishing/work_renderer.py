"""Renders one work of the library: under a lease, and again if another process has published meanwhile."""

import contextlib
import logging
import threading
import time
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

import msgspec

from voiceedu.content.library import Library, Work
from voiceedu.content.procedure import Procedure
from voiceedu.engines import Engine
from voiceedu.engines import load as load_engines
from voiceedu.errors import OlderLibraryError, RenderError, SupersededError
from voiceedu.narration.script import Script
from voiceedu.publishing import render_failures
from voiceedu.publishing.outcome import Outcome
from voiceedu.publishing.progress import Progress
from voiceedu.publishing.published_library import PublishedLibrary
from voiceedu.publishing.render_task import RenderTask
from voiceedu.publishing.reviewed_library import SAID_OTHERWISE
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.stored_object import Version

if TYPE_CHECKING:
    from voiceedu.publishing.renderer import Renderer

log = logging.getLogger(__name__)

ATTEMPTS = 5
"""How often a render is tried again after another process published the same procedure meanwhile."""


class WorkRenderer:
    """Renders works of `library`, each under a lease, and publishes them. Thread-safe."""

    def __init__(self, library: PublishedLibrary, *, engines: Sequence[Engine] | None, progress: Progress) -> None:
        """Take `engines`, or those of the settings where there are none given, when something is rendered first."""
        self._library = library
        self.store = library.store
        self.settings = library.settings
        self._engines = engines
        self._progress = progress
        self._renderer: Renderer | None = None
        self._renderer_lock = threading.Lock()
        self._said_old = False

    def load_engines(self) -> "Renderer":
        """Return the renderer and load its engines at the first call. Raise SettingError if one cannot be loaded.

        Until then a server that finds everything published needs a third less memory: nothing that knows sound is
        imported.
        """
        with self._renderer_lock:
            if self._renderer is None:
                from voiceedu.publishing.renderer import Renderer

                settings = self.settings
                engines = load_engines(settings.engines, settings) if self._engines is None else self._engines
                self._renderer = Renderer(self.store, engines, progress=self._progress, publisher=settings.name or "")
            return self._renderer

    def render(self, work: Work) -> Outcome:
        """Render and publish `work` with the first engine that can say all of it.

        Assets in the store are reused. If no engine can finish, raise RenderError and leave the published rendition as
        it is. Waits while another process renders it.
        """
        with render_failures.named(work):
            if (outcome := self.outcome_if_up_to_date(work)) is not None:
                return outcome
            before, _ = self.store.read_rendition(work.language, work.slug)
            with self.store.wait_for_lease(f"{work.language}/{work.slug}"):
                return self._render_leased(work, before)

    def try_render(self, work: Work, *, sizes: Mapping[str, int] | None = None) -> Outcome | None:
        """Do what `render` does, or return None at once if another process renders `work`.

        In a bucket, which other machines share, it is rendered as the library has it when its turn comes.
        `sizes` may be those of a listing of the store: what is not in it is looked for.
        """
        with render_failures.named(work):
            if (outcome := self.outcome_if_up_to_date(work, sizes)) is not None:
                return outcome
            before, _ = self.store.read_rendition(work.language, work.slug)
            lease = self.store.lease(f"{work.language}/{work.slug}")
            if lease is None:
                return None
            with lease:
                return self._render_leased(work, before, is_newest=True)

    def repair(self, work: Work) -> Outcome:
        """Render `work`, and make every damaged or unreadable asset again."""
        with render_failures.named(work):
            current, _ = self.store.read_rendition(work.language, work.slug)
            assets = current.assets if current else ()
            unreadable = [asset for asset in assets if self.store.asset(asset.path) is None]
            damaged = {path for asset in unreadable for path in (asset.path, asset.kept_path)}
            with self.store.wait_for_lease(f"{work.language}/{work.slug}"):
                return self._render_leased(work, current, damaged=damaged)

    def _render_leased(
        self,
        work: Work,
        before: Rendition | None,
        *,
        damaged: AbstractSet[str] = frozenset(),
        is_newest: bool = False,
    ) -> Outcome:
        """Render `work`, of which this thread has the lease now. `damaged` are assets to make again.

        With `is_newest`, render it as the library has it now.

        `before` is what was published before the lease was asked for. No earlier look at the store counts any more.
        """
        started = time.monotonic()
        topic = work.language, work.slug
        for attempt in range(ATTEMPTS):
            current, version = self.store.read_rendition(*topic)
            if attempt or current != before:
                # Another process has published meanwhile, perhaps with newer words.
                work = self._library.reviewed.library(at_once=True).work(*topic) or work
            library = self._library.library
            work = self.newest(work, library) if is_newest else work
            sizes = self.store.sizes(
                asset for asset in (current.assets if current else ()) if asset.kept_path not in damaged
            )
            with contextlib.suppress(SupersededError):
                return self._render(work, library, current, version, sizes, started=started)
        raise SupersededError("/".join(topic))

    def _render(
        self,
        work: Work,
        library: Library,
        current: Rendition | None,
        version: Version | None,
        sizes: Mapping[str, int],
        *,
        started: float,
    ) -> Outcome:
        self._log_if_old(current)
        script = self._library.script(work, current)
        digest = self._library.words_digest(work, script)
        if self._library.approved_only and isinstance(work, Procedure) and work.review.state != "reviewed":
            raise RenderError(f"{work.language}/{work.slug}", SAID_OTHERWISE)
        self._check_is_newest(work, library, script, current)
        result = "failed"
        try:
            task = RenderTask(
                work=work,
                script=script,
                current=current,
                sizes=sizes,
                version=version,
                recordings=self._library.library.recordings,
                script_key=self._library.script_key(work),
                digest=digest,
            )
            rendered = self.load_engines().render(task)
            result = "ok"
        finally:
            seconds = time.monotonic() - started
            self._progress.rendered(seconds=seconds, result=result)
        return Outcome.of(rendered.rendition, spoken=rendered.spoken, encoded=rendered.encoded, seconds=seconds)

    def newest(self, work: Work, library: Library | None = None) -> Work:
        """Return `work` as it is in the library now; in a folder, which is not shared, as it is given."""
        if self.store.is_folder:
            return work
        return (library or self._library.library).work(work.language, work.slug) or work

    def _check_is_newest(self, work: Work, library: Library, script: Script, current: Rendition | None) -> None:
        """Raise OlderLibraryError if another machine has a newer library, and `current` has other words than `work`.

        `current` was read before: if something newer is published from now on, publishing fails.
        """
        reason = self._library.newest_library.why_older(library)
        if reason is None or current is None:
            return
        if current.script != script or current.source != msgspec.json.encode(work).decode():
            raise OlderLibraryError(f"{work.language}/{work.slug}", reason)

    def _log_if_old(self, current: Rendition | None) -> None:
        """Log once that a cache has addresses of version 0.1: its recordings are made again."""
        if self._said_old or current is None or all(asset.is_content_addressed for asset in current.assets):
            return
        self._said_old = True
        log.warning(
            "%s was written by an older version of voiceedu. Its recordings are made again, under new addresses; "
            "what is published stays until its replacement is complete",
            self.settings.cache,
        )

    def script_key(self, work: Work) -> str:
        """Return a digest of everything that shapes the script of `work`."""
        return self._library.script_key(work)

    def outcome_if_up_to_date(self, work: Work, sizes: Mapping[str, int] | None = None) -> Outcome | None:
        """Return the outcome of a render that would change nothing, else None. Asks no engine's server.

        `sizes` may be those of a listing of the store: what is not in it is looked for.
        """
        started = time.monotonic()
        current, _ = self.store.read_rendition(work.language, work.slug)
        if current is None:
            return None
        known = sizes or {}
        kept = [asset for asset in current.assets if not asset.source_sha256]
        found = {asset.path: known.get(asset.path) for asset in kept}
        unsure = [asset for asset in kept if found[asset.path] != asset.size]
        present = {path: size for path, size in found.items() if size is not None} | self.store.sizes(unsure)
        script = self._library.script(work, current)
        digest = self._library.words_digest(work, script)
        task = RenderTask(work=work, script=script, current=current, sizes=present, digest=digest)
        if not self.load_engines().is_up_to_date(task):
            return None
        return Outcome.of(current, spoken=0, encoded=0, seconds=time.monotonic() - started)

"""The studio: finds published renditions and renders missing ones, each once however many ask. Composes the package."""

import contextlib
import logging
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from voiceedu.config import APPROVED, Settings
from voiceedu.content.library import Library, Work
from voiceedu.content.procedure import Procedure
from voiceedu.engines import Engine
from voiceedu.engines import check as check_engines
from voiceedu.engines import load as load_engines
from voiceedu.errors import RenderError, SupersededError
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.script import Script
from voiceedu.publishing import script_memory, words_digest
from voiceedu.publishing.front_matter_reviews import FrontMatterReviews
from voiceedu.publishing.lexicon_watch import LexiconWatch
from voiceedu.publishing.library_watch import LibraryWatch
from voiceedu.publishing.progress import IgnoredProgress, Progress
from voiceedu.publishing.render_task import RenderTask
from voiceedu.publishing.reviewed_library import SAID_OTHERWISE, Reviewer
from voiceedu.publishing.reviewed_watch import ReviewedWatch
from voiceedu.publishing.single_flight import SingleFlight
from voiceedu.publishing.words_digest import WordsDigest
from voiceedu.storage.paths import IN_REVIEW_FOLDER, RENDITIONS_FOLDER
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.store import Store

if TYPE_CHECKING:
    from voiceedu.publishing.remote_renders import RemoteRenders
    from voiceedu.publishing.renderer import Renderer

log = logging.getLogger(__name__)

ATTEMPTS = 5
"""How often a render is tried again after another process published the same procedure meanwhile."""
RENDERS_AT_ONCE = 2
"""How many procedures are rendered on demand at the same time."""
REMOTE_AT_ONCE = 32
"""How many a server waits for at a time when workers render them."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The result of one render. `spoken` counts syntheses, `encoded` assets; both are 0 if nothing had changed."""

    rendition: Rendition
    spoken: int
    encoded: int
    seconds: float


class Studio:
    """Renders procedures and finds published renditions. Thread-safe; a process needs one."""

    def __init__(
        self,
        settings: Settings,
        *,
        engines: Sequence[Engine] | None = None,
        progress: Progress | None = None,
        in_review: bool = False,
    ) -> None:
        """Open the store and load the library; raise a VoiceeduError when either cannot be used.

        With `in_review` it is the studio of the words as their files are, approved or not, which listeners do not get:
        its renditions are kept apart. It is of use where VOICEEDU_PUBLISH=approved; without that all words are public.
        """
        self._is_in_review = in_review and settings.publish == APPROVED
        self._approved_only = settings.publish == APPROVED and not in_review
        if self._is_in_review:  # what a person waits for is rendered here
            settings = replace(settings, queue=None)
        self.settings = settings
        self.store = Store(settings.cache, renditions=IN_REVIEW_FOLDER if self._is_in_review else RENDITIONS_FOLDER)
        self._engines = engines
        self.remote = _remote_renders(settings, self.store)
        """Who renders in place of this process: the workers of VOICEEDU_QUEUE, if that is set."""
        if engines is None and self.remote is None:
            check_engines(settings.engines)
        self._progress = progress or IgnoredProgress()
        self._renderer: Renderer | None = None
        self._said_old = False
        self._renderer_lock = threading.Lock()
        self._lexicons = LexiconWatch(settings.clinic_lexicon, is_optional=settings.lexicon is None)
        self.reviewed = ReviewedWatch(
            LibraryWatch(settings.library, published=self._published_work, publisher=settings.name or ""),
            self._lexicons,
            Reviewer(
                folder=settings.library,
                lexicon=self._lexicons.of,
                front_matter=FrontMatterReviews(Store(settings.cache)),
                approved_only=settings.publish == APPROVED,
                publisher=settings.name or "",
            ),
            approved_only=self._approved_only,
        )
        self.reviewed.current(at_once=True)
        self._renders: SingleFlight[tuple[str, str], Outcome] = SingleFlight(
            workers=REMOTE_AT_ONCE if settings.queue else RENDERS_AT_ONCE,
            name="render",
            on_change=self._progress.waiting_changed,
        )

    def load_engines(self) -> "Renderer":
        """Return the renderer and load its engines at the first call. Raise SettingError if one cannot be loaded.

        Until then a server that finds everything published needs a third less memory: nothing that knows sound is
        imported.
        """
        with self._renderer_lock:
            if self._renderer is None:
                from voiceedu.publishing.renderer import Renderer

                engines = load_engines(self.settings.engines, self.settings) if self._engines is None else self._engines
                self._renderer = Renderer(
                    self.store, engines, progress=self._progress, publisher=self.settings.name or ""
                )
            return self._renderer

    @property
    def library(self) -> Library:
        """The library as its files and its approvals are now. While a changed file is broken, the last good one stays.

        With VOICEEDU_PUBLISH=approved it has the approved words alone.
        """
        return self.reviewed.library()

    def newest(self, language: str, slug: str) -> Work | None:
        """Return a work of the library; if it is not known, look at the files now."""
        return self.library.work(language, slug) or self.reviewed.library(at_once=True).work(language, slug)

    def script(self, work: Work, published: Rendition | None = None) -> Script:
        """Return the script of `work`, reusing that of `published` if it would be the same."""
        return script_memory.script(work, self._lexicons.of(work.language), published)

    def lexicon(self, language: str) -> Lexicon:
        """Return the lexicon of `language`, including the clinic's own entries."""
        return self._lexicons.of(language)

    @property
    def broken(self) -> dict[str, str]:
        """Why library files, prompts or the lexicon cannot be used now, by name."""
        found = {broken.name: str(broken.error) for broken in self.library.broken}
        found |= self.reviewed.current().problems
        return found | ({"lexicon": self._lexicons.problem} if self._lexicons.problem else {})

    def _published_work(self, language: str, slug: str) -> Work | None:
        """Return the procedure or the prompts as last published."""
        rendition = self.store.rendition(language, slug)
        return rendition.work if rendition else None

    def published(self, language: str, slug: str) -> Rendition | None:
        """Return the published rendition of a procedure, or None if there is none or it has left the library."""
        if self.library.work(language, slug) is None:
            return None
        return self.reviewed.public(self.store.rendition(language, slug))

    def is_published(self, language: str, slug: str) -> bool:
        """Return whether there is a rendition that listeners may get."""
        if self._approved_only:
            return self.published(language, slug) is not None
        return self.store.is_published(language, slug)

    def obtain(self, language: str, slug: str, *, wait_s: float, remake: bool = False) -> Rendition | None:
        """Return the published rendition, or render it now. Return None if the library has no such procedure.

        With `remake` it is rendered again although it is published: one of its assets is missing. Raise NotReadyError
        when it is still being rendered after `wait_s` seconds, RenderError when it cannot be.
        """
        procedure = self.library.work(language, slug)
        rendition = self.published(language, slug)
        if procedure is None or (rendition is not None and not remake):
            return rendition

        def render() -> Outcome:
            # The words may have been changed since the library was looked at last.
            latest = self.reviewed.library(at_once=True).work(language, slug) or procedure
            if self.remote is not None:
                started = time.monotonic()
                rendition = self.remote.render(latest, remake=remake)
                return Outcome(rendition=rendition, spoken=0, encoded=0, seconds=time.monotonic() - started)
            return self.repair(latest) if remake else self.render(latest)

        return self._renders.run((language, slug), render, wait_s=wait_s, name=f"{language}/{slug}").rendition

    def restore(self, path: str, *, wait_s: float) -> bool:
        """Make the asset at `path` again if a rendition has it, or a new one would. Return whether it exists.

        Raise NotReadyError and RenderError as `obtain` does.
        """
        name = path.rsplit("/", 1)[-1]
        for procedure in self.library.works:
            if name.startswith(procedure.slug):
                work = procedure.language, procedure.slug
                current = self.published(*work)
                if current is not None and not current.has_asset(path):
                    continue
                made = self.obtain(*work, wait_s=wait_s, remake=current is not None)
                if made is not None and made.has_asset(path):
                    return True
        return False

    @property
    def works_to_render(self) -> tuple[Work, ...]:
        """All of the library; in review, what listeners do not get as it is written."""
        if not self._is_in_review:
            return self.library.works
        public = self.reviewed.current().public
        return tuple(work for work in self.library.works if public.work(work.language, work.slug) != work)

    def render_all(self) -> Iterator[Outcome | RenderError]:
        """Render `works_to_render`, one on each core; yield the outcomes.

        A failure does not stop the rest. What another machine holds is left to it, and looked at again later.
        """
        from voiceedu.publishing.render_all import render_all

        return render_all(self)

    def render(self, work: Work) -> Outcome:
        """Render and publish `work` with the first engine that can say all of it.

        Assets in the store are reused. If no engine can finish, raise RenderError and leave the published rendition as
        it is. Waits while another process renders it.
        """
        if (outcome := self.outcome_if_up_to_date(work)) is not None:
            return outcome
        before, _ = self.store.read_rendition(work.language, work.slug)
        with self.store.wait_for_lease(f"{work.language}/{work.slug}"):
            return self._render_leased(work, before)

    def try_render(self, work: Work, *, sizes: Mapping[str, int] | None = None) -> Outcome | None:
        """Do what `render` does, or return None at once if another process renders `work`.

        `sizes` may be those of a listing of the store: what is not in it is looked for.
        """
        if (outcome := self.outcome_if_up_to_date(work, sizes)) is not None:
            return outcome
        before, _ = self.store.read_rendition(work.language, work.slug)
        lease = self.store.lease(f"{work.language}/{work.slug}")
        if lease is None:
            return None
        with lease:
            return self._render_leased(work, before)

    def repair(self, work: Work) -> Outcome:
        """Render `work`, and make every damaged or unreadable asset again."""
        current, _ = self.store.read_rendition(work.language, work.slug)
        assets = current.assets if current else ()
        damaged = {asset.path for asset in assets if self.store.asset(asset.path) is None}
        with self.store.wait_for_lease(f"{work.language}/{work.slug}"):
            return self._render_leased(work, current, damaged=damaged)

    def _render_leased(
        self, work: Work, before: Rendition | None, *, damaged: AbstractSet[str] = frozenset()
    ) -> Outcome:
        """Render `work`, of which this thread has the lease now. `damaged` are assets to make again.

        `before` is what was published before the lease was asked for. No earlier look at the store counts any more.
        """
        started = time.monotonic()
        topic = work.language, work.slug
        for attempt in range(ATTEMPTS):
            current, version = self.store.read_rendition(*topic)
            if attempt or current != before:
                # Another process has published meanwhile, perhaps with newer words.
                work = self.reviewed.library(at_once=True).work(*topic) or work
            sizes = self.store.sizes(
                asset for asset in (current.assets if current else ()) if asset.path not in damaged
            )
            with contextlib.suppress(SupersededError):
                return self._render(work, current, version, sizes, started=started)
        raise SupersededError("/".join(topic))

    def _render(
        self,
        work: Work,
        current: Rendition | None,
        version: object,
        sizes: Mapping[str, int],
        *,
        started: float,
    ) -> Outcome:
        self._log_if_old(current)
        script = self.script(work, current)
        digest = self._words_digest(work, script)
        if self._approved_only and isinstance(work, Procedure) and work.review.state != "reviewed":
            raise RenderError(f"{work.language}/{work.slug}", SAID_OTHERWISE)
        result = "failed"
        try:
            task = RenderTask(
                work=work,
                script=script,
                current=current,
                sizes=sizes,
                version=version,
                recordings=self.library.recordings,
                script_key=script_memory.key(work, self._lexicons.of(work.language)),
                digest=digest,
            )
            rendered = self.load_engines().render(task)
            result = "ok"
        finally:
            seconds = time.monotonic() - started
            self._progress.rendered(seconds=seconds, result=result)
        return Outcome(rendition=rendered.rendition, spoken=rendered.spoken, encoded=rendered.encoded, seconds=seconds)

    def _words_digest(self, work: Work, script: Script) -> WordsDigest | None:
        """Return the digest of the words of a procedure; None for prompts."""
        if not isinstance(work, Procedure):
            return None
        return words_digest.of_procedure(work, script, self._lexicons.of(work.language))

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

    def outcome_if_up_to_date(self, work: Work, sizes: Mapping[str, int] | None = None) -> Outcome | None:
        """Return the outcome of a render that would change nothing, else None. Asks no engine's server.

        `sizes` may be those of a listing of the store: what is not in it is looked for.
        """
        started = time.monotonic()
        current, _ = self.store.read_rendition(work.language, work.slug)
        if current is None:
            return None
        known = sizes or {}
        found = {asset.path: known.get(asset.path) for asset in current.assets}
        unsure = [asset for asset in current.assets if found[asset.path] != asset.size]
        present = {path: size for path, size in found.items() if size is not None} | self.store.sizes(unsure)
        script = self.script(work, current)
        digest = self._words_digest(work, script)
        task = RenderTask(work=work, script=script, current=current, sizes=present, digest=digest)
        if not self.load_engines().is_up_to_date(task):
            return None
        return Outcome(rendition=current, spoken=0, encoded=0, seconds=time.monotonic() - started)


def _remote_renders(settings: Settings, store: Store) -> "RemoteRenders | None":
    """Return who renders for this process if there is a queue. Without one, nothing of it is imported."""
    if settings.queue is None:
        return None
    from voiceedu.publishing.remote_renders import RemoteRenders

    return RemoteRenders(settings.queue, store)

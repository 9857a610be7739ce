"""The studio: a published library that renders what is missing, once however many ask. Composes the package."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from voiceedu.config import Settings
from voiceedu.config.values import APPROVED
from voiceedu.content.library import Work
from voiceedu.engines import Engine
from voiceedu.engines import check as check_engines
from voiceedu.errors import NotReadyError, RenderError
from voiceedu.publishing import claims
from voiceedu.publishing.outcome import Outcome
from voiceedu.publishing.progress import IgnoredProgress, Progress
from voiceedu.publishing.published_library import PublishedLibrary
from voiceedu.publishing.render_all import render_all
from voiceedu.publishing.single_flight import SingleFlight
from voiceedu.publishing.work_renderer import WorkRenderer
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.store import Store

if TYPE_CHECKING:
    from voiceedu.publishing.remote_renders import RemoteRenders
    from voiceedu.publishing.renderer import Renderer

RENDERS_AT_ONCE = 2
"""How many procedures are rendered on demand at the same time."""
REMOTE_AT_ONCE = 32
"""How many a server waits for at a time when workers render them."""


class Studio(PublishedLibrary):
    """Renders procedures and finds published renditions. Thread-safe; a process needs one."""

    def __init__(
        self,
        settings: Settings,
        *,
        engines: Sequence[Engine] | None = None,
        progress: Progress | None = None,
        in_review: bool = False,
    ) -> None:
        """Open the store and load the library; raise a VoiceeduError when either, or an engine, cannot be used.

        With `in_review` it is the studio of the words as their files are, as PublishedLibrary says.
        """
        if in_review and settings.publish == APPROVED:  # what a person waits for is rendered here
            settings = replace(settings, queue=None)
        if engines is None and settings.queue is None:
            check_engines(settings.engines)
        super().__init__(settings, in_review=in_review)
        self.remote = _remote_renders(settings, self.store)
        """Who renders in place of this process: the workers of VOICEEDU_QUEUE, if that is set."""
        progress = progress or IgnoredProgress()
        self._work_renderer = WorkRenderer(self, engines=engines, progress=progress)
        self._renders: SingleFlight[tuple[str, str], Outcome] = SingleFlight(
            workers=REMOTE_AT_ONCE if settings.queue else RENDERS_AT_ONCE,
            name="render",
            on_change=progress.waiting_changed,
        )

    def obtain(self, language: str, slug: str, *, wait_s: float, remake: bool = False) -> Rendition | None:
        """Return the whole published rendition, or render it now. Return None if the library has no such procedure.

        With `remake` it is rendered again although it is published: one of its assets is missing. Raise NotReadyError
        when it is still being rendered after `wait_s` seconds, RenderError when it cannot be.
        """
        procedure = self.library.work(language, slug)
        rendition = self.published(language, slug)
        if procedure is None or (rendition is not None and not remake and claims.is_whole(rendition)):
            return rendition

        def render() -> Outcome:
            # The words may have been changed since the library was looked at last.
            latest = self.reviewed.library(at_once=True).work(language, slug) or procedure
            if self.remote is not None:
                started = time.monotonic()
                rendition = self.remote.render(latest, remake=remake)
                return Outcome.of(rendition, spoken=0, encoded=0, seconds=time.monotonic() - started)
            return self.repair(latest) if remake else self.render(latest)

        name = f"{language}/{slug}"
        made = self.reviewed.public(self._renders.run((language, slug), render, wait_s=wait_s, name=name).rendition)
        if made is None or not claims.is_whole(made):  # it was approved, or withdrawn, in the meantime
            raise NotReadyError(f"{name} is to be rendered again; ask again in a few seconds")
        return made

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

    def render_all(self, *, in_processes: bool = False) -> Iterator[Outcome | RenderError]:
        """Render `works_to_render`, one on each core; yield the outcomes.

        With `in_processes` a process for each core renders them, by the engines of the settings.

        A failure does not stop the rest. What another machine holds is left to it, and looked at again later. What has
        newer words from another machine's library stays, and is an OlderLibraryError.
        """
        self.why_older()
        return render_all(self._work_renderer, self.works_to_render, in_processes=in_processes)

    def render(self, work: Work) -> Outcome:
        """Render and publish `work`, as WorkRenderer does."""
        return self._work_renderer.render(work)

    def try_render(self, work: Work, *, sizes: Mapping[str, int] | None = None) -> Outcome | None:
        """Do what `render` does, or return None at once if another process renders `work`."""
        return self._work_renderer.try_render(work, sizes=sizes)

    def repair(self, work: Work) -> Outcome:
        """Render `work`, and make every damaged or unreadable asset again."""
        return self._work_renderer.repair(work)

    def load_engines(self) -> "Renderer":
        """Return the renderer and load its engines at the first call. Raise SettingError if one cannot be loaded."""
        return self._work_renderer.load_engines()


def _remote_renders(settings: Settings, store: Store) -> "RemoteRenders | None":
    """Return who renders for this process if there is a queue. Without one, nothing of it is imported."""
    if settings.queue is None:
        return None
    from voiceedu.publishing.remote_renders import RemoteRenders

    return RemoteRenders(settings.queue, store)

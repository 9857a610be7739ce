"""A procedure → its rendition, in steps: choose a voice, record, make the assets, publish.

What knows sound is imported when something first has to be made, or heard: a render in which nothing has changed needs
none of it.
"""

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from voiceedu.content.procedure import Procedure
from voiceedu.engines import Engine, Voice
from voiceedu.errors import AudioError, EngineError, RenderError, SupersededError
from voiceedu.publishing import claims
from voiceedu.publishing.asset_plan import fingerprint, plan_recordings
from voiceedu.publishing.engine_chain import EngineChain
from voiceedu.publishing.planned_parts import PlannedPart
from voiceedu.publishing.progress import Progress
from voiceedu.publishing.render_task import RenderTask
from voiceedu.storage.rendition import Rendition, RenditionKind
from voiceedu.storage.store import Store

if TYPE_CHECKING:
    from voiceedu.production.assembly import Recording
    from voiceedu.publishing.asset_maker import AssetMaker, MadeAssets
    from voiceedu.publishing.recorder import Recorder

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """The rendition after a render, the number of utterances spoken, and the number of assets encoded."""

    rendition: Rendition
    spoken: int
    encoded: int


class Renderer:
    """Renders with `engines`, the preferred first, for the clinic named `publisher`. Thread-safe."""

    def __init__(self, store: Store, engines: Sequence[Engine], *, progress: Progress, publisher: str = "") -> None:
        self._store = store
        self._publisher = publisher
        self._engines = EngineChain(engines)
        self._progress = progress
        self._loaded: tuple[Recorder, AssetMaker] | None = None
        self._loading = threading.Lock()

    def is_up_to_date(self, task: RenderTask) -> bool:
        """Return whether rendering would change nothing. Makes no network request."""
        voice = self.voice(task.work.language)
        return voice is not None and self._is_current(task, voice)

    def voice(self, language: str) -> Voice | None:
        """Return the voice that would be asked first for `language`, or None for none. Makes no network request."""
        return self._engines.first_voice(language)

    def render(self, task: RenderTask) -> Rendered:
        """Publish the work of `task`, spoken by the first engine that can say all of it.

        Raise RenderError if no engine can finish, SupersededError if another process has published a rendition
        meanwhile.
        """
        work, current = task.work, task.current
        fallbacks: list[str] = []
        for engine in self._engines:
            if (reason := self._engines.why_unavailable(engine)) is not None:
                fallbacks.append(f"{engine.name}: {reason}")
                continue
            try:
                voice = engine.voice(work.language)
                if current is not None and self._is_current(task, voice):
                    return Rendered(rendition=current, spoken=0, encoded=0)
                _, asset_maker = self._load_makers()
                made = asset_maker.make(task, engine, voice)
            except (EngineError, AudioError) as error:
                fallbacks.append(self._engines.note_failure(engine, error))
                log.warning("%s cannot be spoken by %s", task.name, fallbacks[-1])
                continue
            rendition = self._publish(task, made, voice, fallbacks)
            return Rendered(rendition=rendition, spoken=made.spoken, encoded=made.encoded)
        raise RenderError(task.name, "no engine could speak it: " + "; ".join(fallbacks))

    def recorded_parts(
        self, rendition: Rendition, recordings: Mapping[str, Path]
    ) -> "Iterator[tuple[PlannedPart, Recording]]":
        """Yield each part of what is published, as a recording at the rate of its voice.

        The speech is read from the store, and spoken again where it is missing there. Raise RenderError when the engine
        of that voice is not among those of the settings, or fails.
        """
        name, work = f"{rendition.language}/{rendition.slug}", rendition.work
        engine = self._engines.find(rendition.voice.engine)
        if engine is None or work is None:
            raise RenderError(name, f"its voice is of {rendition.voice.engine}, which is not in VOICEEDU_ENGINES")
        recorder, _ = self._load_makers()
        for planned in plan_recordings(work, rendition.script, publisher=self._publisher):
            try:
                recorded = recorder.record(planned.utterances, engine, rendition.voice, recordings)
            except (EngineError, AudioError) as error:
                raise RenderError(name, str(error)) from None
            for part in planned.parts:
                if part.section:
                    pause_ms = part.pauses_ms[-1]
                    yield part, recorded.recording.part(part.numbers, pause_ms=pause_ms)

    def _load_makers(self) -> "tuple[Recorder, AssetMaker]":
        """Return what makes sound, imported at the first call."""
        with self._loading:
            if self._loaded is None:
                from voiceedu.publishing.asset_maker import AssetMaker
                from voiceedu.publishing.recorder import Recorder

                recorder = Recorder(self._store, progress=self._progress)
                self._loaded = recorder, AssetMaker(self._store, recorder, publisher=self._publisher)
            return self._loaded

    def _is_current(self, task: RenderTask, voice: Voice) -> bool:
        """Return whether the published rendition is complete and has these words in this or a preferred voice."""
        current = task.current
        if current is None or not all(map(task.is_stored, current.assets)):
            return False
        if task.digest and (current.shown, current.said) != (task.digest.shown, task.digest.said):
            return False
        if current.fingerprint == fingerprint(task.work, task.script, voice, publisher=self._publisher):
            return True
        if isinstance(task.work, Procedure) and claims.of(current) != task.work.review:
            return False
        return current.script == task.script and self._engines.is_preferred(current.voice.engine, to=voice.engine)

    def _publish(self, task: RenderTask, made: "MadeAssets", voice: Voice, fallbacks: Sequence[str]) -> Rendition:
        """Publish the new rendition and record which assets it replaces."""
        work, current = task.work, task.current
        kind: RenditionKind = "prompts"
        title, summary = work.slug, ""
        if isinstance(work, Procedure):
            kind, title, summary = "procedure", work.title, work.summary
        rendition = Rendition(
            kind=kind,
            language=work.language,
            slug=work.slug,
            title=title,
            summary=summary,
            script=task.script,
            cues=made.cues,
            assets=made.assets,
            voice=voice,
            fallbacks=tuple(fallbacks),
            fingerprint=fingerprint(work, task.script, voice, publisher=self._publisher),
            made_at=task.made_at,
            script_key=task.script_key,
            words_since=task.words_since,
            first_made_at=(current.first_made_at or current.words_date) if current else task.made_at,
            source=msgspec.json.encode(work).decode(),
            shown=task.digest.shown if task.digest else "",
            said=task.digest.said if task.digest else "",
        )
        if current is not None:
            self._store.retire(asset for asset in current.assets if not rendition.has_asset(asset.path))
        if not self._store.publish(rendition, replacing=task.version):
            raise SupersededError(task.name)
        return rendition

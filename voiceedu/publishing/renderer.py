"""A procedure → its rendition, in steps: choose a voice, record, make the assets, publish.

A server imports this, and with it everything that knows sound, when something first has to be made.
"""

import dataclasses
import datetime
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from voiceedu.assets import Asset, Cue
from voiceedu.content.library import Procedure, Work
from voiceedu.engines import Engine, Voice
from voiceedu.errors import (
    AudioError,
    EngineError,
    EngineUnreachableError,
    RenderError,
    StoreError,
    SupersededError,
)
from voiceedu.narration.script import Script
from voiceedu.production import assembly
from voiceedu.production.assembly import Recording
from voiceedu.publishing.asset_plan import PlannedPart, fingerprint, plan_recordings
from voiceedu.publishing.companions import make_companions
from voiceedu.publishing.encoder import Encoder, Reusable
from voiceedu.publishing.progress import Progress
from voiceedu.publishing.recorder import Recorder
from voiceedu.publishing.words_digest import WordsDigest
from voiceedu.storage.rendition import Rendition, RenditionKind
from voiceedu.storage.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """The rendition after a render, the number of utterances spoken, and the number of assets encoded."""

    rendition: Rendition
    spoken: int
    encoded: int


@dataclass(frozen=True, kw_only=True)
class _Task:
    """One render: the work, its script, and the state of the store before.

    `current` is the published rendition, `version` the version of its object, `sizes` the size in bytes of every asset
    in the store by path, `recordings` the library's recordings by SHA-256.
    """

    work: Work
    script: Script
    current: Rendition | None
    version: object
    sizes: Mapping[str, int]
    recordings: Mapping[str, Path]
    script_key: str = ""
    digest: WordsDigest | None = None
    now: str = dataclasses.field(
        default_factory=lambda: datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    )

    @property
    def words_since(self) -> str:
        """The time at which these words were first published, in UTC."""
        current = self.current
        return current.words_date if current and current.script.text == self.script.text else self.now

    @property
    def name(self) -> str:
        return f"{self.work.language}/{self.work.slug}"


@dataclass(frozen=True, kw_only=True)
class _Made:
    """The assets of a procedure, the cues of its recording, and how many utterances were spoken and assets encoded."""

    assets: tuple[Asset, ...]
    cues: tuple[Cue, ...]
    spoken: int
    encoded: int


class Renderer:
    """Renders with `engines`, the preferred first, for the clinic named `publisher`. Thread-safe."""

    def __init__(self, store: Store, engines: Sequence[Engine], *, progress: Progress, publisher: str = "") -> None:
        self._store = store
        self._publisher = publisher
        self._engines = tuple(engines)
        self._recorder = Recorder(store, progress=progress)
        self._encoder = Encoder(store)
        self._unreachable_until: dict[str, tuple[float, str]] = {}

    def is_up_to_date(
        self,
        current: Rendition,
        work: Work,
        script: Script,
        sizes: Mapping[str, int],
        *,
        digest: WordsDigest | None = None,
    ) -> bool:
        """Return whether rendering would change nothing. Makes no network request."""
        engine = next((engine for engine in self._engines if self._why_unavailable(engine) is None), None)
        if engine is None:
            return False
        task = _Task(work=work, script=script, current=current, version=None, sizes=sizes, recordings={}, digest=digest)
        try:
            return self._is_current(task, engine.voice(work.language))
        except EngineError:
            return False

    def render(
        self,
        work: Work,
        script: Script,
        *,
        current: Rendition | None,
        version: object,
        sizes: Mapping[str, int],
        recordings: Mapping[str, Path],
        script_key: str = "",
        digest: WordsDigest | None = None,
    ) -> Rendered:
        """Publish `work`, spoken by the first engine that can say all of it.

        `current` is the published rendition, `version` the version of its object, `sizes` the size in bytes of every
        asset in the store by path, `recordings` the library's recordings by SHA-256, `digest` that of a procedure's
        words. Raise RenderError if no engine can finish, SupersededError if another process has published a rendition
        meanwhile.
        """
        task = _Task(
            work=work,
            script=script,
            current=current,
            version=version,
            sizes=sizes,
            recordings=recordings,
            script_key=script_key,
            digest=digest,
        )
        fallbacks: list[str] = []
        for engine in self._engines:
            if (reason := self._why_unavailable(engine)) is not None:
                fallbacks.append(f"{engine.name}: {reason}")
                continue
            try:
                voice = engine.voice(work.language)
                if current is not None and self._is_current(task, voice):
                    return Rendered(rendition=current, spoken=0, encoded=0)
                made = self._make(task, engine, voice)
            except (EngineError, AudioError) as error:
                fallbacks.append(self._note_failure(engine, error))
                log.warning("%s cannot be spoken by %s", task.name, fallbacks[-1])
                continue
            rendition = self._publish(task, made, voice, fallbacks)
            return Rendered(rendition=rendition, spoken=made.spoken, encoded=made.encoded)
        raise RenderError(task.name, "no engine could speak it: " + "; ".join(fallbacks))

    def recorded_parts(
        self, rendition: Rendition, recordings: Mapping[str, Path]
    ) -> Iterator[tuple[PlannedPart, Recording]]:
        """Yield each part of what is published, as a recording at the rate of its voice.

        The speech is read from the store, and spoken again where it is missing there. Raise RenderError when the engine
        of that voice is not among those of the settings, or fails.
        """
        name, work = f"{rendition.language}/{rendition.slug}", rendition.work
        engine = next((engine for engine in self._engines if engine.name == rendition.voice.engine), None)
        if engine is None or work is None:
            raise RenderError(name, f"its voice is of {rendition.voice.engine}, which is not in VOICEEDU_ENGINES")
        for planned in plan_recordings(work, rendition.script, publisher=self._publisher):
            try:
                recorded = self._recorder.record(planned.utterances, engine, rendition.voice, recordings)
            except (EngineError, AudioError) as error:
                raise RenderError(name, str(error)) from None
            for part in planned.parts:
                if part.section:
                    pause_ms = part.pauses_ms[-1]
                    yield part, recorded.recording.part(part.numbers, pause_ms=pause_ms)

    # Choose a voice.

    def _why_unavailable(self, engine: Engine) -> str | None:
        until, reason = self._unreachable_until.get(engine.name, (0.0, ""))
        return reason if until > time.monotonic() else engine.unavailable()

    def _note_failure(self, engine: Engine, error: EngineError | AudioError) -> str:
        """Return why `engine` could not speak. An unreachable engine is not asked again for a while."""
        if isinstance(error, EngineUnreachableError):
            self._unreachable_until[engine.name] = time.monotonic() + error.retry_after_s, error.reason
        return str(error) if isinstance(error, EngineError) else f"{engine.name}: {error}"

    def _is_current(self, task: _Task, voice: Voice) -> bool:
        """Return whether the published rendition is complete and has these words in this or a preferred voice."""
        current = task.current
        if current is None or any(task.sizes.get(asset.path) != asset.size for asset in current.assets):
            return False
        if task.digest and (current.shown, current.said) != (task.digest.shown, task.digest.said):
            return False
        if current.fingerprint == fingerprint(task.work, task.script, voice, publisher=self._publisher):
            return True
        names = [engine.name for engine in self._engines]
        return current.script == task.script and current.voice.engine in names[: names.index(voice.engine)]

    # Record, and make the assets.

    def _make(self, task: _Task, engine: Engine, voice: Voice) -> _Made:
        """Make and store all assets of `task`, spoken by one voice, and return them."""
        reusable = self._reusable_assets(task)
        assets: list[Asset] = []
        cues: list[Cue] = []
        spoken = encoded = length_ms = 0
        for planned in plan_recordings(task.work, task.script, publisher=self._publisher):
            recorded = self._recorder.record(planned.utterances, engine, voice, task.recordings)
            made, new = self._encoder.encode(planned.parts, voice, recorded, reusable)
            assets += made
            cues += (assembly.later(cue, length_ms) for cue in recorded.recording.cues)
            length_ms += recorded.recording.duration_ms
            spoken, encoded = spoken + recorded.spoken, encoded + new
        companions, new = self._make_companions(task, cues, assets)
        return _Made(assets=(*assets, *companions), cues=tuple(cues), spoken=spoken, encoded=encoded + new)

    def _reusable_assets(self, task: _Task) -> Reusable:
        """Return the published assets that can be reused.

        The whole recording is read: a book that is made of it would contain any damage.
        """
        if task.current is None:
            return {}
        recording = task.current.asset("web")
        damaged = recording.path if recording is not None and self._store.asset(recording.path) is None else None
        return {
            (asset.derivation, asset.name): asset
            for asset in task.current.assets
            if task.sizes.get(asset.path) == asset.size and asset.path != damaged
        }

    def _make_companions(self, task: _Task, cues: Sequence[Cue], assets: Sequence[Asset]) -> tuple[list[Asset], int]:
        """Return captions and book of the whole recording, and how many of them are new."""
        recording = next((asset for asset in assets if asset.profile == "web" and not asset.section), None)
        if recording is None or not isinstance(task.work, Procedure):
            return [], 0
        stored = self._store.asset(recording.path)
        if stored is None:
            raise StoreError(f"{recording.path} was stored, but its file is missing or corrupt. Run `voiceedu render`.")
        companions = list(
            make_companions(
                task.work,
                task.script,
                cues,
                recording=stored.data,
                duration_ms=recording.duration_ms,
                modified=datetime.datetime.fromisoformat(task.words_since),
                publisher=self._publisher,
            )
        )
        published = {asset.path for asset in (task.current.assets if task.current else ())}
        new = [
            (asset, data)
            for asset, data in companions
            if asset.path not in published or task.sizes.get(asset.path) != asset.size
        ]
        for asset, data in new:
            self._store.put_asset(asset, data)
        return [asset for asset, _ in companions], len(new)

    # Publish.

    def _publish(self, task: _Task, made: _Made, voice: Voice, fallbacks: Sequence[str]) -> Rendition:
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
            made_at=task.now,
            script_key=task.script_key,
            words_since=task.words_since,
            first_made_at=(current.first_made_at or current.words_date) if current else task.now,
            source=msgspec.json.encode(work).decode(),
            shown=task.digest.shown if task.digest else "",
            said=task.digest.said if task.digest else "",
        )
        if current is not None:
            self._store.retire(asset for asset in current.assets if not rendition.has_asset(asset.path))
        if not self._store.publish(rendition, replacing=task.version):
            raise SupersededError(task.name)
        return rendition

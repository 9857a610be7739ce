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
from voiceedu.storage.store import Rendition, RenditionKind, Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """What is published after a render, how many utterances were spoken, and how many assets were made."""

    rendition: Rendition
    spoken: int
    encoded: int


@dataclass(frozen=True, kw_only=True)
class _Work:
    """What is to be rendered, and what there is of it.

    `current` is what is published, `version` is that of its object, `sizes` has the bytes of every asset in the store,
    `recordings` are the library's files by SHA-256.
    """

    procedure: Work
    script: Script
    current: Rendition | None
    version: object
    sizes: Mapping[str, int]
    recordings: Mapping[str, Path]
    script_key: str = ""
    now: str = dataclasses.field(
        default_factory=lambda: datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    )

    @property
    def words_since(self) -> str:
        """When these words were published first, in UTC."""
        current = self.current
        return current.words_date if current and current.script.text == self.script.text else self.now

    @property
    def name(self) -> str:
        return f"{self.procedure.language}/{self.procedure.slug}"


@dataclass(frozen=True, kw_only=True)
class _Made:
    """The assets of a procedure, the cues of its recording, and how much had to be spoken and encoded for them."""

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

    def is_up_to_date(self, current: Rendition, procedure: Work, script: Script, sizes: Mapping[str, int]) -> bool:
        """Return whether rendering would change nothing. Makes no network request."""
        engine = next((engine for engine in self._engines if self._why_unavailable(engine) is None), None)
        if engine is None:
            return False
        work = _Work(procedure=procedure, script=script, current=current, version=None, sizes=sizes, recordings={})
        try:
            return self._is_current(work, engine.voice(procedure.language))
        except EngineError:
            return False

    def render(
        self,
        procedure: Work,
        script: Script,
        *,
        current: Rendition | None,
        version: object,
        sizes: Mapping[str, int],
        recordings: Mapping[str, Path],
        script_key: str = "",
    ) -> Rendered:
        """Publish `procedure`, spoken by the first engine that can say all of it.

        `current` is what is published, `version` is that of its object, `sizes` has the bytes of every asset in the
        store, `recordings` are the library's files by SHA-256. Raise RenderError when no engine can finish,
        SupersededError when that object has another version by then: this one knows less than whoever replaced it.
        """
        work = _Work(
            procedure=procedure,
            script=script,
            current=current,
            version=version,
            sizes=sizes,
            recordings=recordings,
            script_key=script_key,
        )
        fallbacks: list[str] = []
        for engine in self._engines:
            if (reason := self._why_unavailable(engine)) is not None:
                fallbacks.append(f"{engine.name}: {reason}")
                continue
            try:
                voice = engine.voice(procedure.language)
                if current is not None and self._is_current(work, voice):
                    return Rendered(rendition=current, spoken=0, encoded=0)
                made = self._make(work, engine, voice)
            except (EngineError, AudioError) as error:
                fallbacks.append(self._note_failure(engine, error))
                log.warning("%s cannot be spoken by %s", work.name, fallbacks[-1])
                continue
            rendition = self._publish(work, made, voice, fallbacks)
            return Rendered(rendition=rendition, spoken=made.spoken, encoded=made.encoded)
        raise RenderError(work.name, "no engine could speak it: " + "; ".join(fallbacks))

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
                    yield part, recorded.recording.part(part.first, len(part.utterances), pause_ms=pause_ms)

    # Choose a voice.

    def _why_unavailable(self, engine: Engine) -> str | None:
        until, reason = self._unreachable_until.get(engine.name, (0.0, ""))
        return reason if until > time.monotonic() else engine.unavailable()

    def _note_failure(self, engine: Engine, error: EngineError | AudioError) -> str:
        """Return why `engine` could not speak; one that is unreachable is not asked again for a while."""
        if isinstance(error, EngineUnreachableError):
            self._unreachable_until[engine.name] = time.monotonic() + error.retry_after_s, error.reason
        return str(error) if isinstance(error, EngineError) else f"{engine.name}: {error}"

    def _is_current(self, work: _Work, voice: Voice) -> bool:
        """Return whether what is published is whole, and what `voice` or a preferred engine says of these words."""
        current = work.current
        if current is None or any(work.sizes.get(asset.path) != asset.size for asset in current.assets):
            return False
        if current.fingerprint == fingerprint(work.procedure, work.script, voice, publisher=self._publisher):
            return True
        names = [engine.name for engine in self._engines]
        return current.script == work.script and current.voice.engine in names[: names.index(voice.engine)]

    # Record, and make the assets.

    def _make(self, work: _Work, engine: Engine, voice: Voice) -> _Made:
        """Return the assets of `work`, all of them stored, spoken by one voice from the first word to the last."""
        reusable = self._reusable_assets(work)
        assets: list[Asset] = []
        cues: list[Cue] = []
        spoken = encoded = length_ms = 0
        for planned in plan_recordings(work.procedure, work.script, publisher=self._publisher):
            recorded = self._recorder.record(planned.utterances, engine, voice, work.recordings)
            made, new = self._encoder.encode(planned.parts, voice, recorded, reusable)
            assets += made
            cues += (assembly.later(cue, length_ms) for cue in recorded.recording.cues)
            length_ms += recorded.recording.duration_ms
            spoken, encoded = spoken + recorded.spoken, encoded + new
        companions, new = self._make_companions(work, cues, assets)
        return _Made(assets=(*assets, *companions), cues=tuple(cues), spoken=spoken, encoded=encoded + new)

    def _reusable_assets(self, work: _Work) -> Reusable:
        """Return the assets of what is published that need not be made again.

        The whole recording is read: a book that is made of it would contain any damage.
        """
        if work.current is None:
            return {}
        recording = work.current.asset("web")
        damaged = recording.path if recording is not None and self._store.asset(recording.path) is None else None
        return {
            (asset.derivation, asset.name): asset
            for asset in work.current.assets
            if work.sizes.get(asset.path) == asset.size and asset.path != damaged
        }

    def _make_companions(self, work: _Work, cues: Sequence[Cue], assets: Sequence[Asset]) -> tuple[list[Asset], int]:
        """Return captions and book of the whole recording among `assets`, and how many were not in the store."""
        recording = next((asset for asset in assets if asset.profile == "web" and not asset.section), None)
        if recording is None or not isinstance(work.procedure, Procedure):
            return [], 0
        stored = self._store.asset(recording.path)
        if stored is None:
            raise StoreError(f"{recording.path} was stored, but its file is missing or corrupt. Run `voiceedu render`.")
        companions = list(
            make_companions(
                work.procedure,
                work.script,
                cues,
                recording=stored.data,
                duration_ms=recording.duration_ms,
                modified=datetime.datetime.fromisoformat(work.words_since),
                publisher=self._publisher,
            )
        )
        published = {asset.path for asset in (work.current.assets if work.current else ())}
        new = [
            (asset, data)
            for asset, data in companions
            if asset.path not in published or work.sizes.get(asset.path) != asset.size
        ]
        for asset, data in new:
            self._store.put_asset(asset, data)
        return [asset for asset, _ in companions], len(new)

    # Publish.

    def _publish(self, work: _Work, made: _Made, voice: Voice, fallbacks: Sequence[str]) -> Rendition:
        """Replace what is published; note which assets nothing names any more."""
        procedure, current = work.procedure, work.current
        kind: RenditionKind = "prompts"
        title, summary = procedure.slug, ""
        if isinstance(procedure, Procedure):
            kind, title, summary = "procedure", procedure.title, procedure.summary
        rendition = Rendition(
            kind=kind,
            language=procedure.language,
            slug=procedure.slug,
            title=title,
            summary=summary,
            script=work.script,
            cues=made.cues,
            assets=made.assets,
            voice=voice,
            fallbacks=tuple(fallbacks),
            fingerprint=fingerprint(procedure, work.script, voice, publisher=self._publisher),
            made_at=work.now,
            script_key=work.script_key,
            words_since=work.words_since,
            first_made_at=(current.first_made_at or current.words_date) if current else work.now,
            source=msgspec.json.encode(procedure).decode(),
        )
        if current is not None:
            self._store.retire(asset for asset in current.assets if not rendition.has_asset(asset.path))
        if not self._store.publish(rendition, replacing=work.version):
            raise SupersededError(work.name)
        return rendition

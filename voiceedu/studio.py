"""Procedure → rendition: speaks what is missing, finishes it, publishes it. The one module that composes the others."""

import contextlib
import datetime
import hashlib
import itertools
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
from typing import Protocol

from voiceedu import joining, mastering, prompts
from voiceedu import lexicon as lexicons
from voiceedu import script as scripts
from voiceedu.config import Settings
from voiceedu.editions import editions
from voiceedu.engines import Engine, Speech, Voice
from voiceedu.engines import load as load_engines
from voiceedu.errors import (
    AudioError,
    EngineError,
    EngineUnreachableError,
    LibraryError,
    NotReadyError,
    RenderError,
    StoreError,
)
from voiceedu.joining import Cue, Recording
from voiceedu.library import Library, Procedure
from voiceedu.mastering import Clip, Sound
from voiceedu.script import Script, Utterance
from voiceedu.store import Rendition, Store
from voiceedu.takes import Plan, Take, fingerprint, sessions, speech_key

log = logging.getLogger(__name__)

LIBRARY_LOOK_S = 2.0
"""How often a running server looks whether the library's files have changed."""
LEASE_LOOK_S = 0.1


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What one render did. `spoken` counts syntheses, `encoded` clips; both 0: there was nothing to do."""

    rendition: Rendition
    spoken: int
    encoded: int
    seconds: float


class Observer(Protocol):
    """Is told of a studio's work as it happens. `result` is "ok" or "failed"."""

    def synthesized(self, engine: str, *, seconds: float, result: str) -> None: ...

    def rendered(self, *, seconds: float, result: str) -> None: ...

    def waiting(self, change: int) -> None:
        """Hear that so many more requests' procedures are being made, or fewer."""


class _Nobody:
    def synthesized(self, engine: str, *, seconds: float, result: str) -> None: ...

    def rendered(self, *, seconds: float, result: str) -> None: ...

    def waiting(self, change: int) -> None: ...


class Studio:
    """Makes renditions and finds published ones. Safe between threads; a process needs one."""

    def __init__(
        self, settings: Settings, *, engines: Sequence[Engine] | None = None, observer: Observer | None = None
    ) -> None:
        """Open the store and load the library; raise a VoiceeduError when either cannot be used."""
        self.settings = settings
        self.store = Store(settings.cache)
        self.engines = tuple(engines) if engines is not None else load_engines(settings.engines)
        self._observer = observer or _Nobody()
        self._library = _loaded(settings.library)
        self._library_files = _files(settings.library)
        self._library_looked = time.monotonic()
        self._lexicons: dict[str, lexicons.Lexicon] = {}
        self._resting: dict[str, tuple[float, str]] = {}
        self._flights: dict[tuple[str, str], Future[Outcome]] = {}
        self._lock = threading.Lock()
        self._pilots = ThreadPoolExecutor(max_workers=2, thread_name_prefix="render")
        self._hands = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="finish")  # encoders release the GIL

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

        With `remake` it is looked after even though it is published: a clip of it is missing. Raise NotReadyError when
        it is still being made after `wait_s` seconds, RenderError when it cannot be made.
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
                self._observer.waiting(1)
                flight.add_done_callback(lambda _: self._observer.waiting(-1))
        # Outside the lock: a flight that has landed already calls back at once, on this thread.
        flight.add_done_callback(lambda _: self._flights.pop((language, slug), None))
        try:
            return flight.result(timeout=wait_s).rendition
        except FutureTimeoutError:
            raise NotReadyError(f"{language}/{slug} is being made; ask again in a few seconds") from None

    def restore(self, path: str, *, wait_s: float) -> bool:
        """Make the clip at `path` again, if it is of what is published, or would be; say whether it is there now.

        Raise NotReadyError and RenderError as `obtain` does.
        """
        name = path.rsplit("/", 1)[-1]
        for procedure in self.library.works:
            if name.startswith(procedure.slug):
                work = procedure.language, procedure.slug
                current = self.store.rendition(*work)
                if current is not None and not current.names(path):
                    continue
                made = self.obtain(*work, wait_s=wait_s, remake=current is not None)
                if made is not None and made.names(path):
                    return True
        return False

    def render_all(self) -> Iterator[Outcome | RenderError]:
        """Render the prompts and every procedure, one a core at a time; yield what came of each, in listening order.

        What fails does not stop the rest. No more than a few outcomes are in memory at once.
        """
        sizes = self.store.clip_sizes()
        cores = os.cpu_count() or 1
        under_way: deque[Future[Outcome]] = deque()
        with ThreadPoolExecutor(cores, thread_name_prefix="render") as renders:
            for procedure in self.library.works:
                # What stands is found faster than a thread could be handed the question.
                if (standing := self._standing(procedure, sizes)) is not None:
                    under_way.append(_at_once(standing))
                else:
                    under_way.append(renders.submit(self.render, procedure, clip_sizes=sizes))
                if len(under_way) > 2 * cores:
                    yield _landed(under_way.popleft())
            while under_way:
                yield _landed(under_way.popleft())

    def _repair(self, procedure: Procedure) -> Outcome:
        """Render, trusting no clip of what is published without having read it."""
        current = self.store.rendition(procedure.language, procedure.slug)
        clips = current.clips if current else ()
        whole = {clip.path: clip.size for clip in clips if self.store.clip(clip.path) is not None}
        return self.render(procedure, clip_sizes=whole)

    def render(self, procedure: Procedure, *, clip_sizes: Mapping[str, int] | None = None) -> Outcome:
        """Publish `procedure` as its words are now, by the first engine that can say all of it.

        What the store has is not made again. When no engine can finish, RenderError is raised and what was published
        before stays. `clip_sizes`, from the store, saves listing it for each of many procedures.
        """
        started = time.monotonic()
        sizes = self.store.clip_sizes() if clip_sizes is None else clip_sizes
        if (standing := self._standing(procedure, sizes)) is not None:
            return standing
        current = self.store.rendition(procedure.language, procedure.slug)
        with self._alone(procedure):
            # Somebody else may have published while this one waited.
            renewed = self.store.rendition(procedure.language, procedure.slug)
            if renewed != current:
                current, sizes = renewed, self.store.clip_sizes()
            result = "failed"
            try:
                rendition, spoken, encoded = self._make(procedure, self.script(procedure), current, sizes)
                result = "ok"
            finally:
                seconds = time.monotonic() - started
                self._observer.rendered(seconds=seconds, result=result)
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
        engine = next((engine for engine in self.engines if self._cannot(engine) is None), None)
        if current is None or engine is None:
            return None
        try:
            stands = self._keeps(current, procedure, self.script(procedure), engine.voice(procedure.language), sizes)
        except EngineError:
            return None
        seconds = time.monotonic() - started
        return Outcome(rendition=current, spoken=0, encoded=0, seconds=seconds) if stands else None

    def _keeps(
        self, current: Rendition, procedure: Procedure, script: Script, voice: Voice, sizes: Mapping[str, int]
    ) -> bool:
        """Say whether `current` is whole, and is what `voice` would give or the same words by a preferred engine."""
        if any(sizes.get(clip.path) != clip.size for clip in current.clips):
            return False
        if current.fingerprint == fingerprint(procedure, script, voice):
            return True
        names = [engine.name for engine in self.engines]
        return current.script == script and current.voice.engine in names[: names.index(voice.engine)]

    def _make(
        self, procedure: Procedure, script: Script, current: Rendition | None, sizes: Mapping[str, int]
    ) -> tuple[Rendition, int, int]:
        """Return what is published in the end, how many utterances were spoken, and how many clips encoded."""
        name = f"{procedure.language}/{procedure.slug}"
        fallbacks: list[str] = []
        for engine in self.engines:
            reason = self._cannot(engine)
            if reason is not None:
                fallbacks.append(f"{engine.name}: {reason}")
                continue
            try:
                voice = engine.voice(procedure.language)
                if current is not None and self._keeps(current, procedure, script, voice, sizes):
                    return current, 0, 0
                there = self._there(current, sizes) if current else {}
                clips: list[Clip] = []
                cues: list[Cue] = []
                spoken = encoded = length_ms = 0
                for session in sessions(procedure, script):
                    recording, pace, fresh = self._record(session[0].utterances, engine, voice)
                    plans = [(take, take.plans(voice, pace=pace, cues=recording.cues)) for take in session]
                    finished, new = self._finish(plans, recording, there)
                    clips += finished
                    cues += (joining.later(cue, length_ms) for cue in recording.cues)
                    spoken, encoded, length_ms = spoken + fresh, encoded + new, length_ms + recording.duration_ms
                others, made = self._edit(procedure, script, cues, clips, there)
            except (EngineError, AudioError) as error:
                fallbacks.append(str(error) if isinstance(error, EngineError) else f"{engine.name}: {error}")
                log.warning("%s cannot be spoken by %s", name, fallbacks[-1])
                if isinstance(error, EngineUnreachableError):
                    self._resting[engine.name] = time.monotonic() + error.retry_after_s, error.reason
                continue
            now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            rendition = Rendition(
                language=procedure.language,
                slug=procedure.slug,
                title=procedure.title,
                summary=procedure.summary,
                script=script,
                cues=tuple(cues),
                clips=(*clips, *others),
                voice=voice,
                fallbacks=tuple(fallbacks),
                fingerprint=fingerprint(procedure, script, voice),
                made_at=now,
                words_since=current.words_date if current and current.script.text == script.text else now,
            )
            if current is not None:
                self.store.retire(clip for clip in current.clips if not rendition.names(clip.path))
            self.store.publish(rendition)
            return rendition, spoken, encoded + made
        raise RenderError(name, "no engine could speak it: " + "; ".join(fallbacks))

    def _cannot(self, engine: Engine) -> str | None:
        until, reason = self._resting.get(engine.name, (0.0, ""))
        return reason if until > time.monotonic() else engine.unavailable()

    def _record(self, utterances: Sequence[Utterance], engine: Engine, voice: Voice) -> tuple[Recording, float, int]:
        """Return one recording of `utterances`, the tempo that it was brought to, and how many had to be spoken."""
        speeches, spoken = self._speak(utterances, engine, voice)
        pauses_ms = [utterance.pause_after_ms for utterance in utterances]
        words = sum(len(utterance.text.split()) for utterance in utterances)
        pace = 1.0  # what somebody has recorded is as fast as it was said
        if not any(utterance.recording for utterance in utterances):
            pace = joining.pace([speeches[utterance] for utterance in utterances], pauses_ms, words=words)
        speeches = {utterance: joining.paced(speech, pace) for utterance, speech in speeches.items()}
        return joining.join([speeches[utterance] for utterance in utterances], pauses_ms), pace, spoken

    def _speak(
        self, utterances: Sequence[Utterance], engine: Engine, voice: Voice
    ) -> tuple[dict[Utterance, Speech], int]:
        """Return every utterance spoken, and how many had to be. Each is kept as soon as it is there."""
        speeches: dict[Utterance, Speech] = {}
        spoken = 0
        for utterance in utterances:
            key = speech_key(utterance, voice)
            speech = self.store.speech(key)
            if speech is None:
                if utterance.recording:
                    speech = joining.recorded(self.library.recordings[utterance.recording])
                else:
                    speech = self._synthesized(utterance.spoken, engine, voice)
                    spoken += 1
                self.store.keep_speech(key, speech)
            speeches[utterance] = joining.trimmed(speech)
        return speeches, spoken

    def _synthesized(self, spoken: str, engine: Engine, voice: Voice) -> Speech:
        started, result = time.monotonic(), "failed"
        try:
            speech = engine.synthesize(spoken, voice)
            joining.check_speech(speech, spoken=spoken)  # what is not speech is never kept
            result = "ok"
        finally:
            self._observer.synthesized(engine.name, seconds=time.monotonic() - started, result=result)
        return speech

    def _finish(
        self, wanted: Sequence[tuple[Take, list[Plan]]], recording: Recording, there: Mapping[str, Clip]
    ) -> tuple[tuple[Clip, ...], int]:
        """Return every `wanted` clip, and how many were not `there` and had to be encoded."""
        missing = [(take, [plan for plan in plans if plan.path not in there]) for take, plans in wanted]
        made: list[Future[list[Clip]]] = []
        if any(plans for _, plans in missing):
            sound = mastering.sound(recording)
            for take, plans in missing:
                part = sound.part(*take.span_ms(recording.cues))
                for _, alike in itertools.groupby(plans, key=lambda plan: (plan.speed, plan.profile.master)):
                    made.append(self._hands.submit(self._finish_clips, part, list(alike), take.tags))
        encoded = {clip.path: clip for clips in made for clip in clips.result()}
        every = {**there, **encoded}
        return tuple(every[plan.path] for _, plans in wanted for plan in plans), len(encoded)

    def _there(self, current: Rendition, sizes: Mapping[str, int]) -> dict[str, Clip]:
        """Return the clips of `current` that need not be made again, by path.

        The recording has been read: what is made of it would have any damage in it.
        """
        there = {clip.path: clip for clip in current.clips if sizes.get(clip.path) == clip.size}
        recording = current.clip("web")
        if recording is not None and self.store.clip(recording.path) is None:
            there.pop(recording.path, None)
        return there

    def _edit(
        self,
        procedure: Procedure,
        script: Script,
        cues: Sequence[Cue],
        clips: Sequence[Clip],
        there: Mapping[str, Clip],
    ) -> tuple[list[Clip], int]:
        """Return what is made of the recording among `clips` and its words, and how many of them were not `there`."""
        recording = next((clip for clip in clips if clip.profile == "web" and not clip.section), None)
        if recording is None:
            return [], 0
        kept = self.store.clip(recording.path)
        if kept is None:
            raise StoreError(f"{recording.path} was kept, but its bytes are not to be had")
        made, found = 0, []
        for clip, data in editions(procedure, script, cues, recording=kept.data, duration_ms=recording.duration_ms):
            if clip.path not in there:
                self.store.keep_clip(clip, data)
                made += 1
            found.append(clip)
        return found, made

    def _finish_clips(self, sound: Sound, plans: list[Plan], tags: Mapping[str, str]) -> list[Clip]:
        """Encode, check and keep clips of one sound that are mastered alike."""
        speed = plans[0].speed
        clips = []
        profiles = [plan.profile for plan in plans]
        finished = mastering.finish(sound, profiles, speed=speed, tags=tags, chapters=plans[0].chapters)
        for plan, data in zip(plans, finished, strict=True):
            clip = Clip(
                hash=plan.hash,
                name=plan.name,
                profile=plan.profile.name,
                speed=speed,
                section=plan.section,
                media_type=plan.profile.media_type,
                duration_ms=round(sound.duration_ms / mastering.TEMPO[speed]),
                size=len(data),
                sha256=hashlib.sha256(data).hexdigest(),
            )
            self.store.keep_clip(clip, data)
            clips.append(clip)
        return clips


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

"""A procedure → its rendition: spoken by one engine, finished, checked, published.

A server loads this, and with it everything that knows sound, when it first has to make something.
"""

import datetime
import hashlib
import itertools
import logging
import os
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from voiceedu.assets import TEMPO, Asset, Cue
from voiceedu.content.library import Procedure
from voiceedu.engines import Engine, Speech, Voice
from voiceedu.errors import AudioError, EngineError, EngineUnreachableError, RenderError, StoreError
from voiceedu.narration.script import Script, Utterance, count_words
from voiceedu.production import assembly, mastering
from voiceedu.production.assembly import Recording
from voiceedu.production.mastering import Sound
from voiceedu.publishing.asset_plan import Plan, Take, fingerprint, sessions, speech_key, words_for
from voiceedu.publishing.companions import make_companions
from voiceedu.publishing.progress import Progress
from voiceedu.storage.store import Rendition, Store

log = logging.getLogger(__name__)


class Renderer:
    """Speaks, finishes and publishes with `engines`, the preferred first. Safe between threads."""

    def __init__(self, store: Store, engines: Sequence[Engine], *, progress: Progress) -> None:
        self._store = store
        self._engines = tuple(engines)
        self._progress = progress
        self._resting: dict[str, tuple[float, str]] = {}
        self._hands = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="finish")  # encoders release the GIL

    def is_up_to_date(self, current: Rendition, procedure: Procedure, script: Script, sizes: Mapping[str, int]) -> bool:
        """Say whether making `procedure` would leave `current`, as far as can be told without asking a network."""
        engine = next((engine for engine in self._engines if self._cannot(engine) is None), None)
        if engine is None:
            return False
        try:
            return self._keeps(current, procedure, script, engine.voice(procedure.language), sizes)
        except EngineError:
            return False

    def _keeps(
        self, current: Rendition, procedure: Procedure, script: Script, voice: Voice, sizes: Mapping[str, int]
    ) -> bool:
        """Say whether `current` is whole, and is what `voice` would give or the same words by a preferred engine."""
        if any(sizes.get(asset.path) != asset.size for asset in current.assets):
            return False
        if current.fingerprint == fingerprint(procedure, script, voice):
            return True
        names = [engine.name for engine in self._engines]
        return current.script == script and current.voice.engine in names[: names.index(voice.engine)]

    def make(
        self,
        procedure: Procedure,
        script: Script,
        current: Rendition | None,
        sizes: Mapping[str, int],
        recordings: Mapping[str, Path],
    ) -> tuple[Rendition, int, int]:
        """Publish `procedure`; return what is published then, how many utterances were spoken, and assets encoded.

        `current` is what is published, `sizes` has the assets that are there, `recordings` are the library's. Raise
        RenderError when no engine can finish.
        """
        name = f"{procedure.language}/{procedure.slug}"
        fallbacks: list[str] = []
        for engine in self._engines:
            reason = self._cannot(engine)
            if reason is not None:
                fallbacks.append(f"{engine.name}: {reason}")
                continue
            try:
                voice = engine.voice(procedure.language)
                if current is not None and self._keeps(current, procedure, script, voice, sizes):
                    return current, 0, 0
                there = self._there(current, sizes) if current else {}
                assets: list[Asset] = []
                cues: list[Cue] = []
                spoken = encoded = length_ms = 0
                for session in sessions(procedure, script):
                    recording, pace, fresh = self._record(session[0].utterances, engine, voice, recordings)
                    plans = [(take, take.plans(voice, pace=pace, cues=recording.cues)) for take in session]
                    finished, new = self._finish(plans, recording, there)
                    assets += finished
                    cues += (assembly.later(cue, length_ms) for cue in recording.cues)
                    spoken, encoded, length_ms = spoken + fresh, encoded + new, length_ms + recording.duration_ms
                others, made = self._edit(procedure, script, cues, assets, there)
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
                assets=(*assets, *others),
                voice=voice,
                fallbacks=tuple(fallbacks),
                fingerprint=fingerprint(procedure, script, voice),
                made_at=now,
                words_since=current.words_date if current and current.script.text == script.text else now,
            )
            if current is not None:
                self._store.retire(asset for asset in current.assets if not rendition.has_asset(asset.path))
            self._store.publish(rendition)
            return rendition, spoken, encoded + made
        raise RenderError(name, "no engine could speak it: " + "; ".join(fallbacks))

    def _cannot(self, engine: Engine) -> str | None:
        until, reason = self._resting.get(engine.name, (0.0, ""))
        return reason if until > time.monotonic() else engine.unavailable()

    def _record(
        self, utterances: Sequence[Utterance], engine: Engine, voice: Voice, recordings: Mapping[str, Path]
    ) -> tuple[Recording, float, int]:
        """Return one recording of `utterances`, the tempo that it was brought to, and how many had to be spoken."""
        speeches, spoken = self._speak(utterances, engine, voice, recordings)
        pauses_ms = [utterance.pause_after_ms for utterance in utterances]
        words = sum(count_words(utterance.text) for utterance in utterances)
        pace = 1.0  # what somebody has recorded is as fast as it was said
        if not any(utterance.recording for utterance in utterances):
            pace = assembly.pace([speeches[utterance] for utterance in utterances], pauses_ms, words=words)
        speeches = {utterance: assembly.paced(speech, pace) for utterance, speech in speeches.items()}
        return assembly.join([speeches[utterance] for utterance in utterances], pauses_ms), pace, spoken

    def _speak(
        self, utterances: Sequence[Utterance], engine: Engine, voice: Voice, recordings: Mapping[str, Path]
    ) -> tuple[dict[Utterance, Speech], int]:
        """Return every utterance spoken, and how many had to be. Each is kept as soon as it is there."""
        speeches: dict[Utterance, Speech] = {}
        spoken = 0
        for utterance in utterances:
            key = speech_key(utterance, voice)
            speech = self._store.speech(key)
            if speech is None:
                if utterance.recording:
                    speech = assembly.recorded(recordings[utterance.recording])
                else:
                    speech = self._synthesized(words_for(utterance, voice), engine, voice)
                    spoken += 1
                self._store.put_speech(key, speech)
            speeches[utterance] = assembly.trimmed(speech)
        return speeches, spoken

    def _synthesized(self, spoken: str, engine: Engine, voice: Voice) -> Speech:
        started, result = time.monotonic(), "failed"
        try:
            speech = engine.synthesize(spoken, voice)
            assembly.check_speech(speech, spoken=spoken)  # what is not speech is never kept
            result = "ok"
        finally:
            self._progress.synthesized(engine.name, seconds=time.monotonic() - started, result=result)
        return speech

    def _finish(
        self, wanted: Sequence[tuple[Take, list[Plan]]], recording: Recording, there: Mapping[str, Asset]
    ) -> tuple[tuple[Asset, ...], int]:
        """Return every `wanted` asset, and how many were not `there` and had to be encoded."""
        missing = [(take, [plan for plan in plans if plan.path not in there]) for take, plans in wanted]
        made: list[Future[list[Asset]]] = []
        if any(plans for _, plans in missing):
            sound = mastering.sound(recording)
            for take, plans in missing:
                part = sound.part(*take.span_ms(recording.cues))
                for _, alike in itertools.groupby(
                    plans, key=lambda plan: (plan.speed, mastering.MASTERS[plan.profile.name])
                ):
                    made.append(self._hands.submit(self._finish_assets, part, list(alike), take.tags))
        encoded = {asset.path: asset for assets in made for asset in assets.result()}
        every = {**there, **encoded}
        return tuple(every[plan.path] for _, plans in wanted for plan in plans), len(encoded)

    def _there(self, current: Rendition, sizes: Mapping[str, int]) -> dict[str, Asset]:
        """Return the assets of `current` that need not be made again, by path.

        The recording has been read: what is made of it would have any damage in it.
        """
        there = {asset.path: asset for asset in current.assets if sizes.get(asset.path) == asset.size}
        recording = current.asset("web")
        if recording is not None and self._store.asset(recording.path) is None:
            there.pop(recording.path, None)
        return there

    def _edit(
        self,
        procedure: Procedure,
        script: Script,
        cues: Sequence[Cue],
        assets: Sequence[Asset],
        there: Mapping[str, Asset],
    ) -> tuple[list[Asset], int]:
        """Return what is made of the recording among `assets` and its words, and how many of them were not `there`."""
        recording = next((asset for asset in assets if asset.profile == "web" and not asset.section), None)
        if recording is None:
            return [], 0
        kept = self._store.asset(recording.path)
        if kept is None:
            raise StoreError(f"{recording.path} was kept, but its bytes are not to be had")
        made, found = 0, []
        for asset, data in make_companions(
            procedure, script, cues, recording=kept.data, duration_ms=recording.duration_ms
        ):
            if asset.path not in there:
                self._store.put_asset(asset, data)
                made += 1
            found.append(asset)
        return found, made

    def _finish_assets(self, sound: Sound, plans: list[Plan], tags: Mapping[str, str]) -> list[Asset]:
        """Encode, check and keep assets of one sound that are mastered alike."""
        speed = plans[0].speed
        assets = []
        profiles = [plan.profile for plan in plans]
        finished = mastering.finish(sound, profiles, speed=speed, tags=tags, chapters=plans[0].chapters)
        for plan, data in zip(plans, finished, strict=True):
            asset = Asset(
                hash=plan.hash,
                name=plan.name,
                profile=plan.profile.name,
                speed=speed,
                section=plan.section,
                media_type=plan.profile.media_type,
                duration_ms=round(sound.duration_ms / TEMPO[speed]),
                size=len(data),
                sha256=hashlib.sha256(data).hexdigest(),
            )
            self._store.put_asset(asset, data)
            assets.append(asset)
        return assets


def _mastered(plan: Plan) -> tuple[str, mastering.Master]:
    """Return what is the same for assets of one sound that are mastered alike."""
    return plan.speed, mastering.MASTERS[plan.profile.name]

"""A recording → the assets of its parts: mastered, encoded, checked and stored. What is stored already is reused."""

import hashlib
import itertools
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from voiceedu.assets import DERIVED_FROM, TEMPO, Asset, address
from voiceedu.audio import codecs
from voiceedu.engines import Voice
from voiceedu.production import mastering
from voiceedu.production.assembly import Recording
from voiceedu.production.mastering import Sound
from voiceedu.publishing.planned_parts import PlannedAsset, PlannedPart
from voiceedu.publishing.recorder import Recorded
from voiceedu.storage.store import Store
from voiceedu.storage.stored_assets import LARGEST_SOURCE_BYTES

Reusable = Mapping[tuple[str, str], Asset]
"""The stored assets that can be reused, by derivation and name."""


@dataclass(frozen=True, kw_only=True)
class _Planned:
    """An asset before it is made, and its derivation: a key of everything that shapes its bytes."""

    asset: PlannedAsset
    derivation: str

    @property
    def key(self) -> tuple[str, str]:
        return self.derivation, self.asset.name


class Encoder:
    """Encodes assets in its own threads, one for each core: encoding releases the GIL. Thread-safe."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._encoder_pool = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="encode")

    def encode(
        self, parts: Sequence[PlannedPart], voice: Voice, recorded: Recorded, reusable: Reusable
    ) -> tuple[list[Asset], int]:
        """Return all assets of the `parts` of a recording, and how many were encoded.

        Raise AudioError when one is not right.
        """
        everything: list[_Planned] = []
        futures: list[Future[list[Asset]]] = []
        for part in parts:
            is_whole = part is parts[0]
            recording = recorded.recording.part(part.numbers, pause_ms=part.pauses_ms[-1])
            planned = part.plan_assets(voice, pace=recorded.pace, cues=recorded.recording.cues)
            derived = _with_derivations(planned, recording)
            sound = mastering.Sound(recording)
            everything += derived
            futures += (
                self._encoder_pool.submit(self._make, sound, alike, part.tags, is_whole)
                for alike in _mastered_alike([asset for asset in derived if asset.key not in reusable])
            )
        encoded = {(asset.derivation, asset.name): asset for asset in _all_results(futures)}
        return [reusable.get(planned.key) or encoded[planned.key] for planned in everything], len(encoded)

    def _make(self, sound: Sound, planned: Sequence[_Planned], tags: Mapping[str, str], is_whole: bool) -> list[Asset]:
        """Return assets of one sound that are mastered alike, after they are stored."""
        first = planned[0].asset
        profiles = [each.asset.profile for each in planned]
        files = mastering.finish(
            sound, profiles, speed=first.speed, tags=tags, chapters=first.chapters, is_whole=is_whole
        )
        duration_ms = round(sound.duration_ms / TEMPO[first.speed])
        made: dict[str, Asset] = {}
        for each, data in zip(planned, files, strict=True):
            profile = each.asset.profile.name
            source = made.get(DERIVED_FROM.get(profile, ""))
            made[profile] = self._put(each, data, duration_ms=duration_ms, source=source)
        return list(made.values())

    def _put(self, planned: _Planned, data: bytes, *, duration_ms: int, source: Asset | None) -> Asset:
        """Store an asset: its bytes, or how they are derived from `source`, if that is small enough."""
        is_derived = source is not None and source.size <= LARGEST_SOURCE_BYTES
        sha256 = hashlib.sha256(data).hexdigest()
        asset = Asset(
            hash=address(sha256),
            name=planned.asset.name,
            profile=planned.asset.profile.name,
            speed=planned.asset.speed,
            section=planned.asset.section,
            media_type=planned.asset.profile.media_type,
            duration_ms=duration_ms,
            size=len(data),
            sha256=sha256,
            derivation=planned.derivation,
            source_sha256=source.sha256 if source is not None and is_derived else "",
        )
        if is_derived:
            self._store.put_derived(asset)
        else:
            self._store.put_asset(asset, data)
        return asset


def _with_derivations(planned: Sequence[PlannedAsset], recording: Recording) -> list[_Planned]:
    """Return `planned`, each with its derivation: of the plan, of the very samples, and of what encodes them."""
    samples = recording.digest()
    derived = []
    for asset in planned:
        chapters = [(chapter.title, chapter.start_ms, chapter.end_ms) for chapter in asset.chapters]
        identity = json.dumps([codecs.versions(), asset.key, samples, chapters])
        derived.append(_Planned(asset=asset, derivation=hashlib.sha256(identity.encode()).hexdigest()))
    return derived


def _mastered_alike(planned: Sequence[_Planned]) -> Iterator[list[_Planned]]:
    """Yield the assets in groups that need the same samples."""
    for _, alike in itertools.groupby(
        planned, key=lambda each: (each.asset.speed, mastering.MASTERS[each.asset.profile.name])
    ):
        yield list(alike)


def _all_results(futures: Sequence[Future[list[Asset]]]) -> Iterator[Asset]:
    for future in futures:
        yield from future.result()

"""A recording → the assets of its parts: mastered, encoded, checked and stored. What is stored already is reused."""

import hashlib
import itertools
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from voiceedu.assets import TEMPO, Asset
from voiceedu.engines import Voice
from voiceedu.production import mastering
from voiceedu.production.mastering import Sound
from voiceedu.publishing.asset_plan import PlannedAsset, PlannedPart
from voiceedu.publishing.recorder import Recorded
from voiceedu.storage.store import Store


class Encoder:
    """Makes assets in threads of its own, one a core: encoding releases Python's lock. Thread-safe."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._encoder_pool = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="encode")

    def encode(
        self, parts: Sequence[PlannedPart], voice: Voice, recorded: Recorded, reusable: Mapping[str, Asset]
    ) -> tuple[list[Asset], int]:
        """Return every asset of the `parts` of a recording, and how many had to be encoded.

        `reusable` has the assets that need not be made again, by path. Raise AudioError when one is not right.
        """
        cues = recorded.recording.cues
        planned = [(part, part.plan_assets(voice, pace=recorded.pace, cues=cues)) for part in parts]
        missing = [(part, [asset for asset in assets if asset.path not in reusable]) for part, assets in planned]
        encoded: dict[str, Asset] = {}
        if any(assets for _, assets in missing):
            sound = mastering.sound(recorded.recording)
            futures = [
                self._encoder_pool.submit(self._make, sound.part(*part.span_ms(cues)), alike, part.tags)
                for part, assets in missing
                for alike in _mastered_alike(assets)
            ]
            encoded = {asset.path: asset for asset in _all_results(futures)}
        return [reusable.get(asset.path) or encoded[asset.path] for _, assets in planned for asset in assets], len(
            encoded
        )

    def _make(self, sound: Sound, planned: Sequence[PlannedAsset], tags: Mapping[str, str]) -> list[Asset]:
        """Return assets of one sound that are mastered alike, after they are stored."""
        speed = planned[0].speed
        profiles = [asset.profile for asset in planned]
        files = mastering.finish(sound, profiles, speed=speed, tags=tags, chapters=planned[0].chapters)
        duration_ms = round(sound.duration_ms / TEMPO[speed])
        return [self._put(asset, data, duration_ms=duration_ms) for asset, data in zip(planned, files, strict=True)]

    def _put(self, planned: PlannedAsset, data: bytes, *, duration_ms: int) -> Asset:
        asset = Asset(
            hash=planned.hash,
            name=planned.name,
            profile=planned.profile.name,
            speed=planned.speed,
            section=planned.section,
            media_type=planned.profile.media_type,
            duration_ms=duration_ms,
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
        )
        self._store.put_asset(asset, data)
        return asset


def _mastered_alike(assets: Sequence[PlannedAsset]) -> Iterator[list[PlannedAsset]]:
    """Yield the assets in groups that need the same samples."""
    for _, alike in itertools.groupby(assets, key=lambda asset: (asset.speed, mastering.MASTERS[asset.profile.name])):
        yield list(alike)


def _all_results(futures: Sequence[Future[list[Asset]]]) -> Iterator[Asset]:
    for future in futures:
        yield from future.result()

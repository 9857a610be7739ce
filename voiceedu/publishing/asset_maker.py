"""The assets of a procedure: its recordings, spoken by one voice, and the captions and the book made of them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from voiceedu.assets import Asset, Cue
from voiceedu.content.procedure import Procedure
from voiceedu.engines import Engine, Voice
from voiceedu.errors import StoreError
from voiceedu.production import assembly
from voiceedu.publishing.asset_plan import plan_recordings
from voiceedu.publishing.companions import make_companions
from voiceedu.publishing.encoder import Encoder, Reusable
from voiceedu.publishing.recorder import Recorder
from voiceedu.publishing.render_task import RenderTask
from voiceedu.storage.store import Store


@dataclass(frozen=True, kw_only=True)
class MadeAssets:
    """The assets of a procedure, the cues of its recording, and how many utterances were spoken and assets encoded."""

    assets: tuple[Asset, ...]
    cues: tuple[Cue, ...]
    spoken: int
    encoded: int


class AssetMaker:
    """Makes assets for the clinic named `publisher`, and reuses what `store` has. Thread-safe."""

    def __init__(self, store: Store, recorder: Recorder, *, publisher: str = "") -> None:
        self._store = store
        self._recorder = recorder
        self._encoder = Encoder(store)
        self._publisher = publisher

    def make(self, task: RenderTask, engine: Engine, voice: Voice) -> MadeAssets:
        """Make and store all assets of `task`, spoken by one voice, and return them.

        Raise EngineError when the engine fails, AudioError when something is not speech.
        """
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
        cues = cues[: len(task.script.utterances)]  # without that of the label, which only callers hear
        companions, new = self._make_companions(task, cues, assets)
        return MadeAssets(assets=(*assets, *companions), cues=tuple(cues), spoken=spoken, encoded=encoded + new)

    def _reusable_assets(self, task: RenderTask) -> Reusable:
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
            if task.is_stored(asset) and asset.path != damaged
        }

    def _make_companions(
        self, task: RenderTask, cues: Sequence[Cue], assets: Sequence[Asset]
    ) -> tuple[list[Asset], int]:
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
        new = [(asset, data) for asset, data in companions if asset.path not in published or not task.is_stored(asset)]
        for asset, data in new:
            self._store.put_asset(asset, data)
        return [asset for asset, _ in companions], len(new)

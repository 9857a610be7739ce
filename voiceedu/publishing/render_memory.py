"""Remembers which works a render has found up to date, so that the next checks only those that have changed since.

A render of a library of thousands in which nothing has changed would otherwise read and decode all that is published.
"""

import hashlib
import time

import msgspec

from voiceedu.content.library import Work
from voiceedu.errors import StoreError
from voiceedu.publishing import program
from voiceedu.publishing.outcome import Outcome, Summary
from voiceedu.publishing.work_renderer import WorkRenderer
from voiceedu.storage.memory import Memory
from voiceedu.storage.object_index import ObjectIndex
from voiceedu.storage.rendition import Rendition

HOLDS_S = 7 * 24 * 3600
"""How long what was found is believed: a file that a disk has damaged without a trace is found after that."""
_MADE_BY = ("assets.py", "content", "narration", "production", "publishing", "storage", "translations")
"""Parts of this package that decide whether a rendition is up to date."""


class _Found(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A rendition of the `version`, which is up to date for the `key` while the assets at `paths` have these `sizes`.

    Two long tuples take half the time of as many pairs, of thousands of renditions.
    """

    version: str
    key: str
    summary: Summary
    paths: tuple[str, ...]
    sizes: tuple[int, ...]


class _All(msgspec.Struct):
    since: float
    found: dict[str, _Found]


class RenderMemory:
    """What earlier renders into the store of `renderer` have found up to date. For one thread."""

    def __init__(self, renderer: WorkRenderer) -> None:
        self._renderer = renderer
        self._index = ObjectIndex(renderer.store)
        self._memory = Memory(renderer.store, renderer.store.renditions_folder, _All)
        kept = self._memory.read()
        is_old = kept is None or not 0 <= time.time() - kept.since < HOLDS_S
        self._all = _All(since=time.time(), found={}) if kept is None or is_old else kept
        self._seen: dict[str, _Found] = {}
        self._is_changed = False
        self._voices: dict[str, str | None] = {}

    @property
    def asset_sizes(self) -> dict[str, int]:
        """The sizes of the assets of a bucket, as it was listed; empty for a folder."""
        return self._index.asset_sizes

    def unchanged(self, work: Work) -> Outcome | None:
        """Return the outcome of a render of `work` if it is known that it would change nothing, else None."""
        started = time.monotonic()
        found = self._all.found.get(_name(work))
        if found is None or found.version != self._index.version(work.language, work.slug):
            return None
        if found.key != self._key(work) or not self._index.have_sizes(found.paths, found.sizes):
            return None
        self._seen[_name(work)] = found
        seconds = time.monotonic() - started
        return Outcome(summary=found.summary, read=lambda: self._read(work), spoken=0, encoded=0, seconds=seconds)

    def note(self, work: Work, outcome: Outcome) -> None:
        """Remember that what `outcome` has published of `work`, or found published, is up to date."""
        store, rendition = self._renderer.store, outcome.rendition
        key = self._key(work)
        if key is None or self._voices[work.language] != _identity(rendition.voice):
            return  # another engine would be asked the next time
        if store.is_folder:
            current, version = store.read_rendition(work.language, work.slug)
            if current != rendition:
                return
        elif outcome.encoded or outcome.spoken:
            return  # the bucket was listed before
        else:
            version = self._index.version(work.language, work.slug)
        if version is None:
            return
        kept = [asset for asset in rendition.assets if not asset.source_sha256]
        paths, sizes = tuple(asset.path for asset in kept), tuple(asset.size for asset in kept)
        self._seen[_name(work)] = _Found(str(version), key, outcome.summary, paths, sizes)
        self._is_changed = True

    def keep(self) -> None:
        """Keep what was noted for the next render, and forget what was not looked at."""
        if self._is_changed or len(self._seen) != len(self._all.found):
            self._memory.write(_All(since=self._all.since, found=self._seen))

    def _read(self, work: Work) -> Rendition:
        rendition, _ = self._renderer.store.read_rendition(work.language, work.slug)
        if rendition is None:
            raise StoreError(f"{_name(work)} is published, but cannot be read. Run `voiceedu render` again.")
        return rendition

    def _key(self, work: Work) -> str | None:
        """Return a digest of everything that decides whether a rendition of `work` is up to date, or None for none."""
        if work.language not in self._voices:
            voice = self._renderer.load_engines().voice(work.language)
            self._voices[work.language] = _identity(voice) if voice else None
        voice_identity = self._voices[work.language]
        if voice_identity is None:
            return None
        settings = self._renderer.settings
        whole = [program.digest(_MADE_BY), self._renderer.script_key(work), voice_identity]
        whole += [*settings.engines, settings.name or ""]
        return hashlib.sha256("\0".join(whole).encode()).hexdigest()


def _name(work: Work) -> str:
    return f"{work.language}/{work.slug}"


def _identity(voice: object) -> str:
    return hashlib.sha256(msgspec.json.encode(voice)).hexdigest()

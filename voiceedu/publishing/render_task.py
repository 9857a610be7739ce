"""One render: the work to be rendered, its script, and what the store has of it before."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from voiceedu.assets import Asset
from voiceedu.content.library import Work
from voiceedu.narration.script import Script
from voiceedu.publishing import dates
from voiceedu.publishing.words_digest import WordsDigest
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.stored_object import Version


@dataclass(frozen=True, kw_only=True)
class RenderTask:
    """One render: the work, its script, and the state of the store before.

    `current` is the published rendition, `version` the version of its object, `sizes` the size in bytes of every asset
    that the store keeps, by path, `recordings` the library's recordings by SHA-256, `script_key` the key of what the
    script was made of, `digest` that of a procedure's words, `now` the time of the render in UTC by this machine's
    clock.
    """

    work: Work
    script: Script
    current: Rendition | None
    sizes: Mapping[str, int]
    version: Version | None = None
    recordings: Mapping[str, Path] = dataclasses.field(default_factory=dict)
    script_key: str = ""
    digest: WordsDigest | None = None
    now: str = dataclasses.field(default_factory=dates.now)

    @property
    def made_at(self) -> str:
        """The time of this render in UTC. With other words it is later than theirs, whatever the clock says."""
        if self.current is None or self._has_same_words:
            return self.now
        return dates.later_than(self.current.words_date, now=self.now)

    @property
    def words_since(self) -> str:
        """The time at which these words were first published, in UTC."""
        return self.current.words_date if self.current and self._has_same_words else self.made_at

    @property
    def _has_same_words(self) -> bool:
        return self.current is not None and self.current.script.text == self.script.text

    @property
    def name(self) -> str:
        return f"{self.work.language}/{self.work.slug}"

    def is_stored(self, asset: Asset) -> bool:
        """Return whether the store has a published asset, by its size, or that which it is derived from."""
        return asset.kept_path in self._kept_paths

    @cached_property
    def _kept_paths(self) -> frozenset[str]:
        """The paths of the published assets that are kept, and have their sizes."""
        kept = [asset for asset in (self.current.assets if self.current else ()) if not asset.source_sha256]
        return frozenset(asset.path for asset in kept if self.sizes.get(asset.path) == asset.size)

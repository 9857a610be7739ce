"""The outcome of a render, with a summary of what is published that keeps no rendition in memory."""

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from voiceedu.storage.rendition import Rendition, RenditionKind


class Summary(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What a line about a rendition says: which work, by which engine, how many assets, and how long it takes.

    `fallbacks` says why each preferred engine could not speak.
    """

    kind: RenditionKind
    language: str
    slug: str
    engine: str
    fallbacks: tuple[str, ...]
    assets: int
    duration_ms: int

    @classmethod
    def of(cls, rendition: Rendition) -> "Summary":
        return cls(
            kind=rendition.kind,
            language=rendition.language,
            slug=rendition.slug,
            engine=rendition.voice.engine,
            fallbacks=rendition.fallbacks,
            assets=len(rendition.assets),
            duration_ms=rendition.cues[-1].end_ms if rendition.cues else 0,
        )


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The result of one render. `spoken` counts syntheses, `encoded` assets; both are 0 if nothing had changed.

    `read` returns the rendition: thousands that have not changed are not read.
    """

    summary: Summary
    read: Callable[[], Rendition]
    spoken: int
    encoded: int
    seconds: float

    @classmethod
    def of(cls, rendition: Rendition, *, spoken: int, encoded: int, seconds: float) -> "Outcome":
        """Return the outcome of a render after which `rendition` is published."""
        summary = Summary.of(rendition)
        return cls(summary=summary, read=lambda: rendition, spoken=spoken, encoded=encoded, seconds=seconds)

    @property
    def rendition(self) -> Rendition:
        """What is published. Raise StoreError if it cannot be read any more."""
        return self.read()

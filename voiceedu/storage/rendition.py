"""What the store keeps a record of: a rendition for each procedure, a compilation for each file of a whole language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from voiceedu.assets import Asset, Cue, Speed
from voiceedu.content.library import Work
from voiceedu.content.procedure import Procedure
from voiceedu.content.prompt_set import PromptSet
from voiceedu.engines import Voice
from voiceedu.narration.script import Script
from voiceedu.storage.seals import sealed, unsealed

RenditionKind = Literal["procedure", "prompts"]


@dataclass(frozen=True, kw_only=True)
class Rendition:
    """Everything published for one procedure, or for the prompts of the phone, in one language.

    `cues` are those of the whole recording, one an utterance of `script`. `fallbacks` says why each engine that was
    preferred to this voice could not speak; empty when the preferred one did. `fingerprint` changes with anything
    that would change the audio or the words. `made_at` is in UTC; `words_since` is when these words were first
    published, empty if an older version did not record it; `first_made_at` is when the procedure was first published.
    `source` is the procedure, or the set of prompts, in JSON. `script_key` changes with everything that the script is
    made of. `shown` and `said` are the digest of a procedure's words, which an approval is of; an older version did not
    record them.
    """

    language: str
    slug: str
    title: str
    summary: str
    script: Script
    cues: tuple[Cue, ...]
    assets: tuple[Asset, ...]
    voice: Voice
    fallbacks: tuple[str, ...]
    fingerprint: str
    made_at: str
    words_since: str = ""
    first_made_at: str = ""
    kind: RenditionKind = "procedure"
    source: str = ""
    script_key: str = ""
    shown: str = ""
    said: str = ""

    @property
    def work(self) -> Work | None:
        """The procedure as it was published; None if another version of the program wrote it."""
        try:
            return _WORKS[self.kind].decode(self.source) if self.source else None
        except msgspec.DecodeError:
            return None

    @property
    def words_date(self) -> str:
        return self.words_since or self.made_at

    @property
    def is_corrected(self) -> bool:
        """Whether other words were published for this procedure before."""
        return bool(self.first_made_at) and self.first_made_at != self.words_date

    def has_asset(self, path: str) -> bool:
        return any(asset.path == path for asset in self.assets)

    def asset(self, profile: str, *, section: str = "", speed: Speed = "normal") -> Asset | None:
        wanted = (profile, section, speed)
        return next((asset for asset in self.assets if (asset.profile, asset.section, asset.speed) == wanted), None)


@dataclass(frozen=True, kw_only=True)
class Compilation:
    """The record of a file made of everything published in a language, such as its library.mp3.

    `identity` changes with anything that would change its bytes. `listing` is the digest of the published
    renditions at that time: while it is the same, so is the content. `changed_at` is when this content was new, in UTC.
    """

    language: str
    name: str
    identity: str
    listing: str
    asset: Asset
    changed_at: str = ""


# Made at import, by one thread: msgspec 0.22 crashes when threads decode a type for the first time at once.
_RENDITION = msgspec.json.Decoder(Rendition)
_COMPILATION = msgspec.json.Decoder(Compilation)
_WORKS: Mapping[RenditionKind, msgspec.json.Decoder[Procedure] | msgspec.json.Decoder[PromptSet]] = {
    "procedure": msgspec.json.Decoder(Procedure),
    "prompts": msgspec.json.Decoder(PromptSet),
}


def encode(record: Rendition | Compilation) -> bytes:
    """Return `record` in JSON, with its SHA-256."""
    return sealed(msgspec.json.encode(record))


def decode_rendition(data: bytes) -> Rendition | None:
    """Return the rendition in `data`; None if it is damaged, or another version of the program wrote it."""
    try:
        return _RENDITION.decode(unsealed(data))
    except msgspec.DecodeError:
        return None


def decode_compilation(data: bytes) -> Compilation | None:
    """Return the compilation in `data`; None if it is damaged, or another version of the program wrote it."""
    try:
        return _COMPILATION.decode(unsealed(data))
    except msgspec.DecodeError:
        return None

"""What is published of a recording, as facts: assets and their names, the profiles they are finished for, cues. Pure.

How they are made is in `mastering`, which a server does not load before it has to make one.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

MASTERING_VERSION = "2"
"""Part of every asset's hash: raise it with any change that changes finished bytes."""
Speed = Literal["normal", "slow"]
TEMPO: dict[Speed, float] = {"normal": 1.0, "slow": 0.8}
WIDE_HZ = 24_000
NARROW_HZ = 8_000


@dataclass(frozen=True, kw_only=True)
class Cue:
    """Where an utterance is in its recording at normal speed, in milliseconds from the start."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, kw_only=True)
class Profile:
    """How a recording is finished for one kind of listener."""

    name: str
    suffix: str
    media_type: str
    sample_rate: int


@dataclass(frozen=True, kw_only=True)
class Asset:
    """Finished audio as it is published. `section` is empty for the whole procedure; `size` is in bytes."""

    hash: str
    name: str
    profile: str
    speed: Speed
    section: str
    media_type: str
    duration_ms: int
    size: int
    sha256: str

    @property
    def path(self) -> str:
        """Where it is in the store, and in a URL."""
        return asset_path(self.hash, self.name)


def asset_path(digest: str, name: str) -> str:
    """Return where an asset is in the store, and in a URL."""
    return f"clips/{digest}/{name}"


def asset_hash(
    speech_keys: Sequence[str],
    pauses_ms: Sequence[int],
    *,
    pace: float,
    speed: Speed,
    profile: str,
    tags: Mapping[str, str],
    chapters: Sequence[tuple[int, str]] = (),
) -> str:
    """Return the 16 hex digits that name an asset: of everything that its bytes depend on, tags included.

    A chapter is the number of the utterance that it begins with, and its title.
    """
    identity = [MASTERING_VERSION, speech_keys, pauses_ms, pace, speed, profile, sorted(tags.items())]
    if chapters:
        identity.append(chapters)
    return hashlib.sha256(json.dumps(identity).encode()).hexdigest()[:16]


PROFILES = {
    profile.name: profile
    for profile in (
        Profile(
            name="web",
            suffix=".mp3",
            media_type="audio/mpeg",
            sample_rate=WIDE_HZ,
        ),
        Profile(
            name="phone",
            suffix=".mp3",
            media_type="audio/mpeg",
            sample_rate=NARROW_HZ,
        ),
        Profile(
            name="phone-wav",
            suffix=".wav",
            media_type="audio/wav",
            sample_rate=NARROW_HZ,
        ),
        Profile(
            name="phone-ulaw",
            suffix=".ulaw.wav",
            media_type="audio/wav",
            sample_rate=NARROW_HZ,
        ),
    )
}
"""The four ways a recording is finished, by name, as the contract fixes them."""

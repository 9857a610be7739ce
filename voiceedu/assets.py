"""Published files as values: assets, their addresses and names, the profiles they are finished for, cues. Pure.

`production.mastering` makes them; a server does not load it before something has to be made.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

MASTERING_VERSION = "3"
"""Part of every derivation key: raise it with any change that changes finished bytes."""
WORDS_PER_MINUTE = 150
"""How fast a recording is heard, pauses included, and how its length is estimated: the pace of a talking book."""
WEB_KBIT_S = 64
"""The bit rate of the recordings for the page. All of a language are joined without encoding them again."""
PHONE_KBIT_S = 32

Speed = Literal["normal", "slow"]
TEMPO: dict[Speed, float] = {"normal": 1.0, "slow": 0.8}
WIDE_HZ = 24_000
NARROW_HZ = 8_000

ASSETS_FOLDER = "clips"
"""The folder of the store and of URLs: /clips/<address>/<name>."""
ADDRESS_DIGITS = 16
ASSET_PATH = re.compile(
    rf"{ASSETS_FOLDER}/[0-9a-f]{{{ADDRESS_DIGITS}}}/[a-z0-9-]{{1,200}}(\.[a-z]{{1,8}}){{0,2}}\.[a-z0-9]{{1,8}}"
)
"""What `Asset.path` matches, for any asset."""


@dataclass(frozen=True, kw_only=True)
class Cue:
    """The place of an utterance in its recording at normal speed, in milliseconds from the start."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, kw_only=True)
class Profile:
    """The format of a recording for one kind of listener."""

    name: str
    suffix: str
    media_type: str
    sample_rate: int


PROFILES = {
    profile.name: profile
    for profile in (
        Profile(name="web", suffix=".mp3", media_type="audio/mpeg", sample_rate=WIDE_HZ),
        Profile(name="phone", suffix=".mp3", media_type="audio/mpeg", sample_rate=NARROW_HZ),
        Profile(name="phone-wav", suffix=".wav", media_type="audio/wav", sample_rate=NARROW_HZ),
        Profile(name="phone-ulaw", suffix=".ulaw.wav", media_type="audio/wav", sample_rate=NARROW_HZ),
    )
}
"""The four ways a recording is finished, by name, as the contract fixes them."""
PHONE_PROFILES = ("phone", "phone-wav", "phone-ulaw")
DERIVED_FROM = {"phone-ulaw": "phone-wav"}
"""The profiles whose bytes are made when they are asked for, and of which profile's: those alone are kept."""


@dataclass(frozen=True, kw_only=True)
class Asset:
    """A finished file as it is published: audio, captions or a book.

    `hash` is its address: the first 16 hex digits of `sha256`, which is that of its bytes. (Version 0.1 hashed what the
    bytes were made of; what it published keeps its address until it is replaced.) `derivation` is the key of everything
    that shapes the bytes, by which a later render finds that it need not make them again; empty where nobody asks.
    `section` is empty for the whole procedure; `size` is in bytes. `source_sha256` is that of the asset which the bytes
    are derived from (`DERIVED_FROM`) whenever they are asked for; empty for what is kept itself.
    """

    hash: str
    name: str
    profile: str
    speed: Speed
    section: str
    media_type: str
    duration_ms: int
    size: int
    sha256: str
    derivation: str = ""
    source_sha256: str = ""

    @property
    def path(self) -> str:
        """The place in a URL, and in the store unless the bytes are derived."""
        return asset_path(self.hash, self.name)

    @property
    def kept_path(self) -> str:
        """The place in the store of the bytes, or of those that they are derived from."""
        if not self.source_sha256:
            return self.path
        source = PROFILES[DERIVED_FROM[self.profile]]
        name = self.name.removesuffix(PROFILES[self.profile].suffix) + source.suffix
        return asset_path(address(self.source_sha256), name)

    @property
    def is_content_addressed(self) -> bool:
        """Whether the address is that of the bytes, as `address` gives it."""
        return self.hash == address(self.sha256)


def address(sha256: str) -> str:
    """Return the address of the bytes with this SHA-256: what stands for it in a URL."""
    return sha256[:ADDRESS_DIGITS]


def asset_path(hash_: str, name: str) -> str:
    """Return the place of an asset in the store and in a URL."""
    return f"{ASSETS_FOLDER}/{hash_}/{name}"


def asset_name(slug: str, *, section: str, speed: Speed, profile: Profile) -> str:
    """Return a readable file name, such as nerve-blocks-what-it-is.slow.mp3."""
    return audio_file_name(f"{slug}-{section}" if section else slug, speed=speed, profile=profile)


def part_path(slug: str, section: str, *, speed: Speed, profile: Profile) -> str:
    """Return a path below a language, such as nerve-blocks/what-it-is.slow.mp3: that of stable URLs and exports."""
    return audio_file_name(f"{slug}/{section}" if section else slug, speed=speed, profile=profile)


def audio_file_name(stem: str, *, speed: Speed, profile: Profile) -> str:
    """Return the name of an audio file: its stem, its speed unless that is normal, and the profile's suffix."""
    return stem + ("" if speed == "normal" else f".{speed}") + profile.suffix


def parse_phone_file_name(name: str) -> tuple[str, Speed, Profile] | None:
    """Return stem, speed and profile of a name that `audio_file_name` gives a phone asset; None for any other name."""
    longest_suffix_first = sorted(PHONE_PROFILES, key=lambda profile: -len(PROFILES[profile].suffix))
    for profile in map(PROFILES.__getitem__, longest_suffix_first):
        if name.endswith(profile.suffix):
            stem = name.removesuffix(profile.suffix)
            speed: Speed = "slow" if stem.endswith(".slow") else "normal"
            return stem.removesuffix(".slow"), speed, profile
    return None


def plan_key(
    speech_keys: Sequence[str],
    pauses_ms: Sequence[int],
    *,
    pace: float,
    speed: Speed,
    profile: str,
    tags: Mapping[str, str],
    chapters: Sequence[tuple[int, str]] = (),
) -> str:
    """Return 16 hex digits that change with everything that is planned of an asset, tags included.

    A chapter is the number of the utterance that it begins with, and its title.
    """
    identity = [MASTERING_VERSION, speech_keys, pauses_ms, pace, speed, profile, sorted(tags.items())]
    if chapters:
        identity.append(chapters)
    return hashlib.sha256(json.dumps(identity).encode()).hexdigest()[:16]

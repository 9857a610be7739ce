"""The sounds of a dialplan: which recordings it plays, in files of which names."""

import hashlib
from collections.abc import Iterable

from voiceedu.exports import folder
from voiceedu.ivr.manifest import Entry
from voiceedu.publishing.studio import Studio

SOUNDS = "sounds"
VERSION_DIGITS = 12


def assets(studio: Studio, *, profile: str) -> list[Entry]:
    """Return the manifest entries of the assets that the conversation plays, each with its `file`."""
    chosen = [entry for entry in folder.entries(studio) if entry["profile"] == profile and entry["part"]]
    below = f"{SOUNDS}/{version_of(chosen)}"
    return [
        {**entry, "file": f"{below}/{entry['language']}/{entry['speed']}/{entry['slug']}/{entry['part']}.wav"}
        for entry in chosen
    ]


def version_of(entries: Iterable[Entry]) -> str:
    """Return the name of the folder for these sounds: the same sounds have the same name."""
    sums = sorted(f"{entry['stable_url']} {entry['sha256']}" for entry in entries)
    return hashlib.sha256("\n".join(sums).encode()).hexdigest()[:VERSION_DIGITS]

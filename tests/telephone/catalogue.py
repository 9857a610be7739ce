"""The clips of a line as its manifest lists them: addresses, words and samples."""

import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import requests

from tests.telephone.hearing import Ear
from tests.telephone.webhook import Fetcher
from voiceedu.narration import phone_parts

PROFILE = "phone"
PBX_PROFILE = "phone-wav"
PROMPTS = "prompts"


@dataclass(frozen=True, kw_only=True)
class Clip:
    """A clip. `name` is language, slug, part and .slow if slow: en/nerve-blocks/what-it-is. `keys` lead to it."""

    name: str
    url: str
    words: str
    keys: str


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A procedure of the menus; `parts` are its clips at normal speed, in the order of a call."""

    slug: str
    keys: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    clips: Mapping[str, Clip]
    """By URL."""

    @classmethod
    def of(cls, base_url: str, *, profile: str = PROFILE) -> "Catalogue":
        """Return the catalogue of the server at `base_url`, without whole procedures: a call plays their sections."""
        session = requests.Session()
        session.trust_env = False

        def listed(url: str) -> dict[str, Any]:
            answer = session.get(url, timeout=60)
            answer.raise_for_status()
            found: dict[str, Any] = answer.json()
            return found

        languages = [one["language"] for one in listed(f"{base_url}/phone/manifest.json")["languages"]]
        entries = [
            entry for language in languages for entry in listed(f"{base_url}/phone/{language}/manifest.json")["clips"]
        ]
        clips = [
            Clip(
                name=_name(entry["stable_url"]),
                url=entry["hashed_url"],
                words=entry["transcript"],
                keys=entry["digits"],
            )
            for entry in entries
            if entry["profile"] == profile and entry["kind"] != "whole"
        ]
        return cls({clip.url: clip for clip in clips})

    def name(self, url: str) -> str:
        """Return the name of the clip at `url`, or `url` itself if the manifest does not list it."""
        return self.clips[url].name if url in self.clips else url

    def words(self, url: str) -> str:
        return self.clips[url].words if url in self.clips else ""

    @property
    def languages(self) -> list[str]:
        return list(dict.fromkeys(clip.name.partition("/")[0] for clip in self.clips.values()))

    def topics(self, language: str) -> list["Topic"]:
        """Return the procedures in the order of the menus."""
        parts: dict[tuple[str, str], list[str]] = {}
        for clip in self.clips.values():
            spoken_in, slug, part = clip.name.split("/")
            is_part = slug != PROMPTS and not phone_parts.is_place(part)
            if spoken_in == language and is_part and not part.endswith(".slow"):
                parts.setdefault((slug, clip.keys), []).append(clip.name)
        return [Topic(slug=slug, keys=keys, parts=tuple(names)) for (slug, keys), names in parts.items()]

    def place(self, part: str) -> str:
        """Return the clip that says where a caller is who hears the clip `part`."""
        topic, _, name = part.rpartition("/")
        return f"{topic}/{phone_parts.place(name)}"

    def ear(self) -> Ear:
        """Return an ear that knows every clip of the catalogue."""
        fetcher = Fetcher()
        return Ear({clip.name: fetcher.recording(clip.url) for clip in self.clips.values()})


def _name(stable_url: str) -> str:
    return urllib.parse.urlsplit(stable_url).path.removeprefix("/phone/").rpartition(".")[0]

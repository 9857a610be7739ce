"""The clips of a line as its manifest lists them: addresses, words and samples."""

import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import requests

from tests.telephone.hearing import Ear
from tests.telephone.webhook import Fetcher

PROFILE = "phone"
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
    def of(cls, base_url: str) -> "Catalogue":
        """Return the catalogue of the server at `base_url`, without whole procedures: a call plays their sections."""
        session = requests.Session()
        session.trust_env = False
        answer = session.get(f"{base_url}/phone/en/manifest.json", timeout=60)
        answer.raise_for_status()
        listed: list[dict[str, Any]] = answer.json()["clips"]
        clips = [
            Clip(
                name=_name(entry["stable_url"]),
                url=entry["hashed_url"],
                words=entry["transcript"],
                keys=entry["digits"],
            )
            for entry in listed
            if entry["profile"] == PROFILE and entry["kind"] != "whole"
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
            if spoken_in == language and slug != PROMPTS and not part.endswith(".slow"):
                parts.setdefault((slug, clip.keys), []).append(clip.name)
        return [Topic(slug=slug, keys=keys, parts=tuple(names)) for (slug, keys), names in parts.items()]

    def ear(self) -> Ear:
        """Return an ear that knows every clip of the catalogue."""
        fetcher = Fetcher()
        return Ear({clip.name: fetcher.recording(clip.url) for clip in self.clips.values()})


def _name(stable_url: str) -> str:
    return urllib.parse.urlsplit(stable_url).path.removeprefix("/phone/").removesuffix(".mp3")

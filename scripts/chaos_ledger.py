"""What was published when, and what was heard of it, in a run of chaos."""

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from voiceedu.assets import PROFILES
from voiceedu.storage.store import Store

SLACK_S = 5.0
"""Between a publication and when it is noted here."""


@dataclass
class Ledger:
    """What was published when, and what was heard. Thread-safe."""

    cache: Path
    slugs: tuple[str, ...]
    lock: threading.Lock = field(default_factory=threading.Lock)
    published: dict[str, list[tuple[float, str]]] = field(default_factory=dict)
    """The SHA-256 of each URL, and since when."""
    current: dict[str, str] = field(default_factory=dict)
    heard: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    killed_at: float = 0.0

    def note(self) -> None:
        """Note what is published now. What cannot be read is not published, and its URLs may be missing."""
        store, now, current = Store(str(self.cache)), time.monotonic(), {}
        for slug in self.slugs:
            rendition = store.rendition("en", slug)
            for asset in rendition.assets if rendition else ():
                if asset.profile in PROFILES:
                    current[f"/{asset.path}"] = asset.sha256
                    stem = "/".join(filter(None, ["/phone/en", slug, asset.section]))
                    speed = "" if asset.speed == "normal" else f".{asset.speed}"
                    if asset.profile != "web":
                        current[f"{stem}{speed}{PROFILES[asset.profile].suffix}"] = asset.sha256
        with self.lock:
            for url, digest in current.items():
                kept = self.published.setdefault(url, [])
                if not kept or kept[-1][1] != digest:
                    kept.append((now, digest))
            self.current = current

    def choose(self, chance: random.Random) -> tuple[str, bool]:
        """Return a URL that was published, and whether it is published now."""
        with self.lock:
            url = chance.choice(list(self.published))
            return url, url in self.current

    def is_current(self, url: str) -> bool:
        with self.lock:
            return url in self.current

    def is_right(self, url: str, digest: str, started: float, ended: float) -> bool:
        """Return whether `digest` was published at `url` at some time between `started` and `ended`."""
        with self.lock:
            kept = self.published[url]
            untils = [since for since, _ in kept[1:]] + [float("inf")]
            return any(
                digest == each and since - SLACK_S <= ended and started <= until + SLACK_S
                for (since, each), until in zip(kept, untils, strict=True)
            )

    def report(self, what: str) -> None:
        with self.lock:
            self.wrong.append(what)

    def count(self, what: str) -> None:
        with self.lock:
            self.heard[what] += 1

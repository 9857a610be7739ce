"""Mixed load on a server while renders replace its clips: every body is checked."""

import hashlib
import http.client
import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Load:
    """What was answered, by status; which bodies were wrong; and how many renders there were meanwhile."""

    statuses: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    renders: int = 0

    @property
    def server_errors(self) -> int:
        return sum(count for status, count in self.statuses.items() if status.startswith("5"))


def run(url: str, library: Path, cache: Path, seconds: int, *, connections: int) -> Load:
    """Request clips, ranges, pages and the manifest while renders replace clips; check the hash of every body."""
    until = time.monotonic() + seconds
    load = Load()
    askers = [threading.Thread(target=_ask, args=(url, until, load)) for _ in range(connections)]
    for asker in askers:
        asker.start()
    text = library / "en" / "nerve-blocks.md"
    words = text.read_text(encoding="utf-8")
    settings = {"VOICEEDU_LIBRARY": str(library), "VOICEEDU_CACHE": str(cache), "VOICEEDU_ENGINES": "espeak"}
    while time.monotonic() < until:
        load.renders += 1
        text.write_text(words + f"\nThis is change number {load.renders}.\n", encoding="utf-8")
        command = [sys.executable, "-m", "voiceedu", "render"]
        subprocess.run(command, env={**os.environ, **settings}, check=True, stdout=subprocess.DEVNULL)
    for asker in askers:
        asker.join()
    text.write_text(words, encoding="utf-8")
    return load


def _ask(url: str, until: float, load: Load) -> None:
    host = url.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=60)
    chance = random.Random()
    known: dict[str, str] = {}

    def get(path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        load.statuses[str(answer.status)] += 1
        return answer, body

    while time.monotonic() < until:
        if not known or chance.random() < 0.02:
            clips = json.loads(get("/phone/en/manifest.json")[1])["clips"]
            known |= {re.sub(r"^https?://[^/]*", "", clip["hashed_url"]): clip["sha256"] for clip in clips}
            stable = [re.sub(r"^https?://[^/]*", "", clip["stable_url"]) for clip in clips]
        kind = chance.choice(["clip", "clip", "stable", "range", "page"])
        if kind == "page":
            get("/en/nerve-blocks")
            continue
        path = chance.choice(stable if kind == "stable" else list(known))
        if kind == "range":
            _, whole = get(path)
            first = chance.randrange(len(whole))
            _, part = get(path, Range=f"bytes={first}-{first + 999}")
            right = part == whole[first : first + 1000]
        else:
            answer, body = get(path)
            digest = hashlib.sha256(body).hexdigest()
            right = digest[:32] == (answer.headers["ETag"] or "").strip('"')
            right = right and (kind == "stable" or digest == known[path])
        if not right:
            load.wrong.append(f"{kind} {path}")

"""A server under listeners of all kinds, while its clips are replaced."""

import contextlib
import hashlib
import http.client
import json
import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import NERVE_BLOCKS
from tests.support.server import PATIENCE_S, serve
from tests.system.test_faults import addresses
from voiceedu.content.prompt_set import PROMPTS
from voiceedu.storage.store import Store

SECONDS = 5
CONNECTIONS = 64
SLUGS = ("nerve-blocks", "epidural-injections")


@dataclass
class Heard:
    """The responses to all listeners together; each adds to them under the lock."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    bodies: dict[str, set[str]] = field(default_factory=dict)
    """The SHA-256 of each whole body, by path."""
    wrong: list[str] = field(default_factory=list)


class Listener:
    """One persistent connection that requests one thing after another."""

    def __init__(self, host: str, number: int, heard: Heard) -> None:
        self.connection = http.client.HTTPConnection(host, timeout=PATIENCE_S)
        self.chance = random.Random(number)
        self.heard = heard
        self.assets: dict[str, str] = {}

    def listen(self, until: float) -> None:
        with contextlib.closing(self.connection):
            self.manifest()
            while time.monotonic() < until:
                kinds = (self.hashed, self.stable, self.part, self.again, self.page)
                self.chance.choices((*kinds, self.manifest), weights=(6, 6, 6, 4, 4, 1))[0]()

    def get(self, kind: str, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        self.connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = self.connection.getresponse()
        body = answer.read()
        with self.heard.lock:
            self.heard.statuses[kind, answer.status] += 1
        return answer, body

    def check(self, right: bool, what: str) -> None:
        if not right:
            with self.heard.lock:
                self.heard.wrong.append(what)

    def whole(self, kind: str, path: str) -> tuple[str, bytes]:
        """Return the ETag and the bytes of a clip, and assert that they belong together."""
        answer, body = self.get(kind, path)
        digest = hashlib.sha256(body).hexdigest()
        etag = answer.headers["ETag"] or ""
        self.check(etag == f'"{digest[:32]}"' and int(answer.headers["Content-Length"]) == len(body), f"{path} {etag}")
        with self.heard.lock:
            self.heard.bodies.setdefault(path, set()).add(digest)
        return etag, body

    def manifest(self) -> None:
        _, body = self.get("manifest", "/phone/en/manifest.json")
        assets = json.loads(body)["clips"]
        # Addresses from an old manifest stay valid: phone systems keep them.
        self.assets |= {path(asset["hashed_url"]): asset["sha256"] for asset in assets}
        self.stable_paths = [path(asset["stable_url"]) for asset in assets] + [f"/en/{slug}.mp3" for slug in SLUGS]

    def hashed(self) -> None:
        asked, digest = self.chance.choice(list(self.assets.items()))
        _, body = self.whole("hashed", asked)
        self.check(hashlib.sha256(body).hexdigest() == digest, f"{asked} is not what the manifest said")

    def stable(self) -> None:
        self.whole("stable", self.chance.choice(self.stable_paths))

    def part(self) -> None:
        asked = self.chance.choice([*self.assets, *self.stable_paths])
        etag, body = self.whole("whole", asked)
        first = self.chance.randrange(len(body))
        # With If-Range, a clip that has changed comes whole.
        answer, part = self.get("part", asked, Range=f"bytes={first}-{first + 999}", If_Range=etag)
        if answer.status == 206:
            self.check(part == body[first : first + 1000] and answer.headers["ETag"] == etag, f"part of {asked}")
        else:
            self.check(
                answer.status == 200 and answer.headers["ETag"] != etag, f"{answer.status} for a part of {asked}"
            )

    def again(self) -> None:
        asked = self.chance.choice([*self.assets, *self.stable_paths])
        etag, _ = self.whole("whole", asked)
        answer, body = self.get("again", asked, If_None_Match=etag)
        self.check((answer.status, body) == (304, b"") or answer.headers["ETag"] != etag, f"{asked} again")

    def page(self) -> None:
        _, body = self.get("page", f"/en/{self.chance.choice(SLUGS)}")
        [asked] = re.findall(rb'<audio[^>]* src="([^"]+)"', body)
        self.whole("heard from a page", asked.decode())


def path(url: str) -> str:
    return re.sub(r"^https?://[^/]*", "", url)


def test_nothing_wrong_under_mixed_load(library: Path, tmp_path: Path) -> None:
    """While renders replace clips and a prune runs, no listener gets a wrong byte or an error."""
    cache, texts = tmp_path / "cache", shutil.copytree(library, tmp_path / "library")
    environ = {
        **os.environ,
        "VOICEEDU_LIBRARY": str(texts),
        "VOICEEDU_CACHE": str(cache),
        "VOICEEDU_ENGINES": "tone",
        "VOICEEDU_LOG": "error",
    }
    heard, renders = Heard(), 0
    published: set[tuple[str, str]] = set()

    def note() -> None:
        for slug in (*SLUGS, PROMPTS):
            rendition = Store(str(cache)).rendition("en", slug)
            assert rendition is not None
            published.update(addresses(rendition).items())

    # A memory too small for all of the clips, so that they are evicted.
    with serve(tmp_path, library=str(texts), cache=str(cache), engines="tone", clip_memory_mb="2") as server:
        server.wait_until_ready()
        note()
        until = time.monotonic() + SECONDS
        with ThreadPoolExecutor(CONNECTIONS) as threads:
            host = server.url.removeprefix("http://")
            listening = [threads.submit(Listener(host, number, heard).listen, until) for number in range(CONNECTIONS)]
            while time.monotonic() < until or renders < 3:
                renders += 1
                words = f"{NERVE_BLOCKS}\nThis is change {renders}.\n"
                (texts / "en" / "nerve-blocks.new").write_text(words, encoding="utf-8")
                (texts / "en" / "nerve-blocks.new").replace(texts / "en" / "nerve-blocks.md")
                command = [sys.executable, "-m", "voiceedu", "prune" if renders == 2 else "render"]
                done = subprocess.run(command, env=environ, capture_output=True, text=True)
                assert done.returncode == 0, done.stderr
                note()
        for listener in listening:
            listener.result()
    assert heard.wrong == []
    statuses = Counter[int]()
    for (_, status), times in heard.statuses.items():
        statuses[status] += times
    assert statuses.keys() == {200, 206, 304}
    # Each body was published under its address.
    assert {(url, digest) for url, digests in heard.bodies.items() for digest in digests} <= published
    assert {kind for kind, _ in heard.statuses} >= {"hashed", "stable", "part", "again", "page", "manifest"}

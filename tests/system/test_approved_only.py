"""VOICEEDU_PUBLISH=approved over a bucket, and with workers: what nobody has approved reaches no listener."""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.bucket import bucket_in_environment
from tests.support.redis import redis_server
from tests.support.server import PATIENCE_S, Server, serve
from tests.support.texts import write_short_prompts, write_texts
from voiceedu.config import Settings
from voiceedu.publishing.reviews import Reviews
from voiceedu.publishing.studio import Studio
from voiceedu.publishing.words_digest import WordsDigest

WORDS = ("Alpha", "Bravo", "Charlie")
SHOWN = re.compile("|".join(WORDS))
TEXT = "---\ntitle: {word}\n---\n\n{word} helps.\n"
FORMS = ("", ".txt", ".vtt", ".mp3", ".epub", ".chapters.json")
TOGETHER = ("/en/", "/en/?q=helps", "/en/feed.xml", "/en/library.epub", "/phone/en/manifest.json")
CALLS = ("/ivr/twiml?at=en/topic/opening", "/ivr/voicexml?at=en/other/opening", "/ivr/asterisk")


@dataclass(frozen=True)
class Clinic:
    """A running server of two texts, "topic" and "other", and where approvals are written.

    Without workers, what is new is rendered by `voiceedu render` with `settings`.
    """

    server: Server
    reviews: Reviews
    library: Path
    settings: Settings

    def write(self, slug: str, word: str) -> None:
        write_texts(self.library, {f"en/{slug}": TEXT.format(word=word)})

    def approve(self, slug: str) -> None:
        self.reviews.approve("en", slug, by="Dr. Ruiz", digest=self.digest(slug))

    def withdraw(self, slug: str) -> None:
        self.reviews.withdraw("en", slug, by="Dr. Ruiz", digest=self.digest(slug))

    def render(self) -> None:
        if self.settings.queue is None:
            assert [outcome for outcome in Studio(self.settings).render_all() if isinstance(outcome, Exception)] == []

    def digest(self, slug: str) -> WordsDigest:
        digest = self.reviews.digest("en", slug)
        assert digest is not None
        return digest

    def told(self) -> set[str]:
        """Ask for everything, as often as listeners may; return which words any of it has."""
        pages = [f"/en/{slug}{form}" for slug in ("topic", "other") for form in FORMS]
        phone = [f"/phone/en/{slug}.mp3" for slug in ("topic", "other")]
        return {word for path in (*pages, *phone, *TOGETHER, *CALLS) for word in SHOWN.findall(self.text(path))}

    def text(self, path: str) -> str:
        """Return what a listener gets at `path` as text; nothing of an error."""
        status, _, body = self.server.get(path)
        assert status in (200, 404, 503), (path, status)
        if status != 200:
            return ""
        return unpacked(body) if path.endswith(".epub") else body.decode(errors="replace")

    def wait_for(self, *words: str, never: str) -> None:
        """Return when exactly these words are public; fail as soon as the words `never` are."""
        deadline = time.monotonic() + PATIENCE_S
        while (told := self.told()) != set(words):
            assert never not in told
            assert time.monotonic() < deadline, told
            time.sleep(0.2)
        assert self.server.get("/en/topic.mp3")[0] == (200 if words else 404)


def unpacked(book: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as files:
        names = [name for name in files.namelist() if name.endswith((".xhtml", ".opf"))]
        return " ".join(files.read(name).decode() for name in names)


@pytest.fixture(params=["bucket", "queue"])
def clinic(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clinic]:
    """A clinic over a bucket, and one whose recordings a worker makes."""
    library = tmp_path / "library"
    write_short_prompts(library, "en")
    write_texts(library, {"en/topic": TEXT.format(word="Alpha"), "en/other": TEXT.format(word="Bravo")})
    settings = {"library": str(library), "cache": str(tmp_path / "cache"), "engines": "tone", "publish": "approved"}
    with contextlib.ExitStack() as stack:
        if request.param == "bucket":
            kept = stack.enter_context(bucket_in_environment(monkeypatch))
            settings["cache"] = f"{kept.url}/v"
        else:
            settings["queue"] = stack.enter_context(redis_server(tmp_path))
            stack.enter_context(working(settings))
        chosen = Settings(
            library=library, cache=settings["cache"], engines=("tone",), publish="approved", queue=settings.get("queue")
        )
        reviews = Reviews(Studio(chosen))
        for slug in ("topic", "prompts"):
            digest = reviews.digest("en", slug)
            assert digest is not None
            reviews.approve("en", slug, by="Dr. Ruiz", digest=digest)
        yield Clinic(stack.enter_context(serve(tmp_path, **settings)), reviews, library, chosen)


@contextlib.contextmanager
def working(settings: dict[str, str]) -> Iterator[None]:
    """Run a worker until the block ends."""
    environ = os.environ | {f"VOICEEDU_{name.upper()}": value for name, value in settings.items()}
    with subprocess.Popen([sys.executable, "-m", "voiceedu", "work", "--threads", "2"], env=environ) as process:
        try:
            yield
        finally:
            process.terminate()


def test_only_approved_words_reach_a_listener(clinic: Clinic) -> None:
    """What was approved last is public until other words are approved, and nothing after a withdrawal."""
    clinic.server.wait_until_ready()
    clinic.wait_for("Alpha", never="Bravo")
    before = clinic.server.get("/en/topic.mp3")[2]
    assert len(before) > 1000
    assert [clip for clip in clinic.server.manifest() if clip["slug"] == "other"] == []

    clinic.write("topic", "Charlie")
    clinic.render()
    until = time.monotonic() + 6  # files are looked at every two seconds
    while time.monotonic() < until:
        assert clinic.told() == {"Alpha"}
        time.sleep(0.5)
    assert clinic.server.get("/en/topic.mp3")[2] == before

    clinic.approve("topic")
    clinic.render()
    clinic.wait_for("Charlie", never="Bravo")
    assert clinic.server.get_when_made("/en/topic.mp3") != before
    assert json.loads(clinic.server.get("/readyz")[2])["procedures"] == 1

    clinic.withdraw("topic")
    clinic.wait_for(never="Bravo")

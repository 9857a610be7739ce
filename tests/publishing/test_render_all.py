"""Renders of a whole library, beside other machines."""

import json
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.bucket import bucket
from tests.support.texts import write_texts
from voiceedu.config import Settings
from voiceedu.engines import Speech, Voice
from voiceedu.engines.tone import ToneEngine
from voiceedu.publishing import render_all
from voiceedu.publishing.outcome import Outcome
from voiceedu.publishing.studio import Studio
from voiceedu.storage import leases

TOPICS = [f"topic-{number}" for number in range(8)]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A folder as cache, and procedures in a language without prompts."""
    text = "---\ntitle: Titulus {0}\n---\nVerba {0}.\n"
    write_texts(tmp_path / "library", {f"la/{slug}": text.format(slug[-1]) for slug in TOPICS})
    return Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",))


def rendered(studio: Studio) -> list[Outcome]:
    return [outcome for outcome in studio.render_all() if isinstance(outcome, Outcome)]


def slugs(outcomes: list[Outcome]) -> list[str]:
    return [outcome.rendition.slug for outcome in outcomes]


class SlowToSay(ToneEngine):
    """An engine that needs as long as `other` for the first topic."""

    def __init__(self, wait: threading.Event) -> None:
        super().__init__()
        self._wait = wait

    def synthesize(self, text: str, voice: Voice) -> Speech:
        if "Titulus 0" in text:
            assert self._wait.wait(30)
        return super().synthesize(text, voice)


def test_what_takes_long_holds_nothing_up(settings: Settings) -> None:
    """In a folder the first of the list is begun first; while it takes its time, all others are rendered."""
    others = threading.Event()
    studio = Studio(settings, engines=[SlowToSay(others)])
    found = []
    for outcome in studio.render_all():
        found.append(outcome)
        if len(found) == len(TOPICS) - 1:
            others.set()
    assert sorted(slugs([outcome for outcome in found if isinstance(outcome, Outcome)])) == TOPICS
    assert isinstance(found[-1], Outcome)
    assert found[-1].rendition.slug == "topic-0"


def test_what_another_machine_holds_comes_last(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A work that another holds delays nothing, and is rendered once it is let go."""
    monkeypatch.setattr(render_all, "RETRY_S", 0.05)
    studio = Studio(settings, engines=[ToneEngine()])
    lease = Studio(settings, engines=[ToneEngine()]).store.wait_for_lease("la/topic-0")
    outcomes: list[Outcome] = []
    with lease:
        thread = threading.Thread(target=lambda: outcomes.extend(rendered(studio)))
        thread.start()
        deadline = time.monotonic() + 30
        while not all(studio.published("la", slug) for slug in TOPICS[1:]):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        assert studio.published("la", "topic-0") is None
    thread.join()
    assert slugs(outcomes)[-1] == "topic-0"
    assert sorted(slugs(outcomes)) == TOPICS


def test_two_machines_share_a_bucket(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both render a part, in other orders; nothing is spoken, encoded or published twice."""
    monkeypatch.setattr(render_all, "RETRY_S", 0.05)
    with bucket() as kept, monkeypatch.context() as context:
        for name, value in kept.environ.items():
            context.setenv(name, value)
        here = [Studio(replace(settings, cache=f"{kept.url}/v"), engines=[ToneEngine()]) for _ in range(2)]
        found: list[list[Outcome]] = [[], []]
        threads = [
            threading.Thread(target=lambda one=one, into=into: into.extend(rendered(one)))
            for one, into in zip(here, found, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        puts = [key for method, key in kept.requests if method == "PUT"]
    assert [sorted(slugs(outcomes)) for outcomes in found] == [TOPICS, TOPICS]
    made = [{outcome.rendition.slug for outcome in outcomes if outcome.encoded} for outcomes in found]
    assert made[0] | made[1] == set(TOPICS)
    assert not made[0] & made[1]
    assert all(made)
    for folder in ("renditions/", "clips/", "speech/"):
        written = [key for key in puts if key.startswith(f"v/{folder}")]
        assert len(written) == len(set(written)), folder


def test_leases_left_behind_are_waited_for_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time of all leases that another machine has left begins with the render, also of what it makes last."""
    monkeypatch.setattr(leases, "LEASE_S", 0.2)
    studio = Studio(settings, engines=[ToneEngine()])
    left = json.dumps({"until": time.time() - 3600, "host": "elsewhere", "pid": 1}).encode()
    for work in ("la/topic-0", "collections/la/library.mp3"):
        studio.store.put(f"leases/{work}/0", left)
    assert slugs(rendered(studio))[-1] == "topic-0"  # it was skipped, and rendered when everything else was
    time.sleep(0.25)
    lease = studio.store.lease("collections/la/library.mp3")
    assert lease is not None
    with lease:
        pass

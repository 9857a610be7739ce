"""The studio: a rendition is found or rendered, once however many ask."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.bucket import bucket
from tests.support.latin import LANGUAGE, PATIENCE_S, Fake, Slow, Start, assert_whole, procedure, spoken
from voiceedu.errors import EngineError, NotReadyError, RenderError, SettingError
from voiceedu.publishing.outcome import Outcome
from voiceedu.storage.rendition import Rendition

pytestmark = pytest.mark.usefixtures("few_profiles")


def test_assets_of_a_bucket_are_listed_once_for_many(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of a bucket's assets serves a whole run: what it has is not looked for again."""
    with bucket() as served:
        for name, value in served.environ.items():
            monkeypatch.setenv(name, value)
        here = start(Fake(), cache=served.url)
        list(here.render_all())
        looked_for: list[object] = []
        monkeypatch.setattr(here.store, "asset_size", looked_for.append)
        assert [outcome.encoded for outcome in here.render_all() if isinstance(outcome, Outcome)] == [0, 0]
        assert looked_for == []


def test_many_threads_get_one_rendition(start: Start) -> None:
    """When many callers in two studios ask for an unmade rendition at once, each sentence is spoken once."""
    engine = Fake()
    studios = (start(engine), start(engine))
    together = threading.Barrier(32)

    def ask(number: int) -> Rendition | None:
        together.wait()
        return studios[number % 2].obtain(LANGUAGE, "oculus", wait_s=PATIENCE_S)

    with ThreadPoolExecutor(32) as threads:
        renditions = list(threads.map(ask, range(32)))
    assert all(rendition == renditions[0] for rendition in renditions)
    assert_whole(studios[0], renditions[0], "a")
    assert engine.asked == spoken(studios[0])


def test_published_rendition_is_had_at_once(start: Start) -> None:
    """What is published is answered without an engine and without waiting; nothing is asked for the unknown."""
    first = start(Fake())
    made = first.render(procedure(first)).rendition
    here = start(engine := Fake(reason="not installed"))
    assert here.obtain(LANGUAGE, "oculus", wait_s=0) == made
    assert here.obtain(LANGUAGE, "nasus", wait_s=0) is None
    assert here.obtain("en", "oculus", wait_s=0) is None
    assert here.obtain(LANGUAGE, "../la/oculus", wait_s=0, remake=True) is None
    assert engine.asked == []


def test_slow_work_is_not_waited_for(start: Start) -> None:
    """A caller whose time is over gets NotReadyError; the work goes on, and the next call gets its result."""
    here = start(engine := Slow())
    for _ in range(2):
        with pytest.raises(NotReadyError, match="la/oculus is being made"):
            here.obtain(LANGUAGE, "oculus", wait_s=0.01)
    engine.go_on.set()
    assert_whole(here, here.obtain(LANGUAGE, "oculus", wait_s=PATIENCE_S), "a")
    assert engine.asked == spoken(here)


def test_failure_is_not_remembered(start: Start) -> None:
    """A caller that waits for failing work gets its error; the next call tries again."""
    here = start(engine := Fake(failure=EngineError("a", "broke")))
    with pytest.raises(RenderError, match="a: broke"):
        here.obtain(LANGUAGE, "oculus", wait_s=PATIENCE_S)
    engine.failure = None
    assert_whole(here, here.obtain(LANGUAGE, "oculus", wait_s=PATIENCE_S), "a")


def test_one_procedure_that_the_store_refuses_leaves_the_others(start: Start, tmp_path: Path) -> None:
    """A StoreError of one procedure is its outcome, with its name; the others are published."""
    here = start(Fake())
    (tmp_path / "cache" / "renditions" / LANGUAGE).mkdir(parents=True)
    (tmp_path / "cache" / "renditions" / LANGUAGE / "auris.json").mkdir()
    (tmp_path / "cache" / "leases" / LANGUAGE).mkdir(parents=True)
    (tmp_path / "cache" / "leases" / LANGUAGE / "auris").write_text("no folder")
    failed, done = sorted(here.render_all(), key=lambda outcome: isinstance(outcome, Outcome))
    assert isinstance(failed, RenderError)
    assert str(failed).startswith("la/auris: ")
    assert isinstance(done, Outcome)


def test_bad_cache_does_not_start(start: Start, tmp_path: Path) -> None:
    """A cache that cannot be used when a studio starts is an error that names the setting."""
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(SettingError, match="VOICEEDU_CACHE"):
        start(Fake())

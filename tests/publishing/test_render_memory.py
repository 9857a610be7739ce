"""What earlier renders have found up to date."""

from pathlib import Path

import pytest

from tests.support.bucket import bucket
from tests.support.latin import EYE, LANGUAGE, Fake, Start
from voiceedu.errors import StoreError
from voiceedu.publishing import render_memory
from voiceedu.publishing.outcome import Outcome
from voiceedu.publishing.studio import Studio
from voiceedu.publishing.work_renderer import WorkRenderer

pytestmark = pytest.mark.usefixtures("few_profiles")


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the works that are looked at closely, as they are."""
    slugs: list[str] = []
    look = WorkRenderer.outcome_if_up_to_date

    def counting(self: WorkRenderer, work, *arguments):  # type: ignore[no-untyped-def]
        slugs.append(work.slug)
        return look(self, work, *arguments)

    monkeypatch.setattr(WorkRenderer, "outcome_if_up_to_date", counting)
    return slugs


def render(studio: Studio) -> dict[str, tuple[int, bool]]:
    """Render everything; return how many assets of each work were encoded, and whether it was spoken at all."""
    outcomes = [outcome for outcome in studio.render_all() if isinstance(outcome, Outcome)]
    return {outcome.summary.slug: (outcome.encoded, outcome.spoken > 0) for outcome in outcomes}


def test_unchanged_works_are_not_read(start: Start, looked_at: list[str]) -> None:
    """The second render reads nothing of what is published, and says of it what the first one said."""
    first = list(start(Fake()).render_all())
    looked_at.clear()
    second = list(start(Fake()).render_all())
    assert looked_at == []
    summaries = {outcome.summary for outcome in first if isinstance(outcome, Outcome)}
    assert len(summaries) == 2
    assert {outcome.summary for outcome in second if isinstance(outcome, Outcome)} == summaries
    renditions = {outcome.summary.slug: outcome.rendition for outcome in first if isinstance(outcome, Outcome)}
    for outcome in second:
        assert isinstance(outcome, Outcome)
        assert outcome.rendition == renditions[outcome.summary.slug]


def test_changed_words_alone_are_looked_at(start: Start, folder: Path, looked_at: list[str]) -> None:
    """One changed sentence costs the work that has it."""
    render(start(Fake()))
    (folder / "oculus.md").write_text(EYE.replace("Lux venit", "Lux abit"), encoding="utf-8")
    looked_at.clear()
    rendered = render(start(Fake()))
    assert set(looked_at) == {"oculus"}
    assert (rendered["auris"], rendered["oculus"][1]) == ((0, False), True)


def test_lost_asset_is_made_again(start: Start, looked_at: list[str]) -> None:
    """An asset that is gone or cut off is made again by the next render."""
    here = start(Fake())
    render(here)
    lost, cut = (here.store.read_rendition(LANGUAGE, slug)[0] for slug in ("oculus", "auris"))
    assert lost is not None
    assert cut is not None
    for rendition in (lost, cut):
        file = here.store.file(rendition.assets[0].path)
        assert file is not None
        if rendition is lost:
            file.unlink()
        else:
            file.write_bytes(b"")
    looked_at.clear()
    assert {slug: encoded for slug, (encoded, _) in render(start(Fake())).items()} == {"oculus": 1, "auris": 1}


def test_other_publication_is_looked_at(start: Start, looked_at: list[str]) -> None:
    """What was published again, or damaged, since it was found up to date is looked at."""
    here = start(Fake())
    render(here)
    file = here.store.file(here.store.rendition_path(LANGUAGE, "oculus"))
    assert file is not None
    file.write_bytes(file.read_bytes()[:-9])
    looked_at.clear()
    assert render(start(Fake()))["auris"] == (0, False)
    assert set(looked_at) == {"oculus"}
    assert start(Fake()).published(LANGUAGE, "oculus") is not None


@pytest.mark.parametrize("change", [{"name": "A Clinic"}, {"engines": ("tone", "espeak")}])
def test_other_settings_are_looked_at(start: Start, looked_at: list[str], change: dict[str, object]) -> None:
    """Another name of the clinic, and another choice of engines, is a reason to look at everything."""
    render(start(Fake()))
    looked_at.clear()
    arguments = {key: value for key, value in change.items() if key == "name"}
    here = start(Fake(), **arguments)
    if "engines" in change:
        object.__setattr__(here.settings, "engines", change["engines"])
    render(here)
    assert set(looked_at) == {"oculus", "auris"}


def test_fallback_is_tried_again_with_the_preferred_voice(start: Start) -> None:
    """What another voice had to speak is not remembered as up to date: the preferred one speaks it when it can."""
    render(start(Fake("a", reason="is away"), Fake("b")))
    render(start(Fake("a", reason="is away"), Fake("b")))
    assert all(spoken for _, spoken in render(start(Fake("a"), Fake("b"))).values())


def test_other_voice_speaks_again(start: Start) -> None:
    """Another preferred voice speaks what an earlier one has spoken."""
    render(start(Fake("a")))
    assert all(spoken for _, spoken in render(start(Fake("b"))).values())


def test_everything_is_looked_at_once_a_week(
    start: Start, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damage that leaves no trace is not hidden for ever."""
    render(start(Fake()))
    monkeypatch.setattr(render_memory, "HOLDS_S", 0)
    looked_at.clear()
    render(start(Fake()))
    assert set(looked_at) == {"oculus", "auris"}


def test_unreadable_rendition_is_named(start: Start) -> None:
    """A rendition that was lost after the render is an error that names it, not another rendition."""
    render(start(Fake()))
    here = start(Fake())
    outcomes = [outcome for outcome in here.render_all() if isinstance(outcome, Outcome)]
    for outcome in outcomes:
        here.store.delete(here.store.rendition_path(LANGUAGE, outcome.summary.slug))
    with pytest.raises(StoreError, match=r"la/\w+ is published, but cannot be read"):
        assert outcomes[0].rendition


def test_unchanged_bucket_is_listed(start: Start, looked_at: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an unchanged bucket nothing is read but its lists and what was remembered."""
    with bucket() as served:
        for name, value in served.environ.items():
            monkeypatch.setenv(name, value)
        for _ in range(2):  # what has just been published is looked at once
            render(start(Fake(), cache=served.url))
        looked_at.clear()
        before = len(served.requests)
        render(start(Fake(), cache=served.url))
        assert looked_at == []
        keys = [key for method, key in served.requests[before:] if method in ("GET", "HEAD")]
        assert not [key for key in keys if "renditions/" in key and key.endswith(".json") and "memory" not in key]

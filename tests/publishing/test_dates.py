"""Dates of what is published, while the clock of the machine is set forward and back."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.latin import EYE, Fake, Start, procedure
from tests.support.publishing import publish
from voiceedu.publishing import dates

NOW = "2026-11-26T10:00:00+00:00"
STEPS = [datetime.timedelta(seconds=60), datetime.timedelta(days=1)]


@pytest.mark.parametrize(
    ("earlier", "date"),
    [
        ("", NOW),
        ("2026-11-26T09:59:59+00:00", NOW),
        (NOW, "2026-11-26T10:00:01+00:00"),
        ("2026-11-27T10:00:00+00:00", "2026-11-27T10:00:01+00:00"),
        ("2026-11-26T12:00:00+01:00", "2026-11-26T11:00:01+00:00"),
    ],
    ids=["nothing", "before", "the same second", "a day ahead", "another time zone"],
)
def test_date_is_later_than_the_one_before(earlier: str, date: str) -> None:
    """It is the time now, unless what stands there is of that second, or of a clock that was ahead."""
    assert dates.later_than(earlier, now=NOW) == date


def test_now_is_in_utc() -> None:
    """The time now is in UTC and in whole seconds."""
    moment = datetime.datetime.fromisoformat(dates.now())
    assert (moment.utcoffset(), moment.microsecond) == (datetime.timedelta(), 0)


@pytest.mark.usefixtures("few_profiles")
@pytest.mark.parametrize("step", STEPS, ids=["a minute", "a day"])
def test_correction_is_later_though_the_clock_was_set_back(
    start: Start, folder: Path, monkeypatch: pytest.MonkeyPatch, step: datetime.timedelta
) -> None:
    """Corrected words have a later date than those before them; put back, the words have a later one again."""
    first = start(Fake())
    rendition = first.render(procedure(first)).rendition
    ahead = (datetime.datetime.now(datetime.UTC) + step).isoformat(timespec="seconds")
    publish(first.store, replace(rendition, made_at=ahead, words_since=ahead, first_made_at=ahead))
    found = [ahead]
    for text in (EYE.replace("venit", "abit"), EYE):
        (folder / "oculus.md").write_text(text)
        studio = start(Fake())
        corrected = studio.render(procedure(studio)).rendition
        assert corrected.words_date == corrected.made_at
        assert corrected.is_corrected
        found.append(corrected.words_date)
    assert found == sorted(set(found))

"""The clock that what is stored is dated by."""

import datetime
import time
from pathlib import Path

import pytest

from tests.support.bucket import bucket
from voiceedu.storage import leases
from voiceedu.storage.object_store import Objects
from voiceedu.storage.store_clock import StoreClock

DAY_S = 86_400.0


@pytest.fixture
def clock(tmp_path: Path) -> StoreClock:
    return StoreClock(Objects(str(tmp_path)))


def move(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Set this machine's clock forward, or back."""
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + seconds)


def test_a_clock_that_was_set_forward_is_noticed(clock: StoreClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Time that passes is no jump, nor is a clock that was set back; the first look knows of none."""
    assert clock.set_forward() == datetime.timedelta(0)
    clock.note()
    assert clock.set_forward() < datetime.timedelta(seconds=1)
    move(monkeypatch, -3 * DAY_S)
    assert clock.set_forward() == datetime.timedelta(0)
    move(monkeypatch, 43 * DAY_S)
    assert clock.set_forward().days in (39, 40)
    clock.note()
    assert clock.set_forward() < datetime.timedelta(seconds=1)


def test_a_sleep_is_no_jump(clock: StoreClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that was off the whole week, or was started anew, is not taken for one with a wrong clock."""
    clock.note()
    move(monkeypatch, 7 * DAY_S)
    monkeypatch.setattr(leases, "this_host", lambda: "the same machine, started anew")
    assert clock.set_forward() == datetime.timedelta(0)


def test_a_bucket_has_a_clock_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time of objects in a bucket is that of the bucket, whatever this machine's clock says."""
    with bucket() as kept:
        for name, value in kept.environ.items():
            monkeypatch.setenv(name, value)
        clock = StoreClock(Objects(kept.url))
        before = datetime.datetime.now(datetime.UTC)
        move(monkeypatch, 60 * DAY_S)
        assert abs(clock.note() - before) < datetime.timedelta(minutes=1)

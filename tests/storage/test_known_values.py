"""Known values of a bucket that is slow or away."""

import threading
import time

import pytest

from voiceedu.errors import StoreError, StoreSlowError
from voiceedu.storage import known_values
from voiceedu.storage.known_values import KnownValues

PATIENCE_S = 30


@pytest.fixture(autouse=True)
def never_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_values, "FRESH_S", 0.0)


def until(values: KnownValues[str], wanted: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while values.get("a", lambda: wanted) != wanted:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_known_value_is_returned_while_the_store_hangs() -> None:
    """The first caller waits; later ones get the known value at once, and the new one after it was read."""
    values: KnownValues[str] = KnownValues()
    assert values.get("a", lambda: "first") == "first"
    go_on, looks = threading.Event(), []

    def hang() -> str:
        looks.append(1)
        assert go_on.wait(PATIENCE_S)
        return "second"

    started = time.monotonic()
    assert [values.get("a", hang) for _ in range(100)] == ["first"] * 100
    assert time.monotonic() - started < 1
    go_on.set()
    until(values, "second")
    assert len(looks) == 1


def test_known_value_stays_while_the_store_fails(caplog: pytest.LogCaptureFixture) -> None:
    """If the store fails, the known value is returned; if no value is known, its error is raised."""
    values: KnownValues[str] = KnownValues()

    def fail() -> str:
        raise StoreError("no route to host")

    with pytest.raises(StoreError):
        values.get("a", fail)
    values.get("a", lambda: "first")
    assert values.get("a", fail) == "first"
    deadline = time.monotonic() + PATIENCE_S
    while "no route to host" not in caplog.text and time.monotonic() < deadline:
        time.sleep(0.01)
    assert "The known version of a is served: no route to host" in caplog.text
    assert values.get("a", fail) == "first"


def test_missing_object_is_known_and_looked_up_again() -> None:
    """A missing object delays nobody twice, and is found once it is there."""
    values: KnownValues[str] = KnownValues()
    assert values.get("a", lambda: None) is None
    go_on = threading.Event()

    def hang() -> str:
        assert go_on.wait(PATIENCE_S)
        return "first"

    started = time.monotonic()
    assert values.get("a", hang) is None
    assert time.monotonic() - started < 1
    go_on.set()
    until(values, "first")


def test_replaced_object_is_read_at_once() -> None:
    """The process that replaces an object never sees the old value again, even if it was being read meanwhile."""
    values: KnownValues[str] = KnownValues()

    def replaced_meanwhile() -> str:
        values.forget("a")
        return "old"

    assert values.get("a", replaced_meanwhile) == "old"
    assert values.get("a", lambda: "new") == "new"
    values.forget("a")
    assert values.get("a", lambda: "newer") == "newer"


def test_value_with_a_version_is_read_again_when_that_has_changed() -> None:
    """With a version, age does not matter; another version is read in the background, and the known value serves."""
    values: KnownValues[str] = KnownValues()
    reads: list[str] = []

    def read() -> str:
        reads.append("read")
        return f"value {len(reads)}"

    assert [values.get("key", read, version="a") for _ in range(3)] == ["value 1"] * 3
    assert reads == ["read"]
    assert values.get("key", read, version="b") == "value 1"
    deadline = time.monotonic() + 10
    while values.get("key", read, version="b") != "value 2":
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert reads == ["read"] * 2


def test_nobody_holds_a_thread_for_a_store_that_hangs() -> None:
    """Without waiting, all who need a value get the one read in progress; when it has ended, the value is known."""
    values: KnownValues[str] = KnownValues()
    go_on, reads = threading.Event(), []

    def hang() -> str:
        reads.append(1)
        assert go_on.wait(PATIENCE_S)
        return "first"

    works = set()
    with known_values.without_waiting():
        for _ in range(5):
            with pytest.raises(StoreSlowError) as slow:
                values.get("a", hang)
            works.add(slow.value.work)
        go_on.set()
        [work] = works
        work.result(PATIENCE_S)
        assert values.get("a", hang) == "first"
    assert len(reads) == 1


def test_store_that_has_failed_is_not_waited_for_again() -> None:
    """Without waiting, the error of a failed read is raised at once, while it is tried again in the background."""
    values: KnownValues[str] = KnownValues()
    go_on = threading.Event()

    def fail() -> str:
        raise StoreError("no route to host")

    def hang() -> str:
        assert go_on.wait(PATIENCE_S)
        return "first"

    with known_values.without_waiting():
        with pytest.raises(StoreError, match="no route to host"):
            values.get("a", fail)
        for _ in range(5):
            with pytest.raises(StoreError, match="no route to host") as again:
                values.get("a", hang)
            assert not isinstance(again.value, StoreSlowError)
        go_on.set()
        deadline = time.monotonic() + PATIENCE_S
        found = None
        while found is None and time.monotonic() < deadline:
            try:
                found = values.get("a", hang)
            except StoreError:
                time.sleep(0.01)
    assert found == "first"


def test_other_threads_wait_as_before() -> None:
    """Renders and reads ahead, in threads of their own, wait for the store."""
    values: KnownValues[str] = KnownValues()

    def slow() -> str:
        time.sleep(4 * known_values.QUICK_S)
        return "first"

    found: list[str | None] = []
    with known_values.without_waiting():
        other = threading.Thread(target=lambda: found.append(values.get("a", slow)))
        other.start()
        other.join()
    assert found == ["first"]

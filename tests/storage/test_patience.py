"""How long a thread waits for a bucket in all."""

import threading
import time
from concurrent.futures import Future

import pytest

from voiceedu.errors import StoreError
from voiceedu.storage import patience


def hang(is_over: threading.Event) -> str:
    is_over.wait(30)
    return "late"


@pytest.fixture
def is_over() -> threading.Event:
    return threading.Event()


def test_waits_add_up(is_over: threading.Event) -> None:
    """Several calls that hang take no longer than one may; what comes later fails at once."""
    started = time.monotonic()
    with patience.at_most(0.3):
        for _ in range(3):
            with pytest.raises(StoreError, match="in time"):
                patience.ask(lambda: hang(is_over))
    assert 0.3 <= time.monotonic() - started < 5
    is_over.set()
    assert patience.ask(lambda: hang(is_over)) == "late"  # afterwards there is no limit


def test_work_between_calls_does_not_count() -> None:
    """A thread that parses for long may still ask the bucket."""
    with patience.at_most(1.0):
        time.sleep(1.2)
        assert patience.ask(lambda: "an answer") == "an answer"


def test_an_error_is_that_of_the_call() -> None:
    """What the bucket itself says is not lost."""

    def fail() -> None:
        raise FileNotFoundError("none there")

    with patience.at_most(5), pytest.raises(FileNotFoundError, match="none there"):
        patience.ask(fail)


def test_a_call_goes_on_by_itself(is_over: threading.Event) -> None:
    """What has begun, such as a write, is done although nobody waits for it."""
    done = threading.Event()

    def write() -> None:
        is_over.wait(30)
        done.set()

    with patience.at_most(0.05), pytest.raises(StoreError):
        patience.ask(write)
    is_over.set()
    assert done.wait(10)


def test_other_work_is_waited_for_as_long() -> None:
    """The shorter of the two limits ends a wait for work of other threads, and it counts."""
    never: Future[None] = Future()
    started = time.monotonic()
    with patience.at_most(0.5):
        patience.wait([never], 0.1)
        patience.wait([never])
        patience.wait([never], 30)
    assert 0.5 <= time.monotonic() - started < 5

"""A limit on how long a thread waits for buckets in all: a server starts in time while its bucket hangs."""

import concurrent.futures
import contextlib
import contextvars
import math
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

from voiceedu.errors import StoreError

T = TypeVar("T")

_left_s: contextvars.ContextVar[list[float]] = contextvars.ContextVar("left_s")
"""One number: the seconds that this thread may still wait."""


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Have this thread wait for buckets for no more than `seconds` in all, until the block ends.

    What it does meanwhile does not count. What takes longer raises StoreError, and goes on by itself.
    """
    token = _left_s.set([seconds])
    try:
        yield
    finally:
        _left_s.reset(token)


def ask(call: Callable[[], T]) -> T:
    """Return `call()`, which asks a bucket; raise StoreError when this thread may not wait for it any longer."""
    if math.isinf(_limit()[0]):
        return call()
    asked: Future[T] = Future()
    if _limit()[0] > 0:
        # No pool: its threads would be waited for when the process ends.
        threading.Thread(target=_run, args=(call, asked), name="ask", daemon=True).start()
        wait([asked])
    if not asked.done():
        raise StoreError("the bucket has not answered in time")
    return asked.result()


def wait(work: Sequence["Future[Any]"], timeout_s: float = math.inf) -> None:
    """Wait until `work`, which asks buckets, is done; at most `timeout_s`, and as long as this thread may wait."""
    limit, started = _limit(), time.monotonic()
    longest_s = min(timeout_s, max(0.0, limit[0]))
    concurrent.futures.wait(work, None if math.isinf(longest_s) else longest_s)
    limit[0] -= time.monotonic() - started


def _limit() -> list[float]:
    return _left_s.get([math.inf])


def _run(call: Callable[[], T], asked: "Future[T]") -> None:
    try:
        asked.set_result(call())
    except BaseException as error:
        asked.set_exception(error)

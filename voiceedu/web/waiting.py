"""How a request waits for a recording that is being made: on its thread, or in a server that needs none for it.

A server that can wait without a thread puts a `Wait` into the WSGI environment. The application then never waits: it
notes the work in progress there and responds 503. The server awaits the work and sends the request again.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from flask import request

from voiceedu.errors import NotReadyError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

ENVIRON_KEY = "voiceedu.wait"
PATIENCE_S = 10.0
"""How long a request waits for a recording that is being made; Twilio gives up after 15 s in all."""
READ_PATIENCE_S = 3.0
"""How long a listener waits for one read of a store of which nothing is known yet. A store that does not answer in that
time may not answer at all; the listener is told so, and when to come back."""
CALL_PATIENCE_S = 0.8
"""The same for a phone call: when the store does not answer at all, the call is answered within a second. It waits for
no recording."""

T = TypeVar("T")


@dataclass(kw_only=True)
class Wait:
    """The work in progress that a request needs, and the `error` that it ended with.

    It `is_read` when the store is being read: a request may need several values, one after the other.
    """

    work: "Future[Any] | None" = None
    is_read: bool = False
    error: BaseException | None = None


def wait_for(obtain: Callable[[float], T], *, is_read: bool = False) -> T:
    """Return `obtain(wait_s)`, called with the seconds that it may wait; raise the NotReadyError that it raises.

    `is_read` says that it reads the store, and makes nothing.
    """
    wait: Wait | None = request.environ.get(ENVIRON_KEY)
    if wait is None:
        return obtain(READ_PATIENCE_S if is_read else PATIENCE_S)
    if wait.error is not None:
        raise wait.error
    try:
        return obtain(0.0)
    except NotReadyError as error:
        wait.work, wait.is_read = error.work, is_read
        raise


def wait_for_read(work: "Future[Any]") -> None:
    """Have the server wait for a read of the store and send this request again, if it can and has not given up."""
    wait: Wait | None = request.environ.get(ENVIRON_KEY)
    if wait is not None and wait.error is None:
        wait.work, wait.is_read = work, True


def read_time_s(environ: "WSGIEnvironment") -> float:
    """Return how long a request may wait on its thread for the store: not at all when the server waits without one."""
    return 0.0 if ENVIRON_KEY in environ else READ_PATIENCE_S


def patience_s(wait: Wait, *, is_call: bool) -> float:
    """Return how long a request may wait for the work that it needs next."""
    if is_call:
        return CALL_PATIENCE_S
    return READ_PATIENCE_S if wait.is_read else PATIENCE_S


def is_waiting() -> bool:
    """Return whether the server will wait and send this request again."""
    wait: Wait | None = request.environ.get(ENVIRON_KEY)
    return wait is not None and wait.work is not None

"""The network as engines need it: bounded waits, polite retries, and the true cause of a failure in one sentence."""

import logging
import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import requests
from requests.utils import get_environ_proxies, select_proxy
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import InvalidHeader, MaxRetryError, NewConnectionError, ResponseError, SSLError
from urllib3.exceptions import NameResolutionError as UnresolvedError
from urllib3.exceptions import TimeoutError as TimeoutError_
from urllib3.response import BaseHTTPResponse
from urllib3.util.retry import Retry

LONGEST_WAIT_S = 30
"""A server that asks for more patience (Retry-After) is left alone, and the next engine speaks meanwhile."""

DOES_NOT_RESOLVE = "the name {host} does not resolve"

# It warns of every repeated request, with objects in its words; the engine tells the cause once.
logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)


class PoliteRetry(Retry):
    """urllib3's retries, but for hours when a server asks for them, and for a Retry-After that makes no sense.

    `before_again` is called before each request that urllib3 repeats.
    """

    before_again: Callable[[], None] = staticmethod(lambda: None)

    def new(self, **changes: Any) -> Self:
        again = super().new(**changes)
        again.before_again = self.before_again
        return again

    def sleep(self, response: BaseHTTPResponse | None = None) -> None:
        super().sleep(response)
        self.before_again()

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        try:
            return super().get_retry_after(response)
        except (InvalidHeader, ValueError, OverflowError):
            return None

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> Self:
        assert _pool is not None
        if response is not None and (self.get_retry_after(response) or 0) > LONGEST_WAIT_S:
            raise MaxRetryError(_pool, url or "", ResponseError("asks for too much patience"))
        if isinstance(error, SSLError):  # a certificate does not become better
            raise MaxRetryError(_pool, url or "", error)
        return super().increment(method, url, response, error, _pool, _stacktrace)


RETRIES = PoliteRetry(
    total=4,
    connect=2,  # without a network every sentence would wait for nothing
    read=2,
    other=2,
    status_forcelist=(429, 500, 502, 503, 504),
    allowed_methods=("POST",),  # asking twice for a sentence does no harm
    backoff_factor=0.5,  # 0, 1, 2 and 4 s, and up to as much again as
    backoff_jitter=0.5,  # this says, so that many who were refused at once do not come back at once
    raise_on_status=False,
)


def unresolved(url: str, *, timeout_s: float) -> str | None:
    """Return why the name in `url` does not resolve within `timeout_s`, or None. A proxy resolves names itself."""
    if _proxy(url):
        return None
    host = urlsplit(url).hostname or ""
    outcome: list[str | None] = []
    # getaddrinfo knows no timeout. A thread that hangs ends when the system's resolver gives up.
    thread = threading.Thread(target=lambda: outcome.append(_lookup(host)), name="resolve", daemon=True)
    thread.start()
    thread.join(timeout_s)
    return outcome[0] if outcome else f"{DOES_NOT_RESOLVE.format(host=host)} within {timeout_s:g} s"


def probe(url: str, *, timeout_s: float) -> str | None:
    """Return why the server of `url`, or the proxy before it, takes no connection; takes twice `timeout_s` at most."""
    target = urlsplit(_proxy(url) or url)
    reason = unresolved(url, timeout_s=timeout_s)
    if reason is None:
        try:
            port = target.port or {"http": 80, "https": 443}.get(target.scheme, 1080)
            socket.create_connection((target.hostname or "", port), timeout_s).close()
        except (OSError, ValueError) as error:
            reason = f"{target.hostname} takes no connection ({error})"
    return reason


def cause(error: requests.exceptions.RequestException) -> str:
    """Return in one sentence why a request failed."""
    for inner in _chain(error):
        if isinstance(inner, UnresolvedError):
            return "cannot be reached: the name of the server or the proxy does not resolve"
        if isinstance(inner, NewConnectionError):
            return f"cannot be reached: {str(inner).rpartition(': ')[2]}"
        if isinstance(inner, TimeoutError_ | requests.exceptions.Timeout):
            return "no answer in time"
    return f"cannot be reached: the connection broke or the answer is malformed ({type(error).__name__})"


def _chain(error: BaseException) -> list[BaseException]:
    """Return `error` and what it wraps: urllib3 keeps the reason in an attribute, requests in the arguments."""
    chain: list[BaseException] = []
    step: BaseException | None = error
    while isinstance(step, BaseException) and step not in chain:
        chain.append(step)
        inner = getattr(step, "reason", None) or next(iter(step.args), None)
        step = inner if isinstance(inner, BaseException) else None
    return chain


def _lookup(host: str) -> str | None:
    try:
        socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except OSError:
        return DOES_NOT_RESOLVE.format(host=host)
    return None


def _proxy(url: str) -> str | None:
    proxy: str | None = select_proxy(url, get_environ_proxies(url))
    return proxy

"""The network as engines need it: bounded waits, polite retries, and the true cause of a failure in one sentence."""

import logging
import socket
import threading
from collections.abc import Callable
from email.utils import parsedate_to_datetime
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
MALFORMED_PROXY = "the address of the proxy is malformed; see HTTPS_PROXY and HTTP_PROXY"

_PORTS = {"http": 80, "https": 443, "socks4": 1080, "socks5": 1080, "socks5h": 1080}

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
        """Return the seconds that Retry-After asks for; None without one that makes sense.

        One that is a date counts from the server's own date: this machine's clock may be set wrong.
        """
        try:
            wait_s = super().get_retry_after(response)
            asked, now = response.headers.get("Retry-After", ""), response.headers.get("Date", "")
            if wait_s is not None and now and not asked.strip().isdecimal():
                wait_s = (parsedate_to_datetime(asked) - parsedate_to_datetime(now)).total_seconds()
            return None if wait_s is None else max(wait_s, 0.0)
        except (InvalidHeader, TypeError, ValueError, OverflowError):
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
    """Return why the name of the server of `url`, or of the proxy before it, does not resolve in time, or None."""
    try:
        host, _ = _first_hop(url)
    except ValueError:
        return MALFORMED_PROXY
    outcome: list[str | None] = []
    # getaddrinfo knows no timeout. A thread that hangs ends when the system's resolver gives up.
    thread = threading.Thread(target=lambda: outcome.append(_lookup(host)), name="resolve", daemon=True)
    thread.start()
    thread.join(timeout_s)
    return outcome[0] if outcome else f"{DOES_NOT_RESOLVE.format(host=host)} within {timeout_s:g} s"


def probe(url: str, *, timeout_s: float) -> str | None:
    """Return why the server of `url`, or the proxy before it, takes no connection; takes twice `timeout_s` at most."""
    reason = unresolved(url, timeout_s=timeout_s)
    if reason is None:
        host, port = _first_hop(url)
        try:
            socket.create_connection((host, port), timeout_s).close()
        except OSError as error:
            reason = f"{host} takes no connection ({error})"
    return reason


def cause(error: requests.exceptions.RequestException) -> str:
    """Return in one sentence why a request failed."""
    if isinstance(error, requests.exceptions.SSLError):
        return "the server's certificate cannot be trusted"
    if isinstance(error, requests.exceptions.InvalidProxyURL):
        return f"cannot be reached: {MALFORMED_PROXY}"
    for inner in _chain(error):
        if isinstance(inner, UnresolvedError):
            return "cannot be reached: the name of the server or the proxy does not resolve"
        if isinstance(inner, NewConnectionError):
            return f"cannot be reached: {str(inner).rpartition(': ')[2]}"
        if isinstance(inner, TimeoutError_ | requests.exceptions.Timeout):
            return "no answer in time"
    return f"cannot be reached: the connection broke or the answer is malformed ({type(error).__name__})"


def _chain(error: BaseException) -> list[BaseException]:
    """Return `error` and what it wraps: urllib3 keeps that in an attribute, requests in the arguments."""
    chain: list[BaseException] = []
    step: BaseException | None = error
    while step is not None and step not in chain:
        chain.append(step)
        wrapped = (getattr(step, "reason", None), getattr(step, "original_error", None), *step.args)
        step = next((inner for inner in wrapped if isinstance(inner, BaseException)), None)
    return chain


def _lookup(host: str) -> str | None:
    try:
        socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except OSError:
        return DOES_NOT_RESOLVE.format(host=host)
    return None


def _first_hop(url: str) -> tuple[str, int]:
    """Return host and port of what a request for `url` connects to: a proxy, if one is set, resolves the rest."""
    proxy: str | None = select_proxy(url, get_environ_proxies(url))
    target = urlsplit(url if not proxy else proxy if "://" in proxy else f"http://{proxy}")
    if not target.hostname:
        raise ValueError("no host")
    return target.hostname, target.port or _PORTS.get(target.scheme, 80)

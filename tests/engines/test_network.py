"""The network as engines need it: bounded waits, and the true cause of a failure."""

import http.server
import threading
import time
from collections.abc import Iterator

import pytest
import requests
from requests.adapters import HTTPAdapter
from urllib3.response import HTTPResponse

from tests.support.ports import free_port
from voiceedu.engines import network


class Server(http.server.ThreadingHTTPServer):
    """Answers 429 with `retry_after` to the first request, and 200 after that."""

    retry_after = "1"
    asked = 0


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Server)
        self.server.asked += 1
        self.send_response(429 if self.server.asked == 1 else 200)
        if self.server.asked == 1:
            self.send_header("Retry-After", self.server.retry_after)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def post(server: Server) -> tuple[int, float]:
    """Return the status that comes in the end, and how many seconds that took."""
    started = time.monotonic()
    with requests.Session() as session:
        session.mount("http://", HTTPAdapter(max_retries=network.RETRIES.new(backoff_factor=0, backoff_jitter=0)))
        status = session.post(f"http://127.0.0.1:{server.server_port}/", timeout=10).status_code
    return status, time.monotonic() - started


def test_short_retry_after_is_waited_for(server: Server) -> None:
    """A server that asks for a second gets a second, and then the same request."""
    status, seconds = post(server)
    assert (status, server.asked) == (200, 2)
    assert seconds >= 1


def test_long_retry_after_is_not_waited_for(server: Server) -> None:
    """A server that asks for an hour is left alone at once."""
    server.retry_after = "3600"
    status, seconds = post(server)
    assert (status, server.asked) == (429, 1)
    assert seconds < 5


@pytest.mark.parametrize("value", ["soon", "-", "Sat, 01 Jan 99999999999999 00:00:00 GMT"])
def test_retry_after_without_sense_is_as_none(server: Server, value: str) -> None:
    """A Retry-After that is not a time is ignored, and the request is sent again."""
    server.retry_after = value
    status, seconds = post(server)
    assert (status, server.asked) == (200, 2)
    assert seconds < 5


@pytest.mark.parametrize("step_s", [0, 60, -60, 86_400, -86_400])
def test_retry_after_as_a_date_counts_from_the_servers_date(monkeypatch: pytest.MonkeyPatch, step_s: int) -> None:
    """Though this machine's clock is a minute or a day wrong, a server that asks for seven seconds gets seven."""
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + step_s)
    headers = {"Date": "Thu, 26 Nov 2026 23:59:57 GMT", "Retry-After": "Fri, 27 Nov 2026 00:00:04 GMT"}
    assert network.PoliteRetry().get_retry_after(HTTPResponse(headers=headers)) == 7


@pytest.mark.parametrize(("asked", "wait_s"), [("7", 7), ("Thu, 26 Nov 2026 23:00:00 GMT", 0), ("soon", None)])
def test_retry_after_beside_a_date(asked: str, wait_s: float | None) -> None:
    """Seconds are seconds, what is over is not waited for, and what is no time is ignored."""
    headers = {"Date": "Thu, 26 Nov 2026 23:59:57 GMT", "Retry-After": asked}
    assert network.PoliteRetry().get_retry_after(HTTPResponse(headers=headers)) == wait_s


def test_name_that_does_not_resolve_is_said() -> None:
    """The reason names the host."""
    reason = network.unresolved("https://nothing.invalid/", timeout_s=20)
    assert reason is not None
    assert reason.startswith("the name nothing.invalid does not resolve")
    assert network.unresolved("http://127.0.0.1/", timeout_s=20) is None


def test_server_that_takes_no_connection_is_found(server: Server) -> None:
    """A probe sees a server that is there, and says why one that is not cannot be used."""
    assert network.probe(f"http://127.0.0.1:{server.server_port}/", timeout_s=5) is None
    port = free_port()
    reason = network.probe(f"http://127.0.0.1:{port}/", timeout_s=5)
    assert reason is not None
    assert reason.startswith("127.0.0.1 takes no connection (")


def test_malformed_proxy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy setting that is no address is the cause, and says where it is set."""
    monkeypatch.setenv("HTTPS_PROXY", "http://")
    assert network.unresolved("https://translate.google.com/", timeout_s=5) == network.MALFORMED_PROXY


def test_cause_is_a_sentence() -> None:
    """A refused connection is told in one sentence, without the objects of a library."""
    port = free_port()
    with pytest.raises(requests.exceptions.ConnectionError) as raised:
        requests.post(f"http://127.0.0.1:{port}/", timeout=5)
    assert network.cause(raised.value) == "cannot be reached: [Errno 111] Connection refused"
    assert network.cause(requests.exceptions.ReadTimeout()) == "no answer in time"
    assert network.cause(requests.exceptions.SSLError()) == "the server's certificate cannot be trusted"

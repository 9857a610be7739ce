"""A WSGI application gets a request as RSGI has it, and its response is sent whole."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from werkzeug.wrappers import Request

from voiceedu.server import wsgi
from voiceedu.server.rsgi import Headers


class FakeHeaders:
    """The headers of a request, given as pairs."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._pairs = pairs

    def __contains__(self, name: str) -> bool:
        return name in self.keys()

    def keys(self) -> list[str]:
        return list(dict(self._pairs))

    def get(self, name: str, default: str | None = None) -> str | None:
        return dict(reversed(self._pairs)).get(name, default)

    def get_all(self, name: str) -> list[str]:
        return [value for key, value in self._pairs if key == name]


@dataclass
class FakeScope:
    """A request as RSGI describes it."""

    method: str = "GET"
    path: str = "/"
    query_string: str = ""
    http_version: str = "1.1"
    scheme: str = "http"
    server: str = "127.0.0.1:8000"
    client: str = "192.0.2.1:40000"
    headers: Headers = field(default_factory=lambda: FakeHeaders([("host", "voice.example")]))


def test_request_arrives_as_it_was_sent() -> None:
    """Method, path, query, body, host and client are those of the request; names are decoded from UTF-8."""
    headers = FakeHeaders([("host", "voice.example"), ("content-type", "application/x-www-form-urlencoded")])
    scope = FakeScope("POST", "/en/élan", "at=en%2Fmenu-1", headers=headers)
    request = Request(wsgi.environ(scope, b"Digits=2"))
    assert (request.method, request.path, request.args["at"]) == ("POST", "/en/élan", "en/menu-1")
    assert (request.form["Digits"], request.host, request.remote_addr) == ("2", "voice.example", "192.0.2.1")
    assert request.server == ("127.0.0.1", 8000)


@pytest.mark.parametrize(
    ("client", "address"),
    [("[::1]:40000", "::1"), ("[::ffff:192.0.2.1]:40000", "::ffff:192.0.2.1"), ("192.0.2.1:40000", "192.0.2.1")],
)
def test_address_of_a_client_has_no_brackets(client: str, address: str) -> None:
    """REMOTE_ADDR is an address alone, also of IPv6: whoever compares it can read it."""
    assert wsgi.environ(FakeScope(client=client), b"")["REMOTE_ADDR"] == address


def test_repeated_headers_are_joined() -> None:
    """Two lines of one header are one list."""
    scope = FakeScope(headers=FakeHeaders([("if-none-match", '"a"'), ("if-none-match", '"b"')]))
    assert wsgi.environ(scope, b"")["HTTP_IF_NONE_MATCH"] == '"a","b"'


def test_header_with_an_underscore_is_dropped() -> None:
    """A header X_Request_ID is not taken for X-Request-ID."""
    environ = wsgi.environ(FakeScope(headers=FakeHeaders([("x_request_id", "forged")])), b"")
    assert "forged" not in environ.values()


def test_response_is_read_and_closed() -> None:
    """Status, headers and all pieces of a body are returned, and the body is closed."""
    closed = []

    class Body(list[bytes]):
        def close(self) -> None:
            closed.append(True)

    def app(_: dict[str, Any], start_response: Any) -> Body:
        start_response("201 Created", [("X-A", "b")])
        return Body([b"one", b"two"])

    response = wsgi.call(app, wsgi.environ(FakeScope(), b""))
    assert (response.status, response.headers, response.body) == ("201 Created", [("X-A", "b")], b"onetwo")
    assert closed == [True]


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("can't start new thread")])
def test_no_memory_is_a_503_and_a_line(caplog: pytest.LogCaptureFixture, error: Exception) -> None:
    """Where the system refuses memory, a client is told to come back, and the log what would do, in a line."""

    def app(_: dict[str, Any], start_response: Any) -> list[bytes]:
        raise error

    response = wsgi.call(app, wsgi.environ(FakeScope(path="/en/"), b""))
    assert response.status == "503"
    assert ("Retry-After", "5") in response.headers
    assert "GET /en/ failed: there is not enough memory. Allow more" in caplog.text
    assert "Traceback" not in caplog.text


def test_exception_is_a_500_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    """An application that raises an exception gets a short 500 sent; the log has path and traceback."""

    def app(_: dict[str, Any], start_response: Any) -> list[bytes]:
        raise ZeroDivisionError

    response = wsgi.call(app, wsgi.environ(FakeScope(path="/en/"), b""))
    assert response.status == "500"
    assert "GET /en/ failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text

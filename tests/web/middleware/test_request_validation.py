"""Malformed requests are answered with 400 before anything else sees them."""

from collections.abc import Iterable
from typing import Any

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from voiceedu.web.middleware.request_validation import RequestValidation, is_host


class Inside:
    """An application that remembers what reached it."""

    def __init__(self) -> None:
        self.environ: dict[str, Any] = {}

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.environ = environ
        start_response("200 OK", [("Content-Length", "2")])
        return [b"in"]


def ask(**environ: str) -> tuple[str, dict[str, str], bytes, Inside]:
    inside = Inside()
    request = EnvironBuilder("/en/").get_environ() | environ
    body, status, headers = run_wsgi_app(RequestValidation(inside), request)
    return status, {name.lower(): value for name, value in headers.items()}, b"".join(body), inside


def test_well_formed_request_passes_untouched() -> None:
    """What is well-formed reaches the application as it came."""
    status, _, body, inside = ask(HTTP_HOST="voice.example.org:8080", REQUEST_METHOD="HEAD")
    assert (status, body) == ("200 OK", b"in")
    assert inside.environ["PATH_INFO"] == "/en/"


@pytest.mark.parametrize(
    ("environ", "problem"),
    [
        ({"REQUEST_METHOD": "get"}, "method"),
        ({"REQUEST_METHOD": "G" * 17}, "method"),
        ({"REQUEST_METHOD": ""}, "method"),
        ({"PATH_INFO": "en/"}, "path"),
        ({"PATH_INFO": "*"}, "path"),
        ({"HTTP_HOST": "a b"}, "Host"),
        ({"HTTP_HOST": ""}, "Host"),
        ({"HTTP_HOST": "voice.example.org/evil"}, "Host"),
        ({"HTTP_HOST": "user@voice.example.org"}, "Host"),
        ({"HTTP_HOST": "voice.example.org:port"}, "Host"),
    ],
    ids=str,
)
def test_malformed_request_is_refused(environ: dict[str, str], problem: str) -> None:
    """The answer is a short plain 400 that says what is wrong, is not kept, and closes the connection."""
    status, headers, body, inside = ask(**environ)
    assert status == "400 Bad Request"
    assert problem in body.decode()
    assert headers["content-length"] == str(len(body))
    assert (headers["cache-control"], headers["connection"]) == ("no-store", "close")
    assert not inside.environ


@pytest.mark.parametrize(("version", "expected"), [("HTTP/1.0", "200 OK"), ("HTTP/1.1", "400 Bad Request")])
def test_only_the_oldest_clients_need_no_host(version: str, expected: str) -> None:
    """HTTP/1.1 requires a Host (RFC 9112, 3.2); HTTP/1.0 has none."""
    request = EnvironBuilder("/en/").get_environ() | {"SERVER_PROTOCOL": version}
    del request["HTTP_HOST"]
    _, status, _ = run_wsgi_app(RequestValidation(Inside()), request)
    assert status == expected


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "127.0.0.1:8000",
        "[::1]:8000",
        "[2001:db8::7]",
        "a_b.example",
        "xn--bcher-kva.example.",
        ".".join(["x" * 63] * 3 + ["x" * 61]) + ":65535",
    ],
)
def test_hosts_that_clients_send_are_hosts(host: str) -> None:
    """Names, addresses of both kinds, ports, and the underscore that some networks have."""
    assert is_host(host)


@pytest.mark.parametrize(
    "host", ["", ":80", "[::1", "a" * 256, "a:123456", "a\n", "ü.example", "a,b", "xn--a", "XN--a.example"]
)
def test_what_no_client_means_is_no_host(host: str) -> None:
    """What could not be written into a link is not taken for a host."""
    assert not is_host(host)


def test_date_that_is_none_is_left_out() -> None:
    """A year of twenty digits is no date: the condition is ignored, as HTTP says, and the answer is not an error."""
    date = "Sat, 01 Jan 99999999999999999999 00:00:00 GMT"
    status, _, _, inside = ask(HTTP_IF_MODIFIED_SINCE=date, HTTP_IF_NONE_MATCH='"a"')
    assert status == "200 OK"
    assert "HTTP_IF_MODIFIED_SINCE" not in inside.environ
    assert inside.environ["HTTP_IF_NONE_MATCH"] == '"a"'


def test_true_date_is_kept() -> None:
    """A condition that can be read is for the application to judge."""
    date = "Sat, 01 Jan 2022 00:00:00 GMT"
    assert ask(HTTP_IF_MODIFIED_SINCE=date)[3].environ["HTTP_IF_MODIFIED_SINCE"] == date

"""What the platform fetches, and what it refuses."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import numpy as np
import pytest
from twilio.request_validator import RequestValidator

from tests.telephone.webhook import Fetcher, WebhookError, signature
from voiceedu.audio import wav

TOKEN = "a-token"
TONE = (8000 * np.sin(np.arange(8000) / 3)).astype(np.int16)
ANSWERS = {
    "/twiml": (200, "text/xml; charset=utf-8", b"<Response/>"),
    "/html": (200, "text/html", b"<Response/>"),
    "/gone": (404, "text/xml", b"<Response/>"),
    "/moved": (302, "text/xml", b""),
    "/clip.wav": (200, "audio/wav", wav.pcm(TONE, 8000)),
    "/wide.wav": (200, "audio/wav", wav.pcm(TONE, 24000)),
    "/clip.txt": (200, "text/plain", wav.pcm(TONE, 8000)),
}


class Application(BaseHTTPRequestHandler):
    """Answers from ANSWERS, and records requests in the server's `asked`."""

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        asked: list[tuple[str, str, dict[str, str], str | None]] = self.server.asked  # type: ignore[attr-defined]
        asked.append((self.command, path, dict(parse_qsl(body or query)), self.headers["X-Twilio-Signature"]))
        status, kind, answer = ANSWERS[path]
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Location", "/twiml")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture(scope="module")
def application() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Application) as server:
        server.asked = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def url(application: ThreadingHTTPServer) -> str:
    application.asked.clear()  # type: ignore[attr-defined]
    return f"http://127.0.0.1:{application.server_port}"


def test_a_request_is_signed_as_twilio_signs(application: ThreadingHTTPServer, url: str) -> None:
    """Twilio's own validator accepts our signatures, for POST and GET, and no changed request."""
    fields = {"Digits": "#", "From": "+12025550101", "CallSid": "CA1"}
    assert signature(TOKEN, f"{url}/twiml?at=en/menu-1", fields) == RequestValidator(TOKEN).compute_signature(
        f"{url}/twiml?at=en/menu-1", fields
    )
    fetcher = Fetcher(token=TOKEN)
    assert fetcher.document(f"{url}/twiml", "POST", fields) == "<Response/>"
    assert fetcher.document(f"{url}/twiml", "GET", {"Digits": "1"}) == "<Response/>"
    post, get = application.asked  # type: ignore[attr-defined]
    assert post[:3] == ("POST", "/twiml", fields)
    assert RequestValidator(TOKEN).validate(f"{url}/twiml", post[2], post[3])
    assert not RequestValidator("another").validate(f"{url}/twiml", post[2], post[3])
    assert get[:3] == ("GET", "/twiml", {"Digits": "1"})
    assert RequestValidator(TOKEN).validate(f"{url}/twiml?Digits=1", {}, get[3])


@pytest.mark.parametrize("path", ["/html", "/gone", "/moved"])
def test_bad_document_is_an_error(url: str, path: str) -> None:
    """Another media type, an error status or a redirect is an application error."""
    with pytest.raises(WebhookError, match=path):
        Fetcher().document(url + path, "POST", {})


def test_refused_connection_is_an_error() -> None:
    """A refused connection is reported as such."""
    with pytest.raises(WebhookError, match="Connection refused"):
        Fetcher().document("http://127.0.0.1:1/", "POST", {})


def test_a_recording_is_fetched_once(application: ThreadingHTTPServer, url: str) -> None:
    """A recording is decoded once and kept for later calls."""
    fetcher = Fetcher()
    for _ in range(2):
        assert (fetcher.recording(f"{url}/clip.wav") == TONE).all()
    assert len(application.asked) == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["/wide.wav", "/clip.txt", "/gone", "/moved"])
def test_bad_recording_is_an_error(url: str, path: str) -> None:
    """A clip at another rate, of another media type, or behind a redirect is an error."""
    with pytest.raises(WebhookError, match=path):
        Fetcher().recording(url + path)

"""The server as a whole, over real sockets."""

import http.client
import signal
import time
from pathlib import Path

import pytest

from tests.server import Server, missing, serve
from voiceedu.config import SHIPPED_LIBRARY


def test_first_page_while_the_rest_still_renders(tmp_path: Path) -> None:
    """A fresh installation answers a page, and makes a clip that is asked for, before everything is published."""
    with serve(tmp_path, library=str(SHIPPED_LIBRARY), cache=str(tmp_path / "cache"), engines="espeak") as server:
        assert server.get("/en/talking-with-your-provider")[0] == 200
        assert missing(server)
        assert server.get("/phone/en/talking-with-your-provider.mp3")[0] == 200
        server.wait_until_ready()
        assert missing(server) == []
        # The last thing it says is where to go.
        deadline = time.monotonic() + 30
        while not server.log.read_text().rstrip().endswith(f"Every recording is ready: {server.url}/"):
            assert time.monotonic() < deadline, server.log.read_text()
            time.sleep(0.1)


def test_workers_answer_from_the_start(tmp_path: Path, library: Path) -> None:
    """However early it is asked, and however often it is started, no worker ever hangs."""
    cache = tmp_path / "cache"
    for number in range(5):
        folder = tmp_path / str(number)
        folder.mkdir()
        with serve(folder, library=str(library), cache=str(cache), engines="tone") as server:
            assert [server.get("/en/nerve-blocks")[0] for _ in range(20)] == [200] * 20


def test_stops_when_told(tmp_path: Path, library: Path) -> None:
    """SIGTERM ends the server, its workers and its render, without an error."""
    with serve(tmp_path, library=str(library), cache=str(tmp_path / "cache"), engines="tone") as server:
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=30) == 0
    assert "Traceback" not in server.log.read_text()


def test_every_link_of_every_page_answers(server: Server) -> None:
    """Starting from /, every link and every sound leads to something."""
    from tests.web.test_pages import Page

    seen, waiting = set(), {"/"}
    while waiting:
        path = waiting.pop()
        seen.add(path)
        status, headers, body = server.get(path)
        assert status == 200, path
        if headers["content-type"].startswith("text/html"):
            found = {
                value for _, tag in Page(body.decode()).tags for value in (tag.get("href"), tag.get("src")) if value
            }
            waiting |= {link for link in found if link.startswith("/")} - seen
    assert {"/en/nerve-blocks", "/en/nerve-blocks.txt", "/static/style.css"} <= seen


@pytest.mark.parametrize("path", ["/phone/en/nerve-blocks.mp3", "/en/nerve-blocks", "/phone/manifest.json"])
def test_head_over_a_real_socket(server: Server, path: str) -> None:
    """HEAD has the length of the body that GET would send, and the connection stays usable."""
    status, headers, body = server.get(path)
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=30)
    for _ in range(2):
        connection.request("HEAD", path)
        answer = connection.getresponse()
        assert answer.status == status == 200
        assert answer.read() == b""
        assert answer.headers["Content-Length"] == str(len(body)) == headers["content-length"]
    connection.close()

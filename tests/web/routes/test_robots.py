"""What programs of others find at the root."""

from urllib.robotparser import RobotFileParser

from flask.testing import FlaskClient


def test_pages_and_recordings_may_be_found(client: FlaskClient) -> None:
    """Search engines may read pages and recordings, and leave the phone line alone."""
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").text.splitlines())
    assert all(
        robots.can_fetch("any", path) for path in ("/", "/en/nerve-blocks", "/en/nerve-blocks.mp3", "/clips/a/b.mp3")
    )
    assert not any(robots.can_fetch("any", path) for path in ("/ivr/twiml", "/phone/en/nerve-blocks.mp3"))


def test_worker_of_the_browser_is_at_the_root(client: FlaskClient) -> None:
    """The script that answers offline stands at the root: a browser lets it answer for all pages then."""
    with client.get("/service-worker.js") as answer:
        assert answer.content_type.startswith("text/javascript")
        assert answer.headers["Cache-Control"] == "no-cache"

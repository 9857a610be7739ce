"""The security headers of pages and of other responses."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("path", ["/", "/en/", "/en/nerve-blocks", "/en/no-such-thing"])
def test_pages_are_strict(client: FlaskClient, path: str) -> None:
    """A page's policy allows nothing from other origins and nothing inline."""
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_pages_are_revalidated(client: FlaskClient) -> None:
    """A page has an ETag, and a browser that has the page gets 304."""
    first = client.get("/en/nerve-blocks")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get("/en/nerve-blocks", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/en/nerve-blocks",
        "/en/nerve-blocks.txt",
        "/en/feed.xml",
        "/phone/en/manifest.json",
        "/en/app.webmanifest",
        "/robots.txt",
        "/service-worker.js",
        "/static/style.css",
    ],
)
def test_preconditions_hold_as_rfc_9110_says(client: FlaskClient, path: str) -> None:
    """`If-Match: *` holds of whatever is there, and a response that is refused has no body; the same from the cache."""
    for _ in range(2):
        assert client.get(path, headers={"If-Match": "*"}).status_code == 200
        refused = client.get(path, headers={"If-Match": '"other"', "Accept-Encoding": "gzip"})
        assert (refused.status_code, refused.data) == (412, b"")
        assert {"Content-Type", "Content-Encoding"}.isdisjoint(refused.headers.keys())
        assert client.get(path).data  # the page is in the cache now


@pytest.mark.parametrize("path", ["/en/nerve-blocks.mp3", "/phone/en/nerve-blocks.wav", "/phone/en/manifest.json"])
def test_machines_get_short_headers(client: FlaskClient, path: str) -> None:
    """Responses for programs have no page policy."""
    headers = client.get(path).headers
    assert "Content-Security-Policy" not in headers
    assert headers["X-Content-Type-Options"] == "nosniff"

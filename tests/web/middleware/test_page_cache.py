"""A rendered page is sent again while nothing that it shows has changed."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask, template_rendered
from flask.testing import FlaskClient
from jinja2 import Template

from tests.conftest import NERVE_BLOCKS
from voiceedu.config import Settings
from voiceedu.errors import StoreError
from voiceedu.publishing import library_watch
from voiceedu.publishing.studio import Studio
from voiceedu.storage.store import Store
from voiceedu.web.middleware import page_cache

PAGE = "/en/nerve-blocks"


@pytest.fixture
def rendered_templates(app: Flask) -> Iterator[list[str]]:
    """The names of the templates rendered so far."""
    names: list[str] = []

    def note(_: Flask, template: Template, **__: object) -> None:
        names.append(str(template.name))

    with template_rendered.connected_to(note, app):
        yield names


@pytest.fixture
def own(rendered: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A published library that a test may change; each request looks for changes."""
    monkeypatch.setattr(library_watch, "LOOK_S", 0.0)
    library = shutil.copytree(rendered.library, tmp_path / "library")
    cache = shutil.copytree(rendered.cache, tmp_path / "cache")
    return Settings(library=library, cache=str(cache), engines=("tone",))


@pytest.mark.parametrize("path", [PAGE, "/", "/en/"])
def test_page_is_rendered_once(client: FlaskClient, rendered_templates: list[str], path: str) -> None:
    """The second request gets the page and headers of the first, except the request id."""
    first, second = client.get(path), client.get(path)
    assert len(rendered_templates) == 1
    assert second.data == first.data
    numbers = [answer.headers.pop("X-Request-ID") for answer in (first, second)]
    assert len(set(numbers)) == 2
    assert sorted(second.headers) == sorted(first.headers)


def test_cached_page_is_revalidated(client: FlaskClient) -> None:
    """A cached page answers its ETag with 304, the headers that RFC 9110 asks for, and no body."""
    etag = client.get(PAGE).headers["ETag"]
    again = client.get(PAGE, headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    assert (again.headers["ETag"], again.headers["Cache-Control"]) == (etag, "no-cache")
    assert "Accept-Encoding" in again.headers["Vary"]
    assert client.get(PAGE, headers={"If-None-Match": '"other"'}).status_code == 200


def test_page_follows_what_is_published(own: Settings, make_app: Callable[[Settings], Flask]) -> None:
    """When another process publishes new words, the next response shows them."""
    client = make_app(own).test_client()
    client.get(PAGE)
    changed = NERVE_BLOCKS.replace("It blocks pain signals.", "It stops pain signals.")
    (own.library / "en" / "nerve-blocks.md").write_text(changed, encoding="utf-8")
    elsewhere = Studio(own)
    procedure = elsewhere.library.find("en", "nerve-blocks")
    assert procedure is not None
    elsewhere.render(procedure)
    assert "It stops pain signals." in client.get(PAGE).text


def test_page_follows_the_library(own: Settings, make_app: Callable[[Settings], Flask]) -> None:
    """A procedure added to the library appears in the next list; one removed from it no longer has a page."""
    client = make_app(own).test_client()
    assert "Spinal" not in client.get("/").text
    assert client.get("/en/epidural-injections").status_code == 200
    text = NERVE_BLOCKS.replace("title: Nerve blocks", "title: Spinal cord stimulation")
    (own.library / "en" / "spinal.md").write_text(text, encoding="utf-8")
    (own.library / "en" / "epidural-injections.md").unlink()
    assert "Spinal cord stimulation" in client.get("/").text
    assert client.get("/en/epidural-injections").status_code == 404


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS"])
def test_other_methods_bypass_the_cache(client: FlaskClient, method: str) -> None:
    """Only GET is answered from the cache: HEAD has no body and POST is refused."""
    before = client.open(PAGE, method=method)
    client.get(PAGE)
    after = client.open(PAGE, method=method)
    assert (after.status_code, after.data) == (before.status_code, before.data)


def test_a_search_is_not_the_list(client: FlaskClient) -> None:
    """A search does not get the cached list, and the list does not get a search."""
    whole = client.get("/")
    assert client.get("/?q=epidural").data != whole.data
    assert client.get("/").data == whole.data


def test_page_larger_than_the_cache_is_sent(
    rendered: Settings, make_app: Callable[[Settings], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page larger than the whole cache is rendered each time, without an error."""
    monkeypatch.setattr(page_cache, "LIMIT_BYTES", 100)
    client = make_app(rendered).test_client()
    assert [client.get(PAGE).status_code for _ in range(2)] == [200, 200]


def test_store_error_bypasses_the_cache(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the store cannot be read, the application reports the error instead of a cached page."""
    client.get(PAGE)

    def fail(*_: object) -> None:
        raise StoreError("the bucket does not answer")

    monkeypatch.setattr(Store, "rendition", fail)
    answer = client.get(PAGE)
    assert answer.status_code == 503
    assert answer.content_type.startswith("text/html")

"""Pages that are sent again as they were, and only while that is what they would be."""

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
from voiceedu.publishing import studio as studios
from voiceedu.publishing.studio import Studio
from voiceedu.storage.store import Store
from voiceedu.web.middleware import page_memory

PAGE = "/en/nerve-blocks"


@pytest.fixture
def drawings(app: Flask) -> Iterator[list[str]]:
    """The names of the templates that have been drawn."""
    drawn: list[str] = []

    def note(_: Flask, template: Template, **__: object) -> None:
        drawn.append(str(template.name))

    with template_rendered.connected_to(note, app):
        yield drawn


@pytest.fixture
def own(rendered: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A published library that may be changed, and is looked at with each request."""
    monkeypatch.setattr(studios, "LIBRARY_LOOK_S", 0.0)
    library = shutil.copytree(rendered.library, tmp_path / "library")
    cache = shutil.copytree(rendered.cache, tmp_path / "cache")
    return Settings(library=library, cache=str(cache), engines=("tone",))


@pytest.mark.parametrize("path", [PAGE, "/", "/en/"])
def test_page_is_drawn_once(client: FlaskClient, drawings: list[str], path: str) -> None:
    """The second listener gets the first one's page, with every header but the number of the request."""
    first, second = client.get(path), client.get(path)
    assert len(drawings) == 1
    assert second.data == first.data
    numbers = [answer.headers.pop("X-Request-ID") for answer in (first, second)]
    assert len(set(numbers)) == 2
    assert sorted(second.headers) == sorted(first.headers)


def test_who_has_the_page_is_told_so(client: FlaskClient) -> None:
    """A page that is remembered is revalidated by its ETag: 304, with what the RFC wants, and no body."""
    etag = client.get(PAGE).headers["ETag"]
    again = client.get(PAGE, headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    assert (again.headers["ETag"], again.headers["Cache-Control"]) == (etag, "no-cache")
    assert "Accept-Encoding" in again.headers["Vary"]
    assert client.get(PAGE, headers={"If-None-Match": '"other"'}).status_code == 200


def test_page_follows_what_is_published(own: Settings, make_app: Callable[[Settings], Flask]) -> None:
    """With new words published by anybody, the next answer has them."""
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
    """A procedure that joins the library is in the next list, and one that leaves it has no page any more."""
    client = make_app(own).test_client()
    assert "Spinal" not in client.get("/").text
    assert client.get("/en/epidural-injections").status_code == 200
    text = NERVE_BLOCKS.replace("title: Nerve blocks", "title: Spinal cord stimulation")
    (own.library / "en" / "spinal.md").write_text(text, encoding="utf-8")
    (own.library / "en" / "epidural-injections.md").unlink()
    assert "Spinal cord stimulation" in client.get("/").text
    assert client.get("/en/epidural-injections").status_code == 404


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS"])
def test_other_methods_are_answered_as_ever(client: FlaskClient, method: str) -> None:
    """Only a GET is answered from memory: a HEAD has no body, and a POST is refused."""
    before = client.open(PAGE, method=method)
    client.get(PAGE)
    after = client.open(PAGE, method=method)
    assert (after.status_code, after.data) == (before.status_code, before.data)


def test_a_search_is_not_the_list(client: FlaskClient) -> None:
    """A remembered list is not given to who searches, nor a search to who wants the list."""
    whole = client.get("/")
    assert client.get("/?q=epidural").data != whole.data
    assert client.get("/").data == whole.data


def test_a_page_too_large_to_remember_is_sent(
    rendered: Settings, make_app: Callable[[Settings], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page larger than the whole memory is drawn each time, and is no error."""
    monkeypatch.setattr(page_memory, "LIMIT_BYTES", 100)
    client = make_app(rendered).test_client()
    assert [client.get(PAGE).status_code for _ in range(2)] == [200, 200]


def test_a_store_that_fails_is_reported_as_of_any_page(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it cannot be asked what is published, a remembered page gives way to the application's own error."""
    client.get(PAGE)

    def fail(*_: object) -> None:
        raise StoreError("the bucket does not answer")

    monkeypatch.setattr(Store, "rendition", fail)
    answer = client.get(PAGE)
    assert answer.status_code == 500
    assert answer.content_type.startswith("text/html")

"""The clinic's logo in the header of each page, and at its address."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from voiceedu.config import Settings
from voiceedu.publishing import file_watch

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50"><path d="M0 0h200v50z"/></svg>'
PATHS = ("/", "/en/nerve-blocks", "/en/podcast", "/en/no-such-thing")


@pytest.fixture
def settings(rendered: Settings, tmp_path: Path) -> Settings:
    """Settings of a library with a logo."""
    library = shutil.copytree(rendered.library, tmp_path / "library")
    (library / "logo.svg").write_text(SVG, encoding="utf-8")
    (library / "logo.txt").write_text("A river", encoding="utf-8")
    return replace(rendered, library=library, name="Riverside Pain Clinic")


def images(client: FlaskClient, path: str) -> list[str]:
    return re.findall("<img[^>]*>", client.get(path).text)


def test_each_page_shows_the_logo_with_its_words(settings: Settings, make_app: Callable[[Settings], Flask]) -> None:
    """The header has the logo with its alternative and its size, so that nothing jumps, and the name beside it."""
    client = make_app(settings).test_client()
    for path in PATHS:
        assert images(client, path) == [
            '<img src="/logo.svg" alt="A river" width="224" height="56" decoding="async">'
        ], path
        assert "Riverside Pain Clinic</p>" in client.get(path).text


def test_the_name_is_not_said_twice(settings: Settings, make_app: Callable[[Settings], Flask]) -> None:
    """A logo that shows the clinic's name, which stands beside it, says nothing more."""
    (settings.library / "logo.txt").write_text("Riverside Pain Clinic\n", encoding="utf-8")
    assert 'alt=""' in images(make_app(settings).test_client(), "/")[0]
    assert 'alt="Riverside Pain Clinic"' in images(make_app(replace(settings, name=None)).test_client(), "/")[0]


def test_without_a_logo_nothing_is_shown(client: FlaskClient) -> None:
    """A library without a logo has no image on its pages and none at the address."""
    assert all(images(client, path) == [] for path in PATHS)
    assert client.get("/logo.svg").status_code == client.get("/logo.png").status_code == 404


def test_the_logo_is_a_picture_and_nothing_more(settings: Settings, make_app: Callable[[Settings], Flask]) -> None:
    """It has the type of its bytes, is asked for again by its ETag, and may run and load nothing."""
    client = make_app(settings).test_client()
    answer = client.get("/logo.svg")
    assert (answer.text, answer.content_type) == (SVG, "image/svg+xml")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert client.get("/logo.svg", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_a_page_that_is_kept_shows_a_new_logo(
    settings: Settings, make_app: Callable[[Settings], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the logo changes or goes, pages that were answered before show it so."""
    monkeypatch.setattr(file_watch, "LOOK_S", -1.0)
    client = make_app(settings).test_client()
    assert images(client, "/en/nerve-blocks") == images(client, "/") != []
    (settings.library / "logo.svg").unlink()
    assert images(client, "/en/nerve-blocks") == images(client, "/") == []


def test_a_broken_logo_stops_nothing(settings: Settings, make_app: Callable[[Settings], Flask]) -> None:
    """Pages go without it, and /readyz names it."""
    (settings.library / "logo.svg").write_text("<svg/>", encoding="utf-8")
    client = make_app(settings).test_client()
    assert all(images(client, path) == [] for path in PATHS)
    assert client.get("/readyz").json["broken"] == ["logo"]  # type: ignore[index]

"""The state of an application, and how a request reaches it."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from tests.support.bucket import bucket
from voiceedu.assets import Asset
from voiceedu.config import Settings
from voiceedu.content.library import Work
from voiceedu.errors import StoreError
from voiceedu.publishing import file_watch, library_watch
from voiceedu.publishing.studio import Studio
from voiceedu.storage import listings
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.store import Store
from voiceedu.web import state as states
from voiceedu.web.middleware.asset_cache import AssetCache
from voiceedu.web.state import AppState, catalogue_entries, public_url, state, studio

PATIENCE_S = 10


@pytest.fixture
def settings(library: Path, tmp_path: Path) -> Settings:
    return Settings(library=library, cache=str(tmp_path / "cache"), engines=("tone",))


def test_request_reaches_the_state_of_its_application(
    settings: Settings, make_app: Callable[[Settings], Flask]
) -> None:
    """Within a request, state and studio are those that were attached to the application."""
    app = make_app(settings)
    other = AppState.over(Studio(settings))
    with app.test_request_context("/"):
        assert state() is AppState.of(app)
        other.attach(app)
        assert state() is other
        assert studio() is other.studio


def test_absolute_urls_begin_with_the_setting_or_with_what_was_asked(
    settings: Settings, make_app: Callable[[Settings], Flask]
) -> None:
    """VOICEEDU_PUBLIC_URL stands in front of every link; without it, the address of the request. No slash ends it."""
    with make_app(settings).test_request_context("/en/", base_url="http://voice.example.org:8080/"):
        assert public_url() == "http://voice.example.org:8080"
    with make_app(replace(settings, public_url="https://voice.example.org")).test_request_context("/en/"):
        assert public_url() == "https://voice.example.org"


def test_catalogue_is_made_once_for_each_state_of_the_library(
    tmp_path: Path, make_app: Callable[[Settings], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same library gives the same entries, in listening order; a new file gives new ones."""
    monkeypatch.setattr(library_watch, "LOOK_S", -1.0)
    folder = tmp_path / "texts" / "en"
    folder.mkdir(parents=True)
    text = "---\ntitle: {}\norder: {}\n---\n\nIt is medicine.\n"
    (folder / "last.md").write_text(text.format("A last one", 2), encoding="utf-8")
    app = make_app(Settings(library=folder.parent, cache=str(tmp_path / "cache"), engines=("tone",)))
    with app.test_request_context("/"):
        before = catalogue_entries("en")
        assert catalogue_entries("en") is before
        (folder / "first.md").write_text(text.format("The first one", 1), encoding="utf-8")
        assert [entry.title for entry in catalogue_entries("en")] == ["The first one", "A last one"]
        assert catalogue_entries("nl") == ()


def test_unchanged_entries_are_kept_when_the_library_changes(
    tmp_path: Path, make_app: Callable[[Settings], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a changed library the entries of what has changed are made; another lexicon makes all of them again."""
    monkeypatch.setattr(library_watch, "LOOK_S", -1.0)
    monkeypatch.setattr(file_watch, "LOOK_S", -1.0)
    folder = tmp_path / "texts" / "en"
    folder.mkdir(parents=True)
    text = "---\ntitle: {}\n---\n\nIt is medicine.\n"
    for name in ("one", "two"):
        (folder / f"{name}.md").write_text(text.format(name), encoding="utf-8")
    state = AppState.of(make_app(Settings(library=folder.parent, cache=str(tmp_path / "cache"), engines=("tone",))))
    one, _ = state.catalogue_entries("en")
    (folder / "two.md").write_text(text.format("two of them"), encoding="utf-8")
    again, changed = state.catalogue_entries("en")
    assert again is one
    assert changed.title == "two of them"
    (folder.parent / "lexicon.tsv").write_text("medicine\tmed sin\n", encoding="utf-8")
    (folder / "two.md").write_text(text.format("two"), encoding="utf-8")
    assert state.catalogue_entries("en")[0] is not one


def test_recordings_are_read_ahead_when_the_bucket_is_back(
    rendered: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A worker that starts while its bucket is away reads what telephones play as soon as the bucket answers."""
    monkeypatch.setattr(states, "READ_AGAIN_S", 0)
    monkeypatch.setattr(Store, "is_folder", False)
    found, attempts = AppState.over(Studio(rendered)), []
    published = found.studio.published

    def away_at_first(language: str, slug: str) -> Rendition | None:
        attempts.append(slug)
        if len(attempts) < 3:
            raise StoreError("no route to host")
        return published(language, slug)

    monkeypatch.setattr(found.studio, "published", away_at_first)
    read: list[str] = []
    monkeypatch.setattr(AssetCache, "read_ahead", lambda _, paths: read.extend(paths))
    found.read_phone_assets_ahead()
    assert caplog.text.count("no route to host") == 2
    phone = {f"/{asset.path}" for work in found.studio.library.works for asset in _phone_assets(published, work)}
    assert phone
    assert set(read) == phone


def test_a_process_that_ends_reads_nothing_ahead(rendered: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """When its threads end while recordings are read ahead, as at SIGTERM, no traceback is logged."""
    monkeypatch.setattr(Store, "is_folder", False)
    found = AppState.over(Studio(rendered))
    found.assets._reads._pool.shutdown()
    found.read_phone_assets_ahead()


def test_another_machine_s_words_reach_manifest_and_feed(
    library: Path, make_app: Callable[[Settings], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another machine publishes in a bucket is shown soon, though its older rendition is known at first."""
    monkeypatch.setattr(listings, "FRESH_S", 0.05)
    with bucket() as kept:
        for name, value in kept.environ.items():
            monkeypatch.setenv(name, value)
        settings = Settings(library=library, cache=f"{kept.url}/cache", engines=("tone",))
        assert list(Studio(settings).render_all())
        client = make_app(settings).test_client()
        paths = ("/phone/en/manifest.json", "/en/feed.xml")
        assert all(b"nerve-blocks" in client.get(path).data for path in paths)

        there = Store(settings.cache)
        found, version = there.read_rendition("en", "nerve-blocks")
        assert found is not None
        assert there.publish(replace(found, title="Another title"), replacing=version)
        deadline = time.monotonic() + PATIENCE_S
        while not all(b"Another title" in client.get(path).data for path in paths):
            assert time.monotonic() < deadline
            time.sleep(0.02)


def _phone_assets(published: Callable[[str, str], Rendition | None], work: Work) -> list[Asset]:
    rendition = published(work.language, work.slug)
    return [asset for asset in rendition.assets if asset.profile == "phone"] if rendition else []

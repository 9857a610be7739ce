"""What every test can ask for: an application over a small library, its client, and a clean environment."""

import gc
import logging
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings

from tests.support.server import Server, serve
from tests.support.shared import made_once, published_once
from tests.support.templates import compile_once
from tests.support.texts import write_short_prompts, write_texts
from voiceedu.app import create_app
from voiceedu.config import Settings

# The machines are noisy: an example may take any time.
hypothesis_settings.register_profile("voiceedu", deadline=None)
hypothesis_settings.load_profile("voiceedu")
compile_once()

NERVE_BLOCKS = """\
---
title: Nerve blocks
summary: Medicine placed near a nerve.
order: 1
source: “What is Interventional Pain?” by Dr. Raj Desai
---

## What it is

A nerve block is an injection near a nerve. It blocks pain signals.

## How it can help

- It can help to find the source of pain.
- It can give relief.
"""
EPIDURAL = """\
---
title: Epidural injections
order: 2
---

Medicine goes into the epidural space. That is the area around the spinal cord.
"""
TEXTS = {"en/nerve-blocks": NERVE_BLOCKS, "en/epidural-injections": EPIDURAL}
LINE_TOPIC = """\
---
title: About {slug}
{number}---

## What it is

It is medicine.

## How it helps

It can help.
"""


LINE_NUMBERS = {"nerve-blocks": 12, "stimulation": 1, "epidural": 345}
"""What a caller enters to hear a topic; the others have no number."""

MARKS = {
    "browser": "browser",
    "telephone": "telephone",
    "screen_reader": "browser",
    "lighthouse": "browser",
    **dict.fromkeys(("audio", "cli", "engines", "exports", "formats", "production", "publishing"), "slow"),
    **dict.fromkeys(("review", "routes", "server", "storage", "system", "translations"), "slow"),
}
"""What the tests of a folder are marked with: they drive a browser, hold calls, make sound or start processes."""
ONLY_BEFORE_A_RELEASE = {"lighthouse"}
"""Folders that the option with their name brings in."""
LONGEST = ("screen_reader", "system", "narration", "server", "browser", "telephone")
"""The folders whose files take longest, the longest first. A long file begun last would leave processes idle."""
OBJECTS_OF_GARBAGE = 50_000
"""After so many new objects garbage is looked for. At Python's own 700 that takes a third of a grammar's time."""
SLOW_FIXTURES = {"rendered", "phone_settings", "server"}
"""A test that uses one of these, if only through another fixture, waits for recordings or for a server."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="run only the tests without a mark, which take seconds")
    parser.addoption("--lighthouse", action="store_true", help="run tests/lighthouse, too: a check of a release")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import what is all slow, nor what only a release is checked with."""
    folder = next(iter(collection_path.relative_to(Path(__file__).parent).parts), "")
    if folder in ONLY_BEFORE_A_RELEASE and not config.getoption(folder):
        return True
    return True if config.getoption("quick") and collection_path.name in MARKS else None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect tests without looking for garbage, and never look through them for it later: they stay to the end."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(OBJECTS_OF_GARBAGE)
        gc.enable()


@pytest.hookimpl(trylast=True)  # after pytest-randomly, whose order stays within each half
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    places = {folder: place for place, folder in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(next(iter(folders(item)), ""), len(places)))
    if config.getoption("quick"):
        marked = [item for item in items if any(item.get_closest_marker(mark) for mark in set(MARKS.values()))]
        config.hook.pytest_deselected(items=marked)
        left = set(marked)
        items[:] = [item for item in items if item not in left]


def folders(item: pytest.Item) -> list[str]:
    """Return the folders of a test's file, below tests/."""
    return item.nodeid.partition("::")[0].split("/")[1:-1]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark a test by its folder and its fixtures. Property tests are slow too. One without a mark is quick."""
    for folder in folders(item):
        if folder in MARKS:
            item.add_marker(MARKS[folder])
    fixtures = set(getattr(item, "fixturenames", ()))
    if fixtures & SLOW_FIXTURES or getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
        item.add_marker("slow")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine's reaches a test."""
    for name in [name for name in os.environ if name.startswith("VOICEEDU_")]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def logging_level_as_before() -> Iterator[None]:
    """A command that a test runs in this process sets the level of all logging; the next test begins with the old."""
    level = logging.getLogger().level
    yield
    logging.getLogger().setLevel(level)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two procedures and short prompts; not to be written to."""

    def make(folder: Path) -> None:
        write_texts(folder, TEXTS)
        write_short_prompts(folder, "en")

    return made_once(tmp_path_factory, "library", make)


@pytest.fixture(scope="session")
def rendered(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose library and prompts are published, by the tone engine; nothing in its cache may be changed."""
    return published_once(tmp_path_factory, "rendered", Settings(library=library, engines=("tone",)))


@pytest.fixture
def rendered_copy(rendered: Settings, tmp_path: Path) -> Settings:
    """`rendered`, with a cache that the test may change."""
    return replace(rendered, cache=str(shutil.copytree(rendered.cache, tmp_path / "cache")))


@pytest.fixture(scope="session")
def phone_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a phone line in two languages, with two menus and a person; nothing of it may be changed."""
    topics = ("en/overview", "en/nerve-blocks", "en/epidural", "en/ablation", "en/stimulation", "es/nerve-blocks")

    def make(folder: Path) -> None:
        for topic in topics:
            slug = topic.rpartition("/")[2]
            number = f"number: {LINE_NUMBERS[slug]}\n" if slug in LINE_NUMBERS else ""
            write_texts(folder, {topic: LINE_TOPIC.format(slug=slug, number=number)})

    settings = Settings(
        library=made_once(tmp_path_factory, "phone-library", make),
        engines=("tone",),
        staff_number="+15550100199",
        public_url="https://voice.example.org",
    )
    return published_once(tmp_path_factory, "phone", settings)


@pytest.fixture
def make_app() -> Callable[[Settings], Flask]:
    def make(settings: Settings) -> Flask:
        app = create_app(settings)
        app.testing = True
        return app

    return make


@pytest.fixture
def app(rendered: Settings, make_app: Callable[[Settings], Flask]) -> Flask:
    return make_app(rendered)


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`voiceedu serve` over the texts of the small library and the shipped prompts, all published by espeak."""
    library = made_once(tmp_path_factory, "server-library", lambda folder: write_texts(folder, TEXTS))
    settings = published_once(tmp_path_factory, "server", Settings(library=library, engines=("espeak",)))
    with serve(Path(settings.cache).parent, library=str(library), cache=settings.cache, engines="espeak") as running:
        running.wait_until_ready()
        yield running

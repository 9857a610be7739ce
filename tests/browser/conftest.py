"""Fixtures: a real browser, and pages in every state that people meet."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.conftest import EPIDURAL, NERVE_BLOCKS
from tests.support.application import use_engines
from tests.support.programs import chromium
from tests.support.server import Server, serve
from tests.support.shared import made_once, published_once
from tests.support.texts import write_texts
from voiceedu.app import create_app
from voiceedu.config import Settings
from voiceedu.engines import Speech, Voice
from voiceedu.engines.tone import ToneEngine
from voiceedu.publishing.compilations.registry import COMPILATIONS

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
]
SPANISH = """\
---
title: Bloqueos nerviosos
summary: Medicina colocada cerca de un nervio.
slug: nerve-blocks
author: Dra. Ana Ruiz
reviewed_by: Dr. Luis Soto
reviewed_on: 2026-10-05
---

## Qué es

Un bloqueo nervioso es una inyección cerca de un nervio. Bloquea las señales de dolor.
"""
DUTCH = """\
---
title: Zenuwblokkades
summary: Medicijn in de buurt van een zenuw.
slug: nerve-blocks
---

Een zenuwblokkade is een prik in de buurt van een zenuw. Hij blokkeert pijnsignalen.
"""
"""A language without a catalogue: around it the page is in English."""
ARABIC = """\
---
title: إحصار العصب
summary: دواء بالقرب من عصب.
slug: nerve-blocks
---

إحصار العصب هو حقنة بالقرب من عصب. إنه يمنع إشارات الألم.
"""
PAGES = (
    "library",
    "procedure",
    "search",
    "nothing found",
    "not found",
    "spanish",
    "dutch",
    "arabic",
    "not ready",
    "long",
    "podcast",
)
"""The pages that are judged, one of each kind; `pages` has their addresses."""


class SilentEngine(ToneEngine):
    """An engine that never finishes: it waits for `released`."""

    released = threading.Event()

    def synthesize(self, text: str, voice: Voice) -> Speech:
        self.released.wait()
        return super().synthesize(text, voice)


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Return a page; any error in the console or failed resource fails the test."""
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("requestfailed", lambda request: troubles.append(f"{request.url}: {request.failure}"))
    yield page
    # A browser aborts the download of a clip when its page is left, and reports a page that is not found.
    known = ("ERR_ABORTED", "status of 404")
    assert [trouble for trouble in troubles if not any(words in trouble for words in known)] == []


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run `voiceedu serve` over a small, fully published library in three languages, one without a catalogue."""
    texts = {
        "en/nerve-blocks": NERVE_BLOCKS,
        "en/epidural-injections": EPIDURAL,
        "es/bloqueos": SPANISH,
        "nl/zenuwblokkades": DUTCH,
        "ar/nerve-blocks": ARABIC,
    }
    library = made_once(tmp_path_factory, "site-library", lambda folder: write_texts(folder, texts))
    settings = published_once(tmp_path_factory, "site", Settings(library=library, engines=("espeak",)))
    folder = Path(settings.cache).parent
    with serve(
        folder, library=str(library), cache=settings.cache, engines="espeak", staff_number="+12025550123"
    ) as running:
        running.wait_until_ready()
        # The page tells the sizes of the compilations, which are made last.
        for language in ("en", "es", "nl", "ar"):
            for name in COMPILATIONS:
                running.get_when_made(f"/{language}/{name}")
        yield running


@pytest.fixture(scope="session")
def not_ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of an application whose recordings are never finished."""
    folder = tmp_path_factory.mktemp("not-ready")
    write_texts(folder / "library", {"en/nerve-blocks": NERVE_BLOCKS})
    settings = Settings(library=folder / "library", cache=str(folder / "cache"), engines=("tone",))
    app = create_app(settings)
    use_engines(app, [SilentEngine()])
    with answering(app) as url:
        yield url
        SilentEngine.released.set()


@pytest.fixture(scope="session")
def long_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a library with a list by letters, nothing of it rendered."""
    folder = tmp_path_factory.mktemp("long")
    kinds = ("Ablation", "Biopsy", "Cast", "Drain", "Examination", "Élan", "Filling", "Graft", "3D scan", "Injection")
    files = {
        f"en/topic-{number}": f"---\ntitle: {kinds[number % 10]} of kind {number}\n---\n\nThis is topic {number}.\n"
        for number in range(60)
    }
    write_texts(folder / "library", files)
    app = create_app(Settings(library=folder / "library", cache=str(folder / "cache"), engines=("tone",)))
    with answering(app) as url:
        yield url


@pytest.fixture(scope="session")
def pages(site: Server, not_ready: str, long_library: str) -> Callable[[str], str]:
    """Return the address of each of PAGES."""
    addresses = {
        "library": f"{site.url}/",
        "procedure": f"{site.url}/en/nerve-blocks",
        "search": f"{site.url}/en/?q=nerve",
        "nothing found": f"{site.url}/en/?q=zebra",
        "not found": f"{site.url}/en/no-such-thing",
        "spanish": f"{site.url}/es/nerve-blocks",
        "dutch": f"{site.url}/nl/nerve-blocks",
        "arabic": f"{site.url}/ar/nerve-blocks",
        "not ready": f"{not_ready}/en/nerve-blocks",
        "long": f"{long_library}/en/",
        "podcast": f"{site.url}/en/podcast",
    }
    assert tuple(addresses) == PAGES
    return addresses.__getitem__


def procedure_page(page: Page, site: Server) -> None:
    """Open the page that most tests use."""
    page.goto(f"{site.url}/en/nerve-blocks")


def open_more(page: Page) -> None:
    """Open the controls that few listeners need."""
    page.locator("summary", has_text="More controls").click()


def heard_beyond(page: Page, seconds: float) -> None:
    """Wait until the recording plays at a place beyond `seconds`, and return that place."""
    page.wait_for_function(
        "seconds => { const audio = document.querySelector('audio'); "
        "return !audio.paused && audio.currentTime > seconds }",
        arg=seconds,
        timeout=60_000,
    )


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log no line for each request."""


@contextmanager
def answering(app: Flask) -> Iterator[str]:
    """Serve `app` in threads of this process until the `with` block ends; yield the address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

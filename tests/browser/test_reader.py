"""The talking book in an independent reader: foliate-js, the engine of Foliate, from npm."""

import mimetypes
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from tests.support.epub import NODE_MODULES, Book
from tests.support.server import Server

READER = "http://localhost/reader.html"
"""Nothing listens there: what is asked for is answered by `reader`."""
SPY = """
window.players = [];
window.Audio = class extends Audio {
    constructor(...source) { super(...source); players.push(this); }
};
"""
"""Keeps what the reader plays with: it is in no document."""
MARKED = """() => view.renderer.getContents()
    .flatMap(({ doc }) => [...doc.querySelectorAll('.-epub-media-overlay-active')].map(one => one.id))"""
FOLLOW = """async last => {
    // Return the sentences in the order in which they are marked, each with how far the recording then was.
    const seen = [];
    const frame = () => new Promise(requestAnimationFrame);
    const marked = () => view.renderer.getContents()
        .flatMap(({ doc }) => [...doc.querySelectorAll('.-epub-media-overlay-active')].map(one => one.id));
    while (seen.length < last) {
        await frame();
        const ids = marked();
        if (ids.length === 1 && ids[0] !== (seen.at(-1) || [])[0]) {
            seen.push([ids[0], players.at(-1).currentTime * 1000]);
        }
    }
    return seen;
}"""


@pytest.fixture
def reader(context: BrowserContext, page: Page) -> Callable[[bytes], Page]:
    """Return a function that opens a book in the reader."""

    def read(book: bytes) -> Page:
        def answer(route: Route) -> None:
            path = urlsplit(route.request.url).path
            if path == "/book.epub":
                route.fulfill(body=book, content_type="application/epub+zip")
                return
            folder = NODE_MODULES if path.startswith("/foliate-js/") else Path(__file__).parent
            file = folder / path.lstrip("/")
            route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0])

        context.add_init_script(SPY)
        context.route("http://localhost/**", answer)
        page.goto(READER)
        page.wait_for_function("() => document.title !== 'A reader'")
        return page

    return read


def test_reader_reads_aloud(site: Server, reader: Callable[[bytes], Page]) -> None:
    """The reader plays the recording and marks each sentence shortly after it begins."""
    data = site.get("/en/nerve-blocks.epub")[2]
    (document,) = Book(data).overlays
    pars = Book(data).pars(document)
    page = reader(data)
    assert page.title() == "Nerve blocks"
    page.evaluate("() => { view.mediaOverlay.setRate(2); return view.startMediaOverlay() }")
    seen = page.evaluate(FOLLOW, 6)
    assert [one for one, _ in seen] == [par.id for par in pars[:6]]
    # The reader checks the time four times a second, and the recording plays at double speed.
    assert all(-50 <= at - par.start_ms <= 1500 for (_, at), par in zip(seen, pars, strict=False)), seen
    assert page.evaluate("() => !players.at(-1).paused && players.at(-1).currentTime > 0")
    page.evaluate("() => view.mediaOverlay.pause()")
    style = page.evaluate(
        """() => {
            const doc = view.renderer.getContents()[0].doc;
            const mark = getComputedStyle(doc.querySelector('.-epub-media-overlay-active'));
            return [mark.backgroundColor, mark.color, mark.textDecorationLine];
        }"""
    )
    assert style == ["rgb(255, 224, 138)", "rgb(0, 0, 0)", "underline"]


def test_the_library_goes_on_to_the_next(site: Server, reader: Callable[[bytes], Page]) -> None:
    """In the book of all, the next procedure follows in the order of the contents."""
    page = reader(site.get("/en/library.epub")[2])
    contents = page.evaluate("() => view.book.toc.map(one => [one.label, (one.subitems || []).map(two => two.label)])")
    assert contents == [["Nerve blocks", ["What it is", "How it can help"]], ["Epidural injections", []]]
    page.evaluate("() => view.startMediaOverlay()")
    page.wait_for_function("() => players.length && players.at(-1).currentTime > 0.5")
    page.evaluate("() => { players.at(-1).currentTime = players.at(-1).duration - 0.3 }")
    page.wait_for_function("() => players.length === 2 && players.at(-1).currentTime > 0.5")
    assert page.evaluate(MARKED) == ["s1"]
    shown = page.evaluate("() => view.renderer.getContents()[0].doc.querySelector('h1').textContent")
    assert shown == "Epidural injections"

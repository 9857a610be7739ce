"""How the pages are in Debian's Firefox: judged, measured, silent, offline and without scripts."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.test_accessibility import AAA, AXE
from tests.screen_reader import firefox
from tests.screen_reader.desktop import sound_card
from tests.screen_reader.firefox import Firefox
from tests.support.server import Server, keywords, serve
from voiceedu.config import Settings

IS_PLAYING = "const audio = document.querySelector('audio'); return !audio.paused && audio.currentTime > 0.2"
IN_VIEW = """
    const bar = document.querySelector('.bar');
    const box = [...CSS.highlights.get('spoken')][0].getBoundingClientRect();
    const isCovered = getComputedStyle(bar).position === 'sticky' && box.bottom > bar.getBoundingClientRect().top;
    const top = isCovered ? bar.getBoundingClientRect().bottom : 0;
    return box.top >= top - 1 && (box.bottom <= innerHeight + 1 || box.height > innerHeight - top);
"""
SMALL = """
    return [...document.querySelectorAll('a, button, select, summary, input')]
        .filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.matches('.skip'))
        .filter(one => Math.min(one.getBoundingClientRect().width, one.getBoundingClientRect().height) < 48)
        .map(one => one.outerHTML.slice(0, 80));
"""
LISTEN = """
    window.changes = [];
    new MutationObserver(records => records.forEach(record => {
        const element = record.target.nodeType === 1 ? record.target : record.target.parentElement;
        if (record.type === 'attributes' || element.closest('[aria-live]')) changes.push(element.outerHTML);
    })).observe(document, {
        subtree: true, childList: true, characterData: true, attributes: true,
        attributeFilter: ['role', 'tabindex', 'aria-live', 'aria-label', 'aria-pressed', 'value'],
    });
"""


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    folder = tmp_path_factory.mktemp("firefox-pages")
    with sound_card(folder) as card, firefox.running(folder, environment={**os.environ, **card}) as window:
        window.resize(1280, 800)
        yield window


@pytest.fixture
def fresh(window: Firefox, site: Server) -> Firefox:
    """The window with a procedure that nobody has listened to."""
    window.goto(f"{site.url}/robots.txt")
    window.evaluate("localStorage.clear()")
    window.goto(f"{site.url}/en/nerve-blocks")
    return window


def resize(window: Firefox, width: int, height: int) -> None:
    """Give the page a size in CSS pixels that may be less than a window's least: it is enlarged twice then."""
    factor = 2 if width < 600 else 1
    window.resize(width * factor, height * factor)
    window.zoom(factor)
    window.wait_for(f"return innerWidth === {width}")


def play(window: Firefox) -> None:
    window.click("[data-control=play]")
    window.wait_for(IS_PLAYING)


@pytest.mark.parametrize("name", ["library", "procedure", "nothing found", "not found", "not ready", "arabic"])
def test_axe_finds_nothing_and_controls_are_large(window: Firefox, pages: Callable[[str], str], name: str) -> None:
    """axe-core, with AAA contrast and target size, reports no violation, and each control is at least 48 by 48."""
    window.goto(pages(name))
    window.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    assert window.evaluate(SMALL) == []
    window.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"rules": {rule: {"enabled": True} for rule in AAA}, "resultTypes": ["violations"]}
    script = "return axe.run(document, arguments[0]).then(found => [found.passes.length, found.violations])"
    passes, violations = window.evaluate(script, options)
    assert passes > 10
    assert violations == []


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)], ids=str)
def test_the_words_begin_on_the_first_screen(
    window: Firefox, pages: Callable[[str], str], width: int, height: int
) -> None:
    """The first line of a procedure's words is whole on the first screen."""
    window.goto(pages("procedure"))
    resize(window, width, height)
    bottom = window.evaluate(
        """const range = new Range();
        range.selectNodeContents(document.querySelector('.words p'));
        return range.getClientRects()[0].bottom;"""
    )
    resize(window, 1280, 800)
    assert bottom <= height


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 568), (390, 844), (1280, 800)], ids=str)
def test_reading_is_followed_at_every_size(fresh: Firefox, width: int, height: int) -> None:
    """Each new sentence comes into view by itself."""
    resize(fresh, width, height)
    play(fresh)
    starts_s = fresh.evaluate(
        "return [...document.querySelectorAll('[data-start]')].map(one => one.dataset.start / 1000)"
    )
    for number in (1, 4, len(starts_s) - 1):
        fresh.evaluate("document.querySelector('audio').currentTime = arguments[0] + 0.05", starts_s[number])
        fresh.wait_for(
            "return String([...CSS.highlights.get('spoken')][0])"
            f" === document.querySelectorAll('[data-start]')[{number}].textContent.trim()"
        )
        fresh.wait_for(IN_VIEW)
    resize(fresh, 1280, 800)


def test_five_seconds_of_playing_announce_nothing(fresh: Firefox) -> None:
    """During playback no live region, role or tab stop changes, so that a screen reader stays silent."""
    play(fresh)
    fresh.evaluate(LISTEN)
    fresh.wait_for("return document.querySelector('audio').currentTime > 5.2")
    assert fresh.evaluate("return changes") == []


def test_the_lock_screen_has_title_and_section(fresh: Firefox) -> None:
    """While it plays, the device is told the title and the section."""
    play(fresh)
    fresh.evaluate("document.querySelectorAll('h2 [data-start]')[0].click()")
    fresh.wait_for("return navigator.mediaSession.metadata.artist === 'What it is'")
    assert fresh.evaluate("return navigator.mediaSession.metadata.title") == "Nerve blocks"


def test_coming_back_to_a_page_shows_what_it_does(fresh: Firefox, site: Server) -> None:
    """A page that played when it was left says, when its reader comes back, how to go on; and does so."""
    play(fresh)
    fresh.goto(f"{site.url}/en/")
    fresh.back()
    fresh.wait_for("return document.querySelector('audio').paused")
    fresh.wait_for("return /^(Continue|Play)/.test(document.querySelector('[data-control=play]').textContent)")
    play(fresh)
    assert fresh.evaluate("return document.querySelector('[data-control=play]').textContent") == "Pause"


def test_a_kept_recording_plays_after_the_server_is_gone(
    window: Firefox, rendered_copy: Settings, tmp_path: Path
) -> None:
    """Without a server, the front page leads to what was kept, and that plays, also from a place within it."""
    with serve(tmp_path, **keywords(rendered_copy)) as server:
        server.wait_until_rendered()
        window.goto(f"{server.url}/en/nerve-blocks")
        window.wait_for("return !document.querySelector('[data-keep]').hidden")
        window.click("[data-keep] button")
        window.wait_for("return document.querySelector('[data-keep] [aria-live]').textContent.startsWith('Kept')")
        window.wait_for("return navigator.serviceWorker.controller !== null")
    window.goto(f"{server.url}/")
    assert window.shown("h1") == ["No connection just now"]
    window.click("main li a")
    window.wait_for("return location.pathname === '/en/nerve-blocks' && document.readyState === 'complete'")
    window.evaluate("document.querySelector('[data-control=forward]').click()")
    play(window)
    assert window.evaluate("return document.querySelector('audio').currentTime") > 10


def test_without_scripts_everything_shown_works(window: Firefox, pages: Callable[[str], str]) -> None:
    """Firefox's own player and all of the words are there, and no button that would do nothing."""
    window.use_scripts(False)
    try:
        window.goto(pages("procedure"))
        assert window.shown("audio[controls]") == [""]
        assert window.shown("button, select, summary") == window.shown(".languages summary") != []
        assert "It blocks pain signals." in window.shown("main")[0]
    finally:
        window.use_scripts(True)

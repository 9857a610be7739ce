"""The page in a real browser."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.server import Server

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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert program, "scripts/test installs chromium; elsewhere name the program in CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which any error in the console or any refused resource fails the test."""
    with browser.new_context() as context:
        page = context.new_page()
        troubles: list[str] = []
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("requestfailed", lambda request: troubles.append(f"{request.url}: {request.failure}"))
        yield page
        # A browser breaks off the download of a clip when its page is left.
        assert [trouble for trouble in troubles if "ERR_ABORTED" not in trouble] == []


def test_a_patient_finds_and_hears_a_procedure(server: Server, page: Page) -> None:
    """From the library's list to the page of nerve blocks, where the clip plays: its time moves on."""
    page.goto(server.url)
    page.get_by_role("link", name="Nerve blocks").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Nerve blocks"
    audio = page.locator("audio")
    audio.evaluate("audio => audio.play()")
    audio.evaluate(
        """audio => new Promise(heard => audio.addEventListener(
            'timeupdate', () => audio.currentTime > 0.5 && heard()))"""
    )
    assert audio.evaluate("audio => audio.currentTime") > 0.5
    assert audio.evaluate("audio => audio.error") is None
    assert audio.evaluate("audio => audio.duration") > 5


def test_a_patient_plays_by_keyboard_alone_without_javascript(server: Server, browser: Browser) -> None:
    """Without JavaScript the native player is there, Tab reaches it, and Space starts it."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        clips: list[str] = []
        page.on("request", lambda request: clips.append(request.url) if "/clips/" in request.url else None)
        page.goto(f"{server.url}/en/nerve-blocks")
        assert clips == []  # nothing is loaded before it is asked for
        for _ in range(3):  # the skip link, the way to the library, the player
            page.keyboard.press("Tab")
        with page.expect_request("**/clips/**"):
            page.keyboard.press("Space")
        assert "It blocks pain signals." in page.locator("main").inner_text()


def test_seeking_reaches_the_end(server: Server, page: Page) -> None:
    """A listener can jump: the clip says how long it is, and plays from its middle to its end."""
    page.goto(f"{server.url}/en/nerve-blocks")
    page.evaluate(
        """async () => {
            const audio = document.querySelector('audio');
            await audio.play();
            const ended = new Promise(done => audio.addEventListener('ended', done));
            audio.currentTime = audio.duration - 1;
            await ended;
        }"""
    )
    assert page.locator("audio").evaluate("audio => audio.ended")


@pytest.mark.parametrize("width", [320, 900])
@pytest.mark.parametrize("path", ["/", "/en/nerve-blocks", "/en/no-such-thing"])
def test_nothing_scrolls_sideways(server: Server, browser: Browser, width: int, path: str) -> None:
    """At 320 px, which is 400 % zoom on a desk, every page fits its width."""
    with browser.new_context(viewport={"width": width, "height": 640}) as context:
        page = context.new_page()
        page.goto(server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

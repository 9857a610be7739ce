"""Slow, broken and missing networks: bytes loaded, time to play, and messages to the listener."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import heard_beyond, procedure_page
from tests.support.server import Server

SLOW = {"offline": False, "latency": 200, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}


def loaded_bytes(browser: Browser, url: str) -> dict[str, int]:
    """Return the bytes of a first visit of `url`, headers included, by address, as the network counts them."""
    sizes: dict[str, int] = {}
    with browser.new_context() as context:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        addresses: dict[str, str] = {}
        session.on("Network.responseReceived", lambda e: addresses.update({e["requestId"]: e["response"]["url"]}))
        session.on(
            "Network.loadingFinished", lambda e: sizes.update({addresses[e["requestId"]]: e["encodedDataLength"]})
        )
        page.goto(url, wait_until="networkidle")
    return {
        url: size for url, size in sizes.items() if url.startswith("http")
    }  # the browser's own requests are data: URLs


@pytest.mark.parametrize("name", ["library", "procedure", "spanish", "long"])
def test_a_first_visit_is_light(browser: Browser, pages: Callable[[str], str], name: str) -> None:
    """A page with style and script is at most 30 kB, headers included, all from this site."""
    sizes = loaded_bytes(browser, pages(name))
    assert len(sizes) >= 3
    assert sum(sizes.values()) <= 30_000
    host = pages(name).split("/")[2]
    assert [url for url in sizes if url.split("/")[2] != host] == []


def test_style_and_script_are_light(site: Server) -> None:
    """All style and scripts of a page together are at most 15 kB as transferred: compressed, as every browser asks."""

    def packed(name: str) -> int:
        return len(site.get(f"/static/{name}", **{"Accept-Encoding": "gzip"})[2])

    assert sum(packed(name) for name in ("style.css", "player.js", "keep.js", "service-worker.js")) <= 15_000


def test_a_slow_line_plays_within_three_seconds(site: Server, browser: Browser) -> None:
    """With 200 ms latency and 400 kbit/s, playback starts within 3 s; the best of three tries counts."""
    waits = []
    for _ in range(3):
        with browser.new_context() as context:
            page = context.new_page()
            procedure_page(page, site)
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", SLOW)
            started = time.monotonic()
            page.get_by_role("button", name="Play", exact=True).click()
            heard_beyond(page, 0)
            waits.append(time.monotonic() - started)
        if waits[-1] <= 3:
            break
    assert min(waits) <= 3
    assert min(waits) > 0.2  # the network was slow


def test_failed_recording_is_announced(site: Server, context: BrowserContext) -> None:
    """When the recording fails to load, a message says so, the words stay, and Play tries again."""
    page = context.new_page()

    def refuse(route: Route) -> None:
        route.fulfill(status=503, headers={"Retry-After": "60"}, body="not now")

    page.route("**/*.mp3", refuse)
    procedure_page(page, site)
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator(".status")).to_have_text(
        "This recording cannot be played just now. You can read its words below.", timeout=30_000
    )
    expect(page.locator("[data-control=person] a")).to_be_visible()
    for name in ("Play", "Back 15 seconds", "Forward 15 seconds"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_hidden()
    assert "It blocks pain signals." in page.locator("main").inner_text()
    page.unroute("**/*.mp3")
    page.get_by_role("button", name="Try again").click()
    heard_beyond(page, 0.2)
    expect(page.locator(".status")).to_have_text("")


def test_offline_is_announced(site: Server, context: BrowserContext) -> None:
    """An offline device gets a message; when it is online again, Play resumes at the same place."""
    page = context.new_page()
    procedure_page(page, site)
    page.get_by_role("button", name="Forward 15 seconds").click()
    context.set_offline(True)
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator(".status")).to_have_text(re.compile("seems to be offline"), timeout=30_000)
    told = page.locator("[data-control=message]").text_content()
    page.get_by_role("button", name="Play", exact=True).click()
    # A screen reader tells it again, although the message was gone for a moment alone: it is another text.
    page.wait_for_function(
        "told => !['', told].includes(document.querySelector('[data-control=message]').textContent)", arg=told
    )
    context.set_offline(False)
    page.get_by_role("button", name="Play", exact=True).click()
    heard_beyond(page, 15)


def test_waiting_is_announced(site: Server, page: Page) -> None:
    """When playback has not begun two seconds after Play, a message says so, and it disappears later."""
    held: list[Route] = []
    page.route("**/*.mp3", lambda route: held.append(route))
    procedure_page(page, site)
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator(".status")).to_have_text(re.compile("on its way"), timeout=30_000)
    for route in held:
        route.continue_()
    heard_beyond(page, 0.2)
    expect(page.locator(".status")).to_have_text("")


def test_missing_recording_is_announced(page: Page, pages: Callable[[str], str]) -> None:
    """Without a recording, the page says so, offers to try again, and has all of the words."""
    page.goto(pages("not ready"))
    assert "This recording is being made. You can read its words now." in page.locator("main").inner_text()
    assert "It blocks pain signals." in page.locator("main").inner_text()
    assert page.get_by_role("button", name="Repeat sentence").count() == 0  # there are no cues to start from
    page.get_by_role("link", name="Try again, to see if it is ready").click()
    page.wait_for_url(pages("not ready"))


def test_a_recording_that_is_not_made_yet_is_no_failure(site: Server, context: BrowserContext) -> None:
    """When the server asks to come back in seconds, the page says that the recording is being made, and offers Play."""
    page = context.new_page()
    page.route("**/*.mp3", lambda route: route.fulfill(status=503, headers={"Retry-After": "5"}, body="not yet"))
    procedure_page(page, site)
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator(".status")).to_contain_text("This recording is being made.", timeout=30_000)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_a_second_failure_is_said_again(site: Server, context: BrowserContext) -> None:
    """Each failure changes the live region, so that a screen reader says it each time."""
    page = context.new_page()
    page.route("**/*.mp3", lambda route: route.fulfill(status=500, body="no"))
    procedure_page(page, site)
    page.evaluate(
        """() => {
            window.said = [];
            const status = document.querySelector('.status');
            new MutationObserver(() => { if (status.textContent.trim()) said.push(status.textContent); })
                .observe(status, { subtree: true, childList: true, characterData: true });
        }"""
    )
    for name in ("Play", "Try again"):
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.locator(".status")).to_contain_text("cannot be played", timeout=30_000)
    assert page.evaluate("said.length") >= 2


def test_a_failure_is_said_after_the_page_has_settled(site: Server, context: BrowserContext) -> None:
    """The message comes at least 0.2 s after any other change: Orca 48 drops what follows another within 0.1 s."""
    page = context.new_page()
    page.route("**/*.mp3", lambda route: route.fulfill(status=500, body="no"))
    procedure_page(page, site)
    page.evaluate(
        """() => {
            window.gaps = [];
            const status = document.querySelector('.status');
            let last = performance.now();
            new MutationObserver(() => {
                const now = performance.now();
                if (status.textContent.trim()) gaps.push(now - last);
                last = now;
            }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        }"""
    )
    for number, name in enumerate(("Play", "Try again"), 1):
        page.get_by_role("button", name=name, exact=True).click()
        page.wait_for_function("number => gaps.length === number", arg=number, timeout=30_000)
    assert page.evaluate("Math.min(...gaps)") >= 200

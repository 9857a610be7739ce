"""Recordings that a listener keeps on the device: heard without a server, and let go."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import heard_beyond, procedure_page
from tests.browser.test_accessibility import axe_finds_nothing
from tests.support.server import PATIENCE_S, Server, keywords, serve
from voiceedu.config import Settings

KEPT = "Kept on this device. When you are offline, open this page as always and press Play. "
HOLDS = "async address => Boolean(await (await caches.open('kept')).match(address))"


def note(page: Page) -> Locator:
    return page.locator("[data-keep] .note")


def keep(page: Page) -> None:
    """Keep the page that is open, and wait until a service worker answers for it."""
    page.get_by_role("button", name="Keep this recording on this device").click()
    expect(note(page)).to_contain_text(KEPT, timeout=30_000)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null", timeout=30_000)


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.fixture
def changing(tmp_path: Path, rendered_copy: Settings) -> Iterator[tuple[Server, Path]]:
    """Run a server whose texts may change; return it and the folder of its English texts."""
    library = shutil.copytree(rendered_copy.library, tmp_path / "library")
    with serve(tmp_path, **keywords(rendered_copy) | {"library": str(library)}) as server:
        server.wait_until_rendered()
        yield server, library / "en"


def test_a_kept_recording_plays_without_the_server(site: Server, context: BrowserContext) -> None:
    """A recording that was kept plays, and its page opens, when no server can be reached."""
    page = context.new_page()
    procedure_page(page, site)
    keep(page)
    context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nerve blocks")
    page.get_by_role("button", name="Play", exact=True).click()
    heard_beyond(page, 0.5)
    page.get_by_role("button", name="Forward 15 seconds").click()
    heard_beyond(page, 10)


@pytest.mark.parametrize("path", ["/", "/en/", "/en/?q=nerve", "/es/", "/en/epidural-injections", "/en/podcast"])
def test_offline_every_other_page_tells_what_is_kept(site: Server, context: BrowserContext, path: str) -> None:
    """Without a connection whatever else is opened says so, and links to what is kept and to what was asked for."""
    page = context.new_page()
    procedure_page(page, site)
    keep(page)
    context.set_offline(True)
    page.goto(site.url + path)
    assert page.title() == "No connection just now"
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection just now")
    expect(page.locator("main")).to_contain_text("You can listen to what is kept on this device.")
    assert page.locator("main li").all_inner_texts() == ["Nerve blocks"]
    shown = [one.inner_text() for one in page.locator("a, button, input, summary").all() if one.is_visible()]
    assert shown == [
        "Skip to the main content",
        "Nerve blocks",
        "Try again",
        "Call +1\xa0202\xa0555\xa00123 to talk with a person",
    ]
    page.get_by_role("link", name="Nerve blocks").click()
    page.get_by_role("button", name="Play", exact=True).click()
    heard_beyond(page, 0.2)
    page.go_back()
    context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("No connection just now")
    assert page.url == site.url + path


def test_the_offline_page_has_nothing_for_axe_to_find(site: Server, context: BrowserContext) -> None:
    """axe-core reports nothing on the page that tells what is kept."""
    page = context.new_page()
    procedure_page(page, site)
    keep(page)
    context.set_offline(True)
    page.goto(site.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection just now")
    axe_finds_nothing(page)


def test_each_recording_is_let_go(site: Server, page: Page) -> None:
    """One button keeps a recording and lets it go, another lets go of all; the page tells what is kept."""
    procedure_page(page, site)
    assert note(page).inner_text() == ""
    keep(page)
    first = page.locator("audio").get_attribute("src")
    size = r"All that is kept takes 0\.\d\smegabytes: "
    expect(note(page)).to_have_text(re.compile(f"^{KEPT}{size}Nerve blocks.$"))
    expect(page.get_by_role("button", name="Remove everything that is kept")).to_be_hidden()
    page.goto(f"{site.url}/en/epidural-injections")
    expect(note(page)).to_have_text(re.compile(f"^{size}Nerve blocks.$"))  # this page is not kept
    keep(page)
    expect(note(page)).to_contain_text("Nerve blocks, Epidural injections.")
    expect(page.get_by_role("button", name="Remove everything that is kept")).to_be_visible()
    procedure_page(page, site)
    page.get_by_role("button", name="Remove this recording from this device").click()
    expect(note(page)).to_have_text(re.compile(f"^Removed from this device. {size}Epidural injections.$"))
    assert not page.evaluate(HOLDS, first)
    page.get_by_role("button", name="Keep this recording on this device").click()
    expect(note(page)).to_contain_text("Nerve blocks")
    page.get_by_role("button", name="Remove everything that is kept").click()
    expect(note(page)).to_have_text("Removed from this device.")
    expect(page.get_by_role("button", name="Keep this recording on this device")).to_be_focused()
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0


def test_what_was_not_asked_for_is_not_announced(site: Server, page: Page) -> None:
    """What is kept is told in no live region when a page is opened, only once something was pressed.

    A screen reader that is busy with a new page takes what comes into a live region then for news.
    """
    procedure_page(page, site)
    keep(page)
    page.reload()
    expect(note(page)).to_contain_text(KEPT)
    page.wait_for_load_state("networkidle")
    assert "".join(page.locator("[aria-live]").all_inner_texts()).strip() == ""
    page.get_by_role("button", name="Remove this recording from this device").click()
    expect(page.locator("[data-keep] [aria-live]")).to_have_text("Removed from this device.")


def test_opening_a_page_changes_nothing_late(site: Server, context: BrowserContext, page: Page) -> None:
    """Where nothing is kept, nothing changes once the scripts have run: a screen reader reads the page undisturbed."""
    context.add_init_script(
        """window.late = [];
        addEventListener('DOMContentLoaded', () => new MutationObserver(records => records.forEach(({ target }) =>
            late.push(target.outerHTML || target.data)))
            .observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true }));"""
    )
    procedure_page(page, site)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    assert page.evaluate("late") == []


def test_too_little_room_is_told(site: Server, context: BrowserContext) -> None:
    """A device without room says so, and keeps no half of a page."""
    page = context.new_page()
    procedure_page(page, site)
    session = context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": site.url, "quotaSize": 20_000})
    page.get_by_role("button", name="Keep this recording on this device").click()
    expect(note(page)).to_have_text("This device could not keep it. It may be offline, or have too little room.")
    assert page.evaluate("caches.keys()") == []
    session.send("Storage.overrideQuotaForOrigin", {"origin": site.url})
    keep(page)


def test_a_slow_network_is_told(site: Server, context: BrowserContext) -> None:
    """Two seconds after a listener asked to keep a recording that is not there yet, the page says that it is coming."""
    context.add_init_script(
        """const { addAll } = Cache.prototype;
        Cache.prototype.addAll = async function (files) {
            await new Promise(done => { window.arrive = done; });
            return addAll.call(this, files);
        };"""
    )
    page = context.new_page()
    procedure_page(page, site)
    page.get_by_role("button", name="Keep this recording on this device").click()
    expect(note(page)).to_have_text("It is being kept. Please stay on this page.", timeout=30_000)
    page.evaluate("arrive()")
    expect(note(page)).to_contain_text(KEPT)


def test_another_page_lets_go_of_nothing_meanwhile(site: Server, context: BrowserContext) -> None:
    """A page that is opened while a recording is still being kept takes no part of that away."""
    page = context.new_page()
    procedure_page(page, site)
    page.evaluate(
        """() => {
            const { put } = Cache.prototype;
            Cache.prototype.put = async function (...both) {
                await new Promise(done => { window.arrive = done; });
                Cache.prototype.put = put;
                return put.apply(this, both);
            };
        }"""
    )
    page.get_by_role("button", name="Keep this recording on this device").click()
    page.wait_for_function("() => window.arrive")  # it has the recording, and not yet the page
    other = context.new_page()
    other.goto(f"{site.url}/en/epidural-injections")
    other.wait_for_timeout(1000)
    page.evaluate("arrive()")
    expect(note(page)).to_contain_text(KEPT)
    expect(note(other)).to_contain_text("Nerve blocks")
    context.set_offline(True)
    page.reload()
    page.get_by_role("button", name="Play", exact=True).click()
    heard_beyond(page, 0.2)


@pytest.mark.parametrize("opened", ["nerve-blocks", "epidural-injections"])
def test_a_kept_page_follows_its_words(changing: tuple[Server, Path], context: BrowserContext, opened: str) -> None:
    """Whoever has opened any page since the words changed hears the new ones offline; the old recording is let go."""
    server, texts = changing
    page = context.new_page()
    page.goto(f"{server.url}/en/nerve-blocks")
    keep(page)
    old = page.locator("audio").get_attribute("src")
    text = texts / "nerve-blocks.md"
    text.write_text(text.read_text().replace("near a nerve", "close to a nerve"))
    # By both workers, however the connections fall to them.
    wait_until(lambda: all(b"close to a nerve" in server.get("/en/nerve-blocks")[2] for _ in range(12)))
    page.goto(f"{server.url}/en/{opened}")
    wait_until(lambda: not page.evaluate(HOLDS, old))
    context.set_offline(True)
    page.goto(f"{server.url}/en/nerve-blocks")
    expect(page.locator("main")).to_contain_text("close to a nerve")
    expect(page.locator("main")).not_to_contain_text("near a nerve. It")
    assert page.locator("audio").get_attribute("src") != old
    page.get_by_role("button", name="Play", exact=True).click()
    heard_beyond(page, 0.5)


def test_withdrawn_words_are_let_go(changing: tuple[Server, Path], context: BrowserContext) -> None:
    """A recording that left the library leaves the device when any page is opened."""
    server, texts = changing
    page = context.new_page()
    for name in ("epidural-injections", "nerve-blocks"):
        page.goto(f"{server.url}/en/{name}")
        keep(page)
    (texts / "epidural-injections.md").unlink()
    wait_until(lambda: all(server.get("/en/epidural-injections")[0] == 404 for _ in range(12)))
    page.reload()
    expect(note(page)).to_have_text(re.compile(r"megabytes: Nerve blocks\.$"), timeout=30_000)
    context.set_offline(True)
    page.goto(f"{server.url}/en/epidural-injections")
    assert page.locator("main li").all_inner_texts() == ["Nerve blocks"]

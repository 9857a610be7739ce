"""The pages by keyboard alone: visible focus, few stops before Play, and no keys taken from the page."""

import io
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, expect

from tests.browser.conftest import heard_beyond, procedure_page
from tests.browser.test_accessibility import LOOKS
from tests.support.server import Server

FOCUSED = """() => {
    const box = document.activeElement.getBoundingClientRect();
    const name = document.activeElement.outerHTML.slice(0, 80);
    return document.activeElement === document.body ? null
        : { name, x: box.x, y: box.y, width: box.width, height: box.height };
}"""

AROUND_PX = 16
"""How far from a control the mark of its focus may be."""
LEVELS = np.arange(256) / 255
LINEAR = np.where(LEVELS <= 0.04045, LEVELS / 12.92, ((LEVELS + 0.055) / 1.055) ** 2.4).astype(np.float32)
"""The light of each level of a colour, as WCAG defines it."""


def focused_name(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText"))


def tab_to(page: Page, name: str) -> int:
    """Press Tab until the control called `name` has the focus; return the number of presses."""
    for presses in range(1, 60):
        page.keyboard.press("Tab")
        if focused_name(page).strip().startswith(name):
            return presses
    raise AssertionError(f"Tab never reaches {name!r}")


def luminance_around(page: Page, box: dict[str, float]) -> npt.NDArray[np.float32]:
    """Return the relative luminance of each pixel in `box` and AROUND_PX around it: less work than the whole window."""
    area = FloatRect(
        x=box["x"] - AROUND_PX,
        y=box["y"] - AROUND_PX,
        width=box["width"] + 2 * AROUND_PX,
        height=box["height"] + 2 * AROUND_PX,
    )
    shot = page.screenshot(clip=area)
    image = np.asarray(Image.open(io.BytesIO(shot)).convert("RGB"))
    return np.asarray(LINEAR[image] @ np.array((0.2126, 0.7152, 0.0722), np.float32))


@pytest.mark.parametrize("look", ["light", "dark", "forced colours", "narrow"])
@pytest.mark.parametrize("name", ["procedure", "library", "not found"])
def test_focus_is_visible_at_every_stop(browser: Browser, pages: Callable[[str], str], name: str, look: str) -> None:
    """At each tab stop, the pixels that change at 3:1 or more fill at least a 2 px line around the control."""
    stops = 0
    with browser.new_context(**{"viewport": {"width": 900, "height": 800}, **LOOKS[look]}) as context:
        page = context.new_page()
        page.goto(pages(name))
        page.locator("details").evaluate_all("all => all.forEach(details => { details.open = true })")
        while True:
            page.keyboard.press("Tab")
            box = page.evaluate(FOCUSED)
            if box is None:
                break
            with_focus = luminance_around(page, box)
            # Blur the control; the next Tab still continues from here.
            page.evaluate("document.activeElement.blur()")
            without = luminance_around(page, box)
            lighter, darker = np.maximum(with_focus, without), np.minimum(with_focus, without)
            changed = np.count_nonzero((lighter + 0.05) / (darker + 0.05) >= 3)
            assert changed >= 2 * 2 * (box["width"] + box["height"]), (box, changed)
            stops += 1
            assert stops < 100
    assert stops > 5


@pytest.mark.parametrize(("width", "height"), [(1000, 800), (320, 640)])
def test_focus_is_never_covered(browser: Browser, site: Server, width: int, height: int) -> None:
    """The sticky bar covers no stop when Shift+Tab goes back through the page."""
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        procedure_page(page, site)
        page.get_by_role("button", name="Play", exact=True).click()
        heard_beyond(page, 1)
        page.get_by_role("button", name="Pause").click()
        expect(page.get_by_role("link", name="Go to where I stopped")).to_be_visible()
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.locator("footer a").last.focus()
        stops = 0
        while page.evaluate("document.activeElement.className") != "skip":
            box = page.evaluate(FOCUSED)
            assert page.evaluate(
                "([x, y]) => document.activeElement.contains(document.elementFromPoint(x, y))",
                [box["x"] + 10, box["y"] + 4],
            ), box
            page.keyboard.press("Shift+Tab")
            stops += 1
        assert stops > 10


def test_two_stops_at_most_come_before_play(site: Server, page: Page) -> None:
    """The third Tab from the top reaches Play, and so does one Tab from the skip link's target."""
    procedure_page(page, site)
    assert tab_to(page, "Play") <= 3
    page.keyboard.press("Enter")
    heard_beyond(page, 0.2)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Go to where I stopped")).to_be_visible()
    page.reload()
    assert tab_to(page, "Continue at 0:") <= 3
    page.reload()
    page.keyboard.press("Tab")
    assert focused_name(page) == "Skip to the main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused_name(page).startswith("Continue at 0:")


def test_the_page_has_no_keys_of_its_own(site: Server, page: Page) -> None:
    """Without a focused control, Space, arrows, letters and digits start, stop and change nothing."""
    keys = [" ", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Enter", "Home", "End", "Escape", *"jklmfpsnrb0?/"]
    procedure_page(page, site)
    before = page.locator("main").inner_html()
    for key in keys:
        page.keyboard.press(key)
    assert page.locator("audio").evaluate("audio => audio.paused && !audio.currentTime && !audio.muted")
    assert page.locator("main").inner_html() == before
    page.get_by_role("button", name="Play", exact=True).click()
    heard_beyond(page, 0.2)
    page.evaluate("document.activeElement.blur()")
    page.evaluate(
        """() => {
            window.touched = [];
            const audio = document.querySelector('audio');
            ['pause', 'seeking', 'ratechange', 'volumechange'].forEach(event =>
                audio.addEventListener(event, () => touched.push(event)));
        }"""
    )
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert page.evaluate("touched") == []


def test_the_third_sentence_by_keyboard(site: Server, page: Page) -> None:
    """Tab, arrows and Enter lead from the library to the third sentence of a procedure, which stands above Play."""
    page.goto(site.url)
    tab_to(page, "Nerve blocks")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/nerve-blocks")
    tab_to(page, page.locator("#sentence-6").inner_text().strip())  # the first below the player that is no heading
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    third = page.locator("#sentence-3")
    expect(third).to_be_focused()
    page.keyboard.press("Enter")
    heard_beyond(page, int(third.get_attribute("data-start") or 0) / 1000)
    assert page.evaluate("String([...CSS.highlights.get('spoken')][0])") == third.inner_text().strip()


def test_after_pause_one_link_leads_to_the_sentence(site: Server, page: Page) -> None:
    """After Pause, the next Tab is a link to the last sentence heard, and Enter there resumes."""
    procedure_page(page, site)
    tab_to(page, "Play")
    page.locator("audio").evaluate("audio => { audio.currentTime = 12 }")
    page.keyboard.press("Space")
    heard_beyond(page, 12)
    page.keyboard.press("Space")
    expect(page.get_by_role("link", name="Go to where I stopped")).to_be_visible()
    marked = page.evaluate("String([...CSS.highlights.get('spoken')][0])")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused_name(page).strip() == marked
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    heard_beyond(page, 0)


def test_the_words_are_one_stop(site: Server, page: Page) -> None:
    """All sentences together are one tab stop."""
    procedure_page(page, site)
    assert page.locator("[data-start]").count() > 8
    assert page.locator("[data-start][tabindex='0']").count() == 1
    tab_to(page, page.locator("#sentence-6").inner_text().strip())
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    assert page.locator("[data-start][tabindex='0'], [data-start][role]").count() == 1
    page.keyboard.press("ArrowUp")
    expect(page.locator("#sentence-8")).to_be_focused()


def test_headset_pause_keeps_the_focus(site: Server, page: Page) -> None:
    """A pause from a headset's button leaves the focus on its sentence."""
    procedure_page(page, site)
    tab_to(page, page.locator("#sentence-6").inner_text().strip())
    page.keyboard.press("Enter")
    heard_beyond(page, 0.2)
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.locator("audio").evaluate("audio => audio.pause()")
    expect(page.get_by_role("link", name="Go to where I stopped")).to_be_visible()
    expect(page.locator("#sentence-9")).to_be_focused()

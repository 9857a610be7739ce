"""The look of the pages: size, contrast, width and print."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import ARABIC, PAGES, SPANISH, answering, heard_beyond
from tests.browser.test_accessibility import LOOKS
from tests.conftest import EPIDURAL, NERVE_BLOCKS
from tests.support.shared import made_once, published_once
from tests.support.texts import write_texts
from voiceedu.app import create_app
from voiceedu.config import Settings

CONTRASTS = """() => {
    // Return the contrast of each piece of text with what is behind it, as WCAG defines it.
    const parse = colour => (colour.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
    const luminance = colour => colour.slice(0, 3).map(value => value / 255)
        .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
        .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
    const behind = element => {
        if (!element) return [255, 255, 255];
        const [red, green, blue, alpha = 1] = parse(getComputedStyle(element).backgroundColor);
        if (alpha === 1) return [red, green, blue];
        return behind(element.parentElement).map((value, at) => value * (1 - alpha) + [red, green, blue][at] * alpha);
    };
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest('option')) continue;
        const [one, other] = [parse(getComputedStyle(element).color), behind(element)].map(luminance);
        const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        found.push({ text: walker.currentNode.data.trim().slice(0, 40), ratio });
    }
    return found;
}"""
LINES = """() => {
    // Return the number of characters in each line of text.
    const lines = [];
    document.querySelectorAll('main :is(p, li, dd, dt, h1, h2), footer p').forEach(block => {
        if (!block.checkVisibility()) return;
        const rows = new Map();
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const { data } = walker.currentNode;
            for (let at = 0; at < data.length; at++) {
                const range = new Range();
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + 1);
                const box = range.getBoundingClientRect();
                if (box.width) rows.set(Math.round(box.bottom), (rows.get(Math.round(box.bottom)) || 0) + 1);
            }
        }
        lines.push(...rows.values());
    });
    return lines;
}"""

SIZES = """all => all
    .filter(one => one.checkVisibility({ visibilityProperty: true }))
    .map(one => {
        const { width, height } = one.getBoundingClientRect();
        return { width, height, html: one.outerHTML };
    })
    .filter(({ width, height }) => width && height)"""
"""The size of each control that can be seen, in CSS pixels."""


SHIFTS = """
    // Sum the shifts of the layout, of which the browser says how much of the window moved, and how far.
    window.shifts = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { shifts += entry.value; }))
        .observe({ type: 'layout-shift', buffered: true });
"""


def opened(page: Page) -> None:
    page.locator("details").evaluate_all("all => all.forEach(details => { details.open = true })")


@pytest.mark.parametrize("look", ["light", "dark", "more contrast", "more contrast, dark", "forced colours"])
def test_all_text_has_a_contrast_of_seven_to_one(browser: Browser, pages: Callable[[str], str], look: str) -> None:
    """All text, large text and the mark included, has a contrast of 7:1 or more."""
    with browser.new_context(**LOOKS[look]) as context:
        page = context.new_page()
        for name in ("library", "procedure", "search", "not found", "not ready"):
            page.goto(pages(name))
            opened(page)
            found = page.evaluate(CONTRASTS)
            assert len(found) > 8
            assert [text for text in found if text["ratio"] < 7] == []
        page.goto(pages("procedure"))
        page.evaluate("document.querySelectorAll('[data-start]').forEach(one => one.classList.add('spoken'))")
        assert [text for text in page.evaluate(CONTRASTS) if text["ratio"] < 7] == []


def each(names: Iterable[str], page: Page, pages: Callable[[str], str]) -> Iterator[str]:
    """Open one page after the other in `page`, with all that can be opened, and yield its name."""
    for name in names:
        page.goto(pages(name))
        opened(page)
        yield name


@pytest.mark.parametrize("width", [320, 900])
def test_controls_are_large(browser: Browser, pages: Callable[[str], str], width: int) -> None:
    """Every control is at least 48 by 48 CSS pixels; sentences, which are targets within text, are exempt."""
    with browser.new_context(viewport={"width": width, "height": 700}) as context:
        page = context.new_page()
        for name in each(PAGES, page, pages):
            page.keyboard.press("Tab")  # focus moves the skip link into view, where it can be measured
            controls = page.locator("a, button, select, summary, input, audio[controls]").evaluate_all(SIZES)
            assert len(controls) > 3, name
            assert [one for one in controls if min(one["width"], one["height"]) < 48] == [], name


def test_text_is_large_and_its_lines_are_short(browser: Browser, pages: Callable[[str], str]) -> None:
    """Text is at least 20 px with line height 1.5, and lines hold at most 70 characters, also in a narrow font."""
    with browser.new_context(viewport={"width": 1600, "height": 900}) as context:
        page = context.new_page()
        for name in each(PAGES, page, pages):
            styles = page.locator("body, body *:not(select, option)").evaluate_all(
                """all => all.filter(one => one.checkVisibility() && one.innerText).map(one => {
                    const { fontSize, lineHeight } = getComputedStyle(one);
                    return { html: one.outerHTML.slice(0, 60), size: parseFloat(fontSize),
                        height: parseFloat(lineHeight) / parseFloat(fontSize) };
                })"""
            )
            assert len(styles) > 10, name
            assert [style for style in styles if style["size"] < 20 or not style["height"] >= 1.5] == [], name
            for family in ("system-ui", "Liberation Sans, Arial, sans-serif"):
                page.evaluate("family => { document.body.style.fontFamily = family }", family)
                assert max(page.evaluate(LINES)) <= 70, name


def _spaced(page: Page) -> None:
    page.evaluate(
        """() => document.styleSheets[0].insertRule(
            '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }')"""
    )
    page.evaluate("document.styleSheets[0].insertRule('p { margin-bottom: 2em !important; }')")


def _doubled(page: Page) -> None:
    page.evaluate("document.documentElement.style.fontSize = '250%'")


STRAINS: dict[str, tuple[int, int, Callable[[Page], None]]] = {
    "400 % zoom": (320, 256, lambda page: None),
    "text spacing": (320, 640, _spaced),
    "200 % text": (640, 512, _doubled),
    "a desk": (1280, 1024, lambda page: None),
}


@pytest.mark.parametrize("strain", STRAINS)
def test_nothing_scrolls_sideways(browser: Browser, pages: Callable[[str], str], strain: str) -> None:
    """Every page fits the window's width at 400 % zoom, with WCAG's text spacing, and with doubled text."""
    width, height, apply = STRAINS[strain]
    wide = "(all, width) => all.filter(one => one.getBoundingClientRect().right > width + 1).map(one => one.tagName)"
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        for name in each(PAGES, page, pages):
            apply(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            assert page.locator("body *").evaluate_all(wide, width) == [], name


@pytest.mark.parametrize("strain", STRAINS)
def test_no_words_are_cut_off(browser: Browser, pages: Callable[[str], str], strain: str) -> None:
    """However large or wide its text is, each control and each piece of text has room for all of it."""
    width, height, apply = STRAINS[strain]
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        for name in each(("library", "procedure", "spanish", "arabic"), page, pages):
            apply(page)
            cut = page.locator("body *:not(audio, input, select, option)").evaluate_all(
                """all => all.filter(one => one.checkVisibility() && getComputedStyle(one).display !== 'inline'
                    && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1))
                    .map(one => one.outerHTML.slice(0, 80))"""
            )
            assert cut == [], name


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 480), (390, 844), (1280, 800)], ids=str)
def test_messages_are_in_view(browser: Browser, pages: Callable[[str], str], width: int, height: int) -> None:
    """What the page answers to a button is in view at once, at every size."""
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        page.goto(pages("procedure"))
        opened(page)
        page.get_by_role("button", name="Where am I?").click()
        expect(page.get_by_text("You are at")).to_be_in_viewport(ratio=1)
        page.get_by_role("button", name="Forget all of that").click()
        expect(page.get_by_text("Forgotten.", exact=True)).to_be_in_viewport(ratio=1)
        page.get_by_role("button", name="Keep this recording on this device").click()
        expect(page.locator("[data-keep] [aria-live]")).to_be_in_viewport(ratio=0.5, timeout=30_000)


@pytest.mark.parametrize("look", ["light", "dark", "more contrast, dark"])
def test_print_is_large_and_has_the_words_alone(browser: Browser, pages: Callable[[str], str], look: str) -> None:
    """In print, text is dark, at least 18 points, and controls are left out."""
    with browser.new_context(**LOOKS[look]) as context:
        page = context.new_page()
        page.goto(pages("procedure"))
        page.emulate_media(media="print")
        sizes: list[Any] = page.locator("main p, main li, dd").evaluate_all(
            "all => all.filter(one => one.checkVisibility()).map(one => parseFloat(getComputedStyle(one).fontSize))"
        )
        assert len(sizes) > 5
        assert min(sizes) >= 18 * 96 / 72
        assert [one for one in page.locator("button, select, summary, audio, nav").all() if one.is_visible()] == []
        assert "It blocks pain signals." in page.locator("main").inner_text()
        assert page.locator("main").evaluate("main => getComputedStyle(main).color") == "rgb(0, 0, 0)"
        assert [text for text in page.evaluate(CONTRASTS) if text["ratio"] < 7] == []


def test_paper_says_whose_words_they_are(page: Page, tmp_path: Path) -> None:
    """In print, the name of the clinic stands above the title, without the links around it."""
    write_texts(tmp_path / "library", {"en/nerve-blocks": NERVE_BLOCKS, "en/epidural-injections": EPIDURAL})
    settings = Settings(
        library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",), name="Riverside"
    )
    with answering(create_app(settings)) as url:
        page.goto(f"{url}/en/nerve-blocks")
        page.emulate_media(media="print")
        expect(page.get_by_text("Riverside", exact=True)).to_be_visible()
        assert [one for one in page.locator("header a, nav").all() if one.is_visible()] == []


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a clinic with a name, a logo and three languages, whose texts are based on others."""

    def make(folder: Path) -> None:
        spanish = SPANISH.replace("author:", "source: un texto en inglés sobre el tratamiento del dolor\nauthor:")
        write_texts(folder, {"en/nerve-blocks": NERVE_BLOCKS, "es/bloqueos": spanish, "ar/nerve-blocks": ARABIC})
        logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60"><rect width="200" height="60"/></svg>'
        (folder / "logo.svg").write_text(logo, encoding="utf-8")
        (folder / "logo.txt").write_text("A river", encoding="utf-8")

    library = made_once(tmp_path_factory, "clinic-library", make)
    settings = Settings(library=library, engines=("tone",), name="Riverside Pain Clinic")
    with answering(create_app(published_once(tmp_path_factory, "clinic", settings))) as url:
        yield url


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)], ids=str)
def test_the_words_begin_on_the_first_screen(
    browser: Browser, pages: Callable[[str], str], clinic: str, width: int, height: int
) -> None:
    """The first line of a procedure's words is whole on the first screen, also below a clinic's name and logo."""
    addresses = [pages("procedure"), pages("spanish"), pages("not ready")]
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        for name in (*addresses, f"{clinic}/en/nerve-blocks", f"{clinic}/es/nerve-blocks"):
            page.goto(name)
            expect(page.get_by_role("group", name=re.compile("Player|Reproductor"))).to_be_visible()
            bottom = page.locator(".words").evaluate(
                """words => {
                    const range = new Range();
                    range.selectNodeContents(words.querySelector('p'));
                    return range.getClientRects()[0].bottom;
                }"""
            )
            assert bottom <= height, name


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_way_back_is_one_line(browser: Browser, pages: Callable[[str], str], width: int) -> None:
    """The link to where listening stopped, and Continue on return, take one line: a screen reader reads by lines."""
    lines = "one => { const range = new Range(); range.selectNodeContents(one); return range.getClientRects().length }"
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(pages("procedure"))
        page.get_by_role("button", name="Play", exact=True).click()
        heard_beyond(page, 12)
        page.get_by_role("button", name="Pause").click()
        assert page.get_by_role("link", name="Go to where I stopped").evaluate(lines) == 1
        page.reload()
        assert page.get_by_role("button", name="Continue at").evaluate(lines) == 1
        assert page.get_by_role("link", name="Go to where I stopped").evaluate(lines) == 1


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844), (320, 568)], ids=str)
@pytest.mark.parametrize("name", ["library", "procedure", "spanish", "not ready"])
def test_nothing_jumps(browser: Browser, pages: Callable[[str], str], name: str, width: int, height: int) -> None:
    """The cumulative layout shift of a page is at most .02, also when its script comes late."""
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        context.add_init_script(SHIFTS)
        page = context.new_page()

        def hold_back(route: Route) -> None:
            page.wait_for_timeout(500)
            route.continue_()

        page.route("**/player.js", hold_back)
        page.goto(pages(name))
        page.locator("[data-control=play]").wait_for()
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("shifts") <= 0.02


def test_the_bar_stays_in_sight_where_there_is_room(browser: Browser, pages: Callable[[str], str]) -> None:
    """The bar with Pause stays in view while scrolling, and covers no words at 400 % zoom."""
    for height, stays in ((800, True), (256, False)):
        with browser.new_context(viewport={"width": 600, "height": height}) as context:
            page = context.new_page()
            page.goto(pages("procedure"))
            page.get_by_role("button", name="Play", exact=True).click()
            heard_beyond(page, 0.1)
            page.evaluate("scrollTo(0, document.body.scrollHeight)")
            box = page.get_by_role("button", name="Pause").bounding_box()
            assert box is not None
            assert (box["y"] >= 0) == stays

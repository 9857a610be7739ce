"""The review page in a real browser: the whole path by keyboard alone, what judges find, and without JavaScript."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import answering
from tests.browser.review_site import LEAFLET, Site, reviewing
from tests.browser.test_accessibility import axe
from tests.content.formats.writers import as_docx
from tests.review.conftest import SPANISH
from tests.support.texts import write_short_prompts, write_texts
from voiceedu.app import create_app
from voiceedu.publishing.reviews import Reviews
from voiceedu.publishing.studio import Studio

NAME = "Dr. Ana Ruiz"
NERVE_BLOCKS = """\
---
title: Nerve blocks
summary: Medicine placed near a nerve.
---

A nerve block is an injection near a nerve. Take 5 mg QD.

## How it can help

1. It can help to find the source of pain.
2. It can give relief.
"""


@pytest.fixture(scope="module")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("review")


@pytest.fixture(scope="module")
def review(site_folder: Path) -> Iterator[Site]:
    """Serve a review of a small library, with a draft, a broken text, and one that was changed after its approval."""
    library = site_folder / "library"
    write_texts(library, {"en/nerve-blocks": NERVE_BLOCKS, "es/bloqueos": SPANISH, "en/broken": "no front matter"})
    draft = NERVE_BLOCKS.replace("summary:", "draft: true\nsummary:").replace("an injection", "a small injection")
    write_texts(library, {"en/nerve-blocks.draft": draft})
    for language in ("en", "es"):
        write_short_prompts(library, language)
    with reviewing(site_folder) as site:
        reviews = Reviews(Studio(site.settings))
        digest = reviews.digest("es", "prompts")
        assert digest is not None
        reviews.approve("es", "prompts", by=NAME, digest=digest)
        (library / "es/prompts/welcome.txt").write_text("Buenos días.\n")
        yield site


@pytest.fixture
def open_page(review: Site, page: Page) -> Page:
    """A page that has opened the link."""
    page.goto(review.link())
    expect(page.get_by_role("heading", name="What patients hear")).to_be_visible()
    return page


def tab_to(page: Page, selector: str, name: str = "") -> None:
    """Press Tab until what `selector` names has the focus; it fails if that cannot be reached."""
    wanted = page.locator(selector, has_text=name) if name else page.locator(selector)
    handle = wanted.first.element_handle()
    for _ in range(250):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement === one", handle):
            return
    raise AssertionError(f"{selector} {name!r} has no place in the order of the keyboard")


def press(page: Page, selector: str, name: str) -> None:
    tab_to(page, selector, name)
    page.keyboard.press("Enter")


def sign(page: Page, form: str) -> None:
    """Write the name into a form, as far as it is not there from before."""
    tab_to(page, f"#name-{form}")
    page.keyboard.press("Control+A")
    page.keyboard.type(NAME)


def test_a_word_file_becomes_public_by_keyboard_alone(review: Site, open_page: Page, tmp_path: Path) -> None:
    """Import, hear, mend a name, approve, see it public, change, withdraw, restore: without a mouse."""
    page = open_page
    document = tmp_path / "after.docx"
    document.write_bytes(as_docx(LEAFLET))
    page.on("filechooser", lambda _: None)  # from now on the browser reports them: asked at the press, it may be late
    press(page, "nav a", "Bring a document")
    tab_to(page, "#file")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(document)
    press(page, "button", "Look at it")
    expect(page.locator(".outline")).to_contain_text("Compared with after.docx")
    assert axe(page) == []
    sign(page, "keep")
    press(page, "button", "Keep it as a draft")
    expect(page.get_by_text("A draft. Nobody hears it.")).to_be_visible()
    assert axe(page) == []

    press(page, "button", "Hear it as on the page")
    expect(page.locator(".playing")).to_have_text("Playing.")
    page.keyboard.press("Enter")
    expect(page.locator(".playing")).to_have_text("")
    sentence = page.locator(".sentence", has_text="Dr. Desai says")
    press(page, f"#{sentence.get_attribute('id')} a", "How is this said?")
    press(page, ".chips a", "Desai")
    expect(page.get_by_role("heading", name="How does “Desai” sound?")).to_be_visible()
    tab_to(page, "#spoken")
    page.keyboard.type("deh sigh")
    page.keyboard.press("Enter")
    expect(page.locator(".playing")).to_have_text("Playing.")
    sign(page, "keep")
    press(page, "button.main", "Keep it")
    expect(page.locator(".notice")).to_contain_text("is said so from now on")
    expect(page.locator(".sentence", has_text="Dr. Desai says")).to_contain_text("Said: Doctor deh sigh says")
    assert (review.settings.library / "lexicon.tsv").read_text().splitlines()[-1] == "Desai\tdeh sigh"

    sign(page, "publish")
    press(page, "button.main", "Take it into the library")
    sign(page, "approve")
    press(page, "button.main", "Approve these words")
    expect(page.locator("main")).to_contain_text(f"{NAME} approved these words on")
    assert page.get_by_text("The written words are the same").count() == 0
    assert axe(page) == []
    assert publisher_is_done(page)
    public = create_app(review.settings).test_client()
    told = public.get("/en/after-your-block").text
    assert "Dr. Desai says: rest for an hour." in told
    assert f"Reviewed by {NAME}" in told
    assert public.get("/en/after-your-block.mp3").status_code == 200

    press(page, "a", "Edit the words")
    page.get_by_label("The words").evaluate("area => { area.value = area.value.replace('an hour', 'two hours') }")
    sign(page, "edit")
    press(page, "button.main", "Save")
    expect(page.locator("main")).to_contain_text("Changed since Dr. Ana Ruiz approved it")
    expect(page.locator("ins")).to_contain_text("two hours")
    assert axe(page) == []
    sign(page, "approve")
    press(page, "button.main", "Approve these words")
    sign(page, "withdraw")
    press(page, "button", "Withdraw the approval")
    expect(page.locator(".inset", has_text="withdrew the approval")).to_be_visible()
    assert axe(page) == []
    assert publisher_is_done(page)
    told = create_app(review.settings).test_client().get("/en/after-your-block").text
    assert "two hours" in told
    assert NAME not in told
    tab_to(page, "ol li:last-child a")
    page.keyboard.press("Enter")
    expect(page.locator("del")).to_contain_text("two hours")
    assert axe(page) == []
    press(page, "button", "Hear it as on the telephone")
    expect(page.locator(".playing")).to_have_text("Playing.")
    sign(page, "restore")
    press(page, "button.main", "Restore these words")
    expect(page.locator("main")).to_contain_text(f"{NAME} approved these words on")
    assert "rest for an hour" in (review.settings.library / "en/after-your-block.md").read_text()
    assert len((review.settings.library / "CHANGES.md").read_text().splitlines()) >= 8


def publisher_is_done(page: Page) -> bool:
    """Wait until the list of texts does not say any more that recordings are being made."""
    here = page.url
    for _ in range(120):
        page.goto(here.partition("/text")[0])
        if not page.get_by_text("Recordings are being made").count():
            page.goto(here)
            return True
        page.wait_for_timeout(500)
    return False


PAGES = {
    "list": "/",
    "text": "/text/en/nerve-blocks",
    "draft": "/text/en/nerve-blocks-draft",
    "spanish text": "/text/es/nerve-blocks",
    "telephone": "/text/en/nerve-blocks?profile=phone",
    "broken": "/text/en/broken",
    "edit": "/text/en/nerve-blocks/edit",
    "word": "/say/en/nerve-blocks/2?word=injection&spoken=in+jek+shun&hear=1",
    "document": "/document",
    "prompts": "/prompts/en",
    "changed prompts": "/prompts/es",
    "prompt": "/prompts/en/choice/edit",
    "nothing": "/text/en/nothing",
    "form alone": "/text/en/nerve-blocks/approve",
}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 256}},
}


@pytest.mark.parametrize("look", LOOKS)
def test_judges_find_nothing(browser: Browser, review: Site, look: str) -> None:
    """On every page axe finds nothing with its AAA rules, no page scrolls sideways, and every target is large."""
    with browser.new_context(**LOOKS[look]) as context:
        page = context.new_page()
        page.goto(review.link())
        for name, path in PAGES.items():
            page.goto(review.url + path)
            assert (name, axe(page)) == (name, [])
            width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert (name, width) == (name, 0)
            assert (name, small_targets(page)) == (name, [])


def small_targets(page: Page) -> list[str]:
    """Return the controls that are less than 44 CSS pixels wide or high; a label is part of its check box."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
            .filter(one => one.getClientRects().length && !one.classList.contains("skip"))
            .filter(one => one.getBoundingClientRect().width < 44 || one.getBoundingClientRect().height < 44)
            .map(one => one.outerHTML)"""
    )
    return found


@pytest.mark.parametrize("width", [320, 390])
def test_buttons_below_each_other_have_one_width(review: Site, open_page: Page, width: int) -> None:
    """On a phone the buttons that play a text or a sentence as page and as telephone are as wide as their column."""
    page = open_page
    page.set_viewport_size({"width": width, "height": 700})
    for name in ("text", "word"):
        page.goto(review.url + PAGES[name])
        widths = page.locator("main > .acts button").evaluate_all("all => all.map(one => one.offsetWidth)")
        assert len(widths) >= 2, name
        assert set(widths) == {page.evaluate("document.querySelector('main > .acts').offsetWidth")}, name


def test_the_chosen_word_is_told_from_the_others_in_forced_colors(browser: Browser, review: Site) -> None:
    """Where the reader chooses all colors, it has those of a selected item, for ground and letters."""
    with browser.new_context(forced_colors="active") as context:
        page = context.new_page()
        page.goto(review.link())
        page.goto(review.url + PAGES["word"])
        chosen = page.locator(".chips a[aria-current]")
        wanted = page.evaluate(
            """() => {
                const one = document.body.appendChild(document.createElement("p"));
                one.style = "forced-color-adjust: none; color: SelectedItemText; background: SelectedItem";
                return [getComputedStyle(one).color, getComputedStyle(one).backgroundColor];
            }"""
        )
        style = "one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
        assert chosen.evaluate(style) == wanted


@pytest.mark.parametrize("height", [320, 500, 900])
def test_what_is_told_is_seen_and_covers_no_control_that_has_the_focus(
    review: Site, open_page: Page, height: int
) -> None:
    """While a sound plays, "Playing." is on the screen, and so is all of the field that a person writes in."""
    page = open_page
    page.set_viewport_size({"width": 1280, "height": height})
    page.goto(f"{review.url}/say/en/nerve-blocks/2?word=injection#how")
    field = page.locator("#spoken")
    field.fill("in jek shun")
    field.press("Enter")
    expect(page.locator(".playing")).to_have_text("Playing.")
    told, seen = page.locator(".playing").bounding_box(), field.bounding_box()
    assert told is not None
    assert seen is not None
    assert min(told["y"], seen["y"]) >= 0
    assert max(told["y"] + told["height"], seen["y"] + seen["height"]) <= height
    assert told["y"] + told["height"] <= seen["y"] or seen["y"] + seen["height"] <= told["y"]


def test_everything_but_playing_works_without_javascript(browser: Browser, review: Site) -> None:
    """A sound is a link to its file, a try shows the links, and each form does what it says."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(review.link())
        page.get_by_role("link", name="Bloqueos nerviosos").click()
        sound = page.get_by_role("link", name="Hear it as on the page").get_attribute("href")
        answer = context.request.get(f"{review.url}{sound}", headers={"Sec-Fetch-Site": "same-origin"})
        assert (answer.status, answer.headers["content-type"]) == (200, "audio/mpeg")
        page.get_by_role("link", name="How is this said? sentence 1", exact=True).click()
        page.get_by_role("link", name="Bloqueos", exact=True).click()
        page.get_by_label("Write it as it sounds").fill("blo que os")
        page.get_by_role("button", name="Hear it in the sentence").click()
        heard = page.get_by_role("link", name="Hear it as on the telephone").last.get_attribute("href")
        assert heard is not None
        assert "spoken=blo+que+os" in heard
        page.get_by_label("Your name").fill(NAME)
        page.get_by_role("button", name="Keep it").click()
        expect(page.locator(".notice")).to_contain_text("is said so from now on")
        page.get_by_label("Your name").last.fill(NAME)
        page.get_by_role("button", name="Approve these words").click()
        expect(page.locator("main")).to_contain_text(f"{NAME} approved these words on")


def test_a_document_is_brought_and_restored_without_javascript(browser: Browser, tmp_path: Path) -> None:
    """Bring, keep, take in, approve, edit, withdraw, restore, and discard another one: forms and links alone."""
    write_short_prompts(tmp_path / "library", "en")
    document = tmp_path / "after.docx"
    document.write_bytes(as_docx(LEAFLET))
    with reviewing(tmp_path) as site, browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site.link())
        for button, form in (("Keep it as a draft", "keep"), ("Discard it", "")):
            page.get_by_role("link", name="Bring a document").first.click()
            page.get_by_label("The document").set_input_files(document)
            page.get_by_role("button", name="Look at it").click()
            if form:
                page.locator(f"#name-{form}").fill(NAME)
            page.get_by_role("button", name=button).click()
        page.get_by_role("link", name="All texts").click()
        page.get_by_role("link", name="After your block").click()
        sign_and_send(page, "publish", "Take it into the library")
        sign_and_send(page, "approve", "Approve these words")
        page.get_by_role("link", name="Edit the words").click()
        words = page.get_by_label("The words").input_value()
        page.get_by_label("The words").fill(words.replace("an hour", "two hours"))
        sign_and_send(page, "edit", "Save")
        expect(page.locator("ins")).to_contain_text("two hours")
        sign_and_send(page, "withdraw", "Withdraw the approval")
        page.get_by_role("link", name="approved by").click()
        sign_and_send(page, "restore", "Restore these words")
        expect(page.locator(".notice")).to_have_text("The words of that version are back.")
    assert "an hour" in (tmp_path / "library/en/after-your-block.md").read_text()


def test_nothing_runs_that_is_not_ours(context: BrowserContext, review: Site) -> None:
    """The policy holds in a browser: no inline script or style, and no frame of this page."""
    page = context.new_page()
    page.goto(review.link())
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1) style=color:red>')")
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('script'), {textContent: 'window.ran=1'}))"
    )
    assert page.evaluate("window.ran") is None
    assert any(re.search("Content Security Policy", text) for text in told)


def test_another_page_reaches_nothing(context: BrowserContext, review: Site) -> None:
    """A page of somebody else's on this machine, with the cookie in the browser, can neither frame, read nor send."""
    page = context.new_page()
    page.goto(review.link())
    evil = Flask(__name__)
    before = (review.settings.library / "en/nerve-blocks.md").read_bytes()

    @evil.get("/")
    def attack() -> str:
        address = f"{review.url}/text/en/nerve-blocks/edit"
        return (
            f'<form id=f method=post action="{address}"><input name=content value=x><input name=name value=Eve></form>'
            f'<iframe id=i src="{review.url}/"></iframe>'
        )

    with answering(evil) as url:
        page.goto(url)
        with page.expect_navigation():
            page.evaluate("HTMLFormElement.prototype.submit.call(document.getElementById('f'))")
        expect(page.locator("h1")).to_have_text("Another page has sent you here")
    assert (review.settings.library / "en/nerve-blocks.md").read_bytes() == before


def test_two_people_with_two_browsers(browser: Browser, tmp_path: Path) -> None:
    """Each has a link; what the first saves is shown to the second, whose words stay in the form; both sign."""
    write_texts(tmp_path / "library", {"en/nerve-blocks": NERVE_BLOCKS})
    write_short_prompts(tmp_path / "library", "en")
    text = tmp_path / "library/en/nerve-blocks.md"
    with reviewing(tmp_path) as site, browser.new_context() as hers, browser.new_context() as his:
        ana, luis = hers.new_page(), his.new_page()
        ana.goto(site.link())
        ana.get_by_role("button", name="Make a link for another browser").click()
        link = ana.locator(".link").inner_text()
        luis.goto(link)
        for page, words, name in ((ana, "much relief", NAME), (luis, "some relief", "Luis Soto")):
            page.goto(f"{site.url}/text/en/nerve-blocks/edit")
            page.get_by_label("The words").fill(NERVE_BLOCKS.replace("give relief", f"give {words}"))
            page.get_by_label("Your name").fill(name)
        ana.get_by_role("button", name="Save").click()
        expect(ana.locator(".notice")).to_have_text("The words are saved.")
        luis.get_by_role("button", name="Save").click()
        expect(luis.get_by_role("alert")).to_contain_text("somebody else has changed this text")
        expect(luis.locator("del")).to_contain_text("much")
        expect(luis.get_by_label("The words")).to_have_value(re.compile("some relief"))
        assert "much relief" in text.read_text()
        assert axe(luis) == []
        luis.get_by_role("button", name="Save").click()
        assert "some relief" in text.read_text()
        sign_and_send(ana, "approve", "Approve these words")
        expect(ana.locator("h1")).to_contain_text("Nothing was overwritten")
        ana.get_by_role("link", name="Back to the page as it is now").click()
        expect(ana.locator("main")).to_contain_text("some relief")
        sign_and_send(ana, "approve", "Approve these words")
        luis.goto(f"{site.url}/text/en/nerve-blocks")
        expect(luis.locator("main")).to_contain_text(f"{NAME} approved these words on")
        luis.goto(link)
        expect(luis.locator("h1")).to_have_text("Open the link first")
    notes = (tmp_path / "library/CHANGES.md").read_text()
    assert [notes.count(f"{name}: edited") for name in (NAME, "Luis Soto")] == [1, 1]


def sign_and_send(page: Page, form: str, button: str) -> None:
    page.locator(f"#name-{form}").fill(NAME)
    page.get_by_role("button", name=button).click()


def test_a_new_start_loses_nothing_that_was_typed(browser: Browser, tmp_path: Path) -> None:
    """The page of a review that has ended is told to open the new link, and has the words to be copied."""
    write_texts(tmp_path / "library", {"en/nerve-blocks": NERVE_BLOCKS})
    context = browser.new_context()
    page = context.new_page()
    with reviewing(tmp_path) as site:
        port = int(site.url.rpartition(":")[2])
        page.goto(site.link())
        page.goto(f"{site.url}/text/en/nerve-blocks/edit")
        page.get_by_label("The words").fill("Typed for an hour.")
        page.get_by_label("Your name").fill(NAME)
    with reviewing(tmp_path, port=port), context:
        page.get_by_role("button", name="Save").click()
        expect(page.locator("h1")).to_have_text("Open the link first")
        expect(page.get_by_label("What you typed")).to_have_value("Typed for an hour.")
        assert axe(page) == []
        assert small_targets(page) == []

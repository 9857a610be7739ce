"""The words of a page during playback: the mark, and playing from a sentence."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import heard_beyond, open_more, procedure_page
from tests.support.server import Server

MARKED = "() => [...(CSS.highlights.get('spoken') || [])].map(String).join('|')"
BOUNDARIES = """async starts => {
    // Return, for each boundary, how far into the next sentence the recording is when the mark arrives there.
    const audio = document.querySelector('audio');
    const sentences = [...document.querySelectorAll('[data-start]')];
    const frame = () => new Promise(requestAnimationFrame);
    const marked = () => String([...CSS.highlights.get('spoken')][0]);
    const late = [];
    await audio.play();
    for (const start of starts) {
        const sentence = sentences.find(one => Number(one.dataset.start) === start).textContent.trim();
        const seeked = new Promise(done => audio.addEventListener('seeked', done, { once: true }));
        audio.currentTime = start / 1000 - 0.4;
        await seeked;
        while (marked() === sentence) await frame();
        while (marked() !== sentence) await frame();
        late.push(audio.currentTime * 1000 - start);
    }
    return late;
}"""


def starts(page: Page) -> list[int]:
    found: list[int] = page.locator("[data-start]").evaluate_all("all => all.map(one => Number(one.dataset.start))")
    return found


def play(page: Page, *, beyond: float = 0.2) -> None:
    page.get_by_role("button", name="Play", exact=True).click()
    heard_beyond(page, beyond)


@pytest.mark.parametrize("speed", ["1", "2"])
def test_the_mark_is_within_100_ms_of_each_cue(site: Server, page: Page, speed: str) -> None:
    """The mark moves to each sentence within 100 ms of its cue, at normal and double speed.

    Other work on the machine may delay the page: the best of three tries counts.
    """
    procedure_page(page, site)
    open_more(page)
    page.get_by_label("Speed").select_option(speed)
    cues = starts(page)[1:]
    assert len(cues) > 8
    best = [float("inf")] * len(cues)
    for _ in range(3):
        best = [min(pair, key=abs) for pair in zip(best, page.evaluate(BOUNDARIES, cues), strict=True)]
        if max(map(abs, best)) <= 100:
            break
    assert max(map(abs, best)) <= 100, best


def test_the_words_are_the_transcript(site: Server, page: Page) -> None:
    """The sentences of the page are those of the transcript, in its order."""
    procedure_page(page, site)
    sentences = page.locator("[data-start]").all_inner_texts()
    transcript = site.get("/en/nerve-blocks.txt")[2].decode()
    assert " ".join(map(str.strip, sentences)) == " ".join(transcript.replace("\n- ", "\n").split())
    assert starts(page) == sorted(starts(page))


def test_the_mark_is_more_than_a_colour(site: Server, page: Page) -> None:
    """The marked sentence is also underlined, by highlight and by class."""
    procedure_page(page, site)
    play(page)
    for element, pseudo in (("[data-start]", "::highlight(spoken)"), ("[data-start]", None)):
        page.locator("[data-start]").first.evaluate("sentence => sentence.classList.add('spoken')")
        line = page.locator(element).first.evaluate(
            "(element, pseudo) => getComputedStyle(element, pseudo).textDecorationLine", pseudo
        )
        assert line == "underline"


def test_a_class_marks_where_there_are_no_highlights(site: Server, context: BrowserContext, page: Page) -> None:
    """Without the Custom Highlight API a class marks one sentence at a time, and none when turned off."""
    context.add_init_script("delete window.Highlight")
    procedure_page(page, site)
    play(page)
    expect(page.locator(".spoken")).to_have_text(["Nerve blocks"])
    expect(page.locator(".spoken")).to_have_id("sentence-2", timeout=30_000)
    expect(page.locator(".spoken")).to_have_count(1)
    page.locator("summary", has_text="Settings").click()
    page.get_by_label("Mark the sentence being read").uncheck()
    expect(page.locator(".spoken")).to_have_count(0)


def test_marking_is_turned_off_for_good(site: Server, page: Page) -> None:
    """Turning the mark off holds on other pages too, until it is turned on."""
    procedure_page(page, site)
    play(page)
    assert page.evaluate(MARKED) == "Nerve blocks"
    page.locator("summary", has_text="Settings").click()
    page.get_by_label("Mark the sentence being read").uncheck()
    assert page.evaluate(MARKED) == ""
    page.goto(f"{site.url}/en/epidural-injections")
    play(page)
    assert page.evaluate(MARKED) == ""
    page.locator("summary", has_text="Settings").click()
    page.get_by_label("Mark the sentence being read").check()
    assert page.evaluate(MARKED) != ""


def test_a_sentence_plays_when_it_is_chosen(site: Server, page: Page) -> None:
    """A click on a sentence plays from its start."""
    procedure_page(page, site)
    sentence = page.get_by_text("It blocks pain signals.")
    sentence.click()
    start = int(sentence.get_attribute("data-start") or 0) / 1000
    heard_beyond(page, start)
    assert page.evaluate(MARKED) == "It blocks pain signals."


def test_a_sentence_plays_when_it_is_touched(site: Server, browser: Browser) -> None:
    """A tap on a sentence of a small telephone plays from its start, and nothing is wider than the screen."""
    with browser.new_context(viewport={"width": 320, "height": 480}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        procedure_page(page, site)
        sentence = page.get_by_text("It blocks pain signals.")
        sentence.tap()
        heard_beyond(page, int(sentence.get_attribute("data-start") or 0) / 1000)
        assert page.evaluate(MARKED) == "It blocks pain signals."
        assert page.evaluate("[visualViewport.scale, document.documentElement.scrollWidth]") == [1, 320]


def test_selecting_words_does_not_play(site: Server, page: Page) -> None:
    """Selecting text, to copy it or look it up, does not start playback."""
    procedure_page(page, site)
    page.get_by_text("It blocks pain signals.").dblclick()
    page.wait_for_timeout(300)
    page.get_by_text("It blocks pain signals.").evaluate("sentence => getSelection().selectAllChildren(sentence)")
    page.locator("audio").evaluate("audio => audio.pause()")
    page.get_by_text("A nerve block is").dispatch_event("click")
    page.wait_for_timeout(300)
    assert page.locator("audio").evaluate("audio => audio.paused")


def test_page_scrolls_to_the_next_sentence(site: Server, browser: Browser) -> None:
    """When the next sentence is off screen, the page scrolls to it at once, without animation."""
    with browser.new_context(viewport={"width": 320, "height": 600}) as context:
        page = context.new_page()
        procedure_page(page, site)
        cues = starts(page)
        last = page.locator("[data-start]").nth(len(cues) - 3)
        page.locator("[data-start]").nth(2).scroll_into_view_if_needed()
        page.locator("[data-start]").nth(2).click()
        heard_beyond(page, cues[2] / 1000)
        expect(last).not_to_be_in_viewport()
        page.locator("audio").evaluate("(audio, at) => { audio.currentTime = at }", cues[-3] / 1000)
        expect(last).to_be_in_viewport()


def test_page_does_not_scroll_back(site: Server, browser: Browser) -> None:
    """After a listener scrolls away from the mark, the page does not scroll back."""
    with browser.new_context(viewport={"width": 320, "height": 600}) as context:
        page = context.new_page()
        procedure_page(page, site)
        cues = starts(page)
        page.locator("[data-start]").nth(2).click()
        heard_beyond(page, cues[2] / 1000)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        before = page.evaluate("scrollY")
        page.locator("audio").evaluate("(audio, at) => { audio.currentTime = at }", cues[3] / 1000)
        page.wait_for_timeout(500)
        assert page.evaluate("scrollY") == before


@pytest.mark.parametrize(
    ("width", "height"), [(320, 200), (320, 256), (320, 568), (390, 844), (1280, 800)], ids=lambda size: str(size)
)
def test_reading_is_followed_at_every_size(site: Server, browser: Browser, width: int, height: int) -> None:
    """Within 500 ms of each new sentence, all of it is in view, or as much as there is room for, from Play on."""
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        procedure_page(page, site)
        cues = starts(page)
        play(page)
        for number in (1, 4, len(cues) - 1):
            page.locator("audio").evaluate("(audio, at) => { audio.currentTime = at }", cues[number] / 1000 + 0.05)
            page.wait_for_function(
                "text => String([...CSS.highlights.get('spoken')][0]) === text",
                arg=page.locator("[data-start]").nth(number).evaluate("one => one.textContent.trim()"),
            )
            page.wait_for_timeout(500)
            box = page.evaluate(
                """() => {
                    const bar = document.querySelector('.bar');
                    const range = [...CSS.highlights.get('spoken')][0];
                    const box = range.getBoundingClientRect();
                    const above = box.bottom <= bar.getBoundingClientRect().top; // a sentence of the opening
                    const covers = getComputedStyle(bar).position === 'sticky' && !above;
                    const top = covers ? bar.getBoundingClientRect().bottom : 0;
                    const room = innerHeight - top - box.height;
                    return { top: box.top - top, under: innerHeight - box.bottom, room };
                }"""
            )
            assert box["top"] >= -1, box
            assert box["under"] >= -1 or box["room"] < 0, box

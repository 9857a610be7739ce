"""The player: its controls, and what the device remembers."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import heard_beyond, open_more, procedure_page
from tests.support.server import Server

CONTROLS = "button, select, summary, a[href], input, audio[controls], [tabindex='0']"


def time(page: Page) -> float:
    return float(page.locator("audio").evaluate("audio => audio.currentTime"))


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def start(page: Page, *, beyond: float = 0.2) -> None:
    button(page, "Play").click()
    heard_beyond(page, beyond)


def stop(page: Page) -> None:
    button(page, "Pause").click()
    expect(page.get_by_role("link", name="where I stopped")).to_be_visible()  # the page has handled the event too


def test_a_patient_finds_and_hears_a_procedure(site: Server, page: Page) -> None:
    """The library's list leads to the page of nerve blocks, where Play plays and Pause pauses."""
    page.goto(site.url)
    page.get_by_role("link", name="Nerve blocks").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Nerve blocks"
    start(page, beyond=0.5)
    assert page.locator("audio").evaluate("audio => audio.duration") > 5
    stop(page)
    expect(button(page, "Play")).to_be_visible()
    assert page.locator("audio").evaluate("audio => audio.paused")


@pytest.mark.parametrize("path", ["/", "/en/nerve-blocks"])
def test_nothing_plays_or_loads_by_itself(site: Server, page: Page, path: str) -> None:
    """No audio is fetched before Play is pressed."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(site.url + path)
    page.wait_for_timeout(500)
    assert fetched
    assert [url for url in fetched if ".mp3" in url] == []
    assert page.locator("audio").evaluate("audio => audio.paused")


def test_back_and_forward_move_fifteen_seconds(site: Server, page: Page) -> None:
    """Back and Forward move 15 seconds, also before the first Play, and do not start playback."""
    procedure_page(page, site)
    button(page, "Forward 15 seconds").click()
    expect(page.locator(".bar")).to_contain_text("0:15 of")
    start(page, beyond=15)
    stop(page)
    before = time(page)
    button(page, "Back 15 seconds").click()
    assert time(page) == pytest.approx(max(0, before - 15), abs=0.1)
    assert page.locator("audio").evaluate("audio => audio.paused")


def test_forward_stays_within_the_recording(site: Server, page: Page) -> None:
    """Forward stops at the end of the recording, and Back at its start."""
    procedure_page(page, site)
    start(page)
    stop(page)
    for _ in range(20):
        button(page, "Forward 15 seconds").click()
    assert not page.locator("audio").evaluate("audio => audio.ended")
    for _ in range(20):
        button(page, "Back 15 seconds").click()
    assert time(page) == 0


def test_repeat_says_the_sentence_again(site: Server, page: Page) -> None:
    """Repeat goes to the start of the current sentence and plays."""
    procedure_page(page, site)
    cue = page.locator("[data-start]").nth(3).evaluate("sentence => sentence.dataset.start / 1000")
    start(page)
    page.locator("audio").evaluate("(audio, place) => { audio.currentTime = place }", cue + 0.4)
    heard_beyond(page, cue + 0.5)
    open_more(page)
    button(page, "Repeat sentence").click()
    assert cue <= time(page) < cue + 0.4
    assert not page.locator("audio").evaluate("audio => audio.paused")


@pytest.mark.parametrize("speed", ["0.7", "1.5", "2"])
def test_speed_changes_and_keeps_the_pitch(site: Server, page: Page, speed: str) -> None:
    """Playback has the chosen speed, from 0.7 to 2, at unchanged pitch."""
    procedure_page(page, site)
    open_more(page)
    page.get_by_label("Speed").select_option(speed)
    start(page)
    assert page.locator("audio").evaluate("audio => audio.playbackRate") == float(speed)
    assert page.locator("audio").evaluate("audio => audio.preservesPitch")


def test_sections_start_where_their_headings_are_said(site: Server, page: Page) -> None:
    """Each section has a button, behind one control, that plays from its heading."""
    procedure_page(page, site)
    open_more(page)
    page.locator("summary", has_text="Sections").click()
    expect(page.locator(".controls li")).to_have_text(["Nerve blocks", "What it is", "How it can help"])
    button(page, "How it can help").click()
    cue = page.get_by_role("heading", name="How it can help").locator("[data-start]").get_attribute("data-start")
    heard_beyond(page, int(cue or 0) / 1000)
    assert time(page) < int(cue or 0) / 1000 + 5


def test_where_am_i_says_time_section_and_sentence(site: Server, page: Page) -> None:
    """“Where am I?” gives time, section and sentence in words."""
    procedure_page(page, site)
    status = page.locator(".status")
    assert status.inner_text().strip() == ""
    open_more(page)
    page.locator("summary", has_text="Sections").click()
    button(page, "What it is").click()
    heard_beyond(page, 1)
    stop(page)
    button(page, "Where am I?").click()
    said = status.inner_text()
    assert re.match(r"You are at \d+ seconds? of \d+ seconds?\. ", said)
    assert said.endswith(". What it is") or "What it is: A nerve block" in said


def test_where_am_i_answers_without_a_recording(page: Page, pages: Callable[[str], str]) -> None:
    """While the recording is being made, “Where am I?” says that."""
    page.goto(pages("not ready"))
    open_more(page)
    button(page, "Where am I?").click()
    expect(page.locator(".status")).to_contain_text("This recording is being made.")


def test_play_after_the_end_starts_anew(site: Server, page: Page) -> None:
    """At its end the recording stops, no sentence is marked, and Play starts from the beginning."""
    procedure_page(page, site)
    start(page)
    page.locator("audio").evaluate("audio => { audio.currentTime = audio.duration - 0.5 }")
    expect(button(page, "Play")).to_be_visible(timeout=30_000)
    assert page.evaluate("CSS.highlights.get('spoken').size") == 0
    assert time(page) == 0
    button(page, "Play").click()
    heard_beyond(page, 0.2)
    assert time(page) < 10


def test_there_are_at_most_eight_controls(site: Server, page: Page) -> None:
    """The player has at most eight controls before, during and after playback."""
    procedure_page(page, site)

    def count() -> int:
        found = page.locator(f":is(.bar, .controls) :is({CONTROLS})")
        return sum(found.nth(number).is_visible() for number in range(found.count()))

    assert count() <= 8
    start(page)
    assert count() <= 8
    stop(page)
    assert count() <= 8
    assert page.locator("input[type=range]").count() == 0


def test_place_and_speed_survive_a_reload(site: Server, page: Page) -> None:
    """A reload restores place and speed; the place belongs to this page only."""
    procedure_page(page, site)
    open_more(page)
    page.get_by_label("Speed").select_option("1.25")
    start(page, beyond=3)
    stop(page)
    stopped = time(page)
    page.reload()
    assert page.get_by_label("Speed").input_value() == "1.25"
    expect(page.get_by_role("link", name="Go to where I stopped")).to_be_visible()
    button(page, f"Continue at 0:{int(stopped):02}").click()
    heard_beyond(page, stopped)
    assert time(page) < stopped + 5
    page.goto(f"{site.url}/en/epidural-injections")
    assert page.get_by_role("link", name="Go to where I stopped").is_hidden()
    expect(page.locator(".bar")).to_contain_text("0:00 of")


def test_leaving_while_it_plays_keeps_the_place(site: Server, page: Page) -> None:
    """Closing the page during playback keeps the place."""
    procedure_page(page, site)
    start(page, beyond=2)
    page.reload()
    page.get_by_role("button", name="Continue at").click()
    heard_beyond(page, 2)


def test_a_place_in_another_recording_is_not_kept(site: Server, page: Page) -> None:
    """A place belongs to one recording: when that is replaced, listening starts at the beginning."""
    procedure_page(page, site)
    start(page, beyond=2)
    stop(page)
    page.evaluate("localStorage.voiceedu = localStorage.voiceedu.replace(/clips.[0-9a-f]+/, 'clips/0')")
    page.reload()
    expect(page.locator(".bar")).to_contain_text("0:00 of")


def test_forget_removes_everything(site: Server, page: Page) -> None:
    """One button removes place, speed and settings from the device, also during playback."""
    procedure_page(page, site)
    open_more(page)
    page.get_by_label("Speed").select_option("1.5")
    page.locator("summary", has_text="Settings").click()
    page.get_by_label("Mark the sentence being read").uncheck()
    start(page, beyond=2)
    button(page, "Forget all of that").click()
    expect(page.locator(".status")).to_have_text("Forgotten.")
    expect(button(page, "Play")).to_be_visible()
    assert page.get_by_label("Speed").input_value() == "1"
    page.reload()
    assert "nerve-blocks" not in page.evaluate("JSON.stringify(localStorage)")
    expect(page.locator(".bar")).to_contain_text("0:00 of")


@pytest.mark.parametrize(
    "storage",
    [
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden') } })",
        "localStorage.voiceedu = '{'",
        "localStorage.clear(); localStorage.everything = 'x'.repeat(5 * 2 ** 20 - 10)",
    ],
    ids=["forbidden", "nonsense", "full"],
)
def test_player_works_without_storage(site: Server, context: BrowserContext, page: Page, storage: str) -> None:
    """The player works when storage is forbidden, full or holds nonsense."""
    context.add_init_script(storage)
    procedure_page(page, site)
    open_more(page)
    page.get_by_label("Speed").select_option("0.8")
    start(page)


def test_all_of_the_library_plays_in_turn(site: Server, page: Page) -> None:
    """The library plays one recording after another, marks the current one, and skips to the next on request."""
    page.goto(site.url)
    button(page, "Listen to all 2 recordings").click()
    heard_beyond(page, 0.2)
    assert page.locator("audio").get_attribute("src") == "/en/nerve-blocks.mp3"
    assert page.evaluate("String([...CSS.highlights.get('spoken')][0])") == "Nerve blocks"
    page.locator("audio").evaluate("audio => { audio.currentTime = audio.duration - 0.3 }")
    expect(page.locator("audio")).to_have_attribute("src", "/en/epidural-injections.mp3", timeout=30_000)
    heard_beyond(page, 0.2)
    assert page.evaluate("String([...CSS.highlights.get('spoken')][0])") == "Epidural injections"
    open_more(page)
    button(page, "Next recording").click()
    expect(page.locator("audio")).to_have_attribute("src", "/en/nerve-blocks.mp3")
    heard_beyond(page, 0.2)
    stop(page)
    page.get_by_role("link", name="Go to where I stopped").press("Enter")
    expect(page.get_by_role("link", name="Nerve blocks")).to_be_focused()


def test_the_place_in_the_library_is_kept(site: Server, page: Page) -> None:
    """Listening to the whole library resumes at the recording and time where it stopped."""
    page.goto(site.url)
    button(page, "Listen to all 2 recordings").click()
    open_more(page)
    button(page, "Next recording").click()
    heard_beyond(page, 2)
    stop(page)
    page.reload()
    assert page.locator("audio").get_attribute("src") == "/en/epidural-injections.mp3"
    page.get_by_role("button", name="Continue at").click()
    heard_beyond(page, 2)


def test_ten_seconds_of_playing_announce_nothing(site: Server, page: Page) -> None:
    """During playback no live region, aria-value or role changes, so that a screen reader stays silent."""
    procedure_page(page, site)
    start(page)
    page.evaluate(
        """() => {
            window.changes = [];
            const live = '[aria-live], [role=status], [role=alert], [role=log], [role=timer], output, progress, meter';
            new MutationObserver(records => records.forEach(record => {
                const element = record.target.parentElement && record.target.nodeType !== 1
                    ? record.target.parentElement : record.target;
                if (record.type === 'attributes' || element.closest(live)) changes.push(element.outerHTML);
            })).observe(document, {
                subtree: true, childList: true, characterData: true, attributes: true,
                attributeFilter: ['role', 'tabindex', 'aria-live', 'aria-label', 'aria-pressed', 'aria-valuenow',
                    'aria-valuetext', 'aria-valuemin', 'aria-valuemax', 'value'],
            });
        }"""
    )
    heard_beyond(page, time(page) + 10)
    assert page.evaluate("changes") == []


def test_visible_names_are_accessible_names(
    site: Server, page: Page, context: BrowserContext, pages: Callable[[str], str]
) -> None:
    """The accessible name of each control contains its visible name."""
    session = context.new_cdp_session(page)
    for name in ("procedure", "library", "spanish"):
        page.goto(pages(name))
        page.locator("details").evaluate_all("all => all.forEach(details => { details.open = true })")
        tree = session.send("Accessibility.getFullAXTree")["nodes"]
        checked = 0
        for node in tree:
            role = node.get("role", {}).get("value")
            if role in ("button", "link", "combobox", "searchbox", "DisclosureTriangle", "checkbox"):
                backend = {"backendNodeId": node["backendDOMNodeId"]}
                remote = session.send("DOM.resolveNode", backend)["object"]["objectId"]
                visible = session.send(
                    "Runtime.callFunctionOn",
                    {
                        "objectId": remote,
                        "functionDeclaration": "function () { return this.labels && this.labels.length"
                        " ? this.innerText === '' && this.type === 'checkbox' ? this.labels[0].innerText\n"
                        " : this.labels[0].firstChild.textContent : this.innerText }",
                        "returnByValue": True,
                    },
                )["result"]["value"]
                assert " ".join(node["name"]["value"].split()) == " ".join(visible.split())
                checked += 1
        assert checked > 8


def test_a_list_shows_back_and_forward_once_something_is_heard(site: Server, page: Page) -> None:
    """Before anything is heard, nothing stands between Listen to all and the list that is of no use yet."""
    page.goto(site.url)
    for name in ("Back 15 seconds", "Forward 15 seconds"):
        expect(button(page, name)).to_be_hidden()
    button(page, "Listen to all 2 recordings").click()
    heard_beyond(page, 2)
    expect(button(page, "Forward 15 seconds")).to_be_visible()
    page.reload()
    expect(button(page, "Back 15 seconds")).to_be_visible()  # it goes on where listening stopped


def test_one_recording_is_heard_at_a_time(site: Server, context: BrowserContext, page: Page) -> None:
    """Play in another window takes the place of what is heard in this one, each time."""
    procedure_page(page, site)
    other = context.new_page()
    other.goto(f"{site.url}/en/epidural-injections")
    start(page)
    start(other)
    expect(button(page, "Play")).to_be_visible()
    expect(button(other, "Pause")).to_be_visible()
    start(page)
    expect(button(other, "Play")).to_be_visible()
    heard_beyond(page, 0.5)


def test_another_language_keeps_the_place(site: Server, page: Page) -> None:
    """Choosing another language stops the recording; whoever comes back goes on where it was."""
    procedure_page(page, site)
    start(page, beyond=2)
    page.locator(".languages summary").click()
    page.get_by_role("link", name="Español").click()
    page.wait_for_url("**/es/nerve-blocks")
    expect(button(page, "Escuchar")).to_be_visible()
    assert page.locator("audio").evaluate("audio => audio.paused")
    page.go_back()
    page.get_by_role("button", name="Continue at").click()
    heard_beyond(page, 2)


def test_start_again_starts_again(site: Server, page: Page) -> None:
    """After a return, one button goes on where listening stopped, and another starts from the beginning."""
    procedure_page(page, site)
    start(page, beyond=3)
    page.reload()
    button(page, "Start again").click()
    heard_beyond(page, 0)
    assert time(page) < 2
    expect(button(page, "Start again")).to_be_hidden()


def test_start_again_stays_while_the_screen_reader_leaves_it(site: Server, page: Page) -> None:
    """The focus goes to Pause a moment before the button is hidden that it leaves: else Orca 43 says nothing."""
    procedure_page(page, site)
    start(page, beyond=3)
    page.reload()
    page.evaluate(
        """() => document.querySelector('[data-control=play]').addEventListener('focus', () => setTimeout(() => {
            window.wasHidden = document.querySelector('[data-control=again]').hidden;
        }, 150))"""
    )
    button(page, "Start again").click()
    expect(button(page, "Pause")).to_be_focused()
    expect(button(page, "Start again")).to_be_hidden()
    assert page.evaluate("wasHidden") is False


def test_where_am_i_is_heard_each_time(site: Server, page: Page) -> None:
    """Each answer changes the live region, and the recording is quieter while it is said."""
    procedure_page(page, site)
    start(page)
    open_more(page)
    page.locator("audio").evaluate("audio => { audio.playbackRate = 0.0625 }")  # nothing changes meanwhile
    said = []
    for _ in range(2):
        button(page, "Where am I?").click()
        said.append(page.locator(".status").evaluate("status => status.textContent"))
        assert page.locator("audio").evaluate("audio => audio.volume") < 0.5
    assert said[0].strip()
    assert said[0] != said[1]
    assert page.locator(".status").get_attribute("aria-atomic") == "true"
    # Some browsers pass on only the piece that changed: the whole answer is one.
    assert [one.strip() for one in page.locator(".status span").all_inner_texts()][1] == ""
    page.wait_for_function("() => document.querySelector('audio').volume === 1", timeout=30_000)


def test_where_am_i_counts_the_recordings(site: Server, page: Page) -> None:
    """While all recordings are played, the answer begins with the number of the recording."""
    page.goto(site.url)
    button(page, "Listen to all 2 recordings").click()
    heard_beyond(page, 0.2)
    open_more(page)
    button(page, "Next recording").click()
    heard_beyond(page, 0.2)
    button(page, "Where am I?").click()
    expect(page.locator(".status")).to_contain_text(re.compile(r"^Recording 2 of 2\. You are at "))


def test_the_lock_screen_has_title_section_and_keys(site: Server, page: Page) -> None:
    """While it plays, the device shows title and section; its keys skip to the next section."""
    page.add_init_script(
        "window.acts = {}; navigator.mediaSession.setActionHandler = (name, act) => { acts[name] = act }"
    )
    procedure_page(page, site)
    start(page, beyond=0.5)
    assert page.evaluate("navigator.mediaSession.metadata.title") == "Nerve blocks"
    page.evaluate("acts.nexttrack()")
    cue = page.get_by_role("heading", name="What it is").locator("[data-start]").get_attribute("data-start")
    heard_beyond(page, int(cue or 0) / 1000)
    page.evaluate("acts.seekforward()")
    heard_beyond(page, int(cue or 0) / 1000 + 10)
    assert set(page.evaluate("Object.keys(acts)")) >= {"play", "pause", "previoustrack", "nexttrack", "seekbackward"}

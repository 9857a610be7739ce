"""What the screen reader Orca says of the pages, in Debian's Chromium and Firefox: kept for a person to review.

After an intended change, `GOLDEN=write scripts/test tests/screen_reader -n 0` rewrites the transcripts in golden/, and
the commit shows what a listener will hear differently. A line with # is what was done.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.screen_reader.desktop import desktop
from tests.screen_reader.listener import Listener
from tests.screen_reader.playing import forget_place, is_paused, played_s, wait_until_paused
from tests.screen_reader.windows import WINDOWS, ChromiumWindow
from tests.support.server import Server, keywords, serve
from voiceedu.config import Settings

PERSON = "Call +1 202 555 0123 to talk with a person"
"""The last line of a page."""
LAST_WORDS = "If you have questions, ask your doctor or nurse"
"""The last line of a page of a clinic whose number is not known."""


@pytest.fixture(scope="module", params=list(WINDOWS))
def listener(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listener]:
    name: str = request.param
    with desktop(tmp_path_factory.mktemp(f"desk-{name}")) as desk, WINDOWS[name](desk) as window:
        yield Listener(name, desk, window)


@pytest.mark.parametrize("name", ["nothing found", "not found", "spanish", "dutch", "arabic", "not ready"])
def test_page_is_read_as_reviewed(listener: Listener, pages: Callable[[str], str], name: str) -> None:
    """What Orca reads when a page is opened equals the transcript; the tests below open the other pages."""
    listener.start(name)
    listener.open(pages(name))
    listener.compare()


def test_documented_steps_lead_to_the_third_sentence(listener: Listener, site: Server) -> None:
    """The steps of docs/listening-with-a-screen-reader.md, from landing to hearing the third sentence."""
    window = listener.window
    listener.start("steps")
    listener.open(f"{site.url}/")
    listener.press("ctrl+Home")
    listener.press_until("h", "Nerve blocks")
    listener.press("Return")
    assert window.evaluate("return location.pathname") == "/en/nerve-blocks"
    assert is_paused(window)
    listener.press("ctrl+Home")
    listener.press_until("Tab", "Play")
    listener.press("Return", still_s=2)  # it plays: the transcript shows what is said over it
    assert 0 < played_s(window) < 30
    listener.press("Return")
    assert is_paused(window)
    listener.press("ctrl+Home")
    listener.press_until("Down", "This takes less than a minute")
    listener.press("Return")
    starts = "return [...document.querySelectorAll('[data-start]')].map(one => one.dataset.start / 1000)"
    third_s = window.evaluate(starts)[2]
    assert third_s <= played_s(window)
    forget_place(window)
    listener.compare()


def open_more(listener: Listener) -> None:
    listener.press_until("Tab", "More controls")
    listener.press("Return")


def play_until(listener: Listener, place_s: float) -> None:
    """Wait until the recording plays at `place_s` seconds or later."""
    while played_s(listener.window) < place_s:
        time.sleep(0.05)


def test_where_am_i_is_answered_each_time(listener: Listener, site: Server) -> None:
    """More controls has "Where am I?", which says time, section and sentence, also when it is pressed again."""
    listener.start("where am I")
    listener.arrive(f"{site.url}/en/nerve-blocks", PERSON)
    open_more(listener)
    listener.press_until("Tab", "Where am I?")
    listener.press("Return")
    listener.press("Return")
    listener.compare()


def test_a_section_is_chosen_and_a_sentence_repeated(listener: Listener, site: Server) -> None:
    """Sections opens a list of their names; Enter on one plays from there, and Repeat sentence adds no word."""
    window = listener.window
    listener.start("sections and repeat")
    listener.arrive(f"{site.url}/en/nerve-blocks", PERSON)
    open_more(listener)
    listener.press_until("Tab", "Sections")
    listener.press("Return")
    listener.press_until("Tab", "How it can help")
    starts = "return [...document.querySelectorAll('h2 [data-start]')].map(one => one.dataset.start / 1000)"
    section_s = window.evaluate(starts)[1]
    listener.press("Return")
    play_until(listener, section_s + 0.2)
    window.evaluate("document.querySelector('audio').pause()")
    listener.press_until("shift+Tab", "Repeat sentence")
    listener.press("Return")
    assert section_s <= played_s(window) < section_s + 20
    forget_place(window)
    listener.compare()


def test_a_listener_goes_on_where_they_stopped(listener: Listener, site: Server) -> None:
    """After Pause the next stop leads to the sentence; after a return Play says where it goes on, or starts again."""
    window = listener.window
    listener.start("stopped and continued")
    listener.arrive(f"{site.url}/en/nerve-blocks", PERSON)
    listener.press_until("Tab", "Play")
    listener.press("Return")
    window.evaluate("document.querySelector('audio').currentTime = 4")
    play_until(listener, 4)
    listener.press("Return")
    assert is_paused(window)
    listener.press("Tab")
    listener.press("Return")
    listener.arrive(f"{site.url}/en/nerve-blocks", PERSON)
    listener.press_until("Tab", "Continue at")
    listener.press_until("Tab", "Start again")
    listener.press("Return")
    assert played_s(window) < 4
    forget_place(window)
    listener.compare()


def test_all_recordings_are_heard_in_turn(listener: Listener, site: Server) -> None:
    """Listen to all plays the first; More controls leads to the next, and Where am I? says which one it is."""
    window = listener.window
    listener.start("all recordings")
    listener.arrive(f"{site.url}/", PERSON)
    listener.press_until("Tab", "Listen to all 2 recordings")
    listener.press("Return")
    assert played_s(window) > 0
    open_more(listener)
    listener.press_until("Tab", "Next recording")
    listener.press("Return")
    assert played_s(window) > 0
    window.evaluate("document.querySelector('audio').pause(); document.querySelector('audio').currentTime = 0")
    listener.press_until("Tab", "Where am I?")
    listener.press("Return")
    forget_place(window)
    listener.compare()


@pytest.mark.parametrize("listener", ["chromium"], indirect=True)  # Firefox still reaches this machine when offline
def test_a_device_without_network_says_so_each_time(listener: Listener, pages: Callable[[str], str]) -> None:
    """Play says that the device is offline, and says it again; it plays once the network is back."""
    window = listener.window
    assert isinstance(window, ChromiumWindow)
    listener.start("offline")
    # No other test plays this recording: the browser has none of it.
    listener.arrive(pages("spanish"), "Llame al +1 202 555 0123 para hablar con una persona")
    listener.press_until("Tab", "Escuchar")
    window.use_network(False)
    for _ in range(2):
        listener.press("Return")
        wait_until_paused(window)
    window.use_network(True)
    listener.press("Return")
    assert played_s(window) > 0
    forget_place(window)
    listener.compare()


def test_a_kept_recording_is_heard_without_the_server(
    listener: Listener, rendered_copy: Settings, tmp_path: Path
) -> None:
    """Keep says what is kept and how to hear it; once no server is there, every page leads to it, and it is let go."""
    window = listener.window
    listener.start("kept")
    with serve(tmp_path, **keywords(rendered_copy)) as server:
        server.wait_until_rendered()
        page = f"{server.url}/en/nerve-blocks"
        listener.arrive(page, LAST_WORDS)
        listener.press_until("Tab", "Keep this recording on this device")
        listener.press("Return")
        while not window.evaluate("return Boolean(navigator.serviceWorker.controller)"):
            time.sleep(0.05)
    listener.open(f"{server.url}/")
    listener.press("ctrl+Home")
    listener.press_until("Tab", "Nerve blocks")
    listener.open(page)
    listener.press("ctrl+Home")
    listener.press_until("Tab", "Play")
    listener.press("Return")
    assert played_s(window) > 0
    forget_place(window)
    listener.press_until("Tab", "Remove this recording from this device")
    listener.press("Return")
    listener.compare()


def test_a_failure_is_said_each_time(listener: Listener, failed: str) -> None:
    """A recording that cannot be played says so after Play and after Try again, and where the words are."""
    listener.start("failed")
    listener.open(f"{failed}/en/nerve-blocks")
    listener.press("ctrl+Home")
    listener.press_until("Tab", "Play")
    listener.press("Return")
    listener.press("Return")
    listener.press("Tab")
    listener.compare()


def test_a_search_is_typed(listener: Listener, site: Server) -> None:
    """The search field says its name, and Enter in it leads to the results."""
    listener.start("typed search")
    listener.arrive(f"{site.url}/", PERSON)
    listener.press_until("Tab", "Search the recordings")
    listener.type("nerve")
    listener.press("Return")
    listener.compare()

"""What the screen reader Orca says of the player, in Debian's Chromium and Firefox, and where the recording plays."""

import time

from tests.screen_reader.listener import PERSON, Listener
from tests.screen_reader.playing import forget_place, is_paused, played_s
from tests.support.server import Server


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


def open_more(listener: Listener) -> None:
    listener.press_until("Tab", "More controls")
    listener.press("Return")


def play_until(listener: Listener, place_s: float) -> None:
    """Wait until the recording plays at `place_s` seconds or later."""
    while played_s(listener.window) < place_s:
        time.sleep(0.05)

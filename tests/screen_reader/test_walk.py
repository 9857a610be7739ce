"""A walk by ear with every run: Orca in Debian's Chromium and Firefox says what a listener needs, in this order.

Between what is expected Orca may say more, which differs from version to version; test_orca.py compares all of it.
"""

import time
from collections.abc import Callable, Iterator

import pytest

from tests.screen_reader.desktop import Desktop, desktop
from tests.screen_reader.playing import forget_place, is_paused, played_s
from tests.screen_reader.transcripts import normalized
from tests.screen_reader.windows import WINDOWS, Window
from tests.support.server import Server

PATIENCE_S = 90
SOME_PATIENCE_S = 10
"""A key of which only the mode or a landmark is said, or nothing, takes so long at most."""
STILL_S = 0.8
"""After so long without a word Orca has finished: it says the lines of an answer at once."""
PERSON = "Call +1 202 555 0123 to talk with a person"
ENOUGH_PRESSES = 40


class Walker:
    """Somebody at the desktop, who waits for what Orca says before the next key."""

    def __init__(self, desk: Desktop, window: Window) -> None:
        self._desk = desk
        self.window = window

    def open(self, url: str, *lines: str) -> None:
        """Open a page and hear it read. `lines`, its last among them, begin what is heard, in this order."""
        self._hear(lambda: self.window.goto(url), lines)
        self.press("ctrl+Home")

    def press(self, key: str, *lines: str) -> list[str]:
        """Press a key, and return what is heard: `lines` in this order, or whatever there is."""
        return self._hear(lambda: self._desk.press(key), lines)

    def press_until(self, key: str, line: str) -> None:
        """Press a key until `line` begins what is heard."""
        for _ in range(ENOUGH_PRESSES):
            if has_in_order(self.press(key), [line]):
                return
        raise AssertionError(f"{line!r} is never heard")

    def press_and_wait(self, key: str, until: Callable[[], object], *, quiet_s: float = 0) -> list[str]:
        """Press a key, wait for `until`, and return what is heard till `quiet_s` seconds after it."""
        self._desk.speech.forget()
        self._desk.press(key)
        wait_for(until, f"{key} does nothing")
        time.sleep(quiet_s)
        return normalized(self._desk.speech.said)

    def type(self, text: str, until: Callable[[], object]) -> None:
        self._desk.type(text)
        wait_for(until, f"{text!r} is not written")

    def _hear(self, act: Callable[[], object], lines: tuple[str, ...]) -> list[str]:
        speech = self._desk.speech
        speech.forget()
        act()
        started_s = time.monotonic()
        while True:
            heard, now_s = normalized(speech.said), time.monotonic()
            is_enough = speech.said and has_in_order(heard, lines)
            if is_enough and now_s - speech.changed_s > STILL_S:
                return heard
            if not lines and now_s - started_s > SOME_PATIENCE_S:
                return heard
            assert now_s - started_s < PATIENCE_S, f"heard {heard}, and not {lines} in this order"
            time.sleep(0.05)


def wait_for(condition: Callable[[], object], trouble: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, trouble
        time.sleep(0.05)


def has_in_order(heard: list[str], lines: tuple[str, ...] | list[str]) -> bool:
    """Return whether each of `lines` begins one of those that were heard, in this order."""
    left = iter(heard)
    return all(any(one.startswith(line) for one in left) for line in lines)


@pytest.fixture(scope="module", params=list(WINDOWS))
def walker(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walker]:
    name: str = request.param
    with desktop(tmp_path_factory.mktemp(f"walk-{name}")) as desk, WINDOWS[name](desk) as window:
        yield Walker(desk, window)


def test_from_the_library_to_the_third_sentence(walker: Walker, site: Server) -> None:
    """A listener finds a procedure, plays, pauses, and plays its third sentence; playing adds no word."""
    window = walker.window
    walker.open(f"{site.url}/", "Listen to learn about your procedure", "Nerve blocks", "Epidural injections", PERSON)
    walker.press_until("h", "Nerve blocks")
    walker.press("Return", "Nerve blocks", "This takes less than a minute", "Play", "It blocks pain signals", PERSON)
    assert window.evaluate("return location.pathname") == "/en/nerve-blocks"
    assert is_paused(window)
    walker.press("ctrl+Home")
    walker.press_until("Tab", "Play")
    # Orca 48 says that the button is called Pause now.
    assert set(walker.press_and_wait("Return", lambda: not is_paused(window), quiet_s=2)) <= {"Pause button"}
    assert played_s(window) > 0
    walker.press_and_wait("Return", lambda: is_paused(window))
    walker.press("ctrl+Home")
    walker.press_until("Down", "This takes less than a minute")
    walker.press_and_wait("Return", lambda: not is_paused(window))
    starts = "return [...document.querySelectorAll('[data-start]')].map(one => one.dataset.start / 1000)"
    assert window.evaluate(starts)[2] <= played_s(window)
    forget_place(window)


def test_a_search_leads_to_its_results(walker: Walker, site: Server) -> None:
    """The field says its name; the page that Enter opens says how many recordings were found, and which."""
    walker.open(f"{site.url}/", PERSON)
    walker.press_until("Tab", "Search the recordings")
    walker.type(
        "nerve", lambda: walker.window.evaluate("return document.querySelector('[type=search]').value == 'nerve'")
    )
    walker.press("Return", "Search: nerve", "1 recording has these words", "Nerve blocks", PERSON)


def test_a_page_says_what_is_missing(walker: Walker, pages: Callable[[str], str]) -> None:
    """A page that does not exist, and one whose recording is not ready, say so and lead on."""
    walker.open(pages("not found"), "This page is not here", "Search", "Nerve blocks", PERSON)
    ready = "Try again, to see if it is ready"
    walker.open(pages("not ready"), "Nerve blocks", "This recording is being made", ready, "It blocks pain signals")


def test_a_failure_is_said_each_time(walker: Walker, failed: str) -> None:
    """After Play, and after trying again, a recording that cannot be played says so; a person's number comes next."""
    walker.open(f"{failed}/en/nerve-blocks", "Nerve blocks", "Play", PERSON)
    walker.press_until("Tab", "Play")
    for _ in range(2):
        walker.press("Return", "This recording cannot be played just now. You can read its words below")
    walker.press("Tab", PERSON)


def test_spanish_is_said_in_spanish(walker: Walker, pages: Callable[[str], str]) -> None:
    """The controls around Spanish words are Spanish, too."""
    walker.open(pages("spanish"), "Bloqueos nerviosos", "Escuchar", "Bloquea las señales de dolor", "Llame al +1 202")
    walker.press_until("Tab", "Escuchar")

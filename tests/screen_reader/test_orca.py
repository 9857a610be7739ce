"""What the screen reader Orca says of the pages, in Debian's Chromium and Firefox: kept for a person to review.

After an intended change, `GOLDEN=write scripts/test --screen-reader` rewrites the transcripts in golden/, and the
commit shows what a listener will hear differently. A line with # is what was done.
"""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.screen_reader.desktop import Desktop, desktop
from tests.screen_reader.playing import forget_place, is_paused, played_s
from tests.screen_reader.transcripts import normalized, read_transcript, write_transcript
from tests.screen_reader.windows import WINDOWS, Window
from tests.support.server import Server

GOLDEN = Path(__file__).parent / "golden"
IS_WRITING = os.environ.get("GOLDEN") == "write"
PATIENCE_S = 30
STILL_S = 0.3
"""For so long nothing more is said after what was expected."""
STILL_WHEN_WRITING_S = 1.5
OPENED = "(page is opened)"


class Listener:
    """Somebody at the desktop, who presses keys and notes what Orca says to each."""

    def __init__(self, name: str, desk: Desktop, window: Window) -> None:
        self._name = name
        self._desk = desk
        self.window = window

    def start(self, transcript: str) -> None:
        self._file = GOLDEN / self._name / f"{transcript.replace(' ', '-')}.txt"
        self._expected = [] if IS_WRITING else read_transcript(self._file)
        self._heard: list[tuple[str, list[str]]] = []

    def open(self, url: str) -> None:
        self._note(OPENED, lambda: self.window.goto(url))

    def press(self, key: str, *, still_s: float = STILL_S) -> list[str]:
        """Press a key, return what is heard, and nothing more for `still_s` seconds."""
        return self._note(key, lambda: self._desk.press(key), still_s=still_s)

    def press_until(self, key: str, words: str) -> None:
        """Press a key until `words` begin a line of what is heard."""
        for _ in range(30):
            if any(line.startswith(words) for line in self.press(key)):
                return
        raise AssertionError(f"{words!r} is never heard")

    def type(self, text: str) -> list[str]:
        return self._note(f"types {text}", lambda: self._desk.type(text))

    def compare(self) -> None:
        """Compare all that was done and heard since `start` with the transcript, or write it."""
        if IS_WRITING:
            write_transcript(self._file, self._heard)
        assert self._heard == read_transcript(self._file)

    def _note(self, done: str, act: Callable[[], object], *, still_s: float = STILL_S) -> list[str]:
        speech = self._desk.speech
        number = len(self._heard)
        right_so_far = self._heard == self._expected[:number] and number < len(self._expected)
        expected = self._expected[number][1] if right_so_far else None
        still_s = still_s if right_so_far else max(still_s, STILL_WHEN_WRITING_S)
        speech.forget()
        started_s = time.monotonic()
        act()
        while True:
            heard = normalized(speech.said)
            now_s = time.monotonic()
            is_still = now_s - max(speech.changed_s, started_s) > still_s
            if is_still and (expected is None or heard == expected or now_s - started_s > PATIENCE_S):
                break
            time.sleep(0.05)
        self._heard.append((done, heard))
        return heard


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
    assert listener.press("Return", still_s=2) == []  # it plays, and nothing else is said
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


def test_where_am_i_is_answered_each_time(listener: Listener, site: Server) -> None:
    """More controls has "Where am I?", which says time, section and sentence, also when it is pressed again."""
    listener.start("where am I")
    listener.open(f"{site.url}/en/nerve-blocks")
    listener.press("ctrl+Home")
    listener.press_until("Tab", "More controls")
    listener.press("Return")
    listener.press_until("Tab", "Where am I?")
    listener.press("Return")
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
    listener.open(f"{site.url}/")
    listener.press("ctrl+Home")
    listener.press_until("Tab", "Search the recordings")
    listener.type("nerve")
    listener.press("Return")
    listener.compare()

"""Somebody who works with Orca by keyboard alone: presses a key, and goes on once the words that lead on are said."""

import json
import re
import time
from collections.abc import Callable

from tests.screen_reader.desktop import Desktop
from tests.screen_reader.listener import leave_page
from tests.screen_reader.windows import ChromiumWindow

LOADED = "Finished loading"
"""What Orca says before the title of a page that is there."""
STILL_S = 0.2
"""For so long nothing more is said after the words that lead on: Orca has moved there."""
AGAIN_S = 5
"""After so long in silence somebody presses a key again, once: a busy window or Orca missed it.

Of a place that Tab leads to Orca says nothing where the focus comes before Orca knows of the key: it takes that for a
part of its own jump to a heading before.
"""
LEAD_ON = ("Return", "alt+Left")
"""Keys that change something or leave the page, and are pressed once."""
SILENT_S = 30
"""After so long in silence nothing more comes, on a machine that does much else, too."""
FOCUS_S = 30
"""The longest wait for the browser's focus, which follows what Orca says."""
HAS_FOCUS = """
    const place = document.activeElement, label = place.labels?.[0] ?? place;
    return label.innerText.includes(%s);
"""
REMEMBER = "window.placeBefore = document.activeElement"
IS_THERE_STILL = "return window.placeBefore === document.activeElement"
FOCUSED = "return `${document.activeElement.outerHTML.slice(0, 200)} of ${location.pathname}`"


class Clinician:
    """Each act names the words that it is to lead to, in their order; without them it fails with what was said."""

    def __init__(self, desk: Desktop, window: ChromiumWindow) -> None:
        self._desk = desk
        self.window = window
        leave_page(desk, window)

    def open(self, url: str, title: str, first_words: str) -> None:
        """Open a page, hear its title, and go to its top."""
        self._hear(f"opens {url}", lambda: self.window.goto(url), (f"{LOADED} {title}",))
        self.press("ctrl+Home", first_words)

    def press(self, key: str, *words: str) -> None:
        """Press a key, and hear `words`; where it leads to silence, press it again, unless it leads on."""
        self.window.evaluate(REMEMBER)
        again = None if key in LEAD_ON else lambda: self._press_again(key)
        self._hear(f"presses {key}", lambda: self._desk.press(key), words, again=again)

    def walk(self, key: str, *places: str) -> None:
        """Press `key` once for each of the places that it leads to in turn."""
        for place in places:
            self.press(key, place)

    def choose(self, key: str, *places: str) -> None:
        """Walk to a control, the last of `places`, and wait until Enter is its."""
        self.walk(key, *places)
        deadline = time.monotonic() + FOCUS_S
        while not self.window.evaluate(HAS_FOCUS % json.dumps(places[-1])) and time.monotonic() < deadline:
            time.sleep(0.02)

    def enter(self, field: str) -> None:
        """Go to the next field and into it: what is typed after a Tab is for it, and no command to Orca."""
        self.choose("e", field)
        self.press("shift+Tab")
        self.press("Tab", field)

    def follow(self, title: str, first_words: str, *, key: str = "Return") -> None:
        """Press a key that leads to another page, hear what its title begins with, and go to its top."""
        self.press(key, f"{LOADED} {title}")
        self.press("ctrl+Home", first_words)

    def type(self, text: str) -> None:
        self._desk.type(text)

    def _hear(
        self, done: str, act: Callable[[], object], words: tuple[str, ...], *, again: Callable[[], object] | None = None
    ) -> None:
        speech = self._desk.speech
        speech.forget()
        started_s = time.monotonic()
        act()
        while True:
            said = list(speech.said)
            silent_s = time.monotonic() - max(speech.changed_s, started_s)
            is_heard = _has(said, words)
            if is_heard and silent_s > STILL_S:
                break
            if again and not is_heard and silent_s > AGAIN_S and not said:
                speech.forget()
                again()
                again, started_s = None, time.monotonic()
            assert is_heard or silent_s < SILENT_S, self._trouble(done, words, said)
            time.sleep(0.02)

    def _press_again(self, key: str) -> None:
        """Press a key again; after a Tab that had moved, go back before."""
        if key == "Tab" and not self.window.evaluate(IS_THERE_STILL):
            self._desk.press("shift+Tab")
            time.sleep(AGAIN_S)
            self._desk.speech.forget()
        self._desk.press(key)

    def _trouble(self, done: str, words: tuple[str, ...], said: list[str]) -> str:
        place = self.window.evaluate(FOCUSED)
        return "\n".join([f"{done}: {words} are not heard, but:", *(said or ["nothing"]), f"The focus is on {place}"])


def _has(said: list[str], words: tuple[str, ...]) -> bool:
    """Return whether `words`, or others after a |, are in what was said in their order; a sentence may be in pieces."""
    text, place = " ".join(" ".join(said).split()), 0
    for each in words:
        found = re.compile("|".join(re.escape(one) for one in each.split("|"))).search(text, place)
        if not found:
            return False
        place = found.end()
    return True

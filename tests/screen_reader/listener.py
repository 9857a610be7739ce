"""Somebody at the desktop who presses keys, notes what Orca says to each, and compares it with a transcript."""

import difflib
import os
import time
from collections.abc import Callable
from pathlib import Path

from tests.screen_reader.desktop import Desktop, orca_version
from tests.screen_reader.transcripts import as_lines, normalized, read_transcript, write_transcript
from tests.screen_reader.windows import Window

PERSON = "Call +1 202 555 0123 to talk with a person"
"""The last line of a page of a clinic that people can call."""
GOLDEN = Path(__file__).parent / "golden"
IS_WRITING = os.environ.get("GOLDEN") == "write"
PATIENCE_S = 60
"""For so long the rest of what is expected is waited for: on a machine that does much else Orca is slow."""
STILL_S = 0.3
"""For so long nothing more is said after what was expected."""
STILL_WHEN_WRONG_S = 3
"""For so long nothing more is said after anything else, or when a transcript is written."""
OPENED = "(page is opened)"
BETWEEN = "Between two pages"
BETWEEN_PAGE = f"data:text/html,<html lang=en><title>{BETWEEN}</title><h1>{BETWEEN}</h1>"
BETWEEN_S = 15
"""A new window is sometimes opened before Orca knows of it: after so long in silence the page is opened again."""
BETWEEN_STILL_S = 1.5
"""After so long it has finished with that page, and says nothing of it in the next."""


class Listener:
    """Notes what is heard, step by step; `compare` holds it against the transcript that `start` chose."""

    def __init__(self, browser: str, desk: Desktop, window: Window) -> None:
        self._folder = GOLDEN / f"orca-{orca_version()}" / browser
        self._desk = desk
        self.window = window

    def start(self, transcript: str) -> None:
        """Choose a transcript, and leave the page of the test before for an empty one."""
        self._file = self._folder / f"{transcript.replace(' ', '-')}.txt"
        assert IS_WRITING or self._folder.is_dir(), (
            f"There is no {self._folder.relative_to(GOLDEN.parent)}: write it by GOLDEN=write, and read what it says"
        )
        self._expected = [] if IS_WRITING else read_transcript(self._file)
        self._heard: list[tuple[str, list[str]]] = []
        leave_page(self._desk, self.window)

    def open(self, url: str) -> None:
        """Open a page and hear it read, from the top once more if the reading stops within it, with every word right.

        Orca 48 was seen to stop so, perhaps because the page changed while it began to read.
        """
        expected = self._next_expected()
        heard = self._note(OPENED, lambda: self.window.goto(url))
        if expected and heard != expected and heard == expected[: len(heard)]:
            del self._heard[-1]
            self._note(OPENED, lambda: self.window.goto(url))

    def arrive(self, url: str, last_line: str) -> None:
        """Open a page that another transcript has, wait until it is read or the reading stops, and go to its top."""
        speech = self._desk.speech
        speech.forget()
        self.window.goto(url)
        deadline = time.monotonic() + PATIENCE_S
        still_s: float = STILL_WHEN_WRONG_S
        while not speech.said or time.monotonic() - speech.changed_s < still_s:
            assert time.monotonic() < deadline, f"{url} is not read"
            still_s = STILL_S if last_line in normalized(speech.said)[-2:] else STILL_WHEN_WRONG_S
            time.sleep(0.05)
        self.press("ctrl+Home")

    def press(self, key: str, *, still_s: float = STILL_S) -> list[str]:
        """Press a key, return what is heard, and nothing more for `still_s` seconds."""
        return self._note(key, lambda: self._desk.press(key), still_s=still_s)

    def press_until(self, key: str, words: str) -> None:
        """Press a key until `words` begin a line of what is heard."""
        for _ in range(30):
            if any(line.startswith(words) for line in self.press(key)):
                return
        raise AssertionError("\n".join([f"{words!r} is never heard after", *as_lines(self._heard[-40:])]))

    def type(self, text: str) -> list[str]:
        return self._note(f"types {text}", lambda: self._desk.type(text))

    def compare(self) -> None:
        """Compare all that was done and heard since `start` with the transcript, or write it."""
        if IS_WRITING:
            write_transcript(self._file, self._heard)
        expected = self._file.read_text(encoding="utf-8").splitlines()
        difference = list(difflib.unified_diff(expected, as_lines(self._heard), "reviewed", "heard", lineterm=""))
        assert not difference, "\n".join(["Orca says something else:", *difference])

    def _note(self, done: str, act: Callable[[], object], *, still_s: float = STILL_S) -> list[str]:
        """Do something and return what is heard: as soon as it is what is expected, or once it cannot become that."""
        speech = self._desk.speech
        expected = self._next_expected()
        speech.forget()
        started_s = time.monotonic()
        act()
        while True:
            heard, now_s = normalized(speech.said), time.monotonic()
            silent_s = now_s - max(speech.changed_s, started_s)
            if heard == expected and silent_s > still_s:
                break
            is_begun = expected is not None and heard == expected[: len(heard)] and heard != expected
            if silent_s > (PATIENCE_S if is_begun else max(still_s, STILL_WHEN_WRONG_S)):
                break
            time.sleep(0.05)
        self._heard.append((done, heard))
        return heard

    def _next_expected(self) -> list[str] | None:
        """Return what the transcript has for the next step, or None where it says nothing of it."""
        number = len(self._heard)
        if self._heard == self._expected[:number] and number < len(self._expected):
            return self._expected[number][1]
        return None


def leave_page(desk: Desktop, window: Window) -> None:
    """Open an empty page, and return once Orca has read it: from then on it reads every page of this window."""
    deadline = time.monotonic() + PATIENCE_S
    while not _is_heard(desk, window, for_s=BETWEEN_S):
        assert time.monotonic() < deadline, "Orca reads no page in this window"


def _is_heard(desk: Desktop, window: Window, *, for_s: float) -> bool:
    """Open the empty page, and return whether Orca says its title and is still then."""
    speech = desk.speech
    speech.forget()
    window.goto(BETWEEN_PAGE)
    deadline = time.monotonic() + for_s
    while time.monotonic() < deadline:
        if BETWEEN in " ".join(speech.said) and time.monotonic() - speech.changed_s > BETWEEN_STILL_S:
            return True
        time.sleep(0.05)
    return False

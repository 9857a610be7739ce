"""Tells by ear alone what a line plays. A PBX reports nothing of what it does: its caller hears it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.telephone.catalogue import PROMPTS, Catalogue
from tests.telephone.hearing import WINDOW_S, Ear, Listening, Window
from tests.telephone.likeness import RATE_HZ, VOICED_DBOV, level
from tests.telephone.peer import Diary, Event
from voiceedu.audio.codecs import FloatSamples, to_float

HEADER_BYTES = 44
WINDOW_BYTES = 2 * round(WINDOW_S * RATE_HZ)
POLL_S = 0.05
MOVED_S = 0.4
"""So far the place in a clip may be from where the window before has it: telephones drop and add sound in pauses."""
BEGINS_S = 0.8
"""A clip is heard from its beginning on: the first window with it is at most so far in it, if any such clip fits."""
LOST_S = 2.5
"""A clip that was not heard for that long was cut off; the pauses in one are shorter."""
SHORT_S = 2.0
"""A clip that is shorter is told by one window, others by two."""


@dataclass(frozen=True, kw_only=True)
class _Guess:
    """The clips that may be what is played, and when each began; what was heard of them ends at `until_s`."""

    began_s: Mapping[str, float]
    until_s: float
    windows: int

    @classmethod
    def of(cls, window: Window, *, after_s: float) -> "_Guess | None":
        """Return the first guess of a window; None if every clip that fits would have begun before `after_s`."""
        began_s = {clip: window.at_s - place_s for clip, place_s in window.fits.items()}
        later = {clip: at_s for clip, at_s in began_s.items() if at_s >= after_s - MOVED_S}
        from_the_start = {clip: at_s for clip, at_s in later.items() if window.at_s - at_s <= BEGINS_S}
        if not later:
            return None
        return cls(began_s=from_the_start or later, until_s=window.at_s + WINDOW_S, windows=1)

    def going_on(self, window: Window) -> "_Guess | None":
        """Return the guess after one more window; None if none of the clips goes on in it."""
        here = {clip: window.at_s - place_s for clip, place_s in window.fits.items()}
        same = {c: at_s for c, at_s in here.items() if abs(at_s - self.began_s.get(c, -1e9)) <= MOVED_S}
        if not same:
            return None
        return _Guess(began_s=same, until_s=window.at_s + WINDOW_S, windows=self.windows + 1)


class Follower:
    """Makes events of the windows of a call: `plays` when a clip is recognized, and `silent` when it has ended.

    `tell` gets each, with its time in seconds of the recording, in which `key_s` gives the time of the last key.
    Without a key a clip is played to its end: what seems to be another one within it is the same words, or torn sound.
    """

    def __init__(
        self, ear: Ear, catalogue: Catalogue, tell: Callable[..., None], *, key_s: Callable[[], float]
    ) -> None:
        self._tell, self._key_s = tell, key_s
        self._length_s = {name: len(samples) / RATE_HZ for name, samples in ear.clips.items()}
        self._voiced_s = {name: _voiced_until_s(samples) for name, samples in ear.clips.items()}
        self._urls = {clip.name: url for url, clip in catalogue.clips.items()}
        self._now: _Guess | None = None
        self._next: _Guess | None = None
        self._told = self._last = ""
        self._told_s = 0.0

    def take(self, window: Window) -> None:
        if not window.fits:
            self._wait(window.at_s)
        elif self._now and (going_on := self._now.going_on(window)):
            self._now, self._next = going_on, None
        else:
            after_s = self._next_begins_s()
            self._next = (self._next and self._next.going_on(window)) or _Guess.of(window, after_s=after_s)
            if self._next is None:
                self._wait(window.at_s)
            elif self._next.windows > 1 or min(map(self._length_s.__getitem__, self._next.began_s)) < SHORT_S:
                self.end(min(self._next.began_s.values()))
                self._now, self._next = self._next, None
        if self._now and not self._told and len(self._now.began_s) == 1:
            self._begin(next(iter(self._now.began_s)))

    def end(self, at_s: float) -> None:
        """End the clip that was played, at the latest at `at_s`."""
        if self._now is None:
            return
        if not self._told:
            self._begin(self._likeliest())
        clip, began_s = self._told, self._now.began_s[self._told]
        length_s = self._length_s[clip]
        whole = self._now.until_s >= began_s + self._voiced_s[clip] - WINDOW_S - MOVED_S
        said_s = length_s if whole else min(self._now.until_s, at_s) - began_s
        self._say("silent", at_s=min(began_s + said_s, at_s), said_s=said_s, of_s=length_s)
        if whole and (wait_s := _waits_s(clip)):
            self._say("waits", at_s=self._told_s, timeout_s=wait_s)
        self._now, self._told = None, ""

    def _wait(self, at_s: float) -> None:
        """Note a window in which nothing was recognized."""
        if self._now and at_s > max(map(self._ends_s, self._now.began_s)) + WINDOW_S:
            self.end(at_s)
        elif self._now and at_s > self._now.until_s + LOST_S and self._is_interrupted():
            self.end(self._now.until_s)

    def _next_begins_s(self) -> float:
        """Return the earliest second at which the next clip can begin."""
        if self._now is None:
            return self._told_s
        return self._now.until_s if self._is_interrupted() else min(map(self._ends_s, self._now.began_s))

    def _is_interrupted(self) -> bool:
        """Return whether a key was pressed since the clip began."""
        assert self._now
        return self._key_s() > min(self._now.began_s.values())

    def _likeliest(self) -> str:
        """Return which of several clips with the words that were heard was played: the one that ends here.

        A key may have cut it off before its own words; then it is one of the topic that was heard last, if any is.
        """
        assert self._now
        found = list(self._now.began_s)
        if self._is_interrupted():
            found = [clip for clip in found if _topic(clip) == _topic(self._last)] or found
        return min(found, key=lambda clip: abs(self._ends_s(clip) - self._now_until_s()))

    def _begin(self, clip: str) -> None:
        assert self._now
        self._told = self._last = clip
        self._say("plays", at_s=self._now.began_s[clip], url=self._urls[clip])

    def _say(self, what: str, *, at_s: float, **facts: object) -> None:
        """Tell an event, which is never earlier than the one before."""
        self._told_s = max(self._told_s, at_s)
        self._tell(what, at_s=self._told_s, **facts)

    def _ends_s(self, clip: str) -> float:
        assert self._now
        return self._now.began_s[clip] + self._voiced_s[clip]

    def _now_until_s(self) -> float:
        assert self._now
        return self._now.until_s


def follow(number: str, sound: Callable[[], Path | None], *, ear: Ear, catalogue: Catalogue, diary: Diary) -> None:
    """Write what the line plays to the caller `number` into `diary`, until the call is over.

    `sound` is the recording of the call, a WAV file at 8 kHz that grows.
    """
    started = diary.wait(lambda e: e.call == number and e.what in ("recording", "ended"), what=f"{number}: an answer")
    listening = Listening(ear)

    def tell(what: str, *, at_s: float, **facts: object) -> None:
        at_s += started.at_s
        diary.write(Event(at_s=at_s, who="line", what=what, call=number, facts=facts))

    def key_s() -> float:
        pressed = [event.at_s for event in diary.of(number) if event.what == "presses"]
        return max(pressed, default=started.at_s) - started.at_s

    follower = Follower(ear, catalogue, tell, key_s=key_s)
    place, over = HEADER_BYTES, None
    while True:
        over = over or next((e for e in diary.of(number) if e.who == "caller" and e.what == "ended"), None)
        data, path = b"", sound()
        if path is not None:
            with path.open("rb") as file:
                file.seek(place)
                data = file.read()
        for begin in range(0, len(data) - WINDOW_BYTES + 1, WINDOW_BYTES):
            samples = np.frombuffer(data[begin : begin + WINDOW_BYTES], np.int16)
            follower.take(listening.take(to_float(samples)))
        place += len(data) // WINDOW_BYTES * WINDOW_BYTES
        if over is not None and len(data) < WINDOW_BYTES:
            break
        time.sleep(POLL_S)
    follower.end((place - HEADER_BYTES) / 2 / RATE_HZ)
    tell("ended", at_s=over.at_s - started.at_s, reason=over.facts.get("reason", ""))


def _topic(clip: str) -> str:
    return clip.rpartition("/")[0]


def _voiced_until_s(samples: FloatSamples) -> float:
    """Return where the pause begins with which a clip ends."""
    frame = WINDOW_BYTES // 8
    ends = range(len(samples), frame, -frame)
    return next((end for end in ends if level(samples[end - frame : end]) >= VOICED_DBOV), 0) / RATE_HZ


def _waits_s(clip: str) -> float:
    """Return how long the line waits for a key after `clip`."""
    _, slug, part = clip.removesuffix(".slow").split("/")
    return 5.0 if slug == PROMPTS and (part.startswith("menu-") or part == "after") else 0.0

"""A caller who listens, and presses keys when it is time."""

import time
from typing import Protocol

from tests.telephone.catalogue import Catalogue
from tests.telephone.peer import Diary, Event

LISTENS_S = 2.0
"""So long a caller listens before pressing a key, unless told otherwise."""
TURN_S = 120.0
"""The longest clip, and the wait after it."""


class Caller(Protocol):
    """A telephone of its own, of whatever make. Its recording is complete when its `with` block has ended."""

    number: str

    def dial(self, address: str) -> None: ...
    def press(self, key: str) -> None: ...
    def hang_up(self) -> None: ...


class Dialogue:
    """A call with the line at `address`: what is expected to be heard, key by key, or an AssertionError."""

    def __init__(self, caller: Caller, diary: Diary, catalogue: Catalogue) -> None:
        self._caller, self._diary, self._catalogue = caller, diary, catalogue
        self._known_s = time.monotonic()

    def hears(self, *names: str) -> None:
        """Wait until the line has begun to play each of these clips, one after another, and no other."""
        for name in names:
            event = self._next("plays", "says", "ended", "failed", what=name)
            heard = event.facts.get("text") or self._catalogue.name(event.facts.get("url", event.what))
            assert heard == name, f"{self._caller.number} was to hear {name}, and not {heard}: {event.facts}"

    def hears_up_to(self, name: str) -> None:
        """Wait until the line has begun to play a clip, whatever it plays before."""
        heard = ""
        while heard != name:
            event = self._next("plays", "ended", "failed", what=name)
            assert event.what == "plays", f"{self._caller.number} was to hear {name}, and then: {event}"
            heard = self._catalogue.name(event.facts["url"])

    def presses(self, keys: str, *, after_s: float = LISTENS_S) -> None:
        time.sleep(after_s)
        for key in keys:
            self._caller.press(key)

    def hears_to_the_end(self) -> None:
        """Wait until the clip that is being played is over."""
        self._next("silent", what="the end of the clip")

    def is_put_through(self) -> None:
        self._next("dials", what="a person being called")

    def is_hung_up(self) -> None:
        """Wait until the line has ended the call."""
        self._next("ended", what="the end of the call")

    def hangs_up(self, *, after_s: float = LISTENS_S) -> None:
        time.sleep(after_s)
        self._caller.hang_up()
        self.is_hung_up()

    def _next(self, *kinds: str, what: str) -> Event:
        def is_it(event: Event) -> bool:
            later = event.at_s > self._known_s
            return later and event.who == "line" and event.call == self._caller.number and event.what in kinds

        event = self._diary.wait(is_it, what=f"{self._caller.number}: {what}", timeout_s=TURN_S)
        self._known_s = event.at_s
        return event

"""A caller who listens and presses keys at the right moment."""

import time
from typing import Protocol

from tests.telephone.catalogue import Catalogue
from tests.telephone.peer import Diary, Event

LISTENS_S = 2.0
"""So long a caller listens before pressing a key, unless told otherwise."""
TURN_S = 120.0
"""The longest clip, and the wait after it."""


class Caller(Protocol):
    """A telephone of any make. Its recording is complete after its `with` block."""

    number: str

    def dial(self, address: str) -> None: ...
    def press(self, key: str) -> None: ...
    def hang_up(self) -> None: ...


class Dialogue:
    """A call to the line at `address`; each method raises AssertionError when the line does something unexpected."""

    def __init__(self, caller: Caller, diary: Diary, catalogue: Catalogue) -> None:
        self._caller, self._diary, self._catalogue = caller, diary, catalogue
        self._known_s = time.monotonic()

    def hears(self, *names: str) -> None:
        """Wait until the line has begun to play exactly these clips, in this order."""
        for name in names:
            event = self._next("plays", "says", "ended", "failed", what=name)
            heard = event.facts.get("text") or self._catalogue.name(event.facts.get("url", event.what))
            assert heard == name, f"{self._caller.number} expected {name} and heard {heard}: {event.facts}"

    def hears_perhaps_after(self, before: str, name: str) -> None:
        """Wait until the line begins to play a clip, before which it may have begun the one that followed by itself."""
        event = self._next("plays", "says", "ended", "failed", what=name)
        heard = event.facts.get("text") or self._catalogue.name(event.facts.get("url", event.what))
        if heard == before:
            self.hears(name)
        else:
            assert heard == name, f"{self._caller.number} expected {name} and heard {heard}: {event.facts}"

    def hears_up_to(self, name: str) -> None:
        """Wait until the line begins to play a clip, ignoring the clips before it."""
        heard = ""
        while heard != name:
            event = self._next("plays", "ended", "failed", what=name)
            assert event.what == "plays", f"{self._caller.number} expected {name} before {event}"
            heard = self._catalogue.name(event.facts["url"])

    def presses(self, keys: str, *, after_s: float = LISTENS_S) -> None:
        time.sleep(max(0.0, self._known_s + after_s - time.monotonic()))
        for key in keys:
            self._caller.press(key)

    def hears_to_the_end(self) -> None:
        """Wait until the current clip has ended."""
        self._next("silent", what="the end of the clip")

    def is_put_through(self) -> None:
        self._next("dials", what="a person being called")

    def is_hung_up(self) -> None:
        """Wait until the line ends the call."""
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

"""Scripted callers, when the line does something unexpected."""

import threading
import time

import pytest

from tests.telephone.catalogue import Catalogue, Clip
from tests.telephone.dialogue import Dialogue
from tests.telephone.peer import Diary, Event

NUMBER = "+12025550101"
CATALOGUE = Catalogue({f"/{name}": Clip(name=name, url=f"/{name}", words="", keys="") for name in ("menu", "topic")})


class FakeCaller:
    """A telephone that records its commands."""

    number = NUMBER

    def __init__(self) -> None:
        self.did: list[str] = []

    def dial(self, address: str) -> None:
        self.did.append(f"dial {address}")

    def press(self, key: str) -> None:
        self.did.append(f"press {key}")

    def hang_up(self) -> None:
        self.did.append("hang up")


class Told:
    """A diary to which the test adds the line's events one by one."""

    def __init__(self) -> None:
        self.diary = Diary()

    def __call__(self, what: str, *, call: str = NUMBER, who: str = "line", **facts: object) -> None:
        self.diary.write(Event(at_s=time.monotonic(), who=who, what=what, call=call, facts=facts))


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def dialogue(told: Told, monkeypatch: pytest.MonkeyPatch) -> Dialogue:
    monkeypatch.setattr("tests.telephone.dialogue.TURN_S", 0.3)
    return Dialogue(FakeCaller(), told.diary, CATALOGUE)


def test_clips_count_in_order(told: Told, dialogue: Dialogue) -> None:
    """Clips count in the order of the line's plays, once each; other callers' clips do not count."""
    told("plays", url="/menu")
    told("plays", url="/menu", call="+12025550102")
    told("silent")
    told("plays", url="/topic")
    dialogue.hears("menu", "topic")
    with pytest.raises(AssertionError, match=r"no event within .*: topic"):
        dialogue.hears("topic")


def test_unexpected_event_is_an_error(told: Told, dialogue: Dialogue) -> None:
    """Another clip, the platform's own words, an error or the end of the call fails the call."""
    told("plays", url="/topic")
    with pytest.raises(AssertionError, match="expected menu and heard topic"):
        dialogue.hears("menu")
    told("says", text="Not ready")
    with pytest.raises(AssertionError, match="expected menu and heard Not ready"):
        dialogue.hears("menu")
    told("failed", error="500")
    with pytest.raises(AssertionError, match="expected menu and heard failed"):
        dialogue.hears("menu")
    told("ended", reason="200 OK")
    with pytest.raises(AssertionError, match="expected menu before"):
        dialogue.hears_up_to("menu")


def test_dead_process_is_reported(told: Told, dialogue: Dialogue) -> None:
    """Waiting for a dead telephone process fails at once and shows its last output."""
    threading.Timer(0.1, told, ["died"], {"log": "Segmentation fault", "call": ""}).start()
    with pytest.raises(AssertionError, match="Segmentation fault"):
        dialogue.hears("menu")


def test_the_clip_that_follows_by_itself_may_have_begun(told: Told, dialogue: Dialogue) -> None:
    """Only the clip that follows by itself may come before the one that a key leads to, and it need not."""
    for begun in (["/topic"], []):
        for url in (*begun, "/menu"):
            told("plays", url=url)
        dialogue.hears_perhaps_after("topic", "menu")
    told("plays", url="/topic")
    with pytest.raises(AssertionError, match="expected menu and heard topic"):
        dialogue.hears_perhaps_after("other", "menu")

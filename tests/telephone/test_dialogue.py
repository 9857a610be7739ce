"""A caller who expects something, and what happens when the line says something else."""

import threading
import time

import pytest

from tests.telephone.catalogue import Catalogue, Clip
from tests.telephone.dialogue import Dialogue
from tests.telephone.peer import Diary, Event

NUMBER = "+12025550101"
CATALOGUE = Catalogue({f"/{name}": Clip(name=name, url=f"/{name}", words="", keys="") for name in ("menu", "topic")})


class FakeCaller:
    """A telephone that only notes what it is told to do."""

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
    """A diary in which the line's events are written, one after another."""

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


def test_what_is_expected_is_heard_in_its_order(told: Told, dialogue: Dialogue) -> None:
    """Clips count in the order in which the line plays them, each once; other callers' do not."""
    told("plays", url="/menu")
    told("plays", url="/menu", call="+12025550102")
    told("silent")
    told("plays", url="/topic")
    dialogue.hears("menu", "topic")
    with pytest.raises(AssertionError, match=r"in vain for .*: topic"):
        dialogue.hears("topic")


def test_something_else_is_an_error(told: Told, dialogue: Dialogue) -> None:
    """Another clip than the one that is expected, words of the platform's own, an error or the end fails the call."""
    told("plays", url="/topic")
    with pytest.raises(AssertionError, match="was to hear menu, and not topic"):
        dialogue.hears("menu")
    told("says", text="Not ready")
    with pytest.raises(AssertionError, match="was to hear menu, and not Not ready"):
        dialogue.hears("menu")
    told("failed", error="500")
    with pytest.raises(AssertionError, match="was to hear menu, and not failed"):
        dialogue.hears("menu")
    told("ended", reason="200 OK")
    with pytest.raises(AssertionError, match="was to hear menu, and then"):
        dialogue.hears_up_to("menu")


def test_a_process_that_died_is_told(told: Told, dialogue: Dialogue) -> None:
    """Nobody waits for a telephone that is gone: its last words are shown."""
    threading.Timer(0.1, told, ["died"], {"log": "Segmentation fault", "call": ""}).start()
    with pytest.raises(AssertionError, match="Segmentation fault"):
        dialogue.hears("menu")

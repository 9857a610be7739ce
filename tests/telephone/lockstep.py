"""Walks a rendering of the conversation beside the conversation itself."""

from collections import deque
from typing import Protocol, Self, TypeVar

from voiceedu.ivr.dialogue import Conversation
from voiceedu.ivr.keypad import KEYS
from voiceedu.ivr.state import FLOW_WAIT_S, State

NO_NUMBERS = ("9", "98765", "1*2", "0012")
"""What is no number of a topic."""
M = TypeVar("M", bound="Moment")


class Moment(Protocol):
    """A rendering at one state of a call: what it plays, and the moment after a key, silence or a call to a person."""

    @property
    def sounds(self) -> tuple[str, ...]: ...
    @property
    def kind(self) -> str:
        """`listen`, `number`, `person` or `hang-up`."""

    @property
    def wait_s(self) -> float: ...
    @property
    def shown(self) -> str:
        """The name that the person who is called sees."""

    def press(self, key: str) -> Self: ...
    def enter(self, number: str) -> Self:
        """Return the moment after several keys and #."""

    def silence(self) -> Self: ...
    def called(self, *, answered: bool) -> Self: ...


def walk(conversation: Conversation, start: M, *, sounds_of: dict[str, str]) -> int:
    """Check every state, and the way to it by every key; return the number of moves.

    `sounds_of` has the sound of the rendering for each part, as `en/normal/nerve-blocks/opening`.
    """
    known, waiting, moves = {conversation.start}, deque([(conversation.start, start)]), 0
    while waiting:
        name, moment = waiting.popleft()
        state = conversation.state(name)
        check(state, moment, sounds_of)
        following: list[tuple[str, M]] = []
        if state.ends == "person":
            following = [(state.done, moment.called(answered=True)), (state.silence, moment.called(answered=False))]
        elif state.takes_number:
            following = [(state.after(number), moment.enter(number)) for number in (*state.keys, *NO_NUMBERS)]
            following.append((state.silence, moment.silence()))
        elif not state.ends:
            following = [(state.after(key), moment.press(key)) for key in KEYS]
            following.append((state.silence, moment.silence()))
        for target, there in following:
            moves += 1
            check(conversation.state(target), there, sounds_of)
            if target not in known:
                known.add(target)
                waiting.append((target, there))
    return moves


def check(state: State, moment: Moment, sounds_of: dict[str, str]) -> None:
    """Check that a moment is that of `state`."""
    wanted = [sounds_of[f"{play.language}/{play.speed}/{play.slug}/{play.part}"] for play in state.plays]
    assert list(moment.sounds) == wanted, state.name
    assert moment.kind == (state.ends or ("number" if state.takes_number else "listen")), state.name
    if state.ends == "person":
        assert moment.shown == state.shown, state.name
    if not state.ends:
        wait_s = 0.02 if state.wait_s == FLOW_WAIT_S else state.wait_s
        assert moment.wait_s == wait_s, state.name

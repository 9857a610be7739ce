"""Walks a rendering of the conversation beside the conversation itself."""

from collections import deque
from typing import Protocol, Self, TypeVar

from voiceedu.ivr.dialogue import Conversation
from voiceedu.ivr.keypad import KEYS
from voiceedu.ivr.state import FLOW_WAIT_S, State

NO_NUMBERS = ("9", "98765", "1*2", "0012")
"""Entries that no topic of the library has as its number."""
PBX_FLOW_WAIT_S = 0.02
"""What a PBX waits after a part instead of FLOW_WAIT_S: a second there is heard as 1.4 s of silence."""
M = TypeVar("M", bound="RenderedState")


class RenderedState(Protocol):
    """A state of a call as one phone system renders it: what it plays, and the state after a key, silence or a call."""

    @property
    def sounds(self) -> tuple[str, ...]: ...
    @property
    def kind(self) -> str:
        """`listen`, `number`, `person` or `hang-up`."""

    @property
    def wait_s(self) -> float: ...
    @property
    def caller_id_name(self) -> str:
        """The name that the person who is called sees."""

    def press(self, key: str) -> Self: ...
    def enter(self, number: str) -> Self:
        """Return the state after several keys and #."""

    def silence(self) -> Self: ...
    def called(self, *, answered: bool) -> Self: ...


def walk(conversation: Conversation, start: M, *, sounds_of: dict[str, str]) -> int:
    """Check every state, and the way to it by every key; return the number of moves.

    `sounds_of` has the sound of the rendering for each part, as `en/normal/nerve-blocks/opening`.
    """
    known, waiting, moves = {conversation.start}, deque([(conversation.start, start)]), 0
    while waiting:
        name, rendered = waiting.popleft()
        state = conversation.state(name)
        check(state, rendered, sounds_of)
        following: list[tuple[str, M]] = []
        if state.ends == "person":
            following = [(state.done, rendered.called(answered=True)), (state.silence, rendered.called(answered=False))]
        elif state.takes_number:
            following = [(state.after(number), rendered.enter(number)) for number in (*state.keys, *NO_NUMBERS)]
            following.append((state.silence, rendered.silence()))
        elif not state.ends:
            following = [(state.after(key), rendered.press(key)) for key in KEYS]
            following.append((state.silence, rendered.silence()))
        for target, next_state in following:
            moves += 1
            check(conversation.state(target), next_state, sounds_of)
            if target not in known:
                known.add(target)
                waiting.append((target, next_state))
    return moves


def check(state: State, rendered: RenderedState, sounds_of: dict[str, str]) -> None:
    """Check that `rendered` plays and waits as `state` says."""
    wanted = [sounds_of[f"{play.language}/{play.speed}/{play.slug}/{play.part}"] for play in state.plays]
    assert list(rendered.sounds) == wanted, state.name
    assert rendered.kind == (state.ends or ("number" if state.takes_number else "listen")), state.name
    if state.ends == "person":
        assert rendered.caller_id_name == state.shown, state.name
    if not state.ends:
        wait_s = PBX_FLOW_WAIT_S if state.wait_s == FLOW_WAIT_S else state.wait_s
        assert rendered.wait_s == wait_s, state.name

"""A state of a call, for every platform: what the caller hears, and the state that follows each key or silence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from voiceedu.assets import Speed
from voiceedu.content.prompt_set import PROMPTS

CHOICE_WAIT_S = 5
NUMBER_WAIT_S = 10
"""For somebody who reads the number of a topic on paper."""
PERSON_WAIT_S = 20
"""After this long, a caller hears that no person could be reached."""
FLOW_WAIT_S = 1
"""After a part the next one follows by itself; this is the shortest wait that platforms have."""


@dataclass(frozen=True, kw_only=True)
class Play:
    """A clip to be heard: the `part` of the procedure `slug`, or a prompt, whose name is `part`."""

    language: str
    slug: str
    part: str
    speed: Speed
    is_prompt: bool = False


@dataclass(frozen=True, kw_only=True)
class State:
    """A moment of a call: `plays` are heard one after another, and any key interrupts them.

    Each of `keys` leads to a state, every other key to `wrong`, and no key within `wait_s` seconds to `silence`. A
    state with `ends` waits for no key: it hangs up, or calls the staff; `done` follows after that call, `silence` when
    nobody answers, and `wrong` after a key while the call is not answered, where a platform can tell. `shown` is what
    the staff see as the name of the caller: the language, and the procedure that is asked about. A state that
    `takes_number` waits for several keys and # after them: its `keys` are numbers, or single keys that lead elsewhere.
    """

    name: str
    language: str
    plays: tuple[Play, ...]
    keys: Mapping[str, str] = field(default_factory=dict)
    wrong: str = ""
    silence: str = ""
    wait_s: int = CHOICE_WAIT_S
    ends: Literal["", "hang-up", "person"] = ""
    done: str = ""
    takes_number: bool = False
    shown: str = ""

    def prompt(self, name: str) -> Play:
        """Return the prompt `name` in the language of this state."""
        return Play(language=self.language, slug=PROMPTS, part=name, speed="normal", is_prompt=True)

    def after(self, key: str) -> str:
        """Return the state that `key` leads to; the one after silence if it is empty."""
        return self.keys.get(key, self.wrong) if key else self.silence

    @property
    def targets(self) -> tuple[str, ...]:
        """All states that can follow."""
        return tuple(name for name in (*self.keys.values(), self.wrong, self.silence, self.done) if name)

"""Renders a state of the conversation as the answer that a short static dialplan of Asterisk reads. Pure.

The answer is one line of fields as in a form, `do=listen&play=…&key1=…`, which Asterisk's function CURL takes apart
into a HASH when its option `hashcompat` is on. `docs/phone/asterisk-live.conf` is the dialplan.
"""

from collections.abc import Callable, Sequence
from urllib.parse import quote

from voiceedu.ivr.keypad import KEYS
from voiceedu.ivr.playback import Spoken
from voiceedu.ivr.state import FLOW_WAIT_S, State

MEDIA_TYPE = "text/plain; charset=utf-8"
FLOW_WAIT = "0.02"
"""Seconds after a part, before the next one follows: with 1 the caller hears 1.4 s of silence, with this 0.4 s."""
Address = Callable[[str], str]
"""The path of a clip → its absolute URL."""


def answer(state: State, spoken: Sequence[Spoken], *, asset: Address) -> bytes:
    """Return what to do in `state`, which plays `spoken`: `listen`, `number`, `person` or `hangup`.

    `play` has the addresses of the sounds, joined by &, as Playback and Background take them. Each of `key0` … `key9`,
    `key*` and `key#` is the state that the key leads to, `silence` the one without a key. After a call to a person,
    `done` follows, or `silence` if nobody answered; a key counts while it rings; `shown` is the
    name that the staff see. Every answer has every field, for a HASH keeps what is not replaced. Where a `number`
    leads is not in the answer: it is asked for `at` the same state, with the number.
    """
    fields = {
        "do": state.ends.replace("-", "") or ("number" if state.takes_number else "listen"),
        "at": state.name,
        "play": "&".join(asset(one.asset.path) for one in spoken if one.asset is not None),
        "wait": FLOW_WAIT if state.wait_s == FLOW_WAIT_S else str(state.wait_s),
        "silence": state.silence,
        "done": state.done,
        "shown": state.shown,
        **{f"key{key}": state.after(key) for key in KEYS},
    }
    return "&".join(f"{quote(name)}={quote(value, safe='/:')}" for name, value in fields.items()).encode()

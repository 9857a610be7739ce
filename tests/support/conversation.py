"""A small conversation in two languages, and a caller who presses keys in it."""

from voiceedu.ivr.dialogue import Conversation
from voiceedu.ivr.state import State

PARTS = {
    ("en", "overview"): ("opening", "what-it-is", "closing"),
    ("en", "nerve-blocks"): ("opening", "what-it-is", "how-it-can-help", "closing"),
    ("es", "nerve-blocks"): ("opening", "que-es", "closing"),
}

TOPICS = {
    "en": ("overview", "nerve-blocks", "epidural", "ablation", "stimulation"),
    "es": ("nerve-blocks",),
}

BOTH = Conversation(topics=TOPICS, parts=lambda *at: PARTS.get(at), has_staff=True)

ONE = Conversation(topics={"es": ("nerve-blocks",)}, parts=lambda *at: PARTS.get(at))


def heard(state: State) -> list[str]:
    return [f"{play.language}/{play.slug}/{play.part}" for play in state.plays]


def press(keys: str, *, conversation: Conversation = BOTH, at: str = "") -> State:
    """Return the state of a caller who presses `keys` one after another; a blank stands for silence."""
    state = conversation.state(at or conversation.start)
    for key in keys:
        state = conversation.state(state.after(key.strip()))
    return state

"""What a state says of its clips, its keys and what can follow."""

from tests.support.conversation import press
from voiceedu.ivr.state import Play, State


def test_play_names_its_clip() -> None:
    """A play names the language, procedure, part and speed of its clip."""
    assert press("24").plays == (
        Play(language="en", slug="prompts", part="slower", speed="slow", is_prompt=True),
        Play(language="en", slug="nerve-blocks", part="opening", speed="slow"),
    )


def test_any_key_leads_somewhere() -> None:
    """A key leads where the state says, every other key to its wrong state, and no key to the state after silence."""
    state = State(name="here", language="en", plays=(), keys={"2": "there"}, wrong="what", silence="hello", done="bye")
    assert [state.after(key) for key in ("2", "7", "")] == ["there", "what", "hello"]
    assert state.targets == ("there", "what", "hello", "bye")


def test_prompt_of_a_state_is_in_its_language() -> None:
    """A prompt by its name, for a platform that says it by itself, is in the language of the state, at normal speed."""
    state = State(name="here", language="es", plays=())
    assert state.prompt("nobody") == Play(language="es", slug="prompts", part="nobody", speed="normal", is_prompt=True)

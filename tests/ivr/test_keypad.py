"""Which keys lead to a procedure."""

import pytest

from tests.support.conversation import heard, press
from voiceedu.ivr import keypad
from voiceedu.ivr.dialogue import Conversation


@pytest.mark.parametrize(
    ("position", "digits"), [(0, "1"), (3, "4"), (4, "81"), (7, "84"), (8, "881"), (999, "8" * 249 + "4")]
)
def test_digits_lead_through_menus_of_four(position: int, digits: str) -> None:
    """Keys 1 to 4 choose a procedure, and 8 offers the next four."""
    assert keypad.digits(position) == digits


def test_digits_are_those_of_the_conversation() -> None:
    """The digits in the manifest lead to their procedure in the conversation."""
    slugs = tuple(f"topic-{number}" for number in range(1000))
    conversation = Conversation(topics={"en": slugs}, parts=lambda *_: ("opening", "text", "closing"))
    for position in (0, 3, 4, 999):
        state = press(keypad.digits(position), conversation=conversation)
        assert heard(state) == [f"en/topic-{position}/opening"]

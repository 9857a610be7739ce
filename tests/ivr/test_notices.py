"""What is spoken first in a state."""

import pytest

from voiceedu.ivr.notices import Choices, notice
from voiceedu.ivr.position import Position

NOTHING_ELSE = Choices(other_language=None, has_numbers=False, has_staff=False)
EVERYTHING = Choices(other_language="es", has_numbers=True, has_staff=True)
MENU = Position(language="en", place="menu-1")
PART = Position(language="en", place="nerve-blocks", part="what-it-is")


def heard(place: Position, choices: Choices, *, is_published: bool = True) -> list[str]:
    plays = notice(place, ["keys-anywhere"], choices, is_published=is_published)
    return [f"{play.language}/{play.slug}/{play.part}" for play in plays]


def test_without_a_notice_nothing_is_spoken_first() -> None:
    """A menu or a part begins at once."""
    assert heard(MENU, EVERYTHING) == heard(PART, EVERYTHING) == []


@pytest.mark.parametrize("name", ["wrong-key", "no-key", "slower", "moved"])
def test_a_notice_is_its_prompt(name: str) -> None:
    """What was wrong or has changed is one prompt, whatever else there is to choose."""
    assert heard(MENU.again(name), EVERYTHING) == [f"en/prompts/{name}"]


def test_a_welcome_offers_what_there_is() -> None:
    """Another language is offered in that language; numbers and a person only where there are any."""
    welcome = MENU.again("welcome")
    assert heard(welcome, NOTHING_ELSE) == ["en/prompts/welcome"]
    offers = ["es/prompts/other-language", "en/prompts/key-number", "en/prompts/key-person"]
    assert heard(welcome, EVERYTHING) == ["en/prompts/welcome", *offers]


def test_help_says_where_the_caller_is_before_the_keys() -> None:
    """In a part that is its name; what cannot be played yet has none."""
    assert heard(MENU.again("keys"), NOTHING_ELSE) == ["en/prompts/here-choosing", "en/prompts/keys-anywhere"]
    place, *_ = named = heard(PART.again("keys"), NOTHING_ELSE)
    assert place == "en/prompts/here-listening"
    assert named[1].startswith("en/nerve-blocks/")
    assert named[2:] == ["en/prompts/keys-anywhere"]
    assert heard(PART.again("keys"), NOTHING_ELSE, is_published=False) == ["en/prompts/keys-anywhere"]

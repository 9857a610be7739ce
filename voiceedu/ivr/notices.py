"""What is spoken first in a state: a welcome, what was wrong, or where the caller is and what the keys do."""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voiceedu.content.prompt_set import PROMPTS
from voiceedu.ivr.position import Position
from voiceedu.ivr.state import Play
from voiceedu.narration import phone_parts


def prompt(place: Position, name: str) -> Play:
    """Return the prompt `name` in the language and at the speed of a position."""
    return Play(language=place.language, slug=PROMPTS, part=name, speed=place.speed, is_prompt=True)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What a caller can do besides the keys that every state has; `other_language` is the next one, if there is any."""

    other_language: str | None
    has_numbers: bool
    has_staff: bool


def notice(place: Position, keys: Sequence[str], choices: Choices, *, is_published: bool) -> Iterator[Play]:
    """Yield the notice of a position; `keys` are the prompts for the notice "keys", after where the caller is.

    `is_published` says whether the procedure of the position can be played.
    """
    if place.notice == "keys":
        yield from _here(place, is_published=is_published)
        yield from (prompt(place, name) for name in keys)
    elif place.notice:
        yield prompt(place, place.notice)
    if place.notice in ("welcome", "keys"):
        if choices.other_language is not None:  # spoken in that language
            yield prompt(dataclasses.replace(place, language=choices.other_language), "other-language")
        if choices.has_numbers:
            yield prompt(place, "key-number")
        if choices.has_staff:
            yield prompt(place, "key-person")


def _here(place: Position, *, is_published: bool) -> Iterator[Play]:
    """Yield where the caller is: in a menu, or in which part of which procedure."""
    if not place.part:
        yield prompt(place, "here-choosing")
    elif is_published:
        yield prompt(place, "here-listening")
        part = phone_parts.place(place.part)
        yield Play(language=place.language, slug=place.place, part=part, speed=place.speed)

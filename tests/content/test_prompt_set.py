"""Prompts as values."""

import pytest

from voiceedu.content.procedure import RESERVED_SLUGS
from voiceedu.content.prompt_set import Prompt, PromptSet

WELCOME = Prompt(name="welcome", lines=("Welcome.", "Press a key at any time."))
GOODBYE = Prompt(name="goodbye", lines=("Goodbye.",))


def test_transcript_of_a_prompt_is_one_line() -> None:
    """The lines of a prompt, between which a listener hears a pause, are one text to read."""
    assert WELCOME.text == "Welcome. Press a key at any time."


def test_prompt_is_found_by_its_name() -> None:
    """A set returns the words of each of its prompts, and None for a name that it lacks."""
    prompts = PromptSet(language="en", prompts=(WELCOME, GOODBYE))
    assert prompts.text("goodbye") == "Goodbye."
    with pytest.raises(StopIteration):
        prompts.text("person")


def test_no_procedure_takes_the_place_of_the_prompts() -> None:
    """All prompts of a language are published under one name, which no text may have."""
    assert PromptSet.slug in RESERVED_SLUGS

"""Prompts: what the phone menus say, in one language."""

import re
from dataclasses import dataclass
from typing import ClassVar

PROMPTS = "prompts"
"""The name of the prompts in files and URLs. No procedure can have it as its slug."""
CHOICE = "choice"
"""The line of a menu that is said for each of its titles; no prompt by itself."""
WELCOME = "welcome"
NAMES = (
    WELCOME,
    "more",
    "here-choosing",
    "here-listening",
    "keys-choosing",
    "keys-listening",
    "keys-anywhere",
    "key-person",
    "other-language",
    "wrong-key",
    "no-key",
    "slower",
    "normal",
    "after",
    "not-ready",
    "person",
    "nobody",
    "goodbye",
    "moved",
    "unreachable",
)
NUMBER_NAMES = ("key-number", "ask-number", "wrong-number")
"""The prompts of a language in which topics have numbers."""
MENU = re.compile(r"menu-[1-9][0-9]*")
"""The names of menus: menu-1 has the first procedures of the library."""


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """What a caller hears in one go: its `name`, and its `lines`, which are said with a pause between them.

    `recording` is the SHA-256 of the audio file that holds it; empty when an engine speaks it.
    """

    name: str
    lines: tuple[str, ...]
    recording: str = ""

    @property
    def text(self) -> str:
        """The words in one line, as in a transcript."""
        return " ".join(self.lines)


@dataclass(frozen=True, kw_only=True)
class PromptSet:
    """All prompts of a language, its menus included. They are published together, under the name `slug`."""

    language: str
    prompts: tuple[Prompt, ...]
    slug: ClassVar[str] = PROMPTS

    @property
    def asks_for_numbers(self) -> bool:
        """Whether there are words to ask for the number of a topic."""
        return any(prompt.name == NUMBER_NAMES[0] for prompt in self.prompts)

    def text(self, name: str) -> str:
        """Return the words of the prompt `name`, as in a transcript."""
        return next(prompt.text for prompt in self.prompts if prompt.name == name)


@dataclass(frozen=True, kw_only=True)
class OwnPrompts:
    """The prompts that a library has written or recorded itself, in one language: what a clinic can approve.

    `texts` has the lines of each prompt, the line `choice` of a menu among them; `recordings` the SHA-256 of each
    recording. Both are sorted by the prompt's name.
    """

    language: str
    texts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    recordings: tuple[tuple[str, str], ...] = ()
    slug: ClassVar[str] = PROMPTS

"""The contexts of Asterisk's dialplan: their names, how a call goes from one to another, and the folders of sounds."""

from collections.abc import Iterator

from voiceedu.exports import dialplan
from voiceedu.exports.dialplan import Plan

LONGEST_NAME = 79
"""Asterisk cuts the name of a context after this many characters."""
SPEED = "_[ns]!"
"""The extension of a context at either speed: `normal` or `slow`."""


class Contexts:
    """The contexts of `plan`, whose names all begin with `name`. `sounds` is the folder of the sounds of a plan."""

    def __init__(self, plan: Plan, name: str, sounds: str) -> None:
        self._plan = plan
        self.name = name
        self.sounds = f"{sounds}/{plan.version}"

    def begin(self, name: str, first: str, *others: str) -> Iterator[str]:
        """Yield the beginning of a context that all places of a language share, and its steps at either speed."""
        yield f"[{self.name}-{name}]"
        yield f"exten => {SPEED},1,{first}"
        yield from (f" same => n,{step}" for step in others)

    def shared(self, name: str) -> str:
        """Return where a call goes on, at its speed, in a context that all places of a language share."""
        return f"{self.name}-{name},${{SPEED}},1"

    def lead(self, language: str, key: str, variable: str) -> Iterator[str]:
        """Yield what leads with `key` to the place in a variable."""
        yield f"exten => {key},1,Set(TO=${{{variable}}})"
        yield f" same => n,Goto({self.shared(f'go-{language}')})"

    def hello(self, language: str) -> str:
        """Return the context of the greeting in the other language than `language`."""
        other = next(one.other for one in self._plan.languages if one.name == language)
        return f"{self.name}-hello-{other}"

    def place(self, name: str) -> str:
        """Return the context of a place or a topic."""
        return f"{self.name}/" + dialplan.short(name, LONGEST_NAME - len(self.name) - 1)

    def folder(self, language: str) -> str:
        """Return the folder of sounds at the speed of the extension."""
        return f"{self.sounds}/{language}/${{EXTEN}}"

    def prompts(self, language: str) -> str:
        """Return the folder of prompts at the speed of the call."""
        return f"{self.sounds}/{language}/${{SPEED}}/prompts"

"""The extensions of FreeSWITCH's XML dialplan: a number, conditions, and the actions of a call that dials it."""

from xml.etree.ElementTree import Element, SubElement

from voiceedu.exports.dialplan import Language, Plan

SPEED = "(normal|slow)"
"""The end of a number at either speed."""
DELIMITER = "!"
"""Between two sounds, as playback_delimiter. A file_string would begin with 0.24 s of silence (measured)."""
Action = tuple[str, str]
"""An application of FreeSWITCH and its data."""


class Extensions:
    """The extensions of a context, which play the `sounds` of a plan: files whose names end with `suffix`."""

    def __init__(self, parent: Element, plan: Plan, context: str, sounds: str, *, suffix: str = ".wav") -> None:
        self._parent, self._plan, self._context = parent, plan, context
        self.suffix = suffix
        self.sounds = f"{sounds}/{plan.version}"
        """The folder of the sounds."""

    def add(
        self,
        expression: str,
        *actions: Action,
        when: tuple[str, str] | None = None,
        otherwise: tuple[Action, ...] = (),
    ) -> None:
        """Add an extension; with `when`, a variable and an expression, its actions are those if that holds too."""
        extension = SubElement(self._parent, "extension", name=expression.strip("^$"))
        condition = SubElement(extension, "condition", field="destination_number", expression=expression)
        if when is not None:
            condition = SubElement(extension, "condition", field=when[0], expression=when[1])
        for tag, group in (("action", actions), ("anti-action", otherwise)):
            for application, data in group:
                SubElement(condition, tag, {"application": application} | ({"data": data} if data else {}))

    def to(self, number: str) -> Action:
        """Return the action that leads to the extension of `number`."""
        return "transfer", f"{number} XML {self._context}"

    def prompts(self, language: str, speed: str) -> str:
        """Return the folder of the prompts."""
        return f"{self.sounds}/{language}/{speed}/prompts"

    def joined(self, *sounds: str) -> str:
        """Return sounds as the beginning of what playback plays."""
        return "".join(f"{sound}{self.suffix}{DELIMITER}" for sound in sounds)

    def offers(self, language: Language, speed: str) -> list[str]:
        """Return the sounds that offer the other language, in that language, a choice by number, and a person."""
        prompts = self.prompts(language.name, speed)
        other = [f"{self.prompts(language.other, speed)}/other-language"] if language.other else []
        number = [f"{prompts}/key-number"] if language.numbers else []
        return [*other, *number, *([f"{prompts}/key-person"] if self._plan.person else [])]


def set_variable(name: str, value: str) -> Action:
    """Return the action that sets a variable of a call."""
    return "set", f"voiceedu_{name}={value}"


def set_variables(values: dict[str, str]) -> Action:
    """Return the action that sets several variables of a call at once."""
    return "multiset", "^^|" + "|".join(f"voiceedu_{name}={value}" for name, value in values.items())

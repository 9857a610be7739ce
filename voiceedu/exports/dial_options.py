"""Options of an export for a phone system: how a person is called, a dialplan's context, its folder of sounds."""

import re
from dataclasses import dataclass

import click

from voiceedu.config import Settings

NUMBER = "{number}"
_CONTEXT = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,29}")
_FOLDER = re.compile(r"(\$\$\{[a-z_]+\}|[A-Za-z0-9._-]+|/)+")


@dataclass(frozen=True, kw_only=True)
class DialWords:
    """How a phone system says whom it calls: the `pattern` of a dial string, and an `example`."""

    pattern: re.Pattern[str]
    example: str


def person(settings: Settings, *, person: str | None, dial: str, words: DialWords) -> str:
    """Return the dial string for a person, "" if there is none; raise BadParameter for what `words` does not know."""
    if person is not None:
        return _dial_string(person, "--person", words)
    if settings.staff_number is None:
        return ""
    if NUMBER not in dial:
        raise click.BadParameter(f"{dial!r} has no {NUMBER}", param_hint="--dial")
    return _dial_string(dial.replace(NUMBER, settings.staff_number), "--dial", words)


def check(*, context: str, sounds: str) -> None:
    """Raise BadParameter for a name or a folder that would not be one in a dialplan."""
    if not _CONTEXT.fullmatch(context):
        raise click.BadParameter(
            f"{context!r} is no name of a context: write up to 30 letters, digits, - and _", param_hint="--context"
        )
    if not _FOLDER.fullmatch(sounds):
        raise click.BadParameter(
            f"{sounds!r} is no folder for sounds: write letters, digits, . - _ and /", param_hint="--sounds"
        )


def _dial_string(value: str, option: str, words: DialWords) -> str:
    """Return `value` if a phone system would call somebody by it, and it stays one value in a dialplan."""
    inert = value.isprintable() and not set(value) & set(";\"'`")
    if not inert or not words.pattern.fullmatch(value.strip()):
        raise click.BadParameter(f"{value!r} is no dial string: write one such as {words.example}", param_hint=option)
    return value.strip()

"""The conversation for dialplans: every state has a number, and each of its sounds is a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from voiceedu.config import Settings
from voiceedu.errors import ExportError
from voiceedu.exports import folder
from voiceedu.ivr import playback
from voiceedu.ivr.dialogue import Play, State
from voiceedu.ivr.manifest import Entry
from voiceedu.publishing.studio import Studio

SOUNDS = "sounds"
NUMBER = "{number}"


@dataclass(frozen=True, kw_only=True)
class Step:
    """A state and its `number`, which is 1 for the start. `sounds` are its files, relative to the sounds folder."""

    number: int
    state: State
    sounds: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Dialplan:
    """Every state that a call can reach, in breadth-first order from the start."""

    steps: tuple[Step, ...]
    numbers: dict[str, int]

    def number(self, name: str) -> int:
        return self.numbers[name]


def of(studio: Studio) -> Dialplan:
    """Return the conversation about `studio`'s library; raise ExportError if an asset of it is not published."""
    conversation = playback.conversation(studio)
    steps = []
    for number, state in enumerate(conversation.walk(), 1):
        for play in state.plays:
            if playback.spoken(studio, play, profile="phone-wav").asset is None:
                name = f"{play.language}/{play.slug}/{play.part}"
                raise ExportError(f"{name}: not published as it is written now. Run `voiceedu render` first")
        steps.append(Step(number=number, state=state, sounds=tuple(_sound(play) for play in state.plays)))
    return Dialplan(steps=tuple(steps), numbers={step.state.name: step.number for step in steps})


def assets(studio: Studio, *, profile: str) -> list[Entry]:
    """Return the manifest entries of the assets that the conversation plays, each with its `file`."""
    return [
        {**entry, "file": f"{SOUNDS}/{_path(entry['language'], entry['speed'], entry['slug'], entry['part'])}.wav"}
        for entry in folder.entries(studio)
        if entry["profile"] == profile and entry["part"]
    ]


def staff(settings: Settings, dial: str) -> str:
    """Return the dial string for the staff; raise BadParameter if the pattern has no {number}."""
    if settings.staff_number is not None and NUMBER not in dial:
        raise click.BadParameter(f"{dial!r} has no {NUMBER}", param_hint="--dial")
    return dial.replace(NUMBER, settings.staff_number or "")


def targets(step: Step, plan: Dialplan) -> Iterator[tuple[str, int]]:
    """Yield each key of a state, and the number of the state that it leads to."""
    for key, name in step.state.keys.items():
        yield key, plan.number(name)


def write(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")


def _sound(play: Play) -> str:
    return _path(play.language, play.speed, play.slug, play.part)


def _path(language: str, speed: str, slug: str, part: str) -> str:
    return f"{language}/{speed}/{slug}/{part}"

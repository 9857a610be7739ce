"""Exports the conversation for FreeSWITCH: an XML dialplan with a context for each state, and the sounds."""

from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

import click

from voiceedu.config import Settings
from voiceedu.exports import dialplan, folder
from voiceedu.exports.dialplan import Dialplan, Step
from voiceedu.publishing.studio import Studio

DIALPLAN = "voiceedu.xml"
DIAL_TIMEOUT_S = 30
KEY = "voiceedu_key"
DIGIT_TIMEOUT_MS = 1000
NO_SOUND = "silence_stream://10"
"""The sound of a wrong key, which play_and_get_digits requires: wrong keys lead to a state of their own."""


def document(plan: Dialplan, *, context: str, sounds: str, staff: str) -> Element:
    """Return the dialplan. The extension s of `context` answers a call."""
    include = Element("include")
    entry = SubElement(include, "context", name=context)
    _extension(entry, "voiceedu", "^s$", [("answer", ""), ("transfer", f"s XML {context}-1")])
    for step in plan.steps:
        _state(SubElement(include, "context", name=f"{context}-{step.number}"), step, plan, context, sounds, staff)
    return include


def _state(parent: Element, step: Step, plan: Dialplan, context: str, sounds: str, staff: str) -> None:
    def transfer(name: str) -> tuple[str, str]:
        return "transfer", f"s XML {context}-{plan.number(name)}"

    state = step.state
    here = f"{context}-{step.number}"
    files = [f"{sounds}/{sound}.wav" for sound in step.sounds]
    playlist = files[0] if len(files) == 1 else "file_string://" + "!".join(files)
    if state.ends == "hang-up":
        _extension(parent, state.name, "^s$", [("playback", playlist), ("hangup", "NORMAL_CLEARING")])
    elif state.ends == "person":
        call = [
            ("playback", playlist),
            ("set", "hangup_after_bridge=false"),
            ("set", "continue_on_fail=true"),
            ("set", f"call_timeout={DIAL_TIMEOUT_S}"),
            ("bridge", staff),
            ("transfer", f"called-${{originate_disposition}} XML {here}"),
        ]
        _extension(parent, state.name, "^s$", call)
        _extension(parent, "talked", "^called-SUCCESS$", [transfer(state.done)])
        _extension(parent, "nobody", "^called-", [transfer(state.silence)])
    else:
        digits = f"1 1 1 {state.wait_s * 1000} none {playlist} {NO_SOUND} {KEY} [0-9*#] {DIGIT_TIMEOUT_MS}"
        ask = [("set", f"{KEY}="), ("play_and_get_digits", digits), ("transfer", f"key-${{{KEY}}} XML {here}")]
        _extension(parent, state.name, "^s$", ask)
        for key, number in dialplan.targets(step, plan):
            expression = f"^key-{chr(92) if key == '*' else ''}{key}$"
            _extension(parent, f"key {key}", expression, [("transfer", f"s XML {context}-{number}")])
        _extension(parent, "no key", "^key-$", [transfer(state.silence)])
        _extension(parent, "wrong key", "^key-.+$", [transfer(state.wrong)])


def _extension(parent: Element, name: str, expression: str, actions: list[tuple[str, str]]) -> None:
    extension = SubElement(parent, "extension", name=name)
    condition = SubElement(extension, "condition", field="destination_number", expression=expression)
    for application, data in actions:
        SubElement(condition, "action", {"application": application} | ({"data": data} if data else {}))


@click.command("freeswitch")
@click.argument("target", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--context", default="voiceedu", show_default=True, help="The name of the context that answers calls.")
@click.option("--sounds", default="$${sounds_dir}/voiceedu", show_default=True, help="Where the sounds are put.")
@click.option(
    "--dial", default="sofia/gateway/trunk/{number}", show_default=True, help="How a person of the staff is called."
)
@folder.force_option
@click.pass_obj
def command(settings: Settings, target: Path, context: str, sounds: str, dial: str, force: bool) -> None:
    """Write the phone line as a dialplan for FreeSWITCH, with its sounds."""
    staff = dialplan.staff(settings, dial)
    studio = Studio(settings)
    chosen = dialplan.assets(studio, profile="phone-wav")
    plan = dialplan.of(studio)
    with folder.replaced(target, force=force) as new:
        folder.write_assets(studio, chosen, new)
        root = document(plan, context=context, sounds=sounds, staff=staff)
        indent(root)
        ElementTree(root).write(new / DIALPLAN, encoding="utf-8")
    click.echo(f"{len(plan.steps)} states and {len(chosen)} sounds written to {target}")

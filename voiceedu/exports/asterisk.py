"""Exports the conversation for Asterisk: a dialplan with a context for each state, and the sounds."""

from collections.abc import Iterator
from pathlib import Path

import click

from voiceedu.config import Settings
from voiceedu.exports import dialplan, folder
from voiceedu.exports.dialplan import Dialplan, Step
from voiceedu.publishing.studio import Studio

DIALPLAN = "extensions.conf"
DIAL_TIMEOUT_S = 30
FORMATS = {"wav": "phone-wav", "ulaw": "phone-ulaw"}


def text(plan: Dialplan, *, context: str, sounds: str, staff: str) -> str:
    """Return the dialplan. `[context]` answers a call to any number."""
    head = [
        f"; The phone line of voiceedu. Include this file in Asterisk's own {DIALPLAN}, and send calls to {context}.",
        f"[{context}]",
        "exten => s,1,Answer()",
        f" same => n,Goto({context}-1,s,1)",
        "exten => _[+0-9]!,1,Goto(s,1)",
    ]
    states = (line for step in plan.steps for line in ("", *_state(step, plan, context, sounds, staff)))
    return "\n".join([*head, *states]) + "\n"


def _state(step: Step, plan: Dialplan, context: str, sounds: str, staff: str) -> Iterator[str]:
    def goto(name: str) -> str:
        return f"Goto({context}-{plan.number(name)},s,1)"

    state = step.state
    files = "&".join(f"{sounds}/{sound}" for sound in step.sounds)
    yield f"[{context}-{step.number}]"
    yield f"exten => s,1,NoOp({state.name})"
    if state.ends:
        yield f" same => n,Playback({files})"
        if state.ends == "person":
            yield f" same => n,Dial({staff},{DIAL_TIMEOUT_S},g)"
            yield f' same => n,GotoIf($["${{DIALSTATUS}}" = "ANSWER"]?{context}-{plan.number(state.done)},s,1)'
            yield f" same => n,{goto(state.silence)}"
        else:
            yield " same => n,Hangup()"
        return
    yield f" same => n,Background({files})"
    yield f" same => n,WaitExten({state.wait_s})"
    for key, number in dialplan.targets(step, plan):
        yield f"exten => {key},1,Goto({context}-{number},s,1)"
    yield f"exten => t,1,{goto(state.silence)}"
    # A pattern besides "i": only a key that has an extension interrupts the playback.
    yield f"exten => _[0-9*#],1,{goto(state.wrong)}"
    yield f"exten => i,1,{goto(state.wrong)}"


@click.command("asterisk")
@click.argument("target", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--context", default="voiceedu", show_default=True, help="The name of the context that answers calls.")
@click.option("--sounds", default="voiceedu", show_default=True, help="Where the sounds are put.")
@click.option("--dial", default="PJSIP/{number}@trunk", show_default=True, help="How a person of the staff is called.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="wav", show_default=True)
@folder.force_option
@click.pass_obj
def command(settings: Settings, target: Path, context: str, sounds: str, dial: str, form: str, force: bool) -> None:
    """Write the phone line as a dialplan for Asterisk, with its sounds."""
    staff = dialplan.staff(settings, dial)
    studio = Studio(settings)
    chosen = dialplan.assets(studio, profile=FORMATS[form])
    plan = dialplan.of(studio)
    with folder.replaced(target, force=force) as new:
        if form == "ulaw":
            from voiceedu.audio import codecs  # loads much that a server, which imports every command, does not need

            raw = [
                {**entry, "file": str(Path(entry["file"]).with_suffix(".ulaw")), "media_type": "audio/basic"}
                for entry in chosen
            ]
            folder.write_assets(studio, raw, new, convert=codecs.wav_data)
        else:
            folder.write_assets(studio, chosen, new)
        dialplan.write(text(plan, context=context, sounds=sounds, staff=staff), new / DIALPLAN)
    click.echo(f"{len(plan.steps)} states and {len(chosen)} sounds written to {target}")

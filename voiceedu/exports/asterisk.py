"""Exports the conversation for Asterisk: a dialplan, and the sounds."""

import re
from pathlib import Path

import click

from voiceedu.command_paths import WritablePath
from voiceedu.config import Settings
from voiceedu.exports import dial_options, dialplan, dialplan_sounds, folder, sound_formats
from voiceedu.exports.asterisk_dialplan import DIALPLAN, text
from voiceedu.exports.dial_options import DialWords
from voiceedu.publishing.studio import Studio

_CHANNEL = r"[A-Za-z0-9_]+/[^\s,&|()$]+"
DIAL_WORDS = DialWords(
    pattern=re.compile(f"{_CHANNEL}(&{_CHANNEL})*"),
    example="PJSIP/desk or Local/600@from-internal, and several joined by &",
)
"""Channels: a comma would end the string in Dial."""


@click.command("asterisk")
@click.argument("target", metavar="DIR", type=WritablePath(file_okay=False))
@click.option("--context", default="voiceedu", show_default=True, help="The name of the context that answers calls.")
@click.option("--sounds", default="voiceedu", show_default=True, help="Where the sounds are put.")
@click.option("--dial", default="PJSIP/{number}@trunk", show_default=True, help="How VOICEEDU_STAFF_NUMBER is called.")
@click.option("--person", help="Who is called by 0, in Asterisk's words, such as Local/600@from-internal.")
@click.option("--format", "form", type=click.Choice(list(sound_formats.FORMATS)), default="wav", show_default=True)
@folder.force_option
@click.pass_obj
def command(
    settings: Settings, target: Path, context: str, sounds: str, dial: str, person: str | None, form: str, force: bool
) -> None:
    """Write the phone line as a dialplan for Asterisk, with its sounds."""
    dial_options.check(context=context, sounds=sounds)
    called = dial_options.person(settings, person=person, dial=dial, words=DIAL_WORDS)
    studio = Studio(settings)
    chosen = dialplan_sounds.assets(studio, profile=sound_formats.FORMATS[form].profile)
    plan = dialplan.of(studio, person=called, version=dialplan_sounds.version_of(chosen))
    with folder.replaced(target, force=force) as new:
        sound_formats.write(studio, chosen, new, form=form)
        (new / DIALPLAN).write_text(text(plan, context=context, sounds=sounds), encoding="utf-8")
    click.echo(f"{plan.names} places and {len(chosen)} sounds written to {target}")

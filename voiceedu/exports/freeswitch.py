"""Exports the conversation for FreeSWITCH: an XML dialplan with an extension for each place, and the sounds."""

import re
from pathlib import Path
from xml.etree.ElementTree import ElementTree, indent

import click

from voiceedu.command_paths import WritablePath
from voiceedu.config import Settings
from voiceedu.exports import dial_options, dialplan, dialplan_sounds, folder, freeswitch_dialplan, sound_formats
from voiceedu.exports.dial_options import DialWords
from voiceedu.publishing.studio import Studio

DIALPLAN = "voiceedu.xml"
DIAL_WORDS = DialWords(
    pattern=re.compile(r"[^/$]+/([^$]|\$\$\{[a-z_]+\})+"),
    example="user/1000 or user/1000@$${domain}, and several joined by a comma",
)
"""A variable of FreeSWITCH's own is filled in when it reads the dialplan; one of a call is not taken."""


@click.command("freeswitch")
@click.argument("target", metavar="DIR", type=WritablePath(file_okay=False))
@click.option("--context", default="voiceedu", show_default=True, help="The name of the context that answers calls.")
@click.option("--sounds", default="$${sounds_dir}/voiceedu", show_default=True, help="Where the sounds are put.")
@click.option(
    "--dial",
    default="sofia/gateway/trunk/{number}",
    show_default=True,
    help="How VOICEEDU_STAFF_NUMBER is called.",
)
@click.option("--person", help="Who is called by 0, in FreeSWITCH's words, such as user/1000.")
@click.option(
    "--format", "form", type=click.Choice(list(sound_formats.FREESWITCH_SUFFIXES)), default="wav", show_default=True
)
@folder.force_option
@click.pass_obj
def command(
    settings: Settings, target: Path, context: str, sounds: str, dial: str, person: str | None, form: str, force: bool
) -> None:
    """Write the phone line as a dialplan for FreeSWITCH, with its sounds."""
    dial_options.check(context=context, sounds=sounds)
    called = dial_options.person(settings, person=person, dial=dial, words=DIAL_WORDS)
    studio = Studio(settings)
    suffix = sound_formats.FREESWITCH_SUFFIXES[form]
    chosen = dialplan_sounds.assets(studio, profile=sound_formats.FORMATS[form].profile)
    plan = dialplan.of(studio, person=called, version=dialplan_sounds.version_of(chosen))
    with folder.replaced(target, force=force) as new:
        sound_formats.write(studio, chosen, new, form=form, suffix=suffix)
        root = freeswitch_dialplan.document(plan, context=context, sounds=sounds, suffix=suffix)
        indent(root)
        ElementTree(root).write(new / DIALPLAN, encoding="utf-8")
    click.echo(f"{plan.names} places and {len(chosen)} sounds written to {target}")

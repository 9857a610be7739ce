"""What other systems can use, written by `voiceedu export`: a module a form, which owns its command."""

import click

from voiceedu.exports import asterisk, files, freeswitch, lexicon


@click.group()
def export() -> None:
    """Write what other systems can use."""


for form in (lexicon, asterisk, freeswitch, files):
    export.add_command(form.command)

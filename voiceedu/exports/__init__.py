"""What other systems can use, written by `voiceedu export`: a module a form, which owns its command."""

import click

from voiceedu.exports import asterisk, audio, book, files, freeswitch, lexicon


@click.group()
def export() -> None:
    """Write what other systems can use."""


for form in (lexicon, asterisk, freeswitch, files, audio, book):
    export.add_command(form.command)

"""`voiceedu export`: writes files for other systems. Each module is one form, with its command."""

import click

from voiceedu.exports import asterisk, audio, book, files, freeswitch, lexicon


@click.group()
def export() -> None:
    """Write files for other systems."""


for form in (lexicon, asterisk, freeswitch, files, audio, book):
    export.add_command(form.command)

"""What other systems can use, written by `voiceedu export`: a module a form, which owns its command."""

import click

from voiceedu.exports import audio, book, lexicon


@click.group()
def export() -> None:
    """Write what other systems can use."""


export.add_command(audio.command)
export.add_command(book.command)
export.add_command(lexicon.command)

"""`voiceedu export`: writes files for other systems. Each module is one form, with its command."""

import errno

import click

from voiceedu.errors import ExportError, writing_remedy
from voiceedu.exports import asterisk, audio, book, files, freeswitch, lexicon


class _Exports(click.Group):
    """A group that says in a line which file could not be written, why, and what would do."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:  # nobody reads what is printed
                raise
            is_no_folder = isinstance(
                error, (FileExistsError, NotADirectoryError, IsADirectoryError, FileNotFoundError)
            )
            remedy = "Name another folder" if is_no_folder else writing_remedy(error)
            what = error.filename or "The files"
            raise ExportError(f"{what} cannot be written: {error.strerror or error}. {remedy}") from None


@click.group(cls=_Exports)
def export() -> None:
    """Write files for other systems."""


for form in (lexicon, asterisk, freeswitch, files, audio, book):
    export.add_command(form.command)

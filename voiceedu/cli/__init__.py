"""The commands. They end with 0 for done, 1 when something in the work failed, 2 for a usage or configuration error.

A command is imported when it is asked for: `say --print` answers before `render` has imported what it needs.
"""

import contextlib
import errno
import importlib
import logging
import os
import resource
import sys
from typing import Any, NoReturn

import click

from voiceedu import logs
from voiceedu.config import Settings
from voiceedu.errors import LexiconError, SettingError, VoiceeduError, system_cause
from voiceedu.logs import one_line
from voiceedu.process import garbage

log = logging.getLogger(__name__)

_MODULES = {
    "check": "voiceedu.cli.check",
    "engines": "voiceedu.cli.engines",
    "export": "voiceedu.cli.export",
    "import": "voiceedu.cli.import_document",
    "prune": "voiceedu.cli.prune",
    "render": "voiceedu.cli.render",
    "review": "voiceedu.cli.review",
    "say": "voiceedu.cli.say",
    "serve": "voiceedu.cli.serve",
    "work": "voiceedu.cli.work",
}
"""The module of each command."""
_LEAST_ADDRESS_SPACE = 1 << 30
"""Bytes. Below it the native libraries of sound and stores end the process themselves, without a word that helps."""
_WRONG_SETTINGS = (SettingError, LexiconError)
"""A lexicon is a setting's value too: it is wrong alike when its file is missing and when a line of it is no entry."""
_OUTPUT_FAILED = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What the system says when standard output, such as a file on a full disk, takes no more."""


class _Commands(click.Group):
    """A group that imports a command when it is needed, and turns the named errors into a line and an exit code."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        _fill_standard_streams()
        try:
            return super().__call__(*args, **kwargs)
        except OSError as error:
            if error.errno not in _OUTPUT_FAILED or error.filename is not None:
                raise
            _end_without_output(error)

    def invoke(self, ctx: click.Context) -> object:
        try:
            _check_address_space()
            return super().invoke(ctx)
        except VoiceeduError as error:
            told = "\n".join(map(one_line, str(error).split("\n")))  # an import tells several, one a line
            click.echo(f"Error: {told}", err=True)
            ctx.exit(2 if isinstance(error, _WRONG_SETTINGS) else 1)
        except (OSError, MemoryError, RuntimeError, ImportError) as error:
            if (cause := _cause(error)) is None:
                raise
            log.debug("It was raised here", exc_info=error)
            click.echo(f"Error: {one_line(cause)}", err=True)
            ctx.exit(1)

    def list_commands(self, ctx: click.Context) -> list[str]:
        for module in _MODULES.values():
            _load(module)
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if (module := _MODULES.get(cmd_name)) is not None:
            _load(module)
        return super().get_command(ctx, cmd_name)


def _load(module: str) -> None:
    with garbage.not_collected():  # modules stay: looking for it takes a tenth of the time
        importlib.import_module(module)


def _check_address_space() -> None:
    """Raise an error where `ulimit -v` leaves no room to load what speaks and stores, before it is loaded."""
    allowed, _ = resource.getrlimit(resource.RLIMIT_AS)
    if allowed != resource.RLIM_INFINITY and allowed < _LEAST_ADDRESS_SPACE:
        raise VoiceeduError(
            f"`ulimit -v` allows {allowed >> 10} kB of address space, and voiceedu needs {_LEAST_ADDRESS_SPACE >> 10}. "
            "Raise it, or take the limit away and bound the memory by MemoryMax= of a unit"
        )


def _fill_standard_streams() -> None:
    """Open /dev/null where a standard stream is closed: else the next file to be opened would get what is logged."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # at the lowest number that is free
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)


def _cause(error: Exception) -> str | None:
    """Return what to tell of a failure of the system; None for an error of the program, or of its output."""
    if isinstance(error, OSError):
        is_of_output = error.errno in _OUTPUT_FAILED and error.filename is None
        if is_of_output or error.errno == errno.EPIPE:
            return None
    return system_cause(error)


def _end_without_output(error: OSError) -> NoReturn:
    with contextlib.suppress(OSError):
        click.echo(f"Error: the output cannot be written: {error.strerror}", err=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # Python tries to write the rest when it ends
    sys.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="voiceedu")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Turn a clinician's texts about procedures into speech, and serve it to a page and a phone line."""
    ctx.obj = Settings.from_environment()
    logs.start(ctx.obj.log)

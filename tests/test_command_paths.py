"""Paths that commands write to."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from voiceedu.cli import main


def _writable_paths(command: click.Command, *names: str) -> list[list[str]]:
    """Return the arguments of each call of `command`, and of those below it, that writes to an empty path."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        below = [(name, command.get_command(context, name)) for name in command.list_commands(context)]
        return [call for name, found in below if found is not None for call in _writable_paths(found, *names, name)]
    calls = []
    for path in command.params:
        if isinstance(path.type, click.Path) and not path.type.exists:
            others = [
                __file__ if isinstance(other.type, click.Path) else "x"
                for other in command.params
                if isinstance(other, click.Argument) and other is not path
            ]
            calls.append([*names, *others, *([""] if isinstance(path, click.Argument) else [path.opts[0], ""])])
    return calls


def test_empty_path_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that is empty, as of a shell's variable that is not set, is not the current folder: nothing is written."""
    monkeypatch.chdir(tmp_path)
    calls = _writable_paths(main)
    assert {"audio", "book", "asterisk", "lexicon", "import", "say"} <= {word for call in calls for word in call}
    for call in calls:
        done = CliRunner().invoke(main, call)
        assert done.exit_code == 2, (call, done.output)
        assert "the path is empty" in done.output, call
    assert not list(tmp_path.iterdir())

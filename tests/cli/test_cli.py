"""What all commands do: help, and wrong settings."""

import click
import pytest
from click.testing import CliRunner

from tests.support.command import voiceedu
from voiceedu.cli import main


@pytest.mark.parametrize("command", [[], *([name] for name in main.list_commands(click.Context(main)))])
def test_help(command: list[str]) -> None:
    """Every command explains itself."""
    done = CliRunner().invoke(main, [*command, "--help"])
    assert done.exit_code == 0
    assert done.output.startswith("Usage: ")


@pytest.mark.parametrize("command", ["render", "serve", "engines"])
def test_wrong_setting_stops_the_start(tone: dict[str, str], command: str) -> None:
    """A wrong value ends any command with 2, the setting's name, the value and what would do."""
    done = voiceedu(command, **{**tone, "VOICEEDU_ENGINES": "gtts,siri"})
    assert done.returncode == 2
    assert "VOICEEDU_ENGINES='gtts,siri'" in done.stderr
    assert "espeak" in done.stderr
    assert "Traceback" not in done.stderr

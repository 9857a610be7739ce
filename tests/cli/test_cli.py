"""What all commands do: help, and wrong settings."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.support.command import voiceedu, voiceedu_here
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
    done = voiceedu_here(command, **{**tone, "VOICEEDU_ENGINES": "gtts,siri"})
    assert done.returncode == 2
    assert "VOICEEDU_ENGINES='gtts,siri'" in done.stderr
    assert "espeak" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("content", [None, "Lux\n", "<lexicon"])
def test_wrong_lexicon_is_a_wrong_setting(tone: dict[str, str], tmp_path: Path, content: str | None) -> None:
    """A lexicon that is missing, or has a line that is no entry, ends a command with 2 and the file's name."""
    lexicon = tmp_path / ("clinic.pls" if content == "<lexicon" else "clinic.tsv")
    if content is not None:
        lexicon.write_text(content, encoding="utf-8")
    for command in (["serve"], ["render"], ["say", "--print", "Hello."], ["export", "lexicon", str(tmp_path / "all")]):
        run = voiceedu if command == ["serve"] else voiceedu_here  # a server looks at it in a fork
        done = run(*command, **{**tone, "VOICEEDU_LEXICON": str(lexicon)})
        assert (done.returncode, "Traceback" in done.stderr) == (2, False), (command, done.stderr)
        assert str(lexicon) in done.stderr


@pytest.mark.parametrize("command", [["--help"], ["check"], ["render"], ["engines"], ["say", "--print", "Hello."]])
def test_output_that_cannot_be_written_is_told(tone: dict[str, str], command: list[str]) -> None:
    """Where standard output is a file on a full disk, a command ends with 1 and says so in a line."""
    with Path("/dev/full").open("wb") as full:
        arguments = [sys.executable, "-m", "voiceedu", *command]
        done = subprocess.run(arguments, env=os.environ | tone, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert "Error: the output cannot be written: No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["check", "engines", "say --print Hello.", "prune"])
def test_closed_stream_is_no_fault(tone: dict[str, str], command: str, closed: str) -> None:
    """A command that is started without a standard stream, as some supervisors do, does its work all the same."""
    started = f"exec {sys.executable} -m voiceedu {command} {closed}"
    done = subprocess.run(["bash", "-c", started], env=os.environ | tone, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_logged_gets_into_no_file(tmp_path: Path) -> None:
    """A file that is opened while standard error is closed does not get its number, and what is logged with it."""
    program = "import sys; from voiceedu.cli import main\ntry: main(['engines'])\nexcept SystemExit: pass\n"
    program += "file = open(sys.argv[1], 'w')\nassert file.fileno() > 2\n"
    command = ["bash", "-c", 'exec "$0" -c "$1" "$2" <&- >&- 2>&-', sys.executable, program, str(tmp_path / "file")]
    assert subprocess.run(command, env=os.environ | {"VOICEEDU_ENGINES": "tone"}).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("kilobytes", [250_000, 400_000, 500_000, 700_000])
def test_too_little_memory_is_told(tone: dict[str, str], kilobytes: int) -> None:
    """Where `ulimit -v` is too low for what speaks and stores, a command ends with 1 and says what would do."""
    command = f"ulimit -v {kilobytes}; exec {sys.executable} -m voiceedu render"
    done = subprocess.run(["bash", "-c", command], env=os.environ | tone, capture_output=True, text=True)
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith(f"Error: `ulimit -v` allows {kilobytes} kB")


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied", "/srv/texts"), MemoryError()])
def test_failure_of_the_system_is_a_line(
    tone: dict[str, str], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """A folder that may not be read, say, ends any command with 1, its name and what would do, not a traceback."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("voiceedu.content.library_folder._markdown_names", fail)
    for command in (["check"], ["render"], ["prune"]):
        done = CliRunner().invoke(main, command, env=tone)
        assert (done.exit_code, type(done.exception)) == (1, SystemExit), command
        # A watch that another test has left running may log beside it what the patched function raises.
        [_] = [line for line in done.output.splitlines() if line.startswith("Error: ")]
        assert "Traceback" not in done.output
        assert "/srv/texts: Permission denied. Have its owner allow it" in done.output or "memory" in done.output

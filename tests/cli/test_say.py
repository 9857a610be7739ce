"""`voiceedu say`, as a person runs it."""

import contextlib
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command import voiceedu_here
from voiceedu.audio import codecs


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine that plays no sound, with a voice that is there and quick."""
    return {**os.environ, "PATH": str(tmp_path / "bin"), "VOICEEDU_ENGINES": "tone", "VOICEEDU_LOG": "warning"}


def say(
    *arguments: str, environ: dict[str, str], folder: Path, given: bytes = b""
) -> "subprocess.CompletedProcess[str]":
    """Run `voiceedu say` in `folder`, in this process."""
    with contextlib.chdir(folder):
        return voiceedu_here("say", *arguments, given=given.decode(errors="surrogateescape"), **environ)


def say_alone(
    *arguments: str, environ: dict[str, str], folder: Path, given: str = ""
) -> "subprocess.CompletedProcess[str]":
    """Run `voiceedu say` in a process of its own."""
    command = [sys.executable, "-m", "voiceedu", "say", *arguments]
    return subprocess.run(command, env=environ, cwd=folder, input=given, capture_output=True, text=True)


def duration_s(file: Path) -> float:
    samples, rate = codecs.decode(file.read_bytes(), name=file.name)
    assert samples.any()
    return len(samples) / rate


def test_words_are_printed_alone(bare: dict[str, str], tmp_path: Path) -> None:
    """A text of two sentences is one line of words, and nothing else is printed or written."""
    done = say_alone("--print", "Take 2 tablets. Call 911.", environ=bare, folder=tmp_path)
    assert done.stdout == "Take two tablets. Call nine one one.\n"
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_words_follow_the_language(bare: dict[str, str], tmp_path: Path) -> None:
    """--language chooses the language of the words; without it VOICEEDU_LANGUAGE does."""
    asked = say("--print", "--language", "es", "5 mg", environ=bare, folder=tmp_path)
    assert asked.stdout == "cinco miligramos.\n"
    default = say("--print", "5 mg", environ={**bare, "VOICEEDU_LANGUAGE": "es"}, folder=tmp_path)
    assert default.stdout == asked.stdout


def test_words_are_those_of_the_clinic(bare: dict[str, str], tmp_path: Path) -> None:
    """An entry of VOICEEDU_LEXICON is in the words."""
    (tmp_path / "ours.tsv").write_text("Xyz\teks why zed\n", encoding="utf-8")
    environ = {**bare, "VOICEEDU_LEXICON": str(tmp_path / "ours.tsv")}
    assert say("--print", "Ask for Xyz.", environ=environ, folder=tmp_path).stdout == "Ask for eks why zed.\n"


def test_an_input_that_is_closed_is_told(bare: dict[str, str], tmp_path: Path) -> None:
    """Where there is no standard input at all, the call is wrong: 2, and a line that says so."""
    command = f"{sys.executable} -m voiceedu say --print - <&-"
    environ = bare | {"PATH": os.environ["PATH"]}
    done = subprocess.run(["sh", "-c", command], env=environ, cwd=tmp_path, capture_output=True)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"there is no standard input" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_line_without_an_end_is_refused(bare: dict[str, str], tmp_path: Path) -> None:
    """A line of more than a megabyte is no text: what came before it is printed, and the line is named."""
    done = say("--print", "-", environ=bare, folder=tmp_path, given=b"5 mg\n" + b"a" * 3_000_000)
    assert (done.returncode, done.stdout) == (1, "five milligrams.\n")
    assert "line 2 of standard input is over 1000000 bytes" in done.stderr


@pytest.mark.parametrize("given", ["5 mg\n\n7 mg\n", "5 mg\r\n\r\n7 mg", "\ufeff5 mg\n \t\n7\u2028mg\n"])
def test_each_line_of_the_input_is_a_line_of_the_output(bare: dict[str, str], tmp_path: Path, given: str) -> None:
    """A blank line gives a blank line; no other line break and no missing end changes the count."""
    done = say("--print", "-", environ=bare, folder=tmp_path, given=given.encode())
    assert done.stdout == "five milligrams.\n\nseven milligrams.\n"
    assert done.returncode == 0


def test_line_that_is_no_text_is_named(bare: dict[str, str], tmp_path: Path) -> None:
    """Bytes that are not UTF-8 end the work with 1 and the number of the line, after the lines before it."""
    done = say("--print", "-", environ=bare, folder=tmp_path, given=b"one\n\xff\n")
    assert (done.returncode, done.stdout) == (1, "one.\n")
    assert "line 2 of standard input is not UTF-8 text" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--language", "no language", "Hello."],
        ["--output", "hello.txt", "Hello."],
        ["…"],
        [""],
        [b"\xff".decode(errors="surrogateescape")],
    ],
)
def test_call_that_cannot_be_meant_is_a_usage_error(bare: dict[str, str], tmp_path: Path, arguments: list[str]) -> None:
    """It ends with 2, says why, and writes nothing."""
    done = say(*arguments, environ=bare, folder=tmp_path)
    assert done.returncode == 2
    assert "Error: " in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_words_need_no_voice(bare: dict[str, str], tmp_path: Path) -> None:
    """What knows sound, the network or the server is not imported to print words."""
    program = (
        "import sys; from click.testing import CliRunner; from voiceedu.cli import main;"
        "print(CliRunner().invoke(main, ['say', '--print', '5 mg']).output, end='');"
        "print({'numpy', 'av', 'requests', 'granian', 'flask', 'onnxruntime', 'pydub', 'obstore'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], env=bare, cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == "five milligrams.\nset()\n"


def test_file_is_written_where_nothing_plays(bare: dict[str, str], tmp_path: Path) -> None:
    """The sound is in a new file of the current folder, which is named; an older one stays as it is."""
    first, second = (say_alone("Hello there.", environ=bare, folder=tmp_path) for _ in range(2))
    assert first.stdout == "Written to voiceedu-say.wav\n"
    assert second.stdout == "Written to voiceedu-say-2.wav\n"
    assert duration_s(tmp_path / "voiceedu-say.wav") > 0.3


@pytest.mark.parametrize("name", ["hello.wav", "hello.MP3"])
def test_output_is_a_recording(bare: dict[str, str], tmp_path: Path, name: str) -> None:
    """--output writes a file that plays, in the format that its name asks for."""
    done = say("--output", name, "Hello there. How are you?", environ=bare, folder=tmp_path)
    assert done.stdout == f"Written to {name}\n"
    assert duration_s(tmp_path / name) > 1


def test_output_that_cannot_be_written_is_named(bare: dict[str, str], tmp_path: Path) -> None:
    """It ends with 1 and the name of the file."""
    done = say("--output", "missing/hello.wav", "Hello.", environ=bare, folder=tmp_path)
    assert done.returncode == 1
    assert "missing/hello.wav cannot be written" in done.stderr


def test_input_is_said_as_one_recording(bare: dict[str, str], tmp_path: Path) -> None:
    """The words of each line are printed, and the recording holds all lines; standard output has the words alone."""
    done = say_alone("--output", "all.wav", "-", environ=bare, folder=tmp_path, given="One.\n\nTwo.\n")
    assert done.stdout == "One.\n\nTwo.\n"
    assert done.stderr == "Written to all.wav\n"
    one = say("--output", "one.wav", "One.", environ=bare, folder=tmp_path)
    assert one.returncode == 0
    assert duration_s(tmp_path / "all.wav") > 1.5 * duration_s(tmp_path / "one.wav")


def test_no_voice_is_a_failure_with_reasons(bare: dict[str, str], tmp_path: Path) -> None:
    """When no engine can say it, the command ends with 1 and each engine's reason."""
    environ = {**bare, "VOICEEDU_ENGINES": "hibari,piper"}
    done = say("--language", "fr", "Bonjour.", environ={**environ, "XDG_DATA_HOME": str(tmp_path)}, folder=tmp_path)
    assert done.returncode == 1
    assert "hibari: has no voice for 'fr'; piper: " in done.stderr


def player(folder: Path, name: str, script: str) -> None:
    program = folder / "bin" / name
    program.parent.mkdir(exist_ok=True)
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def test_first_player_that_plays_is_used(bare: dict[str, str], tmp_path: Path) -> None:
    """A player that fails, or that ends at once since there is no sound card, gives way to the next one."""
    environ = {**bare, "PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin"}
    player(tmp_path, "paplay", "exit 1")
    player(tmp_path, "pw-play", "exit 0")
    player(tmp_path, "aplay", f"cp $2 {tmp_path / 'played.wav'}; exec sleep 2")
    done = say_alone("Hello.", environ=environ, folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert duration_s(tmp_path / "played.wav") > 0.3


def test_voice_that_did_not_speak_is_named(bare: dict[str, str], tmp_path: Path) -> None:
    """A fall to another voice is not silent."""
    environ = {**bare, "VOICEEDU_ENGINES": "hibari,tone"}
    done = say("--language", "fr", "--output", "x.wav", "Bonjour.", environ=environ, folder=tmp_path)
    assert done.returncode == 0
    assert "Not spoken by hibari: has no voice for 'fr'" in done.stderr

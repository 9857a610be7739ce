"""The command, as a shell runs it."""

import contextlib
import io
import os
import subprocess
import sys

import pytest

from voiceedu.cli import main


def voiceedu(*arguments: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    """Run the command in a process of its own, as a shell does."""
    return subprocess.run(
        [sys.executable, "-m", "voiceedu", *arguments], env={**os.environ, **environ}, capture_output=True, text=True
    )


def voiceedu_here(*arguments: str, given: str = "", **environ: str) -> "subprocess.CompletedProcess[str]":
    """Run the command in this process, with `given` as its input: it imports nothing again, which takes half a second.

    For what a command says and writes, whatever process it is in. An exception that it does not name is raised. Bytes
    of the input that are no text are surrogates, as those of an argument are.
    """
    out, err = io.StringIO(), io.StringIO()
    input_ = io.TextIOWrapper(io.BytesIO(given.encode(errors="surrogateescape")), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        for name, value in environ.items():
            patch.setenv(name, value)
        patch.setattr(sys, "stdin", input_)
        with pytest.raises(SystemExit) as ended:
            main(arguments, prog_name="voiceedu")
    code = ended.value.code
    assert code is None or isinstance(code, int)
    return subprocess.CompletedProcess(arguments, code or 0, out.getvalue(), err.getvalue())

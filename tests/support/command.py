"""The command, as a shell runs it."""

import os
import subprocess
import sys


def voiceedu(*arguments: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    """Run the command in a process of its own, as a shell does."""
    return subprocess.run(
        [sys.executable, "-m", "voiceedu", *arguments], env={**os.environ, **environ}, capture_output=True, text=True
    )

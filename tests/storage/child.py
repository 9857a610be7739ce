"""A process beside the test's own."""

import subprocess
import sys


def child(program: str, *arguments: str) -> "subprocess.Popen[str]":
    """Start `program` in a Python of its own, with pipes to talk to it."""
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

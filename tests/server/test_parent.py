"""A process ends together with the one that started it."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

GRANDCHILD = """
import os, signal, sys, time
from voiceedu.server import parent

parent.STOP_S = 1
{ignore}
parent.stop_with_parent(os.getppid())
print("ready", flush=True)
time.sleep(60)
"""
CHILD = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=subprocess.PIPE, text=True)
child.stdout.readline()
print(child.pid, flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("ignore", ["", "signal.signal(signal.SIGTERM, signal.SIG_IGN)"], ids=["hears", "is deaf"])
def test_process_ends_with_its_parent(ignore: str) -> None:
    """A process whose parent is killed ends soon after, whether it hears SIGTERM or not."""
    command = [sys.executable, "-c", CHILD, GRANDCHILD.format(ignore=ignore)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        pid = int(started.stdout.readline())
        time.sleep(0.7)
        assert state(pid) not in ("", "Z"), Path(f"/proc/{pid}/stat").read_text()
        started.kill()
    deadline = time.monotonic() + 10
    while state(pid) not in ("", "Z"):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_process_whose_parent_has_ended_already_ends() -> None:
    """A process that is slower to start than its parent is to be killed ends as well."""
    program = "import time; from voiceedu.server import parent; parent.stop_with_parent(1 << 22); time.sleep(60)"
    assert subprocess.run([sys.executable, "-c", program], timeout=30).returncode == -signal.SIGTERM


def state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""

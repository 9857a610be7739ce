"""What stops a start is told before it, and the process that looks leaves nothing behind."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.server.test_parent import state
from voiceedu.config import Settings
from voiceedu.errors import LoadError, SettingError
from voiceedu.server import ports, start_check


@pytest.mark.parametrize(
    "error",
    [PermissionError(13, "Permission denied", "/srv/texts"), MemoryError(), RuntimeError("can't start new thread")],
)
def test_what_the_system_refuses_stops_the_start_with_its_cause(
    phone_settings: Settings, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """A library that may not be read, say, is an error that names it, and not the fault of an engine."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("voiceedu.content.library_folder._markdown_names", fail)
    with pytest.raises(LoadError, match=r"/srv/texts: Permission denied. Have its owner|not enough memory"):
        start_check.check(phone_settings)


CRASH = """\
import os
from voiceedu.config import Settings
from voiceedu.publishing.studio import Studio
from voiceedu.server import start_check
Studio.load_engines = lambda _: os.abort()
start_check.check(Settings.from_environment())
"""


def test_an_engine_that_ends_the_process_is_reported(library: Path, tmp_path: Path) -> None:
    """A voice that crashes while it is loaded ends the start with the setting's name.

    In a process of its own, as at a real start: the check is a fork, and threads of a store do not outlive one.
    """
    settings = {"LIBRARY": str(library), "CACHE": str(tmp_path / "cache"), "ENGINES": "tone"}
    environ = {**os.environ, **{f"VOICEEDU_{name}": value for name, value in settings.items()}}
    done = subprocess.run([sys.executable, "-c", CRASH], env=environ, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "SettingError: VOICEEDU_ENGINES='tone'" in done.stderr


HANG = """
import os, sys, time
from voiceedu.config import Settings
from voiceedu.publishing.studio import Studio
from voiceedu.server import ports, start_check
def hang(studio):
    print(os.getpid(), flush=True)
    time.sleep(600)
Studio.load_engines = hang
with ports.only_server("127.0.0.1", int(sys.argv[1])):
    start_check.check(Settings.from_environment())
"""


def test_a_check_that_hangs_ends_with_the_server(library: Path, tmp_path: Path) -> None:
    """A server that is stopped while it checks whether it can start leaves no process that holds its port."""
    environ = os.environ | {"VOICEEDU_LIBRARY": str(library), "VOICEEDU_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-c", HANG, str(os.getpid())]  # no port, but a number that no other test holds
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        checks = int(started.stdout.readline())
        started.terminate()
    deadline = time.monotonic() + 20

    def holds_name() -> bool:  # a zombie's other threads may hold it a moment longer
        try:
            with ports.only_server("127.0.0.1", os.getpid()):
                return False
        except SettingError:
            return True

    while state(checks) not in ("", "Z") or holds_name():
        assert time.monotonic() < deadline
        time.sleep(0.05)

"""The limits that the system sets to a server's process."""

import os
import resource
import subprocess
import sys

import pytest

from voiceedu.errors import SettingError
from voiceedu.server import limits


@pytest.mark.parametrize(("soft", "hard", "allowed"), [(1024, 4096, 4096), (1024, 10**9, limits.MOST_FILES)])
def test_a_server_may_open_what_the_system_allows(
    monkeypatch: pytest.MonkeyPatch, soft: int, hard: int, allowed: int
) -> None:
    """A process is allowed 1,024 files until it asks for more; a server has more connections than that."""
    told = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (soft, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda _, values: told.append(values))
    limits.allow_open_files()
    assert told == [(allowed, hard)]


def test_too_few_files_are_a_wrong_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the limit, its value and what would do."""
    monkeypatch.setattr(resource, "getrlimit", lambda _: (20, 20))
    with pytest.raises(SettingError, match=r"ulimit -n='20' cannot be used: .*128 open files.*LimitNOFILE="):
        limits.allow_open_files()


@pytest.mark.slow
@pytest.mark.parametrize("number", [20, 26, 32, 64, 127])
def test_a_server_with_too_few_files_ends_at_once(number: int) -> None:
    """It ends with 2 and one line, before it has opened anything."""
    environ = os.environ | {"VOICEEDU_ENGINES": "tone"}
    command = f"ulimit -n {number}; exec {sys.executable} -m voiceedu serve --port 8199"
    done = subprocess.run(["bash", "-c", command], env=environ, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert line.startswith(f"Error: ulimit -n='{number}' cannot be used: ")


@pytest.mark.slow
@pytest.mark.parametrize("kilobytes", [50_000, 100_000, 300_000])
def test_a_server_with_too_little_memory_ends_at_once(kilobytes: int) -> None:
    """Below that, native libraries abort workers under load, and say nothing that helps."""
    environ = os.environ | {"VOICEEDU_ENGINES": "tone"}
    command = f"ulimit -d {kilobytes}; exec {sys.executable} -m voiceedu serve --port 8199"
    done = subprocess.run(["bash", "-c", command], env=environ, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert line.startswith(f"Error: ulimit -d='{kilobytes}' cannot be used: a server needs 409600 kB a process")

"""The process that renders beside a server is started again when it is killed."""

import logging
import re
import threading
import time

import pytest

from voiceedu.server import render_process
from voiceedu.server.render_process import RenderProcess

PATIENCE_S = 20.0


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(render_process, "FIRST_PAUSE_S", 0.01)
    monkeypatch.setattr(render_process, "LONGEST_PAUSE_S", 0.04)
    caplog.set_level(logging.INFO)


def running(script: str) -> RenderProcess:
    """Return the keeper of a process that runs `script` in a shell."""
    process = RenderProcess("http://127.0.0.1:1/")
    process.command = ["sh", "-c", script]
    process.start()
    return process


def wait_for(caplog: pytest.LogCaptureFixture, text: str, count: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while caplog.text.count(text) < count:
        assert time.monotonic() < deadline, caplog.text
        time.sleep(0.01)


def pauses_of_a_killed_process(caplog: pytest.LogCaptureFixture) -> list[float]:
    """Return how long it is waited after each end of a process that is killed at once, in seconds."""
    pauses: list[float] = []

    class Stopped(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            pauses.append(timeout or 0)
            return super().wait(timeout)

    process = RenderProcess("http://127.0.0.1:1/")
    process.command = ["sh", "-c", "kill -9 $$"]
    process._is_stopped = Stopped()
    process.start()
    wait_for(caplog, "has ended (SIGKILL)", 5)
    process.stop()
    return pauses


def test_killed_process_is_started_again_after_longer_and_longer_pauses(caplog: pytest.LogCaptureFixture) -> None:
    """Each end is logged once, with the signal; the pause doubles up to a bound."""
    pauses = pauses_of_a_killed_process(caplog)
    assert pauses[:5] == [0.01, 0.02, 0.04, 0.04, 0.04]
    assert len(caplog.records) == len(pauses)


def test_pause_is_short_again_after_a_long_run(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that is killed once a day is not missing for minutes each time."""
    monkeypatch.setattr(render_process, "LONG_RUN_S", 0.0)
    assert pauses_of_a_killed_process(caplog)[:5] == [0.01] * 5


@pytest.mark.parametrize("code", [0, 1])
def test_process_that_should_not_end_is_started_again(code: int, caplog: pytest.LogCaptureFixture) -> None:
    """It waits for changes of the library, or goes on asking a queue: whatever its exit code, one is started again."""
    process = running(f"exit {code}")
    wait_for(caplog, f"has ended (exit code {code})", 2)
    process.stop()


def test_stop_ends_the_process_and_waits_for_it() -> None:
    """After `stop`, no process is left, and none is begun, also when none was ever started."""
    process = running("exec sleep 60")
    started = time.monotonic()
    process.stop()
    assert process._process is not None
    assert process._process.returncode == -15
    RenderProcess("http://127.0.0.1:1/").stop()
    assert time.monotonic() - started < 10


def test_stop_does_not_wait_for_a_pause(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is told to stop while the process is not there yet ends at once."""
    monkeypatch.setattr(render_process, "FIRST_PAUSE_S", 60.0)
    process = running("kill -9 $$")
    wait_for(caplog, "SIGKILL", 1)
    started = time.monotonic()
    process.stop()
    assert time.monotonic() - started < 10
    assert re.findall(r"started again", caplog.text) == ["started again"]

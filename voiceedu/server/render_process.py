"""Runs the process beside a server that renders, and starts it again when it is killed or crashes."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time

log = logging.getLogger(__name__)

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 300.0
"""How long after its end the process is started again: twice as long each time."""
LONG_RUN_S = 300.0
"""After a run as long as this the pause is the first one again."""


class RenderProcess:
    """The process that renders for the server at `url`, from `start` until `stop`.

    It waits for changes when all is rendered. One that ends, as by the kernel's signal when memory is short, is started
    again after a pause.
    """

    def __init__(self, url: str) -> None:
        self.command = [sys.executable, "-m", "voiceedu.server.background_render", url, str(os.getpid())]
        self._is_stopped = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._keeper = threading.Thread(target=self._keep, name="render process", daemon=True)

    def start(self) -> None:
        # Not on the thread: the workers are forked next, and one that is forked in the middle of this would hold it up.
        self._begin()
        self._keeper.start()

    def stop(self) -> None:
        """End the process, and start no other. Do nothing if it was never started."""
        with self._lock:
            self._is_stopped.set()
            if self._process is None:
                return
            self._process.terminate()
        self._keeper.join()

    def _begin(self) -> None:
        with self._lock:
            if not self._is_stopped.is_set():
                # In a group of its own: Ctrl+C is for the server, which ends the process.
                self._process = subprocess.Popen(self.command, process_group=0)  # noqa: S603

    def _keep(self) -> None:
        assert self._process is not None
        pause_s = FIRST_PAUSE_S
        while True:
            started = time.monotonic()
            code = self._process.wait()
            if self._is_stopped.is_set():
                return
            if time.monotonic() - started >= LONG_RUN_S:
                pause_s = FIRST_PAUSE_S
            log.error("The process that renders has ended (%s); it is started again in %.0f s", _reason(code), pause_s)
            self._is_stopped.wait(pause_s)
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
            self._begin()


def _reason(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:  # a real-time signal
        return f"signal {-code}"

"""A server that is told to stop knows it, and so do its workers, whatever else becomes of the signal."""

import signal
import subprocess
import sys

import pytest

SERVER = """
import os, signal, time
from voiceedu.server import parent, stop_signal

handled = []
for number in (signal.SIGTERM, signal.SIGINT):
    signal.signal(number, lambda number, _: handled.append(number))
stop_signal.note()
worker = os.fork()
if worker == 0:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent.stop_with_parent(os.getppid())
    time.sleep(60)
    os._exit(0)
print(stop_signal.is_told(), flush=True)
ended = os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])
print(stop_signal.is_told(), len(handled), ended)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_workers_end_without_a_signal_of_their_own(number: signal.Signals) -> None:
    """The handler that was there is still called, once, and a fork ends by SIGTERM though only its parent got one."""
    with subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "False\n"
        server.send_signal(number)
        output, _ = server.communicate(timeout=30)
    assert output == f"True 1 {-signal.SIGTERM}\n"

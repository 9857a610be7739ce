"""`voiceedu review`, as a person starts it: on this machine alone, with a link that works once."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.ports import free_port
from voiceedu.cli import main


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "::1", "192.0.2.1", "localhost", "127.0.0.2", "example.org"])
def test_no_other_address_is_served(host: str) -> None:
    """Whoever would let others in is told of the tunnel and the proxy."""
    done = CliRunner().invoke(main, ["review", "--host", host])
    assert done.exit_code == 2
    assert "SSH tunnel" in done.output


def test_an_origin_is_an_address() -> None:
    """A proxy's address has a scheme and no path."""
    for origin in ("review.example.org", "https://review.example.org/path"):
        assert CliRunner().invoke(main, ["review", "--origin", origin]).exit_code == 2


def test_the_printed_link_opens_the_page(library: Path, tmp_path: Path) -> None:
    """The command prints a link, serves on 127.0.0.1 alone, refuses a port that is taken, and ends with Ctrl and C."""
    port = free_port()
    environ = os.environ | {"VOICEEDU_LIBRARY": str(library), "VOICEEDU_CACHE": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "voiceedu", "review", "--port", str(port)]
    process = subprocess.Popen(
        command,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        # A shell starts what is in its background with Ctrl and C ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    try:
        process.stdout.readline()
        link = process.stdout.readline().strip()
        assert link.startswith(f"http://127.0.0.1:{port}/open?token=")
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        assert "Nerve blocks" in opener.open(link, timeout=60).read().decode()
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(link, timeout=60)
        with socket.socket() as other:
            assert other.connect_ex(("127.0.0.2", port)) != 0
        taken = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60)
        assert taken.returncode == 2
        assert "--port" in taken.stderr
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
        process.stdout.close()

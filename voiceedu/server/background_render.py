"""What runs beside a server: it says where the server answers, renders what is missing, and says when all is there.

A process of its own, and no thread of the server's: workers are forked, and a fork in the middle of another thread's
import leaves that module locked in the worker for ever. A crash in an engine stays here, too.
"""

import os
import sys
import time
import urllib.error
import urllib.request

import click

from voiceedu.cli import main as voiceedu

NICENESS = 10
"""Who listens comes first."""


def main(url: str) -> None:
    """Accompany the server at `url`, which is the parent process, for as long as that lives."""
    server = os.getppid()
    os.nice(NICENESS)
    while True:
        try:
            with urllib.request.urlopen(f"{url}healthz", timeout=5):  # noqa: S310
                break
        except (OSError, urllib.error.URLError):
            if os.getppid() != server:
                return
            time.sleep(0.1)
    click.echo(f"voiceedu answers at {url}")
    try:
        voiceedu(["render"])
    except SystemExit as ended:
        if not ended.code:
            click.echo(f"Every recording is ready: {url}")
        raise


if __name__ == "__main__":
    main(sys.argv[1])

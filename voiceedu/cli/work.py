"""`voiceedu work`: renders what servers ask for through the queue."""

import os

import click

from voiceedu.cli import main
from voiceedu.config import Settings


@main.command()
@click.option("--threads", type=click.IntRange(1), help="How many works it renders at a time. [default: one a core]")
@click.pass_obj
def work(settings: Settings, threads: int | None) -> None:
    """Render what servers and `voiceedu render` ask for through VOICEEDU_QUEUE, until it is told to stop."""
    from voiceedu.server import worker

    worker.work(settings, threads=threads or os.cpu_count() or 1)

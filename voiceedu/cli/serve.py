"""`voiceedu serve`: the page and the phone line."""

import click

from voiceedu.cli import main
from voiceedu.config import MOST_WORKERS, Settings
from voiceedu.server import supervisor


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 for any.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--workers", type=click.IntRange(1, MOST_WORKERS), help="How many processes answer. [default: VOICEEDU_WORKERS]"
)
@click.option("--access-log", is_flag=True, help="Log every request: its path, never its query or who asked.")
@click.pass_obj
def serve(settings: Settings, host: str, port: int, workers: int | None, access_log: bool) -> None:
    """Serve the page and the phone assets, and render what is missing meanwhile."""
    supervisor.serve(settings, host, port, workers or settings.workers, access_log=access_log)

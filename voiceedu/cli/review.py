"""`voiceedu review`: the clinic's own page, where a person hears, mends and approves the words."""

import contextlib
from urllib.parse import urlsplit

import click

from voiceedu.cli import main
from voiceedu.config import Settings
from voiceedu.errors import SettingError


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="127.0.0.1, and no other: see docs/clinic.md.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--origin",
    metavar="URL",
    help="The address at which a proxy that signs people in offers the page, such as https://review.example.org.",
)
@click.pass_obj
def review(settings: Settings, host: str, port: int, origin: str | None) -> None:
    """Open a page on this machine to hear, mend and approve the texts of the library.

    Prints a link that works once. The page has no accounts: whoever has the link may change the library.
    """
    if host != "127.0.0.1":
        raise click.BadParameter(
            f"{host!r} would let others in: the page has no accounts. Use an SSH tunnel, or a proxy that signs people "
            "in on this machine",
            param_hint="--host",
        )
    if origin is not None and (urlsplit(origin).scheme not in ("http", "https") or urlsplit(origin).path.strip("/")):
        raise click.BadParameter(f"{origin!r} is not such as https://review.example.org", param_hint="--origin")
    if settings.library_url is not None:
        remedy = (
            "the page changes files: name a folder with them, such as a clone of your texts, and copy it to the bucket"
        )
        raise SettingError("VOICEEDU_LIBRARY", settings.library_url, remedy)
    from voiceedu.review.app import create_review_app  # with all that knows sound
    from voiceedu.review.server import bind

    app, access = create_review_app(settings, origin=origin or "")
    server = bind(app, port)
    click.echo(
        f"Open this link in a browser on this machine. It works once:\n{origin or f'http://{host}:{port}'}{access.path}"
    )
    click.echo("Press Ctrl and C to end.", err=True)
    with contextlib.suppress(KeyboardInterrupt), server:
        server.serve_forever()

"""Calls the phone line as callers do, prints each conversation, and measures what was heard."""

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import click

from tests.support.server import serve
from tests.telephone import library
from tests.telephone.calls import Line, Script, long_scripts, scripts
from tests.telephone.catalogue import PBX_PROFILE, PROFILE, Catalogue
from tests.telephone.conversation import summary, transcript
from tests.telephone.exchange import CALLS_AT_ONCE, Exchange, exchange, pbx
from tests.telephone.goals import Measured

PERSON = "+12025550199"
TOKEN = "the-token-of-these-calls"


@dataclass(frozen=True, kw_only=True)
class Held:
    """A finished call, and its departure from the script if any."""

    script: Script
    number: str
    departed: str


def hold(place: Exchange, script: Script, number: str) -> Held:
    try:
        place.hold(script, number=number)
    except AssertionError as error:
        return Held(script=script, number=number, departed=str(error))
    finally:
        click.echo(f"{script.name} is over", err=True)
    return Held(script=script, number=number, departed="")


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the small library with every feature of the line; requests must be signed."""
    settings = {
        "library": str(library.write(folder / "library")),
        "cache": str(folder / "cache"),
        "engines": "espeak",
        "staff_number": PERSON,
        "twilio_auth_token": TOKEN,
    }
    click.echo("Rendering the small library", err=True)
    with serve(folder, **settings) as server:
        server.wait_until_ready()
        yield server.url


@click.command()
@click.option("--url", help="Call the line of this server; by default one is started over a small library.")
@click.option("--sip", metavar="ADDRESS", help="Call this address, of a PBX with the line of the server at --url.")
@click.option("--token", help="Sign requests as Twilio does with this VOICEEDU_TWILIO_AUTH_TOKEN.")
@click.option("--language", default="en", show_default=True, help="The language that the line begins in.")
@click.option("--person", is_flag=True, help="The line at --url has VOICEEDU_STAFF_NUMBER.")
@click.option("--only", multiple=True, metavar="NAME", help="Make the call of this name alone; can be given again.")
@click.option("--at-once", default=3, show_default=True, type=click.IntRange(1, CALLS_AT_ONCE), help="Calls at a time.")
@click.option(
    "--keep", type=click.Path(path_type=Path, resolve_path=True), help="Keep the recordings and logs in this folder."
)
def main(
    url: str | None,
    sip: str | None,
    token: str | None,
    language: str,
    person: bool,
    only: tuple[str, ...],
    at_once: int,
    keep: Path | None,
) -> None:
    """Make every scripted call, and print who said what when."""
    if sip is not None and (url is None or person):
        raise click.UsageError("--sip needs --url, and calls no --person: nothing tells that one is called")
    with contextlib.ExitStack() as stack:
        folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="voiceedu-")))
        folder.mkdir(parents=True, exist_ok=True)
        if url is None:
            scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="voiceedu-")))
            url, token, person = stack.enter_context(served(scratch)), TOKEN, True
        catalogue = Catalogue.of(url.rstrip("/"), profile=PROFILE if sip is None else PBX_PROFILE)
        line = Line(catalogue=catalogue, language=language, has_person=person)
        wanted = _wanted(only, line)
        if sip is None:
            place = stack.enter_context(exchange(url.rstrip("/"), line, folder, token=token))
        else:
            place = pbx(sip, line, folder)
        with ThreadPoolExecutor(at_once) as pool:
            numbers = [f"+120255501{index:02}" for index in range(1, len(wanted) + 1)]
            calls = list(pool.map(hold, [place] * len(wanted), wanted, numbers))
        sys.exit(report(place, calls))


def _wanted(only: tuple[str, ...], line: Line) -> list[Script]:
    """Return the calls of the names `only`; without any, all but the long ones. Raise UsageError for unknown ones."""
    known = {script.name: script for script in (*scripts(line), *long_scripts())}
    if unknown := set(only) - known.keys():
        raise click.UsageError(f"unknown calls: {', '.join(unknown)}; known are {', '.join(known)}")
    chosen = only or {script.name for script in scripts(line)}
    return [script for name, script in known.items() if name in chosen]


def report(place: Exchange, calls: list[Held]) -> int:
    """Print every call; return the exit code."""
    ear = place.line.catalogue.ear()
    failed = []
    for held in calls:
        click.echo(f"\n{held.script.name} ({held.script.kind}, {held.number}): {held.script.about}\n")
        unmet = [held.departed] if held.departed else []
        recorded = place.recorded(held.script, number=held.number)
        measured = Measured.of(recorded, ear, place.line.catalogue)
        for line in transcript(recorded, place.line.catalogue, measured):
            click.echo(line)
        click.echo()
        for line in summary(measured):
            click.echo(f"  {line}")
        unmet += measured.unmet()
        for line in unmet:
            click.echo(f"  NOT AS IT MUST BE: {line}")
        if unmet:
            failed.append(held.script.name)
    click.echo(
        f"\n{len(calls)} calls, {len(failed)} not as they must be" + (f": {', '.join(failed)}" if failed else "")
    )
    return 1 if failed else 0


if __name__ == "__main__":
    main()

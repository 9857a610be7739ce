"""`voiceedu prune`: removes the cached files that no published rendition has referred to for a while."""

import datetime
import sys

import click
from tqdm import tqdm

from voiceedu.cli import main
from voiceedu.config import Settings
from voiceedu.content import prompts
from voiceedu.publishing import prune as pruning
from voiceedu.storage import library_copy
from voiceedu.storage.store import Store
from voiceedu.storage.store_clock import StoreClock


@main.command()
@click.option("--dry-run", is_flag=True, help="Say what would be removed, and remove nothing.")
@click.option("--yes", is_flag=True, help="Do not ask when much of what is published is not in the library.")
@click.option("--clock-is-right", is_flag=True, help="Go on although the clock was set forward by a day or more.")
@click.pass_obj
def prune(settings: Settings, dry_run: bool, yes: bool, clock_is_right: bool) -> None:
    """Remove from the cache what nothing published has named for VOICEEDU_KEEP_DAYS days."""
    library_copy.refresh(settings)
    store, texts = Store(settings.cache), prompts.load(settings.library)
    clock = StoreClock(store)
    if not clock_is_right and (days := clock.set_forward().days):
        problem = f"the clock was set forward by {days} days since the last prune, so that what is fresh would look old"
        raise click.ClickException(f"{problem}. Nothing was removed. Set it right; if it is, give --clock-is-right")
    if (
        not (dry_run or yes)
        and (share := pruning.share_removed_from_library(store, texts)) > pruning.LARGEST_SHARE_REMOVED
    ):
        click.echo(f"{share:.0%} of what is published in {settings.cache} is not in the library {settings.library}.")
        if not click.confirm("Remove what is old of that, too?"):
            raise click.ClickException("nothing was removed. Check VOICEEDU_LIBRARY, or give --yes")
    now = datetime.datetime.now(datetime.UTC) if dry_run else clock.note()
    before = now - datetime.timedelta(days=settings.keep_days)
    files = size = 0
    for kept in tqdm(pruning.unreferenced(store, texts, before=before), "Pruning", unit="file", disable=None):
        if dry_run:
            tqdm.write(kept.path, file=sys.stdout)
        if dry_run or store.remove(kept):
            files, size = files + 1, size + kept.size
    click.echo(f"{files} files, {size / 1e6:.1f} MB {'would be' if dry_run else 'were'} removed")

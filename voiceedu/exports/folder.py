"""Writes a folder once all of it is there, with the assets of everything that is published."""

import contextlib
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import msgspec
from tqdm import tqdm

from voiceedu.errors import ExportError
from voiceedu.exports import ownership
from voiceedu.ivr import manifest
from voiceedu.ivr.manifest import Entry
from voiceedu.publishing.studio import Studio

MANIFEST = "manifest.json"
force_option = click.option("--force", is_flag=True, help="Write into a folder that has other files; they all stay.")


@contextlib.contextmanager
def replaced(folder: Path, *, force: bool) -> Iterator[Path]:
    """Yield an empty folder whose files replace those of an earlier export in `folder` when the block ends well.

    Files that no export wrote stay. Raise ExportError if there are some but no mark of an earlier export, unless
    `force` is given, or if one of them is in the way. An OSError that names no file names `folder`.
    """
    ownership.check_is_ours(folder, force=force)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as beside:
            new = Path(beside) / "new"
            new.mkdir()
            yield new
            ownership.install(new, folder)
    except OSError as error:
        if error.filename is None:
            error.filename = str(folder)
        raise


def entries(studio: Studio) -> list[Entry]:
    """Return the manifest entries of the library; raise ExportError if any of it is not published."""
    missing = [
        f"{work.language}/{work.slug}" for work in studio.library.works if not studio.is_whole(work.language, work.slug)
    ]
    if missing:
        raise ExportError(f"{', '.join(missing)}: not published yet. Run `voiceedu render` first")
    return list(manifest.entries(studio, base=studio.settings.public_url or ""))


def write_assets(
    studio: Studio, chosen: list[Entry], folder: Path, *, convert: Callable[[Entry, bytes], bytes] | None = None
) -> None:
    """Write the assets of `chosen`, converted by `convert`, to their `file`s, and the manifest with its schema."""
    for entry in tqdm(chosen, "Exporting", unit="clip", disable=None):
        path = entry["hashed_url"].rpartition("/clips/")[2]
        kept = studio.store.asset(f"clips/{path}")
        if kept is None:
            raise ExportError(f"clips/{path} is missing or corrupt. Run `voiceedu render` first")
        target = folder / entry["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        data = convert(entry, kept.data) if convert else kept.data
        target.write_bytes(data)
        entry |= {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    listed = msgspec.json.format(msgspec.json.encode({"clips": chosen}))
    (folder / MANIFEST).write_bytes(listed + b"\n")
    shutil.copy(manifest.SCHEMA, folder / manifest.SCHEMA.name)

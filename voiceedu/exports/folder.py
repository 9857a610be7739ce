"""A folder that is written whole or not at all, with clips of everything that is published."""

import contextlib
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from tqdm import tqdm

from voiceedu.errors import VoiceeduError
from voiceedu.ivr import manifest
from voiceedu.ivr.manifest import Entry
from voiceedu.publishing.studio import Studio

MANIFEST = "manifest.json"
"""Is in every export: a folder that has one may be replaced by another."""


class ExportError(VoiceeduError):
    """Nothing was written: not everything is published, or the folder is somebody's."""


@contextlib.contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Return an empty folder that takes the place of `folder` when the `with` block ends without an error.

    Raise ExportError when `folder` holds what no export has written.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / MANIFEST).exists():
        raise ExportError(f"{folder} holds other files: name a new folder, or one that was exported before")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as beside:
        new, old = Path(beside) / "new", Path(beside) / "old"
        new.mkdir()
        yield new
        if folder.exists():
            folder.rename(old)
        new.rename(folder)


def entries(studio: Studio) -> list[Entry]:
    """Return what is published; raise ExportError when anything of the library is not."""
    missing = [
        f"{work.language}/{work.slug}"
        for work in studio.library.works
        if studio.published(work.language, work.slug) is None
    ]
    if missing:
        raise ExportError(f"not everything is published yet, run voiceedu render first: {', '.join(missing)}")
    return list(manifest.entries(studio, base=studio.settings.public_url or ""))


def write_assets(
    studio: Studio, chosen: list[Entry], folder: Path, *, convert: Callable[[bytes], bytes] | None = None
) -> None:
    """Write the clips of `chosen`, as `convert` makes them, to their `file`s; the manifest and its schema beside."""
    for entry in tqdm(chosen, "Exporting", unit="clip", disable=None):
        path = entry["hashed_url"].rpartition("/clips/")[2]
        kept = studio.store.asset(f"clips/{path}")
        if kept is None:
            raise ExportError(f"clips/{path} is damaged or gone, run voiceedu render first")
        target = folder / entry["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        data = convert(kept.data) if convert else kept.data
        target.write_bytes(data)
        entry |= {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    listed = msgspec.json.format(msgspec.json.encode({"clips": chosen}))
    (folder / MANIFEST).write_bytes(listed + b"\n")
    shutil.copy(manifest.SCHEMA, folder / manifest.SCHEMA.name)

"""What exports of recordings share: they render what is missing, and write files that are never incomplete."""

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from tqdm import tqdm

from voiceedu.assets import Asset
from voiceedu.config import Settings
from voiceedu.errors import RenderError, StoreError
from voiceedu.publishing.studio import Studio
from voiceedu.storage.object_reader import PIECE_BYTES
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.store import Store


@dataclass(frozen=True, kw_only=True)
class Published:
    """The renditions of a language in listening order, and the errors of those that could not be made."""

    language: str
    studio: Studio
    total: int
    renditions: tuple[Rendition, ...]
    failures: tuple[RenderError, ...]


def published(settings: Settings, language: str | None) -> Published:
    """Return the renditions of `language`, by default the main one; render the missing ones first."""
    language = language or settings.language
    studio = Studio(settings)
    procedures = studio.library.by_language.get(language, ())
    if not procedures:
        there = ", ".join(studio.library.by_language)
        raise click.BadParameter(f"the library has nothing in {language!r}, but in {there}", param_hint="--language")
    renditions, failures = [], []
    for procedure in tqdm(procedures, "Rendering", unit="procedure", disable=None):
        try:
            renditions.append(studio.render(procedure).rendition)
        except RenderError as error:
            failures.append(error)
    return Published(
        language=language,
        studio=studio,
        total=len(procedures),
        renditions=tuple(renditions),
        failures=tuple(failures),
    )


def write_asset(path: Path, asset: Asset | None, store: Store) -> int:
    """Write an asset of any size to `path`; return its size. Raise StoreError if its bytes are not as published."""
    if asset is None:
        raise StoreError(f"{path.name} is not published. Run `voiceedu render`")
    digest = hashlib.sha256()

    def pieces() -> Iterator[bytes]:
        for start in range(0, asset.size, PIECE_BYTES):
            piece = store.part(asset.path, start, min(start + PIECE_BYTES, asset.size))
            digest.update(piece)
            yield piece
        if digest.hexdigest() != asset.sha256:
            raise StoreError(f"{asset.path} is corrupt. Remove it from the cache, and run `voiceedu render`")

    write(path, pieces())
    return asset.size


def write(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file; if that fails, leave an earlier one as it was."""
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.unlink(missing_ok=True)  # it may be a link to a file of somebody's
    try:
        with unfinished.open("xb") as file:
            file.writelines(pieces)
        unfinished.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise

"""What the exports of recordings have in common: what is published, recorded first where it is not, as whole files."""

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
from voiceedu.storage.object_store import PIECE_BYTES
from voiceedu.storage.store import Rendition, Store


@dataclass(frozen=True, kw_only=True)
class Published:
    """What is published of a language, in listening order, and why the rest is not."""

    language: str
    studio: Studio
    total: int
    renditions: tuple[Rendition, ...]
    failures: tuple[RenderError, ...]


def published(settings: Settings, language: str | None) -> Published:
    """Return what is published of `language`, by default the main one; what is not recorded yet is recorded first."""
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
    """Write a clip of any size to `path`; return its bytes. Raise StoreError when they are not those once published."""
    if asset is None:
        raise StoreError(f"{path.name}: what it would be of is not published: run voiceedu render")
    digest = hashlib.sha256()

    def pieces() -> Iterator[bytes]:
        for start in range(0, asset.size, PIECE_BYTES):
            piece = store.part(asset.path, start, min(start + PIECE_BYTES, asset.size))
            digest.update(piece)
            yield piece
        if digest.hexdigest() != asset.sha256:
            raise StoreError(f"{asset.path} is damaged: remove it from the cache, and run voiceedu render")

    write(path, pieces())
    return asset.size


def write(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file that is there whole, or as it was before."""
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            file.writelines(pieces)
        unfinished.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise

"""Finds stored files that no published rendition refers to."""

import datetime
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath

from voiceedu.assets import ASSETS_FOLDER
from voiceedu.content.library import Library
from voiceedu.errors import StoreError
from voiceedu.publishing.speech_keys import speech_key
from voiceedu.storage import leases
from voiceedu.storage.object_store import Objects
from voiceedu.storage.paths import (
    COMPILATIONS_FOLDER,
    IN_REVIEW_FOLDER,
    RENDITIONS_FOLDER,
    is_ours,
    speech_path,
    sum_path,
)
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.store import Store
from voiceedu.storage.stored_object import StoredObject

UNFINISHED_AGE = datetime.timedelta(days=1)
"""An unfinished file or a lease that is older was left by a killed process."""
LEFT_BEHIND_AGE = datetime.timedelta(hours=1)
"""The same of an unfinished file before a server starts: nothing takes so long to write."""
LARGEST_SHARE_REMOVED = 0.1
"""If a larger part of the published procedures is not in the library, it may be the wrong library."""


def share_removed_from_library(store: Store, library: Library) -> float:
    """Return which part of the published procedures is not in `library`: 0.0 … 1.0."""
    paths = [PurePosixPath(kept.path) for kept in store.objects(RENDITIONS_FOLDER) if is_ours(kept.path)]
    works = [(path.parent.name, path.stem) for path in paths]
    removed = [work for work in works if library.work(*work) is None]
    return len(removed) / len(works) if works else 0.0


def unreferenced(store: Store, library: Library, *, before: datetime.datetime) -> Iterator[StoredObject]:
    """Yield the files that may be removed: no rendition refers to them, and none has since `before`.

    A file whose name is not one of ours belongs to somebody else, and stays.

    The rendition of a procedure that was removed from the library counts until it is as old. Raise StoreError when the
    rendition of a procedure in the library cannot be read: the files that it refers to must not be lost.
    """
    yield from (kept for kept in _unreferenced(store, library, before=before) if is_ours(kept.path))


def remove_left_behind(objects: Objects) -> int:
    """Remove the unfinished files that killed processes have left behind. Return how many there were.

    Earlier versions wrote a clip beside its place, where a web server that serves the folder could have served it.
    """
    long_ago = datetime.datetime.now(datetime.UTC) - LEFT_BEHIND_AGE
    left = [kept for kept in objects.unfinished() if kept.modified < long_ago and is_ours(kept.path)]
    return sum(objects.remove(kept) for kept in left)


def _unreferenced(store: Store, library: Library, *, before: datetime.datetime) -> Iterator[StoredObject]:
    referenced: set[str] = set()
    yield from _removed_renditions(store, library, referenced, before=before)
    yield from _removed_compilations(store, library, referenced, before=before)
    yield from _unused(store, referenced, before=before)
    yield from _left_behind(store)


def _removed_renditions(
    store: Store, library: Library, referenced: set[str], *, before: datetime.datetime
) -> Iterator[StoredObject]:
    """Yield the renditions of procedures that left the library. Add to `referenced` what all others refer to."""
    in_review = store.in_folder(IN_REVIEW_FOLDER)
    # Both are listed before any is read: one that is approved meanwhile is in one of them.
    for source, kept in [
        *((store, kept) for kept in store.objects(RENDITIONS_FOLDER)),
        *((in_review, kept) for kept in in_review.objects(IN_REVIEW_FOLDER)),
    ]:
        path = PurePosixPath(kept.path)
        work = path.parent.name, path.stem
        rendition, is_removed = source.rendition(*work), library.work(*work) is None
        if is_removed and kept.modified < before:
            yield kept
        elif rendition is not None:
            referenced.update(_paths_of(rendition))
        elif not is_removed:
            raise StoreError(
                f"{kept.path} cannot be read, so it is not known which files it refers to: run voiceedu render first"
            )


def _removed_compilations(
    store: Store, library: Library, referenced: set[str], *, before: datetime.datetime
) -> Iterator[StoredObject]:
    """Yield the compilations of languages that left the library. Add to `referenced` what all others refer to."""
    for kept in store.objects(COMPILATIONS_FOLDER):
        path = PurePosixPath(kept.path)
        compilation = store.compilation(path.parent.name, path.stem)
        is_removed = path.parent.name not in library.by_language
        if is_removed and kept.modified < before:
            yield kept
        elif compilation is not None:  # one that cannot be read is made again when somebody asks for it
            referenced.update((compilation.asset.path, sum_path(compilation.asset.path)))


def _unused(store: Store, referenced: AbstractSet[str], *, before: datetime.datetime) -> Iterator[StoredObject]:
    """Yield the assets, their sums and the speech that are not in `referenced`."""
    last_referenced = {kept.path: kept.modified for kept in store.objects("sums")}
    for kept in store.objects(ASSETS_FOLDER):
        last_used = max(kept.modified, last_referenced.get(sum_path(kept.path), kept.modified))
        if kept.path not in referenced and last_used < before:
            yield kept
    # A sum goes after its asset: without one, an asset would be taken for damaged.
    for folder in ("sums", "speech"):
        yield from (kept for kept in store.objects(folder) if kept.path not in referenced and kept.modified < before)


def _left_behind(store: Store) -> Iterator[StoredObject]:
    """Yield the leases and the unfinished files of killed processes."""
    long_ago = datetime.datetime.now(datetime.UTC) - UNFINISHED_AGE
    for kept in store.objects("leases"):
        if kept.modified < long_ago and not leases.is_held(store, kept.path):
            yield kept
    yield from (kept for kept in store.unfinished() if kept.modified < long_ago)


def _paths_of(rendition: Rendition) -> Iterator[str]:
    for asset in rendition.assets:
        yield from (asset.path, asset.kept_path)
        yield from (sum_path(asset.path), sum_path(asset.kept_path))
    for utterance in (*rendition.script.utterances, *rendition.script.for_callers):
        yield speech_path(speech_key(utterance, rendition.voice))

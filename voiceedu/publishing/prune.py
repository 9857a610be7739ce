"""What nothing names any more, found."""

import datetime
from collections.abc import Iterator
from pathlib import PurePosixPath

from voiceedu.assets import ASSETS_FOLDER
from voiceedu.content.library import Library
from voiceedu.errors import StoreError
from voiceedu.publishing.asset_plan import speech_key
from voiceedu.storage import leases
from voiceedu.storage.paths import IN_REVIEW_FOLDER, RENDITIONS_FOLDER, is_ours, speech_path, sum_path
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.store import Store
from voiceedu.storage.stored_object import StoredObject

UNFINISHED_AGE = datetime.timedelta(days=1)
"""What a process that was killed leaves, half a file or a lease, is still somebody's for no longer than this."""


MOST_LEFT = 0.1
"""If more than this part of what is published is not in the library, it may be the wrong library."""


def share_left(store: Store, library: Library) -> float:
    """Return which part of the published procedures is not in `library`: 0.0 … 1.0."""
    paths = [PurePosixPath(kept.path) for kept in store.objects(RENDITIONS_FOLDER) if is_ours(kept.path)]
    works = [(path.parent.name, path.stem) for path in paths]
    left = [work for work in works if library.work(*work) is None]
    return len(left) / len(works) if works else 0.0


def unnamed(store: Store, library: Library, *, before: datetime.datetime) -> Iterator[StoredObject]:
    """Yield what may be removed: nothing published names it, and it was last named or written before `before`.

    A file that is not called as ours are is somebody else's, and stays.

    What is published for a procedure that has left the library counts as published until it is as old. Raise StoreError
    when what is published for one of the library's cannot be read: what it names must not be lost.
    """
    yield from (kept for kept in _unnamed(store, library, before=before) if is_ours(kept.path))


def _unnamed(store: Store, library: Library, *, before: datetime.datetime) -> Iterator[StoredObject]:
    named: set[str] = set()
    in_review = store.in_folder(IN_REVIEW_FOLDER)
    for source, kept in [
        *((store, kept) for kept in store.objects(RENDITIONS_FOLDER)),
        *((in_review, kept) for kept in in_review.objects(IN_REVIEW_FOLDER)),
    ]:
        path = PurePosixPath(kept.path)
        work = path.parent.name, path.stem
        rendition, left = source.rendition(*work), library.work(*work) is None
        if left and kept.modified < before:
            yield kept
        elif rendition is not None:
            named.update(_named_by(rendition))
        elif not left:
            raise StoreError(f"{kept.path} cannot be read, so it is not known what it names: run voiceedu render first")
    for kept in store.objects("collections"):
        path = PurePosixPath(kept.path)
        collected, left = store.compilation(path.parent.name, path.stem), path.parent.name not in library.by_language
        if left and kept.modified < before:
            yield kept
        elif collected is not None:  # one that cannot be read is made again when somebody asks for it
            named.update((collected.asset.path, sum_path(collected.asset.path)))
    last_named = {kept.path: kept.modified for kept in store.objects("sums")}
    for kept in store.objects(ASSETS_FOLDER):
        if kept.path not in named and max(kept.modified, last_named.get(sum_path(kept.path), kept.modified)) < before:
            yield kept
    # A sum goes after its asset: without one, an asset would be taken for damaged.
    for folder in ("sums", "speech"):
        yield from (kept for kept in store.objects(folder) if kept.path not in named and kept.modified < before)
    long_ago = datetime.datetime.now(datetime.UTC) - UNFINISHED_AGE
    for kept in store.objects("leases"):
        if kept.modified < long_ago and not leases.is_held(store, kept.path):
            yield kept
    yield from (kept for kept in store.unfinished() if kept.modified < long_ago)


def _named_by(rendition: Rendition) -> Iterator[str]:
    for asset in rendition.assets:
        yield asset.path
        yield sum_path(asset.path)
    for utterance in (*rendition.script.utterances, *rendition.script.label):
        yield speech_path(speech_key(utterance, rendition.voice))

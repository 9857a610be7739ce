"""What nothing names any more, found."""

import datetime
from collections.abc import Iterator

from voiceedu.library import Library
from voiceedu.store import KeptObject, Rendition, Store, rendition_path, speech_path, sum_path

UNFINISHED_AGE = datetime.timedelta(days=1)
"""What a process that was killed leaves, half a file or a lease, is still somebody's for no longer than this."""


def unnamed(store: Store, library: Library, *, before: datetime.datetime) -> Iterator[KeptObject]:
    """Yield what may be removed: nothing published names it, and it was last named or written before `before`.

    What is published for a procedure that has left the library counts as published until it is as old.
    """
    published = {kept.path: kept for kept in store.objects("renditions")}
    named: set[str] = set()
    for rendition in store.renditions():
        path = rendition_path(rendition.language, rendition.slug)
        left = library.find(rendition.language, rendition.slug) is None
        if left and path in published and published[path].modified < before:
            yield published[path]
        else:
            named.update(_named_by(rendition))
    last_named = {kept.path: kept.modified for kept in store.objects("sums")}
    for kept in store.objects("clips"):
        if kept.path not in named and max(kept.modified, last_named.get(sum_path(kept.path), kept.modified)) < before:
            yield kept
    # A sum goes after its clip: without one, a clip would be taken for damaged.
    for folder in ("sums", "speech"):
        yield from (kept for kept in store.objects(folder) if kept.path not in named and kept.modified < before)
    long_ago = datetime.datetime.now(datetime.UTC) - UNFINISHED_AGE
    yield from (kept for kept in store.objects("leases") if kept.modified < long_ago)
    yield from (kept for kept in store.unfinished() if kept.modified < long_ago)


def _named_by(rendition: Rendition) -> Iterator[str]:
    for clip in rendition.clips:
        yield clip.path
        yield sum_path(clip.path)
    for utterance in rendition.script.utterances:
        yield speech_path(rendition.voice.speech_key(utterance.spoken))

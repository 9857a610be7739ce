"""Reviews in the front matter of files, taken over once: for the words that they were first seen with.

`reviewed_by` and `reviewed_on` do not say which words they are of. The store keeps that for each pair of them, written
when it is first seen and never again. So a review does not pass to other words, in whatever process and after any
restart, and the library folder may be read-only. Where a rendition of an older version has the same review, it is of
the words of that.
"""

import datetime
import hashlib
import json
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor

import msgspec

from voiceedu.content.procedure import Procedure
from voiceedu.errors import NotReadyError, StoreError
from voiceedu.narration import script as scripts
from voiceedu.narration.lexicon import Lexicon
from voiceedu.publishing.approval import Record
from voiceedu.publishing.words_digest import WordsDigest, of_procedure
from voiceedu.storage import patience
from voiceedu.storage.paths import review_path
from voiceedu.storage.seals import sealed, unsealed
from voiceedu.storage.store import Store

log = logging.getLogger(__name__)

READS_AT_ONCE = 16
"""Records that are read from a bucket at a time."""


class _Kept(msgspec.Struct, kw_only=True):
    at: datetime.datetime
    shown: str
    said: str
    procedure: Procedure | None = None


_DECODER = msgspec.json.Decoder(_Kept)


class FrontMatterReviews:
    """Which words the reviews in front matter are of. Thread-safe."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, _Kept] = {}
        self._being_read: dict[str, Future[None]] = {}
        self._pool = ThreadPoolExecutor(READS_AT_ONCE, thread_name_prefix="reviews")

    def record(self, procedure: Procedure, lexicon: Lexicon) -> Record | None:
        """Return the review in the front matter of `procedure`; None if it names nobody.

        At the first sight of it, it is of the words as they are now. Where the store cannot keep that, this process
        does. Raise NotReadyError for one that `read_ahead` has not read yet out of a bucket, and StoreError when the
        store cannot be read: then nobody knows of which words the review is.
        """
        if not procedure.reviewed_by:
            return None
        path = _path(procedure)
        if path not in self._known:
            if path in self._being_read:
                raise NotReadyError("the review is being read", work=self._being_read[path])
            self._find(path, procedure, lexicon)
        kept = self._known[path]
        return Record(
            kind="taken-over",
            by=procedure.reviewed_by,
            at=kept.at,
            on=procedure.reviewed_on,
            digest=WordsDigest(shown=kept.shown, said=kept.said),
            procedure=kept.procedure,
        )

    def read_ahead(
        self, procedures: Iterable[Procedure], lexicon: Callable[[str], Lexicon], *, timeout_s: float
    ) -> None:
        """Read the reviews of `procedures` out of a bucket, many at a time; go on by itself after `timeout_s`."""
        if self._store.is_folder:
            return
        for procedure in procedures:
            path = _path(procedure)
            if procedure.reviewed_by and path not in self._known and path not in self._being_read:
                spoken = lexicon(procedure.language)
                self._being_read[path] = self._pool.submit(self._find, path, procedure, spoken)
        patience.wait(list(self._being_read.values()), timeout_s)
        # What has failed is read again by whoever asks next.
        self._being_read = {path: read for path, read in self._being_read.items() if not read.done()}

    def _find(self, path: str, procedure: Procedure, lexicon: Lexicon) -> None:
        kept = self._read(path) or self._first_seen(path, procedure, lexicon)
        self._known.setdefault(path, kept)

    def _read(self, path: str) -> _Kept | None:
        data = self._store.get(path)
        try:
            return _DECODER.decode(unsealed(data)) if data is not None else None
        except msgspec.DecodeError:
            log.error("%s is damaged: nobody knows which words were reviewed, so they count as changed", path)
            return _Kept(at=datetime.datetime.now(datetime.UTC), shown="", said="")

    def _first_seen(self, path: str, procedure: Procedure, lexicon: Lexicon) -> _Kept:
        """Keep the words of the published rendition with the same review, else those of `procedure`; return them."""
        rendition = self._store.rendition(procedure.language, procedure.slug)
        published = rendition.work if rendition else None
        if rendition and isinstance(published, Procedure) and _path(published) == path:
            kept = _seen(published, of_procedure(published, rendition.script, lexicon))
        else:
            kept = _seen(procedure, of_procedure(procedure, scripts.write(procedure, lexicon), lexicon))
        try:
            is_first = self._store.create(path, sealed(msgspec.json.encode(kept)))
        except StoreError as error:
            log.error("Which words were reviewed is known to this process alone, and cannot be kept: %s", error)
            return kept
        return kept if is_first else self._read(path) or kept


def _seen(procedure: Procedure, digest: WordsDigest) -> _Kept:
    now = datetime.datetime.now(datetime.UTC)
    return _Kept(at=now, shown=digest.shown, said=digest.said, procedure=procedure)


def _path(procedure: Procedure) -> str:
    """Return where the record of the review in the front matter of `procedure` is kept: by who and when alone."""
    on = procedure.reviewed_on.isoformat() if procedure.reviewed_on else ""
    digest = hashlib.sha256(json.dumps([procedure.reviewed_by, on]).encode()).hexdigest()[:16]
    return review_path(procedure.language, procedure.slug, digest)

"""The library with its reviews as its files are now, and what listeners may get of what is rendered."""

import logging
import threading
import time
from collections.abc import Callable

from voiceedu.content.library import Library
from voiceedu.content.procedure import Procedure
from voiceedu.content.prompt_set import PromptSet
from voiceedu.content.review import NOT_REVIEWED, Review
from voiceedu.publishing import approved_prompts, claims
from voiceedu.publishing.lexicon_watch import LexiconWatch
from voiceedu.publishing.library_watch import LibraryWatch
from voiceedu.publishing.reviewed_library import Name, ReviewedLibrary, Reviewer
from voiceedu.publishing.words_digest import WordsDigest, of_procedure, shown
from voiceedu.storage.rendition import Rendition

log = logging.getLogger(__name__)

READ_S = 20.0
"""How long reviews are read out of a slow bucket before something is rendered, and at the start."""
WAIT_S = 0.2
"""The same while a listener waits: what has not come by then counts as not reviewed for now."""
LOOK_AGAIN_S = 2.0
"""How often reviews are looked for again while the store cannot be read."""


class ReviewedWatch:
    """Puts reviews into the library of a watch, again when files, approvals or the lexicon have changed. Thread-safe.

    With `approved_only`, listeners get approved words alone.
    """

    def __init__(
        self, watch: LibraryWatch, lexicons: LexiconWatch, reviewer: Reviewer, *, approved_only: bool = False
    ) -> None:
        self._watch = watch
        self._lexicons = lexicons
        self._reviewer = reviewer
        self._approved_only = approved_only
        self._kept: tuple[Library, tuple[str, ...], float, ReviewedLibrary] | None = None
        self._matching: dict[str, tuple[Rendition, PromptSet, Rendition]] = {}
        self._is_watched = False
        self._identities: dict[str, tuple[ReviewedLibrary, str]] = {}
        self._told: dict[Name, tuple[Rendition, ReviewedLibrary, Rendition | None]] = {}

    def current(self, *, at_once: bool = False) -> ReviewedLibrary:
        """Return the library with its reviews; the same object as long as nothing of it has changed.

        Its files are looked at now and then, or `at_once`.
        """
        kept = self._kept
        if self._is_watched and kept is not None and not at_once:
            return kept[3]
        return self._look(at_once=at_once, wait_s=READ_S if at_once else WAIT_S)

    def start(self) -> None:
        """Read the reviews of the library, which has just been loaded: a slow bucket has READ_S for them."""
        self._look(at_once=False, wait_s=READ_S)

    def watch_in_background(self, *, every_s: float, on_change: Callable[[], None]) -> None:
        """From now on look in a thread, every `every_s` seconds: no listener waits while a change is read.

        `on_change` is called there, at first and whenever a changed library has become the current one.
        """
        self._look(at_once=False, wait_s=WAIT_S)
        self._is_watched = True
        arguments = every_s, on_change
        threading.Thread(target=self._watch_on, args=arguments, name="library", daemon=True).start()

    def _watch_on(self, every_s: float, on_change: Callable[[], None]) -> None:
        before = None
        while True:
            try:
                if self._kept is not before:
                    before = self._kept
                    on_change()
                time.sleep(every_s)
                self._look(at_once=True, wait_s=WAIT_S)
            except Exception:  # the thread goes on: what is known stays
                log.exception("A change of the library cannot be read")

    def _look(self, *, at_once: bool, wait_s: float) -> ReviewedLibrary:
        library, now = self._watch.current(at_once=at_once), time.monotonic()
        spoken = tuple(self._lexicons.of(language).identity for language in library.by_language)
        kept = self._kept
        if kept is not None and kept[0] is library and kept[1] == spoken:
            reviewed = kept[3]
            if not reviewed.unknown or (now - kept[2] < LOOK_AGAIN_S and not at_once):
                return reviewed
        reviewed = self._reviewer.review(library, wait_s=wait_s)
        self._kept = library, spoken, now, reviewed
        return reviewed

    def library(self, *, at_once: bool = False) -> Library:
        """Return the library that listeners get; in review, and where all words are public, that of the files."""
        reviewed = self.current(at_once=at_once)
        return reviewed.public if self._approved_only else reviewed.working

    def public(self, rendition: Rendition | None) -> Rendition | None:
        """Return what listeners may get of a rendition: nothing in it names a review that no longer applies.

        Where only approved words are public, it is a procedure's if its words are approved, and of prompts what says
        the approved words. The same rendition gives the same object as long as nothing has changed.
        """
        if rendition is None:
            return None
        if rendition.kind == "procedure":
            current, name = self.current(), (rendition.language, rendition.slug)
            told = self._told.get(name)
            if told is None or told[0] is not rendition or told[1] is not current:
                self._told[name] = told = (rendition, current, self._public(rendition, current))
            return told[2]
        if not self._approved_only:
            return rendition
        spoken = self.library().prompts.get(rendition.language)
        if spoken is None:
            return None
        kept = self._matching.get(rendition.language)
        if kept is None or kept[0] is not rendition or kept[1] is not spoken:
            kept = (rendition, spoken, approved_prompts.matching(rendition, spoken))
            self._matching[rendition.language] = kept
        return kept[2]

    def _public(self, rendition: Rendition, current: ReviewedLibrary) -> Rendition | None:
        review = self._review(rendition, current)
        if self._approved_only and review.state != "reviewed":
            return None
        claim = claims.of(rendition)
        if claim.state != "reviewed" or (rendition.language, rendition.slug) in current.unknown:
            return rendition
        digest = self._digest(rendition)
        if digest and current.history(rendition.language, rendition.slug).holds(claim, digest):
            return rendition
        return claims.corrected(rendition, review, self._lexicons.of(rendition.language))

    def review(self, rendition: Rendition) -> Review:
        """Return what listeners may be told now of the words of a procedure's rendition."""
        return self._review(rendition, self.current())

    def _review(self, rendition: Rendition, current: ReviewedLibrary) -> Review:
        history = current.history(rendition.language, rendition.slug)
        digest = self._digest(rendition) if history.records else None
        return history.review(digest) if digest else NOT_REVIEWED

    def is_current(self, procedure: Procedure, rendition: Rendition) -> bool:
        """Return whether `rendition` shows the words of `procedure`, however they are said."""
        digest = self._digest(rendition)
        return digest is not None and digest.shown == shown(procedure)

    def approvals_identity(self, language: str) -> str:
        """Return a text that changes with what is approved in `language`; empty where nothing ever was."""
        current = self.current()
        known = self._identities.get(language)
        if known is None or known[0] is not current:
            self._identities[language] = known = (current, _identity(current, language))
        return known[1]

    def _digest(self, rendition: Rendition) -> WordsDigest | None:
        """Return the digest of the words of a rendition; None where another version wrote it and nobody knows."""
        if rendition.shown:
            return WordsDigest(shown=rendition.shown, said=rendition.said)
        work = rendition.work
        if not isinstance(work, Procedure):
            return None
        return of_procedure(work, rendition.script, self._lexicons.of(work.language))


def _identity(reviewed: ReviewedLibrary, language: str) -> str:
    found = [
        (name, record.kind, record.by, record.on, record.digest)
        for name, history in reviewed.histories.items()
        for record in history.records
        if name[0] == language
    ]
    return repr(found) if found else ""

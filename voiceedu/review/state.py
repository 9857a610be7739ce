"""What the review page holds between requests, in one typed object, and how a request reaches it."""

import datetime
import functools
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from cachetools import LRUCache
from flask import Flask, current_app

from voiceedu.config import Settings
from voiceedu.content import prompt_files
from voiceedu.content.library import Work
from voiceedu.content.procedure import Procedure
from voiceedu.content.prompt_files import Own
from voiceedu.content.prompt_set import PROMPTS, PromptSet
from voiceedu.engines import Engine
from voiceedu.errors import VoiceeduError
from voiceedu.narration import lexicon as lexicons
from voiceedu.narration import script as scripts
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.script import Script
from voiceedu.publishing import approval_files
from voiceedu.publishing.approval import History, Standing
from voiceedu.publishing.reviews import Reviews
from voiceedu.publishing.studio import Studio
from voiceedu.publishing.words_digest import WordsDigest, of_procedure, of_prompts
from voiceedu.review.access import Access
from voiceedu.review.findings import Findings
from voiceedu.review.listening import Listening
from voiceedu.review.publisher import Publisher
from voiceedu.review.survey import Surveys
from voiceedu.review.texts import Texts
from voiceedu.review.uploads import Uploads
from voiceedu.review.writer import LibraryWriter
from voiceedu.review.writer import state as file_state
from voiceedu.storage.store import Store

_KEY = "voiceedu-review"
SCRIPTS_KEPT = 1000


class Scripts:
    """Scripts that were written, by their work and the identity of their lexicon. Thread-safe."""

    def __init__(self) -> None:
        self._kept: LRUCache[tuple[Work, str], Script] = LRUCache(SCRIPTS_KEPT)
        self._lock = threading.Lock()

    def of(self, work: Work, lexicon: Lexicon) -> Script:
        key = work, lexicon.identity
        with self._lock:
            if (script := self._kept.get(key)) is not None:
                return script
        script = scripts.write_prompts(work, lexicon) if isinstance(work, PromptSet) else scripts.write(work, lexicon)
        with self._lock:
            self._kept[key] = script
        return script


@dataclass(frozen=True, kw_only=True)
class ReviewState:
    """The parts of the review of one library. Each is thread-safe."""

    settings: Settings
    access: Access
    texts: Texts
    writer: LibraryWriter
    listening: Listening
    publisher: Publisher
    findings: Findings
    surveys: Surveys = field(default_factory=Surveys)
    uploads: Uploads = field(default_factory=Uploads)
    engines: Sequence[Engine] | None = None
    scripts: Scripts = field(default_factory=Scripts)

    @classmethod
    def over(
        cls, settings: Settings, *, access: Access, engines: Sequence[Engine] | None, settle_s: float
    ) -> "ReviewState":
        """Return the state of a review of the library of `settings`. Raise StoreError when the cache cannot be used."""
        return cls(
            settings=settings,
            access=access,
            texts=Texts(settings.library, publisher=settings.name or ""),
            writer=LibraryWriter(settings.library, settings.clinic_lexicon),
            listening=Listening(settings, Store(settings.cache), engines=engines),
            publisher=Publisher(settings, engines=engines, settle_s=settle_s),
            findings=Findings(settings),
            engines=engines,
        )

    def lexicon(self, language: str) -> Lexicon:
        """Return the lexicon of `language` as the clinic's file is now; raise LexiconError when it cannot be used."""
        path = self.settings.clinic_lexicon
        return _lexicon(language, path, file_state(path))

    def script(self, work: Work, *, lexicon: Lexicon | None = None) -> Script:
        """Return what is said of `work`, by default with the lexicon as it is now."""
        return self.scripts.of(work, lexicon or self.lexicon(work.language))

    def digest(self, procedure: Procedure) -> WordsDigest:
        """Return what an approval of these words, said as they are now, is of."""
        return of_procedure(procedure, self.script(procedure), self.lexicon(procedure.language))

    def history(self, language: str, slug: str) -> History:
        """Return all approvals and withdrawals; of a text without any, the review in its front matter."""
        history = approval_files.read(self.settings.library, language, slug)
        text = self.texts.find(language, slug)
        if history.records or history.problems or not (text and text.procedure and text.procedure.reviewed_by):
            return history
        try:
            return self.reviews().history(language, slug)
        except VoiceeduError:  # nothing but drafts, or the cache is away
            return history

    def standing(self, procedure: Procedure) -> Standing:
        """Return whether these words, said as they are now, are approved."""
        history = self.history(procedure.language, procedure.slug)
        return history.standing(self.digest(procedure), review_by=procedure.review_by)

    def reviews(self) -> Reviews:
        """Return what approves and withdraws, over the files as they are at this moment."""
        return Reviews(Studio(replace(self.settings, queue=None), engines=self.engines, in_review=True))

    def as_told(self, work: Work) -> Work:
        """Return `work` as listeners are told of its review, which is said in its opening."""
        if isinstance(work, PromptSet):
            return work
        return replace(work, review=self.history(work.language, work.slug).review(self.digest(work)))

    def prompts_standing(self, language: str) -> tuple[WordsDigest, Standing] | None:
        """Return the digest of the library's own prompts of `language` and whether they are approved; None for none.

        Raise LibraryError for a file that cannot be spoken.
        """
        own = prompt_files.read_own(self.settings.library, language)
        if own == Own.none(language):
            return None
        digest = of_prompts(own.prompts, self.lexicon(language))
        return digest, self.history(language, PROMPTS).standing(digest)

    def attach(self, app: Flask) -> None:
        """Make this the state of `app`."""
        app.extensions[_KEY] = self


def state() -> ReviewState:
    """Return the state of the application that handles this request."""
    return cast(ReviewState, current_app.extensions[_KEY])


def today() -> datetime.date:
    return datetime.date.today()


@functools.lru_cache(maxsize=16)
def _lexicon(language: str, path: Path, _state: str) -> Lexicon:
    return lexicons.load(language, clinic=path)

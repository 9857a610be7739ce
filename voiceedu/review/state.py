"""What the review page holds between requests, in one typed object, and how a request reaches it."""

import datetime
import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from flask import Flask, current_app

from voiceedu.config import Settings
from voiceedu.content.library import Procedure, Work
from voiceedu.content.prompt_set import PromptSet
from voiceedu.engines import Engine
from voiceedu.narration import lexicon as lexicons
from voiceedu.narration import script as scripts
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.script import Script
from voiceedu.publishing import approval_files
from voiceedu.publishing.approval import History, Standing
from voiceedu.publishing.reviews import Reviews
from voiceedu.publishing.studio import Studio
from voiceedu.publishing.words_digest import WordsDigest, of_procedure
from voiceedu.review.access import Access
from voiceedu.review.findings import Findings
from voiceedu.review.listening import Listening
from voiceedu.review.publisher import Publisher
from voiceedu.review.texts import Texts
from voiceedu.review.uploads import Uploads
from voiceedu.review.writer import LibraryWriter
from voiceedu.review.writer import state as file_state
from voiceedu.storage.store import Store

_KEY = "voiceedu-review"


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
    uploads: Uploads = field(default_factory=Uploads)
    engines: Sequence[Engine] | None = None

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
        lexicon = lexicon or self.lexicon(work.language)
        return scripts.write_prompts(work, lexicon) if isinstance(work, PromptSet) else scripts.write(work, lexicon)

    def digest(self, procedure: Procedure) -> WordsDigest:
        """Return what an approval of these words, said as they are now, is of."""
        return of_procedure(procedure, self.script(procedure), self.lexicon(procedure.language))

    def history(self, language: str, slug: str) -> History:
        return approval_files.read(self.settings.library, language, slug)

    def standing(self, procedure: Procedure) -> Standing:
        """Return whether these words, said as they are now, are approved."""
        history = self.history(procedure.language, procedure.slug)
        return history.standing(self.digest(procedure), review_by=procedure.review_by)

    def reviews(self) -> Reviews:
        """Return what approves and withdraws, over the files as they are at this moment."""
        return Reviews(Studio(self.settings, engines=self.engines))

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

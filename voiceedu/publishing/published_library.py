"""The library as its files and approvals are now, and what is published of it. Renders nothing."""

from voiceedu.config import Settings
from voiceedu.config.values import APPROVED
from voiceedu.content.clinic_logo import Logo
from voiceedu.content.library import Library, Work
from voiceedu.content.procedure import Procedure
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.script import Script
from voiceedu.publishing import claims, script_memory
from voiceedu.publishing.digest_memory import DigestMemory
from voiceedu.publishing.front_matter_reviews import FrontMatterReviews
from voiceedu.publishing.lexicon_watch import LexiconWatch
from voiceedu.publishing.library_watch import LibraryWatch
from voiceedu.publishing.logo_watch import LogoWatch
from voiceedu.publishing.newest_library import NewestLibrary
from voiceedu.publishing.parsed_memory import ParsedMemory
from voiceedu.publishing.reviewed_library import Reviewer
from voiceedu.publishing.reviewed_watch import ReviewedWatch
from voiceedu.publishing.words_digest import WordsDigest, of_procedure
from voiceedu.storage import library_copy
from voiceedu.storage.paths import IN_REVIEW_FOLDER, RENDITIONS_FOLDER
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.store import Store


class PublishedLibrary:
    """Finds procedures and prompts, their scripts, and their published renditions. Thread-safe."""

    def __init__(self, settings: Settings, *, in_review: bool = False) -> None:
        """Open the store and load the library; raise a VoiceeduError when either cannot be used.

        With `in_review` it has the words as their files are, approved or not, which listeners do not get: their
        renditions are kept apart. It is of use where VOICEEDU_PUBLISH=approved; without that all words are public.
        """
        library_copy.follow(settings, owner=self)
        self._is_in_review = in_review and settings.publish == APPROVED
        self.approved_only = settings.publish == APPROVED and not in_review
        """Whether nothing but approved words may be rendered and given to listeners."""
        self.settings = settings
        self.store = Store(settings.cache, renditions=IN_REVIEW_FOLDER if self._is_in_review else RENDITIONS_FOLDER)
        self._lexicons = LexiconWatch(settings.clinic_lexicon, is_optional=settings.lexicon is None)
        self._logo = LogoWatch(settings.library)
        self.reviewed = ReviewedWatch(
            LibraryWatch(
                settings.library,
                published=self._published_work,
                publisher=settings.name or "",
                memory=ParsedMemory(self.store, settings.library),
            ),
            self._lexicons,
            Reviewer(
                folder=settings.library,
                lexicon=self._lexicons.of,
                front_matter=FrontMatterReviews(Store(settings.cache)),
                memory=DigestMemory(self.store),
                approved_only=settings.publish == APPROVED,
                publisher=settings.name or "",
            ),
            approved_only=self.approved_only,
        )
        self.reviewed.start()
        self.newest_library = NewestLibrary(self.store, settings, current=lambda: self.reviewed.current().working)
        """Whether another machine renders from a newer library into the same bucket."""

    @property
    def library(self) -> Library:
        """The library as its files and its approvals are now. While a changed file is broken, the last good one stays.

        With VOICEEDU_PUBLISH=approved it has the approved words alone.
        """
        return self.reviewed.library()

    def why_older(self, *, is_newest: bool = False) -> str | None:
        """Return what to tell a person if another machine has rendered from a newer library; see NewestLibrary."""
        return self.newest_library.why_older(self.library, is_newest=is_newest)

    @property
    def logo(self) -> Logo | None:
        """The clinic's logo as its file is now. While a changed file cannot be shown, the last good one stays."""
        return self._logo.current()

    def newest(self, language: str, slug: str) -> Work | None:
        """Return a work of the library; if it is not known, look at the files now."""
        return self.library.work(language, slug) or self.reviewed.library(at_once=True).work(language, slug)

    def script(self, work: Work, published: Rendition | None = None) -> Script:
        """Return the script of `work`, reusing that of `published` if it would be the same."""
        return script_memory.script(work, self.lexicon(work.language), published)

    def lexicon(self, language: str) -> Lexicon:
        """Return the lexicon of `language`, including the clinic's own entries."""
        return self._lexicons.of(language)

    def script_key(self, work: Work) -> str:
        """Return a digest of everything that shapes the script of `work`."""
        return script_memory.key(work, self.lexicon(work.language))

    def words_digest(self, work: Work, script: Script) -> WordsDigest | None:
        """Return the digest of the words of a procedure; None for prompts."""
        if not isinstance(work, Procedure):
            return None
        return of_procedure(work, script, self.lexicon(work.language))

    @property
    def broken(self) -> dict[str, str]:
        """Why library files, prompts, the lexicon or the logo cannot be used now, by name."""
        found = {broken.name: str(broken.error) for broken in self.library.broken}
        found |= self.reviewed.current().problems
        problems = {"lexicon": self._lexicons.problem, "logo": self._logo.problem}
        return found | {name: problem for name, problem in problems.items() if problem}

    def _published_work(self, language: str, slug: str) -> Work | None:
        """Return the procedure or the prompts as last published."""
        rendition = self.store.rendition(language, slug)
        return rendition.work if rendition else None

    def published(self, language: str, slug: str) -> Rendition | None:
        """Return the published rendition of a procedure, or None if there is none or it has left the library.

        It lacks the recordings that tell of a review which does not hold any more: see `claims`.
        """
        if self.library.work(language, slug) is None:
            return None
        return self.reviewed.public(self.store.rendition(language, slug))

    def is_published(self, language: str, slug: str) -> bool:
        """Return whether there is a rendition that listeners may get, if not all of it."""
        if self.approved_only:
            return self.published(language, slug) is not None
        return self.store.is_published(language, slug)

    def is_whole(self, language: str, slug: str) -> bool:
        """Return whether there is a rendition that listeners may get all of."""
        rendition = self.published(language, slug)
        return rendition is not None and claims.is_whole(rendition)

    @property
    def works_to_render(self) -> tuple[Work, ...]:
        """All of the library; in review, what listeners do not get as it is written."""
        if not self._is_in_review:
            return self.library.works
        public = self.reviewed.current().public
        return tuple(work for work in self.library.works if public.work(work.language, work.slug) != work)

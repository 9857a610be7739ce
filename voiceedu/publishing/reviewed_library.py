"""The library with its reviews: what is told of each procedure, and what is public.

Here alone approvals meet words. Everything that a listener gets reads `Procedure.review` of the library that is made
here, so that no two of them tell another thing.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from voiceedu.content import procedure_file, prompts
from voiceedu.content.library import Library
from voiceedu.content.procedure import Procedure
from voiceedu.content.review import NOT_REVIEWED
from voiceedu.errors import LibraryError, NotReadyError, StoreError
from voiceedu.narration.lexicon import Lexicon
from voiceedu.publishing import approval_files, approved_prompts
from voiceedu.publishing.approval import History, Record
from voiceedu.publishing.digest_memory import DigestMemory
from voiceedu.publishing.front_matter_reviews import FrontMatterReviews
from voiceedu.publishing.words_digest import WordsDigest, shown

log = logging.getLogger(__name__)

SAID_OTHERWISE = (
    "its approved words are said otherwise by now, as after a change of the lexicon or another version of voiceedu. "
    "What is published of them stays. Listen to them and approve them again"
)
Name = tuple[str, str]
"""Language and slug."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ReviewedLibrary:
    """A library whose procedures say how they are reviewed.

    `working` is the library as its files are; `public` has the words that listeners get. `histories` are those of
    procedures that have a record. `problems` says, by name, why records and approved words cannot be used. `unknown`
    are those of which nobody knows how they are reviewed while the store cannot be read.
    """

    working: Library
    public: Library
    histories: Mapping[Name, History] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    unknown: frozenset[Name] = frozenset()

    def history(self, language: str, slug: str) -> History:
        return self.histories.get((language, slug), History())


@dataclass(frozen=True, kw_only=True)
class Reviewer:
    """Puts the reviews into the library in `folder`. With `approved_only`, only approved words are public."""

    folder: Path
    lexicon: Callable[[str], Lexicon]
    front_matter: FrontMatterReviews
    memory: DigestMemory
    approved_only: bool = False
    publisher: str = ""
    _digests: dict[Name, tuple[Procedure, str, WordsDigest]] = field(default_factory=dict)

    def review(self, library: Library, *, wait_s: float) -> ReviewedLibrary:
        """Return `library` with its reviews, of which a slow bucket has to give some within `wait_s` seconds."""
        recorded = {language: approval_files.recorded_slugs(self.folder, language) for language in library.by_language}
        claimed = [procedure for procedure in library if not self._has_records(procedure, recorded)]
        self.front_matter.read_ahead(claimed, self.lexicon, timeout_s=wait_s)
        histories: dict[Name, History] = {}
        problems: dict[str, str] = {}
        unknown: set[Name] = set()
        for procedure in library:
            name = procedure.language, procedure.slug
            try:
                history = self._history(procedure, recorded)
            except (NotReadyError, StoreError) as error:
                log.warning("It is not known yet whether %s/%s is reviewed: %s", *name, error)
                history = History()
                unknown.add(name)
            problems |= {_named(self.folder, problem.path): str(problem) for problem in history.problems}
            if history.records:
                histories[name] = history
        working = self._with_procedures(library, (self._reviewed(procedure, histories) for procedure in library))
        public = working
        if self.approved_only:
            found, unusable = self._approved(working, histories)
            public = self._with_procedures(replace(library, prompts={}, recordings={}), found)
            own, more = approved_prompts.of_languages(self.folder, public.by_language, self.lexicon)
            public = prompts.with_prompts(public, self.folder, publisher=self.publisher, salvage=_none, own=own)
            problems |= unusable | more
        for problem in problems.values():
            log.error("%s", problem)
        self.memory.keep()
        return ReviewedLibrary(
            working=working, public=public, histories=histories, problems=problems, unknown=frozenset(unknown)
        )

    def digest(self, procedure: Procedure) -> WordsDigest:
        """Return the digest of the words of `procedure` as they are said now."""
        procedure = replace(procedure, review=NOT_REVIEWED)
        name, lexicon = (procedure.language, procedure.slug), self.lexicon(procedure.language)
        kept = self._digests.get(name)
        if kept is None or kept[:2] != (procedure, lexicon.identity):
            self._digests[name] = kept = (procedure, lexicon.identity, self.memory.digest(procedure, lexicon))
        return kept[2]

    def _has_records(self, procedure: Procedure, recorded: Mapping[str, Collection[str]]) -> bool:
        if procedure.slug not in recorded[procedure.language]:
            return False
        return bool(approval_files.files(self.folder, procedure.language, procedure.slug))

    def _history(self, procedure: Procedure, recorded: Mapping[str, Collection[str]]) -> History:
        """Return the records of a procedure. Its front matter counts as long as there is no other."""
        if procedure.slug in recorded[procedure.language]:
            history = approval_files.read(self.folder, procedure.language, procedure.slug)
            if history.records or history.problems:
                return history
        taken_over = self.front_matter.record(procedure, self.lexicon(procedure.language))
        return History(records=(taken_over,) if taken_over else ())

    def _reviewed(self, procedure: Procedure, histories: Mapping[Name, History]) -> Procedure:
        history = histories.get((procedure.language, procedure.slug))
        # A stand-in for a broken file was published with a review of its own, which may have been withdrawn since.
        bare = replace(procedure, review=NOT_REVIEWED) if procedure.review != NOT_REVIEWED else procedure
        return replace(bare, review=history.review(self.digest(bare))) if history else bare

    def _approved(self, working: Library, histories: Mapping[Name, History]) -> tuple[list[Procedure], dict[str, str]]:
        """Return the approved words of each procedure that has any, and why others cannot be used."""
        found: list[Procedure] = []
        problems: dict[str, str] = {}
        for procedure in working:
            history = histories.get((procedure.language, procedure.slug))
            if procedure.review.state == "reviewed":
                found.append(procedure)
            elif history and (record := history.latest) is not None:
                name = f"{procedure.language}/{procedure.slug} (approved)"
                try:
                    words = self._reviewed(self._words(record, procedure), histories)
                except LibraryError as error:
                    problems[name] = str(error)
                    continue
                found.append(words)
                if words.review.state != "reviewed":
                    problems[name] = f"{procedure.language}/{procedure.slug}: {SAID_OTHERWISE}"
        return found, problems

    def _words(self, record: Record, procedure: Procedure) -> Procedure:
        """Return the words that `record` approved, in the place of `procedure`; raise LibraryError for a broken copy.

        Their place in the list and their translations are those of the file: nobody approves those.
        """
        words = record.procedure
        if words is None:
            folder = approval_files.folder_of(self.folder, procedure.language, procedure.slug)
            path = folder / f"{record.name}.yaml"
            words = procedure_file.parse(record.text, path=path, language=procedure.language)
            words = replace(words, slug=procedure.slug)
            if shown(words) != record.digest.shown:
                remedy = "Take the file from a backup, or approve the words as they are now."
                raise LibraryError(path, 1, "the copy of the approved words is not what was approved", remedy)
        return replace(words, order=procedure.order, translation_of=procedure.translation_of, draft=False)

    def _with_procedures(self, library: Library, procedures: Iterator[Procedure] | list[Procedure]) -> Library:
        by_language: dict[str, list[Procedure]] = {}
        for procedure in procedures:
            by_language.setdefault(procedure.language, []).append(procedure)
        ordered = {
            language: tuple(sorted(found, key=lambda one: (one.order, one.title, one.slug)))
            for language, found in by_language.items()
        }
        return replace(library, by_language=ordered)


def _none(language: str, slug: str) -> None:
    """Salvage nothing: a language without its prompts has no telephone menu."""


def _named(folder: Path, path: Path) -> str:
    return str(path.relative_to(folder).with_suffix("")) if path.is_relative_to(folder) else str(path)

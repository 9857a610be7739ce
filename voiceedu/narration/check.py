"""Everything that a clinic should look at before it publishes: of a whole library, or of single files."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from voiceedu import languages
from voiceedu.content import clinic_logo, importer, library, procedure_file, prompts
from voiceedu.content.document import Problem
from voiceedu.content.formats.files import FORMATS
from voiceedu.content.library import Library
from voiceedu.content.procedure import Procedure
from voiceedu.content.prompt_set import PROMPTS
from voiceedu.errors import ImportingError, LexiconError, LibraryError, LogoError
from voiceedu.narration import lexicon as lexicons
from voiceedu.narration.check_text import Remark, Voices, check_text

_TOLERANCE_S = 60
"""Files that were copied together are not older than one another."""


@dataclass(frozen=True, kw_only=True)
class Finding(Remark):
    """A remark on the file `file`; its line counts from 1."""

    file: str

    def __str__(self) -> str:
        kind = "error" if self.is_error else "warning"
        return f"{self.file}:{self.line}: {kind}: {self.what}: {self.why}. {self.remedy}"

    def as_json(self) -> dict[str, object]:
        fields = asdict(self)
        severity = "error" if fields.pop("is_error") else "warning"
        return {"file": fields.pop("file"), "line": fields.pop("line"), "severity": severity, **fields}


@dataclass(frozen=True, kw_only=True)
class Checker:
    """Checks libraries and files: with what the clinic's lexicon and the voices know, as of the day `today`."""

    language: str
    today: datetime.date
    lexicon: Path | None = None
    voices: Voices = field(default_factory=Voices)

    def check_library(self, folder: Path) -> list[Finding]:
        """Return what there is to look at in the library in `folder`, file by file."""
        found: list[Finding] = []
        for path in library.stray_files(folder):
            remedy = f"Move it to {folder / 'en'}."
            found.append(_error(path, 1, "a procedure outside a language folder", remedy))
        by_language: dict[str, list[tuple[Path, Procedure]]] = {}
        for language_folder in sorted(path for path in folder.iterdir() if _is_visible_folder(path)):
            files = library.procedure_files(language_folder)
            language = language_folder.name
            if files and (not languages.is_tag(language) or language in library.RESERVED_LANGUAGES):
                found.append(
                    _error(files[0], 1, f"{language!r} is not a language tag", "Name the folder en or es, say.")
                )
                continue
            found += _other_files(language_folder, has_procedures=bool(files))
            by_language[language] = []
            for path in files:
                procedure, remarks = self.examine_file(path, language=language)
                found += remarks
                if procedure:
                    by_language[language].append((path, procedure))
        if not any(by_language.values()) and not found:
            found.append(_error(folder, 1, "no procedure in this library", f"Put Markdown files in {folder / 'en'}."))
        for pairs in by_language.values():
            found += _twins(pairs)
            found += _double_numbers(pairs)
        found += self._check_between(by_language)
        found += _check_prompts(folder, by_language)
        found += _check_logo(folder)
        return found

    def check_file(self, path: Path) -> list[Finding]:
        """Return what there is to look at in one file: of a library, or a document that could be imported."""
        folder = path.resolve().parent.name
        language = folder if languages.is_tag(folder) and folder not in library.RESERVED_LANGUAGES else self.language
        if path.suffix == ".md" and _has_front_matter(path):
            return self.examine_file(path, language=language)[1]
        try:
            imported = importer.read(path, language=language)
        except ImportingError as error:
            return [_error(path, 1, "it cannot be imported", line) for line in str(error).split("\n")]
        found = [_problem(path, problem) for problem in imported.problems]
        for file in imported.files:
            procedure, _ = procedure_file.examine(file.text, path=Path(file.name), language=language)
            found += self._check_words(path, procedure, [])
        return found

    def examine_file(self, path: Path, *, language: str) -> tuple[Procedure | None, list[Finding]]:
        """Return the procedure in a file of a library, None for a broken one, and what there is to look at in it."""
        try:
            text = procedure_file.read_text(path)
            procedure, problems = procedure_file.examine(text, path=path, language=language)
        except LibraryError as error:
            return None, [_error(path, error.line, error.problem, error.remedy)]
        found = [_problem(path, problem) for problem in problems]
        if any(problem.is_error for problem in problems):
            return None, found
        found += self._check_words(path, procedure, text.splitlines())
        found += self._check_review(path, procedure)
        return procedure, sorted(found, key=lambda finding: finding.line)

    def _check_words(self, path: Path, procedure: Procedure, lines: Sequence[str]) -> list[Finding]:
        try:
            lexicon = lexicons.load(procedure.language, clinic=self.lexicon)
        except LexiconError as error:
            return [_error(error.path, error.line, error.problem, error.remedy)]
        remarks = check_text(procedure, lines=lines, lexicon=lexicon, voices=self.voices)
        return [Finding(file=str(path), **asdict(remark)) for remark in remarks]

    def _check_review(self, path: Path, procedure: Procedure) -> Iterator[Finding]:
        if procedure.draft:
            remedy = "Read it against the original, then take “draft: true” out."
            yield _warning(path, 1, "draft", "a draft", "it is not published", remedy)
        if procedure.review_by and procedure.review_by < self.today:
            what = f"the review was due by {procedure.review_by}"
            remedy = "Have a clinician read it, and write the new reviewed_on and review_by."
            yield _warning(path, 1, "review-overdue", what, "medicine moves on", remedy)
        if procedure.reviewed_on and procedure.reviewed_on > self.today:
            what = f"reviewed_on is {procedure.reviewed_on}"
            yield _warning(path, 1, "review-date", what, "that day has not come yet", "Mend the date.")
        if bool(procedure.reviewed_on) != bool(procedure.reviewed_by):
            missing = "reviewed_by" if procedure.reviewed_on else "reviewed_on"
            yield _warning(path, 1, "review-date", f"no {missing}", "a listener is told who and when", "Write both.")

    def _check_between(self, by_language: dict[str, list[tuple[Path, Procedure]]]) -> Iterator[Finding]:
        """Yield what is wrong between files: links that lead nowhere, translations older than their original."""
        for language, pairs in by_language.items():
            slugs = {procedure.slug for _, procedure in pairs if not procedure.draft}
            for path, procedure in pairs:
                for block in procedure.blocks:
                    if block.link and block.link not in slugs:
                        what = f"the link to {block.link!r}"
                        yield _warning(path, block.line, "link", what, "no such procedure is published", "Mend it.")
                if language != self.language:
                    yield from self._check_translation(path, procedure, by_language.get(self.language, []))

    def _check_translation(
        self, path: Path, procedure: Procedure, originals: Sequence[tuple[Path, Procedure]]
    ) -> Iterator[Finding]:
        found = next(((file, other) for file, other in originals if other.topic == procedure.topic), None)
        if found is None:
            if procedure.translation_of and originals:
                what = f"translation_of is {procedure.translation_of!r}"
                why = f"there is no such procedure in {self.language!r}"
                yield _warning(path, 1, "translation", what, why, "Write the slug of the original.")
            return
        original, other = found
        if other.reviewed_on:  # git keeps no times of files, so the dates of reviews go first
            is_older = procedure.reviewed_on is None or procedure.reviewed_on < other.reviewed_on
        else:
            is_older = path.stat().st_mtime + _TOLERANCE_S < original.stat().st_mtime
        if is_older:
            what = f"it is older than its original, {original.parent.name}/{original.name}"
            if other.reviewed_on and procedure.reviewed_on is None:
                what = f"no review, and its original {original.parent.name}/{original.name} has one"
            yield _warning(path, 1, "old-translation", what, "the two may say different things", "Compare them.")


def _check_logo(folder: Path) -> Iterator[Finding]:
    try:
        clinic_logo.read(folder)
    except LogoError as error:
        yield replace(_error(error.path, 1, error.problem, f"{error.remedy}."), why="the pages do not show the logo")


def _check_prompts(folder: Path, by_language: dict[str, list[tuple[Path, Procedure]]]) -> Iterator[Finding]:
    for language, pairs in by_language.items():
        procedures = tuple(procedure for _, procedure in pairs if not procedure.draft)
        if not procedures:
            continue
        place = folder / language / PROMPTS
        try:
            for caution in prompts.with_prompts(Library({language: procedures}), folder).cautions:
                yield _warning(
                    place, 1, "prompts", caution, "callers and listeners will miss it", "See docs/clinic.md."
                )
        except LibraryError as error:
            yield _error(error.path, error.line, error.problem, error.remedy)


def _twins(pairs: Sequence[tuple[Path, Procedure]]) -> Iterator[Finding]:
    seen: dict[str, Path] = {}
    for path, procedure in pairs:
        if procedure.slug in seen:
            what = f"the slug {procedure.slug!r} is already that of {seen[procedure.slug].name}"
            yield _error(path, 1, what, "Give one of them another 'slug:' or file name.")
        seen.setdefault(procedure.slug, path)


def _double_numbers(pairs: Sequence[tuple[Path, Procedure]]) -> Iterator[Finding]:
    seen: dict[int, Path] = {}
    for path, procedure in pairs:
        if not procedure.number or procedure.draft:
            continue
        if (first := seen.setdefault(procedure.number, path)) is not path:
            what = f"the number {procedure.number} is already that of {first.name}"
            yield _error(path, 1, what, "Give each its own 'number:', the one on its leaflet.")


def _other_files(folder: Path, *, has_procedures: bool) -> Iterator[Finding]:
    """Yield the documents that lie in a language folder and are no part of the library."""
    if not has_procedures and not languages.is_tag(folder.name):
        return
    for path in sorted(folder.iterdir()):
        is_document = path.suffix.lower() in FORMATS and path.suffix != ".md" and not path.name.startswith((".", "~"))
        if is_document and path.is_file():
            remedy = f"Run voiceedu import {path.name}, and keep the document elsewhere."
            yield _warning(path, 1, "not-imported", "a document in the library", "nobody hears it", remedy)


def _is_visible_folder(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith((".", "~"))


def _has_front_matter(path: Path) -> bool:
    try:
        return procedure_file.read_text(path).startswith("---")
    except LibraryError:
        return True  # checking it as a library file names what is wrong


def _problem(path: Path, problem: Problem) -> Finding:
    return Finding(
        file=str(path),
        line=max(1, problem.line),
        kind="content",
        what=problem.text,
        why="it cannot be spoken" if problem.is_error else "a listener may miss it",
        remedy=problem.remedy,
        is_error=problem.is_error,
    )


def _error(path: Path, line: int, what: str, remedy: str) -> Finding:
    why = "this file is not published"
    return Finding(file=str(path), line=max(1, line), kind="broken", what=what, why=why, remedy=remedy, is_error=True)


def _warning(path: Path, line: int, kind: str, what: str, why: str, remedy: str) -> Finding:
    return Finding(file=str(path), line=max(1, line), kind=kind, what=what, why=why, remedy=remedy)

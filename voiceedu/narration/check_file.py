"""What is worth a look in one file: of a library, or a document that could be imported."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from voiceedu import languages
from voiceedu.content import importer, procedure_file
from voiceedu.content.library_folder import RESERVED_LANGUAGES
from voiceedu.content.procedure import Procedure
from voiceedu.errors import ImportingError, LexiconError, LibraryError
from voiceedu.narration import lexicon as lexicons
from voiceedu.narration.check_text import Voices, check_text
from voiceedu.narration.finding import Finding


@dataclass(frozen=True, kw_only=True)
class FileChecker:
    """Checks files: with what the clinic's lexicon and the voices know, as of the day `today`.

    `language` is that of files outside the folder of a language; in a library, that of the originals of translations.
    """

    language: str
    today: datetime.date
    lexicon: Path | None = None
    voices: Voices = field(default_factory=Voices)

    def check_file(self, path: Path) -> list[Finding]:
        """Return what there is to look at in one file: of a library, or a document that could be imported."""
        folder = path.resolve().parent.name
        language = folder if languages.is_tag(folder) and folder not in RESERVED_LANGUAGES else self.language
        if path.suffix == ".md" and _has_front_matter(path):
            return self.examine_file(path, language=language)[1]
        try:
            imported = importer.read(path, language=language)
        except ImportingError as error:
            return [Finding.broken(path, 1, "it cannot be imported", line) for line in str(error).split("\n")]
        found = [Finding.of_problem(path, problem) for problem in imported.problems]
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
            return None, [Finding.broken(path, error.line, error.problem, error.remedy)]
        found = [Finding.of_problem(path, problem) for problem in problems]
        if any(problem.is_error for problem in problems):
            return None, found
        found += self._check_words(path, procedure, text.splitlines())
        found += self._check_review(path, procedure)
        return procedure, sorted(found, key=lambda finding: finding.line)

    def _check_words(self, path: Path, procedure: Procedure, lines: Sequence[str]) -> list[Finding]:
        try:
            lexicon = lexicons.load(procedure.language, clinic=self.lexicon)
        except LexiconError as error:
            return [Finding.broken(error.path, error.line, error.problem, error.remedy)]
        remarks = check_text(procedure, lines=lines, lexicon=lexicon, voices=self.voices)
        return [Finding(file=str(path), **asdict(remark)) for remark in remarks]

    def _check_review(self, path: Path, procedure: Procedure) -> Iterator[Finding]:
        if procedure.draft:
            remedy = "Read it against the original, then take “draft: true” out."
            yield Finding.warning(path, 1, "draft", "a draft", "it is not published", remedy)
        if procedure.review_by and procedure.review_by < self.today:
            what = f"the review was due by {procedure.review_by}"
            remedy = "Have a clinician read it, and write the new reviewed_on and review_by."
            yield Finding.warning(path, 1, "review-overdue", what, "medicine moves on", remedy)
        if procedure.reviewed_on and procedure.reviewed_on > self.today:
            what = f"reviewed_on is {procedure.reviewed_on}"
            yield Finding.warning(path, 1, "review-date", what, "that day has not come yet", "Mend the date.")
        if bool(procedure.reviewed_on) != bool(procedure.reviewed_by):
            missing = "reviewed_by" if procedure.reviewed_on else "reviewed_on"
            yield Finding.warning(
                path, 1, "review-date", f"no {missing}", "a listener is told who and when", "Write both."
            )


def _has_front_matter(path: Path) -> bool:
    try:
        return procedure_file.read_text(path).startswith("---")
    except LibraryError:
        return True  # checking it as a library file names what is wrong

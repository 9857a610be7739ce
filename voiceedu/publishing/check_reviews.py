"""What a clinic should look at of the reviews of its library, for `voiceedu check`."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

from voiceedu.content import procedure_file
from voiceedu.content.library_folder import procedure_files
from voiceedu.content.procedure import Procedure
from voiceedu.errors import LibraryError, NotReadyError, StoreError
from voiceedu.narration import script as scripts
from voiceedu.narration.finding import Finding
from voiceedu.narration.lexicon import Lexicon
from voiceedu.publishing import approval_files
from voiceedu.publishing.approval import History, Record, Standing
from voiceedu.publishing.front_matter_reviews import FrontMatterReviews
from voiceedu.publishing.words_digest import WordsDigest, of_procedure


def check_reviews(
    folder: Path,
    *,
    today: datetime.date,
    lexicon: Callable[[str], Lexicon],
    front_matter: Callable[[], FrontMatterReviews | None],
) -> Iterator[Finding]:
    """Yield what there is to look at in the library in `folder`, file by file.

    `front_matter` is called when a file has a review of its own. It gives None where the store cannot be had: then
    nobody knows which words that review was of.
    """
    for language_folder in sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] not in ".~"):
        language = language_folder.name
        for path in procedure_files(language_folder):
            try:
                procedure = procedure_file.read(path, language=language)
            except LibraryError:
                continue  # it is named among the broken files
            if not procedure.draft:
                yield from _check(path, procedure, folder, today, lexicon(language), front_matter)


def _check(
    path: Path,
    procedure: Procedure,
    folder: Path,
    today: datetime.date,
    lexicon: Lexicon,
    front_matter: Callable[[], FrontMatterReviews | None],
) -> Iterator[Finding]:
    history = approval_files.read(folder, procedure.language, procedure.slug)
    for problem in history.problems:
        yield _finding(problem.path, "approval", problem.problem, "it approves nothing", problem.remedy, is_error=True)
    if not history.records and not history.problems and procedure.reviewed_by:
        record = _record_of_front_matter(procedure, lexicon, front_matter)
        if record is None:
            return
        history = History(records=(record,))
    digest = of_procedure(procedure, scripts.write(procedure, lexicon), lexicon)
    standing = history.standing(digest)
    yield from _doubts(path, standing, digest)
    if standing.is_overdue(today):
        what = f"the review was due by {standing.review_again_by}"
        remedy = "Have a clinician read it and approve it again."
        yield _finding(path, "review-overdue", what, "medicine moves on", remedy)


def _record_of_front_matter(
    procedure: Procedure, lexicon: Lexicon, front_matter: Callable[[], FrontMatterReviews | None]
) -> Record | None:
    """Return the review that the file itself names; None where nobody knows which words that was of."""
    try:
        reviews = front_matter()
        return reviews.record(procedure, lexicon) if reviews else None
    except (NotReadyError, StoreError):
        return None


def _doubts(path: Path, standing: Standing, digest: WordsDigest) -> Iterator[Finding]:
    """Yield why the words with `digest` are not approved as they stand."""
    if standing.state == "changed" and standing.record:
        by = standing.record.by + (f" on {standing.record.on}" if standing.record.on else "")
        is_shown = digest.shown != standing.record.digest.shown
        what = (
            f"the words have changed since their review by {by}" if is_shown else f"said otherwise than {by} approved"
        )
        remedy = "Have a clinician read them and hear them, and approve them."
        yield _finding(path, "review-changed", what, "nobody is told that they are reviewed", remedy)
    elif standing.state != "approved":
        what = "never reviewed" if standing.state == "never" else "the approval was withdrawn"
        yield _finding(path, "not-reviewed", what, "listeners are told so", "Have a clinician read it and approve it.")


def _finding(path: Path, kind: str, what: str, why: str, remedy: str, *, is_error: bool = False) -> Finding:
    return Finding(file=str(path), line=1, kind=kind, what=what, why=why, remedy=remedy, is_error=is_error)

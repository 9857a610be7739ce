"""The reviews of a library: what was approved, what has changed since, approving and withdrawing."""

import datetime
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from voiceedu.content import library_folder, prompt_files
from voiceedu.content.prompt_files import Own
from voiceedu.content.prompt_set import PROMPTS
from voiceedu.errors import ApprovalError, LibraryError, writing_remedy
from voiceedu.narration import script as scripts
from voiceedu.publishing import approval_files
from voiceedu.publishing.approval import History, Record, Standing
from voiceedu.publishing.approved_prompts import RECORDINGS
from voiceedu.publishing.studio import Studio
from voiceedu.publishing.words_digest import WordsDigest, of_procedure, of_prompts

_SHORTEST = datetime.timedelta(microseconds=1)
_LOOK_AGAIN = "Nothing was changed. Look at the words as they are now, and approve those."


@dataclass(frozen=True, kw_only=True)
class _Words:
    """What can be approved as its files are now: a Markdown `text`, or the library's `own` prompts, in `path`."""

    path: Path
    digest: WordsDigest
    text: str = ""
    own: Own | None = None
    review_by: datetime.date | None = None


class Reviews:
    """Reads and writes the approvals of a studio's library, as its files are now. `now` gives the local time.

    The slug `prompts` stands for the library's own prompts of a language; the shipped ones need no approval.
    """

    def __init__(self, studio: Studio, *, now: Callable[[], datetime.datetime] | None = None) -> None:
        self._studio = studio
        self._folder = studio.settings.library
        self._now = now or (lambda: datetime.datetime.now().astimezone())

    def history(self, language: str, slug: str) -> History:
        """Return all approvals and withdrawals, the oldest first. A review in front matter counts where none is."""
        history = approval_files.read(self._folder, language, slug)
        if history.records or history.problems:
            return history
        return self._studio.reviewed.current(at_once=True).history(language, slug)

    def digest(self, language: str, slug: str) -> WordsDigest | None:
        """Return the digest of the words as they are now; None where there is no such file, or it is broken."""
        found = self._words(language, slug)
        return found.digest if found else None

    def standing(self, language: str, slug: str) -> Standing | None:
        """Return the state of the words as they are now; None where there is no such file, or it is broken."""
        found = self._words(language, slug)
        return self.history(language, slug).standing(found.digest, review_by=found.review_by) if found else None

    def approve(
        self,
        language: str,
        slug: str,
        *,
        by: str,
        digest: WordsDigest,
        review_again_by: datetime.date | None = None,
    ) -> Record:
        """Approve the words with this `digest`, which are those that `by` has seen; return the record.

        Raise ApprovalError when the words are others by now, and when the record cannot be written.
        """
        found = self._words(language, slug)
        if found is None:
            raise ApprovalError(self._folder / language, f"there is no {slug!r} that can be read", _LOOK_AGAIN)
        if found.digest != digest:
            raise ApprovalError(found.path, "the words have changed since they were shown", _LOOK_AGAIN)
        now = self._now()
        record = Record(
            kind="approval",
            by=by,
            at=self._after_all(language, slug, now),
            on=now.date(),
            digest=digest,
            review_again_by=review_again_by,
            text=found.text,
            texts={name: "\n".join(lines) for name, lines in found.own.prompts.texts} if found.own else {},
            recordings=dict(found.own.prompts.recordings) if found.own else {},
        )
        if found.own:
            self._keep_recordings(language, found.own)
        return approval_files.write(self._folder, language, slug, record)

    def withdraw(self, language: str, slug: str, *, by: str, digest: WordsDigest) -> Record:
        """Withdraw the approval of the words with this `digest`; return the record of that.

        No older approval takes its place by itself. Raise ApprovalError when the words are not approved, and when the
        record cannot be written.
        """
        if self.history(language, slug).approval(digest) is None:
            folder = approval_files.folder_of(self._folder, language, slug)
            raise ApprovalError(folder, "these words are not approved", "Nothing was changed.")
        now = self._now()
        at = self._after_all(language, slug, now)
        record = Record(kind="withdrawal", by=by, at=at, on=now.date(), digest=digest)
        return approval_files.write(self._folder, language, slug, record)

    def _after_all(self, language: str, slug: str, now: datetime.datetime) -> datetime.datetime:
        """Return `now`, or the moment after the latest record: the clock may have been set back, or be another's.

        The last record decides. A withdrawal that seemed older than its approval would be none.
        """
        records = approval_files.read(self._folder, language, slug).records
        return max([now, *(record.at + _SHORTEST for record in records)])

    def _words(self, language: str, slug: str) -> _Words | None:
        lexicon = self._studio.lexicon(language)
        if slug == PROMPTS:
            path = self._folder / language / PROMPTS
            try:
                own = prompt_files.read_own(self._folder, language)
            except LibraryError:
                return None
            if own == Own.none(language):
                return None
            return _Words(path=path, digest=of_prompts(own.prompts, lexicon), own=own)
        found = library_folder.find_file(self._folder, language, slug)
        if found is None:
            return None
        path, text, procedure = found
        digest = of_procedure(procedure, scripts.write(procedure, lexicon), lexicon)
        return _Words(path=path, digest=digest, text=text, review_by=procedure.review_by)

    def _keep_recordings(self, language: str, own: Own) -> None:
        """Copy recordings beside the records, named by their SHA-256, so that they can be heard again and restored."""
        folder = approval_files.folder_of(self._folder, language, PROMPTS) / RECORDINGS
        try:
            for sha256, path in own.recordings.items():
                copy = folder / f"{sha256}{path.suffix}"
                if not copy.exists():
                    folder.mkdir(parents=True, exist_ok=True)
                    unfinished = copy.with_name(f".{copy.name}.part")
                    shutil.copyfile(path, unfinished)
                    unfinished.replace(copy)
        except OSError as error:
            problem = f"cannot be written ({error.strerror or error})"
            raise ApprovalError(folder, problem, f"Nothing was approved. {writing_remedy(error)}.") from None

"""The reviews of a library: what was approved, what has changed since, approving and withdrawing."""

import datetime
from collections.abc import Callable

from voiceedu.content import library as libraries
from voiceedu.content.library import Procedure
from voiceedu.errors import ApprovalError
from voiceedu.narration import script as scripts
from voiceedu.publishing import approval_files
from voiceedu.publishing.approval import History, Record, Standing
from voiceedu.publishing.studio import Studio
from voiceedu.publishing.words_digest import WordsDigest, of_procedure

_LOOK_AGAIN = "Nothing was changed. Look at the words as they are now, and approve those."


class Reviews:
    """Reads and writes the approvals of a studio's library, as its files are now. `now` gives the local time."""

    def __init__(self, studio: Studio, *, now: Callable[[], datetime.datetime] | None = None) -> None:
        self._studio = studio
        self._folder = studio.settings.library
        self._now = now or (lambda: datetime.datetime.now().astimezone())

    def history(self, language: str, slug: str) -> History:
        """Return all approvals and withdrawals of a procedure, the oldest first."""
        return approval_files.read(self._folder, language, slug)

    def digest(self, language: str, slug: str) -> WordsDigest | None:
        """Return the digest of the words as they are now; None where there is no such file, or it is broken."""
        found = libraries.find_file(self._folder, language, slug)
        return self._digest(found[2]) if found else None

    def standing(self, language: str, slug: str) -> Standing | None:
        """Return the state of the words as they are now; None where there is no such file, or it is broken."""
        found = libraries.find_file(self._folder, language, slug)
        if found is None:
            return None
        procedure = found[2]
        return self.history(language, slug).standing(self._digest(procedure), review_by=procedure.review_by)

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
        found = libraries.find_file(self._folder, language, slug)
        if found is None:
            raise ApprovalError(
                self._folder / language, f"there is no procedure {slug!r} that can be read", _LOOK_AGAIN
            )
        path, text, procedure = found
        if self._digest(procedure) != digest:
            raise ApprovalError(path, "the words have changed since they were shown", _LOOK_AGAIN)
        now = self._now()
        record = Record(
            kind="approval", by=by, at=now, on=now.date(), digest=digest, review_again_by=review_again_by, text=text
        )
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
        record = Record(kind="withdrawal", by=by, at=now, on=now.date(), digest=digest)
        return approval_files.write(self._folder, language, slug, record)

    def _digest(self, procedure: Procedure) -> WordsDigest:
        lexicon = self._studio.lexicon(procedure.language)
        return of_procedure(procedure, scripts.write(procedure, lexicon), lexicon)

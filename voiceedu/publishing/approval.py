"""Approvals: who has approved which words, when, and what listeners may be told of it. Pure.

An approval is of words, by their digest, never of a file: words that come back are approved again, others are not. A
withdrawal is a record of its own, so that nothing is lost.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from voiceedu.content.procedure import Procedure
from voiceedu.content.review import Review
from voiceedu.errors import ApprovalError
from voiceedu.publishing.words_digest import WordsDigest

RecordKind = Literal["approval", "withdrawal", "taken-over"]
ApprovalState = Literal["approved", "changed", "withdrawn", "never"]


@dataclass(frozen=True, kw_only=True)
class Record:
    """One line of a history: an approval of words, its withdrawal, or a review taken over from a file's front matter.

    `at` is when it was written; `on` is the day that listeners are told, which front matter need not have. `text` is
    the approved Markdown file; of prompts `texts` has the text of each, and `recordings` the SHA-256 of each
    recording. A withdrawal has none of them. A review that was taken over has no file; `procedure` is what it was of.
    `name` is that of the file without `.yaml`.
    """

    kind: RecordKind
    by: str
    at: datetime.datetime
    on: datetime.date | None
    digest: WordsDigest
    review_again_by: datetime.date | None = None
    text: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    recordings: Mapping[str, str] = field(default_factory=dict)
    procedure: Procedure | None = None
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a clinic wants to know of words: their state, and the record that gives it.

    `approved`: `record` is their approval. `changed`: `record` is that of the words approved last. `withdrawn`:
    `record` is the withdrawal of what was approved last. `never`: there is none.
    """

    state: ApprovalState
    record: Record | None = None
    review_again_by: datetime.date | None = None

    def is_overdue(self, today: datetime.date) -> bool:
        """Return whether the words should have been reviewed again before `today`."""
        return self.review_again_by is not None and self.review_again_by < today


@dataclass(frozen=True, kw_only=True)
class History:
    """All records of a procedure, or of the prompts of a language, the oldest first; `problems` names broken files."""

    records: tuple[Record, ...] = ()
    problems: tuple[ApprovalError, ...] = ()

    def approval(self, digest: WordsDigest) -> Record | None:
        """Return the approval of the words with this digest, the latest one; None if it was withdrawn or never given.

        This alone decides whether words are approved.
        """
        of_words = [record for record in self.records if record.digest == digest]
        return of_words[-1] if of_words and of_words[-1].kind != "withdrawal" else None

    @property
    def latest(self) -> Record | None:
        """The last approval of any words. None if that was withdrawn: no older one takes its place by itself."""
        given = [record for record in self.records if record.kind != "withdrawal"]
        return self.approval(given[-1].digest) if given else None

    def review(self, digest: WordsDigest) -> Review:
        """Return what listeners may be told of the words with this digest."""
        if (record := self.approval(digest)) is not None:
            return Review(state="reviewed", by=record.by, on=record.on)
        return Review(state="changed" if self.latest else "never")

    def holds(self, review: Review, digest: WordsDigest) -> bool:
        """Return whether `review`, which was told of the words with this digest once, may still be told of them.

        Another approval of the same words ends none; a withdrawal ends all before it.
        """
        given: set[tuple[str, datetime.date | None]] = set()
        for record in self.records:
            if record.digest == digest:
                given = set() if record.kind == "withdrawal" else {*given, (record.by, record.on)}
        return review.state != "reviewed" or (review.by, review.on) in given

    def standing(self, digest: WordsDigest, *, review_by: datetime.date | None = None) -> Standing:
        """Return what a clinic is told of the words with this digest.

        `review_by` is the day in their front matter; that of an approval comes before it.
        """
        if (record := self.approval(digest)) is not None:
            return Standing(state="approved", record=record, review_again_by=record.review_again_by or review_by)
        if (record := self.latest) is not None:
            return Standing(state="changed", record=record, review_again_by=review_by)
        withdrawals = [record for record in self.records if record.kind == "withdrawal"]
        if withdrawals:
            return Standing(state="withdrawn", record=withdrawals[-1], review_again_by=review_by)
        return Standing(state="never", review_again_by=review_by)


def ordered(records: list[Record]) -> tuple[Record, ...]:
    """Return `records`, the oldest first; of one moment, in the order of their files."""
    return tuple(sorted(records, key=lambda record: (record.at, len(record.name), record.name)))

"""Histories of approvals: what is approved, what listeners are told, and what the clinic is."""

import datetime
from dataclasses import replace

import pytest

from voiceedu.content.review import Review
from voiceedu.publishing.approval import History, Record, ordered
from voiceedu.publishing.words_digest import WordsDigest

DAY = datetime.date(2026, 11, 20)
FIRST, SECOND, THIRD = (WordsDigest(shown=letter * 64, said=letter * 64) for letter in "abc")


def approved(digest: WordsDigest, hour: int, by: str = "Dr. Ruiz") -> Record:
    at = datetime.datetime(2026, 11, 20, hour, tzinfo=datetime.UTC)
    return Record(kind="approval", by=by, at=at, on=DAY, digest=digest, name=f"2026-11-20-{hour}")


def withdrawn(digest: WordsDigest, hour: int) -> Record:
    return replace(approved(digest, hour), kind="withdrawal")


def history(*records: Record) -> History:
    return History(records=records)


def test_words_that_were_approved_are_reviewed() -> None:
    """Listeners are told who approved exactly these words, and when."""
    assert history(approved(FIRST, 9)).review(FIRST) == Review(state="reviewed", by="Dr. Ruiz", on=DAY)


@pytest.mark.parametrize("other", [SECOND, replace(FIRST, said="d" * 64), replace(FIRST, shown="d" * 64)])
def test_other_words_have_changed_since(other: WordsDigest) -> None:
    """Words that are shown or said otherwise are not reviewed, and nobody is named."""
    found = history(approved(FIRST, 9))
    assert found.review(other) == Review(state="changed")
    assert (found.standing(other).state, found.standing(other).record) == ("changed", found.records[0])


def test_nothing_approved() -> None:
    """Without a record nobody has reviewed the words."""
    assert (history().review(FIRST).state, history().standing(FIRST).state, history().latest) == (
        "never",
        "never",
        None,
    )


def test_words_that_come_back_are_approved_again() -> None:
    """Restoring an older text needs no new approval: it was given for these words."""
    found = history(approved(FIRST, 9, by="Dr. Roe"), approved(SECOND, 10))
    assert found.review(FIRST).by == "Dr. Roe"
    assert found.latest == found.records[1]


def test_a_withdrawal_ends_the_approval_and_brings_nothing_older_back() -> None:
    """Withdrawn words are not reviewed, and no older words take their place by themselves."""
    found = history(approved(FIRST, 9), approved(SECOND, 10), withdrawn(SECOND, 11))
    assert (found.review(SECOND).state, found.review(THIRD).state, found.latest) == ("never", "never", None)
    assert found.standing(SECOND).state == "withdrawn"
    assert found.approval(FIRST) == found.records[0]


def test_withdrawing_an_older_version_leaves_the_latest() -> None:
    """What is approved now stays, whatever becomes of words from before."""
    found = history(approved(FIRST, 9), approved(SECOND, 10), withdrawn(FIRST, 11))
    assert (found.latest, found.approval(FIRST)) == (found.records[1], None)
    assert found.review(FIRST).state == "changed"


def test_words_can_be_approved_after_a_withdrawal() -> None:
    """The last record of the same words decides."""
    found = history(approved(FIRST, 9), withdrawn(FIRST, 10), approved(FIRST, 11, by="Dr. Roe"))
    assert found.review(FIRST).by == "Dr. Roe"


def test_overdue_after_the_day() -> None:
    """A review is overdue after its day, not on it; the day of the approval comes before that of the file."""
    again = replace(approved(FIRST, 9), review_again_by=DAY)
    tomorrow = DAY + datetime.timedelta(days=1)
    found = history(again).standing(FIRST, review_by=datetime.date(2020, 1, 1))
    assert (found.is_overdue(DAY), found.is_overdue(tomorrow)) == (False, True)
    assert history(approved(FIRST, 9)).standing(FIRST, review_by=DAY).is_overdue(tomorrow)
    assert not history().standing(FIRST).is_overdue(tomorrow)


def test_records_are_in_the_order_of_time() -> None:
    """Of one moment, the second file of a day comes after the first, and the tenth after the second."""
    names = ["2026-11-20-10", "2026-11-20", "2026-11-20-2"]
    found = ordered([replace(approved(FIRST, 9), name=name) for name in names])
    assert [record.name for record in found] == ["2026-11-20", "2026-11-20-2", "2026-11-20-10"]

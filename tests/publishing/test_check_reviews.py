"""What `voiceedu check` says of reviews."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.texts import write_texts
from voiceedu.content import procedure_file
from voiceedu.narration.finding import Finding
from voiceedu.narration.lexicon import Lexicon
from voiceedu.publishing import approval_files
from voiceedu.publishing.approval import Record
from voiceedu.publishing.check_reviews import check_reviews
from voiceedu.publishing.front_matter_reviews import FrontMatterReviews
from voiceedu.publishing.words_digest import WordsDigest
from voiceedu.storage.store import Store

TODAY = datetime.date(2026, 11, 20)
TEXT = "---\ntitle: Nerve blocks\n---\n\nMedicine.\n"
SIGNED = TEXT.replace("blocks\n", "blocks\nreviewed_by: Dr. Ruiz\nreviewed_on: 2026-01-31\n")
RECORD = Record(
    kind="approval",
    by="Dr. Ruiz",
    at=datetime.datetime(2026, 1, 31, 9, tzinfo=datetime.UTC),
    on=datetime.date(2026, 1, 31),
    digest=WordsDigest(shown="0" * 64, said="0" * 64),
)


def check(folder: Path, text: str) -> list[Finding]:
    write_texts(folder / "library", {"en/nerve-blocks": text})
    reviews = FrontMatterReviews(Store(str(folder / "cache")))
    return list(
        check_reviews(folder / "library", today=TODAY, lexicon=lambda _: Lexicon(), front_matter=lambda: reviews)
    )


def test_never_reviewed(tmp_path: Path) -> None:
    """Words that nobody has reviewed are a warning, once; drafts are not public anyway."""
    (found,) = check(tmp_path, TEXT)
    assert (found.kind, found.what, found.is_error) == ("not-reviewed", "never reviewed", False)
    assert check(tmp_path, TEXT.replace("blocks\n", "blocks\ndraft: true\n")) == []


def test_changed_since_the_review_in_front_matter(tmp_path: Path) -> None:
    """The same name and day under other words is a warning that says whose review it was, and when."""
    assert check(tmp_path, SIGNED) == []
    (found,) = check(tmp_path, SIGNED.replace("Medicine", "Much medicine"))
    assert (found.kind, found.is_error) == ("review-changed", False)
    assert found.what == "the words have changed since their review by Dr. Ruiz on 2026-01-31"


@pytest.mark.parametrize(
    ("again", "kinds"), [(TODAY, ["review-changed"]), (RECORD.on, ["review-changed"]), (None, ["review-changed"])]
)
def test_other_words_than_those_approved(tmp_path: Path, again: datetime.date | None, kinds: list[str]) -> None:
    """An approval of other words is told as a change; when those were due is of no matter then."""
    approval_files.write(tmp_path / "library", "en", "nerve-blocks", replace(RECORD, review_again_by=again))
    assert [found.kind for found in check(tmp_path, TEXT)] == kinds


def test_overdue(tmp_path: Path) -> None:
    """Approved words whose day has passed are overdue."""
    check(tmp_path, SIGNED)
    record = FrontMatterReviews(Store(str(tmp_path / "cache"))).record(
        procedure_file.read(tmp_path / "library/en/nerve-blocks.md", language="en"), Lexicon()
    )
    assert record is not None
    due = TODAY - datetime.timedelta(days=1)
    approval_files.write(
        tmp_path / "library", "en", "nerve-blocks", replace(RECORD, digest=record.digest, review_again_by=due)
    )
    (found,) = check(tmp_path, SIGNED)
    assert (found.kind, found.what) == ("review-overdue", "the review was due by 2026-11-19")


def test_withdrawn(tmp_path: Path) -> None:
    """A withdrawn approval is told as that."""
    approval_files.write(tmp_path / "library", "en", "nerve-blocks", RECORD)
    later = replace(RECORD, kind="withdrawal", at=RECORD.at + datetime.timedelta(1))
    approval_files.write(tmp_path / "library", "en", "nerve-blocks", later)
    (found,) = check(tmp_path, TEXT)
    assert (found.kind, found.what) == ("not-reviewed", "the approval was withdrawn")


def test_a_broken_record_is_an_error(tmp_path: Path) -> None:
    """A record that cannot be read approves nothing: somebody has to see to it."""
    approval_files.write(tmp_path / "library", "en", "nerve-blocks", RECORD)
    (path,) = approval_files.files(tmp_path / "library", "en", "nerve-blocks")
    path.write_text("?", encoding="utf-8")
    first, second = check(tmp_path, TEXT)
    assert (first.kind, first.file, first.is_error) == ("approval", str(path), True)
    assert second.kind == "not-reviewed"

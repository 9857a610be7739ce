"""Approving and withdrawing words as their files are now."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.texts import write_short_prompts, write_texts
from voiceedu.config import Settings
from voiceedu.errors import ApprovalError
from voiceedu.publishing.reviews import Reviews
from voiceedu.publishing.studio import Studio

NOW = datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC)
TEXT = "---\ntitle: Nerve blocks\n---\n\nMedicine.\n"
CHANGED = TEXT.replace("Medicine", "Much medicine")


@pytest.fixture
def reviews(tmp_path: Path) -> Reviews:
    write_texts(tmp_path / "library", {"en/nerve-blocks": TEXT})
    write_short_prompts(tmp_path / "library", "en")
    settings = Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",))
    times = iter(NOW + datetime.timedelta(minutes=minute) for minute in range(60))
    return Reviews(Studio(settings), now=lambda: next(times))


def state(reviews: Reviews) -> str:
    standing = reviews.standing("en", "nerve-blocks")
    assert standing is not None
    return standing.state


def approve(reviews: Reviews) -> None:
    digest = reviews.digest("en", "nerve-blocks")
    assert digest is not None
    reviews.approve("en", "nerve-blocks", by="Dr. Ruiz", digest=digest)


def test_approve_change_and_restore(reviews: Reviews, tmp_path: Path) -> None:
    """The state follows the words; the approved text can be read in the history and put back."""
    assert state(reviews) == "never"
    approve(reviews)
    assert state(reviews) == "approved"
    write_texts(tmp_path / "library", {"en/nerve-blocks": CHANGED})
    assert state(reviews) == "changed"
    write_texts(tmp_path / "library", {"en/nerve-blocks": reviews.history("en", "nerve-blocks").records[0].text})
    assert state(reviews) == "approved"


def test_withdraw(reviews: Reviews) -> None:
    """A withdrawal is one more record of the history, and can be given once."""
    approve(reviews)
    digest = reviews.history("en", "nerve-blocks").records[0].digest
    reviews.withdraw("en", "nerve-blocks", by="Dr. Roe", digest=digest)
    assert state(reviews) == "withdrawn"
    assert [record.kind for record in reviews.history("en", "nerve-blocks").records] == ["approval", "withdrawal"]
    with pytest.raises(ApprovalError, match="not approved"):
        reviews.withdraw("en", "nerve-blocks", by="Dr. Roe", digest=digest)


def test_other_words_than_those_shown_are_not_approved(reviews: Reviews, tmp_path: Path) -> None:
    """Whoever was shown words approves those alone, not what somebody has made of them meanwhile."""
    digest = reviews.digest("en", "nerve-blocks")
    assert digest is not None
    write_texts(tmp_path / "library", {"en/nerve-blocks": CHANGED})
    with pytest.raises(ApprovalError, match="changed since they were shown"):
        reviews.approve("en", "nerve-blocks", by="Dr. Ruiz", digest=digest)
    assert reviews.history("en", "nerve-blocks").records == ()


def test_there_must_be_words(reviews: Reviews) -> None:
    """A procedure that is not there has no state and cannot be approved."""
    assert reviews.digest("en", "gone") is None
    assert reviews.standing("en", "gone") is None
    digest = reviews.digest("en", "nerve-blocks")
    assert digest is not None
    with pytest.raises(ApprovalError, match="'gone'"):
        reviews.approve("en", "gone", by="Dr. Ruiz", digest=replace(digest))


@pytest.mark.parametrize(
    "step", [datetime.timedelta(seconds=60), datetime.timedelta(days=1)], ids=["a minute", "a day"]
)
def test_the_last_record_decides_though_the_clock_was_set_back(tmp_path: Path, step: datetime.timedelta) -> None:
    """A withdrawal counts after its approval, and an approval after that, when the clock says that they are older."""
    write_texts(tmp_path / "library", {"en/nerve-blocks": TEXT})
    settings = Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",))
    times = iter([NOW, NOW - step, NOW - 2 * step])
    reviews = Reviews(Studio(settings), now=lambda: next(times))
    approve(reviews)
    digest = reviews.history("en", "nerve-blocks").records[0].digest
    withdrawn = reviews.withdraw("en", "nerve-blocks", by="Dr. Roe", digest=digest)
    assert withdrawn.on == (NOW - step).date()
    assert state(reviews) == "withdrawn"
    approve(reviews)
    assert state(reviews) == "approved"

"""What recordings say of a review, and what is left out of a rendition when that does not hold any more."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.texts import write_short_prompts, write_texts
from voiceedu.config import Settings
from voiceedu.content.procedure import Procedure
from voiceedu.content.review import NOT_REVIEWED, Review
from voiceedu.errors import NotReadyError
from voiceedu.narration import phone_parts
from voiceedu.publishing import asset_plan, claims, library_watch
from voiceedu.publishing.reviews import Reviews
from voiceedu.publishing.studio import Studio
from voiceedu.storage.rendition import Rendition

TEXT = "---\ntitle: Nerve blocks\nsource: A leaflet\n---\n\nMedicine near a nerve.\n\n## After\n\nRest.\n"
NOW = datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC)
BY = Review(state="reviewed", by="Dr. Ruiz", on=NOW.date())
Decide = Callable[[str], None]


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    monkeypatch.setattr(library_watch, "LOOK_S", -1.0)
    monkeypatch.setattr(asset_plan, "WHOLE", {"normal": ("web", "phone")})
    monkeypatch.setattr(asset_plan, "PART", {"normal": ("phone",)})
    write_texts(tmp_path / "library", {"en/nerve-blocks": TEXT})
    write_short_prompts(tmp_path / "library", "en")
    return Studio(Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",)))


@pytest.fixture
def decide(studio: Studio) -> Decide:
    """Approve the words as somebody; withdraw the approval as nobody."""
    times = iter(NOW + datetime.timedelta(minutes=minute) for minute in range(60))

    def decide(by: str) -> None:
        reviews = Reviews(studio, now=lambda: next(times))
        digest = reviews.digest("en", "nerve-blocks")
        assert digest is not None
        if by:
            reviews.approve("en", "nerve-blocks", by=by, digest=digest)
        else:
            reviews.withdraw("en", "nerve-blocks", by="Dr. No", digest=digest)

    return decide


def rendered(studio: Studio) -> Rendition:
    procedure = studio.library.find("en", "nerve-blocks")
    assert procedure is not None
    return studio.render(procedure).rendition


def published(studio: Studio) -> Rendition:
    rendition = studio.published("en", "nerve-blocks")
    assert rendition is not None
    return rendition


def test_after_a_withdrawal_callers_still_hear_the_sections(studio: Studio, decide: Decide) -> None:
    """What says "Reviewed by" is left out, the words say the truth, and all else stays at its address."""
    decide(BY.by)
    whole = rendered(studio)
    assert claims.of(whole) == BY
    assert published(studio) == whole
    decide("")
    left = published(studio)
    assert published(studio) is left
    gone = {(asset.profile, asset.section) for asset in set(whole.assets) - set(left.assets)}
    assert gone == {(kind, "") for kind in ("web", "phone", "captions", "book")} | {
        ("phone", "opening"),
        ("phone", "closing"),
    }
    assert {"introduction", "after", "place--after"} < {asset.section for asset in left.assets}
    for part in phone_parts.of(left.script):
        assert not any(one.text.startswith("Reviewed by") for one in part.passage.utterances)
    assert left.script.text == tuple(
        "No clinician has reviewed these words yet." if text.startswith("Reviewed by") else text
        for text in whole.script.text
    )
    assert isinstance(left.work, Procedure)
    assert left.work.review == NOT_REVIEWED
    assert (studio.is_published("en", "nerve-blocks"), studio.is_whole("en", "nerve-blocks")) == (True, False)
    again = studio.obtain("en", "nerve-blocks", wait_s=60)
    assert again is not None
    assert claims.is_whole(again)
    assert claims.of(again) == NOT_REVIEWED
    assert published(studio) is not left


def test_a_closing_that_tells_no_day_stays(studio: Studio) -> None:
    """Without a day the opening alone tells of the review, and callers go on hearing the closing."""
    write_texts(studio.settings.library, {"en/nerve-blocks": TEXT.replace("source:", "reviewed_by: Dr. Ruiz\nsource:")})
    rendered(studio)
    write_texts(studio.settings.library, {"en/nerve-blocks": TEXT})
    assert "closing" in {asset.section for asset in published(studio).assets}


def test_another_approval_takes_nothing_away(studio: Studio, decide: Decide) -> None:
    """Two people may approve the same words; after a withdrawal only the approval that follows may be told."""
    decide(BY.by)
    whole = rendered(studio)
    decide("Dr. Roe")
    assert published(studio) == whole
    decide("")
    decide("Dr. Roe")
    assert any(text.startswith("Reviewed by Dr. Roe") for text in published(studio).script.text)
    opening, *_, closing = phone_parts.of(published(studio).script)
    assert opening.passage.utterances[-1].text == "Reviewed by Dr. Roe."
    assert closing.passage.utterances[-1].text.startswith("Reviewed by Dr. Roe on ")
    assert not claims.is_whole(published(studio))


def test_an_edit_leaves_what_was_approved_as_it_is(studio: Studio, decide: Decide) -> None:
    """The recording has the words that were approved: it may go on to say so."""
    decide(BY.by)
    whole = rendered(studio)
    write_texts(studio.settings.library, {"en/nerve-blocks": TEXT.replace("Rest", "Run")})
    assert published(studio) == whole


def test_a_review_that_front_matter_does_not_give_any_more(studio: Studio) -> None:
    """Taking the name out of the file takes the review back."""
    write_texts(studio.settings.library, {"en/nerve-blocks": TEXT.replace("source:", "reviewed_by: Dr. Ruiz\nsource:")})
    whole = rendered(studio)
    assert published(studio) == whole
    write_texts(studio.settings.library, {"en/nerve-blocks": TEXT})
    assert not claims.is_whole(published(studio))


def test_a_recording_of_an_older_version_says_what_its_front_matter_says(studio: Studio) -> None:
    """Before there were approvals, no rendition had the digest of its words, and each told its front matter."""
    write_texts(studio.settings.library, {"en/nerve-blocks": TEXT.replace("source:", "reviewed_by: Dr. Ruiz\nsource:")})
    old = replace(rendered(studio), shown="", said="")
    assert claims.of(old) == Review(state="reviewed", by="Dr. Ruiz")
    assert claims.of(replace(old, source="of another version")) == NOT_REVIEWED


def test_what_another_machine_still_makes_with_the_old_review_is_not_given(
    studio: Studio, decide: Decide, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker may not have seen a withdrawal yet: what it renders is not ready, and nobody is told."""
    decide(BY.by)
    whole = rendered(studio)
    decide("")

    class Remote:
        def render(self, *_: object, **__: object) -> Rendition:
            return whole

    monkeypatch.setattr(studio, "remote", Remote())
    with pytest.raises(NotReadyError, match="rendered again"):
        studio.obtain("en", "nerve-blocks", wait_s=60)

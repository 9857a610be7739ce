"""The library with its reviews: what is told of words, and which of them are public."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.texts import write_short_prompts, write_texts
from voiceedu.config import Settings
from voiceedu.content.procedure import Procedure
from voiceedu.content.review import Review
from voiceedu.errors import RenderError
from voiceedu.publishing import file_watch, library_watch
from voiceedu.publishing.reviews import Reviews
from voiceedu.publishing.studio import Studio

TEXT = "---\ntitle: Nerve blocks\norder: 1\n---\n\nMedicine.\n"
CHANGED = TEXT.replace("Medicine", "Much medicine")
OTHER = "---\ntitle: Other\norder: 2\n---\n\nRest.\n"
BY = Review(state="reviewed", by="Dr. Ruiz", on=datetime.date(2026, 11, 20))
NOW = datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC)
Approve = Callable[[str], None]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are looked at each time."""
    monkeypatch.setattr(library_watch, "LOOK_S", -1.0)
    monkeypatch.setattr(file_watch, "LOOK_S", -1.0)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_texts(tmp_path / "library", {"en/nerve-blocks": TEXT, "en/other": OTHER})
    write_short_prompts(tmp_path / "library", "en")
    return Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",), publish="approved")


@pytest.fixture
def approve(settings: Settings) -> Approve:
    times = iter(NOW + datetime.timedelta(minutes=minute) for minute in range(60))

    def approve(slug: str) -> None:
        reviews = Reviews(Studio(settings), now=lambda: next(times))
        digest = reviews.digest("en", slug)
        assert digest is not None
        reviews.approve("en", slug, by="Dr. Ruiz", digest=digest)

    return approve


def write(settings: Settings, text: str) -> None:
    write_texts(settings.library, {"en/nerve-blocks": text})


def found(studio: Studio, slug: str = "nerve-blocks") -> Procedure:
    procedure = studio.library.find("en", slug)
    assert procedure is not None
    return procedure


def words(procedure: Procedure) -> str:
    return procedure.sections[0].text


def test_all_words_are_public_and_say_their_state(settings: Settings, approve: Approve) -> None:
    """Without VOICEEDU_PUBLISH every text is public: reviewed, changed since, or never reviewed."""
    studio = Studio(replace(settings, publish="all"))
    assert found(studio).review == Review()
    approve("nerve-blocks")
    assert (found(studio).review, found(studio, "other").review) == (BY, Review())
    write(settings, CHANGED)
    assert (found(studio).review, words(found(studio))) == (Review(state="changed"), "Much medicine.")


def test_the_last_approved_words_stay_public(settings: Settings, approve: Approve) -> None:
    """Other words are not public before they are approved; the approved ones are, and go on saying so."""
    studio = Studio(settings)
    assert studio.library.by_language == {}
    approve("nerve-blocks")
    write(settings, CHANGED.replace("order: 1", "order: 7"))
    assert [procedure.slug for procedure in studio.library] == ["nerve-blocks"]
    assert (words(found(studio)), found(studio).review, found(studio).order) == ("Medicine.", BY, 7)
    approve("nerve-blocks")
    assert words(found(studio)) == "Much medicine."


def test_in_review_the_words_are_those_of_the_files(settings: Settings, approve: Approve) -> None:
    """What nobody has approved is rendered for review, and kept apart from what is public."""
    approve("nerve-blocks")
    write(settings, CHANGED)
    public, in_review = Studio(settings), Studio(settings, in_review=True)
    for studio in (public, in_review):
        assert not [outcome for outcome in studio.render_all() if isinstance(outcome, RenderError)]
    heard = [studio.published("en", "nerve-blocks") for studio in (public, in_review)]
    assert [rendition.script.sections[0].utterances[0].text for rendition in heard if rendition] == [
        "Medicine.",
        "Much medicine.",
    ]
    assert public.published("en", "other") is None
    assert in_review.published("en", "other") is not None


def test_what_was_rendered_before_is_public_only_if_it_is_approved(settings: Settings, approve: Approve) -> None:
    """When a clinic begins to publish approved words alone, nothing that was rendered before slips through."""
    before = Studio(replace(settings, publish="all"))
    for outcome in before.render_all():
        assert not isinstance(outcome, RenderError)
    approve("nerve-blocks")
    studio = Studio(settings)
    assert studio.published("en", "nerve-blocks") is not None
    assert studio.published("en", "other") is None
    prompts = studio.published("en", "prompts")
    assert prompts is not None
    assert prompts.assets == ()  # the library's own, which nobody has approved, are none of the shipped ones


def test_own_prompts_are_public_when_they_are_approved(settings: Settings, approve: Approve) -> None:
    """Callers hear the approved greeting; before there is one, the shipped one."""
    approve("nerve-blocks")
    studio = Studio(settings)
    assert studio.library.prompts["en"].text("welcome") != "Welcome."
    approve("prompts")
    assert studio.library.prompts["en"].text("welcome") == "Welcome."
    (settings.library / "en/prompts/welcome.txt").write_text("Hi.\n", encoding="utf-8")
    assert studio.library.prompts["en"].text("welcome") == "Welcome."


def test_a_review_in_front_matter_counts_until_there_is_an_approval(settings: Settings, approve: Approve) -> None:
    """Version 1's reviewed_by is taken over for the words as they are; afterwards approvals alone count."""
    signed = TEXT.replace("order: 1", "order: 1\nreviewed_by: Dr. Roe")
    write(settings, signed)
    studio = Studio(settings)
    assert found(studio).review == Review(state="reviewed", by="Dr. Roe")
    write(settings, signed.replace("Medicine", "Much medicine"))
    assert words(found(studio)) == "Medicine."
    approve("nerve-blocks")
    write(settings, signed)
    assert (words(found(studio)), found(studio).review) == ("Much medicine.", BY)


def test_words_that_are_said_otherwise_are_not_approved(settings: Settings, approve: Approve, tmp_path: Path) -> None:
    """A lexicon that changes what is said ends the approval; what is published stays, and the clinic is told."""
    lexicon = tmp_path / "lexicon.tsv"
    lexicon.write_text("Rest\tRest\n", encoding="utf-8")
    settings = replace(settings, lexicon=lexicon)
    studio = Studio(settings)
    approve("nerve-blocks")
    studio.render(found(studio))
    lexicon.write_text("Medicine\tCandy now\n", encoding="utf-8")
    assert "said otherwise" in studio.broken["en/nerve-blocks (approved)"]
    rendition = studio.published("en", "nerve-blocks")
    assert rendition is not None
    assert studio.reviewed.review(rendition) == BY
    with pytest.raises(RenderError, match="said otherwise"):
        studio.render(found(studio))


def test_a_broken_record_is_named_and_stops_nothing(settings: Settings, approve: Approve) -> None:
    """A file that cannot be read approves nothing; the other procedures are as they were."""
    approve("other")
    folder = settings.library / "en/.approvals/nerve-blocks"
    folder.mkdir(parents=True)
    (folder / "2026-11-20.yaml").write_text("?", encoding="utf-8")
    studio = Studio(settings)
    assert [procedure.slug for procedure in studio.library] == ["other"]
    assert list(studio.broken) == ["en/.approvals/nerve-blocks/2026-11-20"]


def test_a_copy_that_somebody_has_edited_is_not_what_was_approved(settings: Settings, approve: Approve) -> None:
    """The approved words come from the record only if they are those that were approved."""
    approve("nerve-blocks")
    write(settings, CHANGED)
    path = settings.library / "en/.approvals/nerve-blocks/2026-11-20.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Medicine", "Poison"), encoding="utf-8")
    studio = Studio(settings)
    assert studio.library.by_language == {}
    assert "not what was approved" in studio.broken["en/nerve-blocks (approved)"]

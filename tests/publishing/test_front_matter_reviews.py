"""Reviews in front matter: of the words that they were first seen with, whoever looks and however often."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.bucket import bucket
from tests.support.publishing import publish
from voiceedu.config import Settings
from voiceedu.content import procedure_file
from voiceedu.content.procedure import Procedure
from voiceedu.errors import NotReadyError, StoreError
from voiceedu.narration import script
from voiceedu.narration.lexicon import Lexicon
from voiceedu.publishing.approval import Record
from voiceedu.publishing.front_matter_reviews import FrontMatterReviews
from voiceedu.publishing.studio import Studio
from voiceedu.publishing.words_digest import WordsDigest, of_procedure
from voiceedu.storage.store import Store

TEXT = "---\ntitle: Nerve blocks\nreviewed_by: Dr. Ruiz\nreviewed_on: 2026-01-31\n---\n\nMedicine.\n"


def parsed(text: str = TEXT) -> Procedure:
    return procedure_file.parse(text, path=Path("nerve-blocks.md"), language="en")


CHANGED = parsed(TEXT.replace("Medicine", "Much medicine"))


def digest(procedure: Procedure) -> WordsDigest:
    return of_procedure(procedure, script.write(procedure, Lexicon()), Lexicon())


def reviewed(store: Store, procedure: Procedure) -> Record:
    record = FrontMatterReviews(store).record(procedure, Lexicon())
    assert record is not None
    return record


def test_a_review_stays_with_the_words_that_it_was_first_seen_with(tmp_path: Path) -> None:
    """Other words under the same name and day are not reviewed, after a restart neither; the first ones are."""
    first = reviewed(Store(str(tmp_path)), parsed())
    assert (first.by, str(first.on), first.digest) == ("Dr. Ruiz", "2026-01-31", digest(parsed()))
    assert reviewed(Store(str(tmp_path)), CHANGED).digest == digest(parsed())
    assert reviewed(Store(str(tmp_path)), CHANGED).procedure == parsed()


@pytest.mark.parametrize("change", [("Ruiz", "Roe"), ("01-31", "02-01"), ("reviewed_on: 2026-01-31\n", "")])
def test_another_name_or_day_is_another_review(tmp_path: Path, change: tuple[str, str]) -> None:
    """Whoever writes a new name or day has read the words as they are then."""
    reviewed(Store(str(tmp_path)), parsed())
    later = parsed(TEXT.replace("Medicine", "Much medicine").replace(*change))
    assert reviewed(Store(str(tmp_path)), later).digest == digest(later)


def test_nobody_is_named(tmp_path: Path) -> None:
    """A file without reviewer has no review, whatever the day."""
    unsigned = parsed(TEXT.replace("reviewed_by: Dr. Ruiz\n", ""))
    assert FrontMatterReviews(Store(str(tmp_path))).record(unsigned, Lexicon()) is None


def test_words_that_an_older_version_has_published_were_reviewed(tmp_path: Path) -> None:
    """At the first sight after an upgrade, a review is of the words that were published with it."""
    (tmp_path / "library/en").mkdir(parents=True)
    (tmp_path / "library/en/nerve-blocks.md").write_text(TEXT, encoding="utf-8")
    settings = Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",))
    studio = Studio(settings)
    rendition = studio.render(studio.library.by_language["en"][0]).rendition
    publish(studio.store, replace(rendition, shown="", said=""))
    shutil.rmtree(tmp_path / "cache/reviews")
    assert reviewed(Store(settings.cache), CHANGED).digest == digest(parsed())


def test_damage_is_no_review(tmp_path: Path) -> None:
    """Where nobody can know which words were reviewed, none are."""
    reviewed(Store(str(tmp_path)), parsed())
    (path,) = (tmp_path / "reviews").rglob("*.json")
    path.write_bytes(path.read_bytes().replace(b"Nerve", b"Nurve"))
    assert reviewed(Store(str(tmp_path)), parsed()).digest == WordsDigest(shown="", said="")


def test_where_nothing_can_be_kept_this_process_remembers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that cannot be written to leaves the review with its words as long as the process runs."""
    store = Store(str(tmp_path))

    def full(*_: object) -> bool:
        raise StoreError("no space left")

    monkeypatch.setattr(store, "create", full)
    reviews = FrontMatterReviews(store)
    for procedure in (parsed(), CHANGED):
        record = reviews.record(procedure, Lexicon())
        assert record is not None
        assert record.digest == digest(parsed())


def test_a_slow_bucket_is_read_by_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """A listener does not wait for the reviews of a bucket; they are there when it has answered."""
    with bucket() as slow:
        for name, value in slow.environ.items():
            monkeypatch.setenv(name, value)
        reviews = FrontMatterReviews(Store(slow.url))
        slow.latency_s = 0.2
        reviews.read_ahead([parsed()], lambda _: Lexicon(), timeout_s=0.0)
        with pytest.raises(NotReadyError):
            reviews.record(parsed(), Lexicon())
        reviews.read_ahead([parsed()], lambda _: Lexicon(), timeout_s=20.0)
        record = reviews.record(parsed(), Lexicon())
        assert record is not None
        assert record.digest == digest(parsed())

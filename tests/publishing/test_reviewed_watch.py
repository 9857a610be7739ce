"""The reviewed library as its files are now."""

import threading
import time
from pathlib import Path

import pytest

from tests.support.texts import write_short_prompts, write_texts
from voiceedu.config import Settings
from voiceedu.content.library import Library
from voiceedu.errors import StoreError
from voiceedu.publishing import front_matter_reviews, library_watch, reviewed_watch
from voiceedu.publishing.studio import Studio

TEXT = "---\ntitle: Nerve blocks\nreviewed_by: Dr. Ruiz\n---\n\nMedicine.\n"


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    monkeypatch.setattr(library_watch, "LOOK_S", -1.0)
    monkeypatch.setattr(reviewed_watch, "LOOK_AGAIN_S", 0.0)
    write_texts(tmp_path / "library", {"en/nerve-blocks": TEXT})
    write_short_prompts(tmp_path / "library", "en")
    return Studio(Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",)))


def test_the_library_is_the_same_object_until_something_changes(studio: Studio) -> None:
    """Pages that were made of a library are sent again as long as it is that object."""
    before = studio.library
    assert studio.library is before
    write_texts(studio.settings.library, {"en/nerve-blocks": TEXT.replace("Medicine", "Much medicine")})
    assert studio.library is not before


def test_rendered_words_are_told_what_holds_of_them_now(studio: Studio) -> None:
    """A rendition of words that were reviewed says so, whatever the file says by now; it is not the file's words."""
    rendition = studio.render(studio.library.by_language["en"][0]).rendition
    write_texts(studio.settings.library, {"en/nerve-blocks": TEXT.replace("Medicine", "Much medicine")})
    procedure = studio.library.by_language["en"][0]
    assert (studio.reviewed.review(rendition).by, procedure.review.state) == ("Dr. Ruiz", "changed")
    assert not studio.reviewed.is_current(procedure, rendition)


def test_reviews_come_when_the_store_can_be_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While nobody knows of which words a review is, nobody is told of one; afterwards it is there."""
    read = front_matter_reviews.FrontMatterReviews._read

    def away(*_: object) -> None:
        raise StoreError("away")

    monkeypatch.setattr(front_matter_reviews.FrontMatterReviews, "_read", away)
    monkeypatch.setattr(reviewed_watch, "LOOK_AGAIN_S", 0.0)
    write_texts(tmp_path / "library", {"en/nerve-blocks": TEXT})
    studio = Studio(Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",)))
    assert studio.library.by_language["en"][0].review.state == "never"
    monkeypatch.setattr(front_matter_reviews.FrontMatterReviews, "_read", read)
    assert studio.library.by_language["en"][0].review.by == "Dr. Ruiz"


def test_listener_does_not_wait_for_a_change(studio: Studio) -> None:
    """While a thread looks at the files, a request gets the library that is known; the thread brings the changed one.

    What requests need of the library is made in that thread, too.
    """
    made: list[str] = []
    changed = threading.Event()

    def prepare() -> None:
        made.append(threading.current_thread().name)
        if len(made) > 1:
            changed.set()

    studio.reviewed.watch_in_background(every_s=0.05, on_change=prepare)
    before = studio.library
    readers: set[str] = set()
    load = library_watch.LibraryWatch._load

    def watched_load(watch: library_watch.LibraryWatch) -> Library:
        readers.add(threading.current_thread().name)
        return load(watch)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library_watch.LibraryWatch, "_load", watched_load)
        write_texts(studio.settings.library, {"en/nerve-blocks": TEXT.replace("Medicine", "Much medicine")})
        deadline = time.monotonic() + 30
        while studio.library is before:
            assert time.monotonic() < deadline
        assert changed.wait(30)
    assert readers == {"library"}
    assert set(made) == {"library"}


def test_change_that_fails_does_not_end_the_watch(studio: Studio, caplog: pytest.LogCaptureFixture) -> None:
    """An error in what is made of a changed library is logged, and the next change is seen all the same."""
    calls: list[int] = []

    def fail() -> None:
        calls.append(1)
        raise RuntimeError("broken")

    studio.reviewed.watch_in_background(every_s=0.02, on_change=fail)
    for words in ("Much medicine", "Little medicine"):
        before, seen = studio.library, len(calls)
        write_texts(studio.settings.library, {"en/nerve-blocks": TEXT.replace("Medicine", words)})
        deadline = time.monotonic() + 30
        while studio.library is before or len(calls) == seen:
            assert time.monotonic() < deadline
    assert "broken" in caplog.text


def test_what_is_made_of_a_whole_language_is_outdated_by_an_approval_alone(studio: Studio) -> None:
    """The identity is empty without any review, and changes with one, not with other words."""
    known = studio.reviewed.approvals_identity("en")
    assert "Dr. Ruiz" in known
    assert studio.reviewed.approvals_identity("es") == ""
    write_texts(studio.settings.library, {"en/nerve-blocks": TEXT.replace("Medicine", "Much medicine")})
    assert studio.reviewed.approvals_identity("en") == known
    write_texts(studio.settings.library, {"en/nerve-blocks": TEXT.replace("reviewed_by: Dr. Ruiz\n", "")})
    assert studio.reviewed.approvals_identity("en") == ""

"""The words that a page shows are those that are heard, and its author and reviewer stay with them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from tests.support.texts import write_texts
from voiceedu.config import Settings
from voiceedu.publishing import file_watch, library_watch
from voiceedu.publishing.studio import Studio
from voiceedu.web.published_words import find_words, is_current
from voiceedu.web.state import studio

pytestmark = pytest.mark.slow

EYE = "---\ntitle: Eyes\nauthor: Dr. Ann Lee\nreviewed_by: Dr. Raj Desai\n---\nLidocaine helps.\n"
TEXT = "---\ntitle: Nerve blocks\n---\n\nIt is {}.\n"


@pytest.fixture
def app(tmp_path: Path, make_app: Callable[[Settings], Flask], monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setattr(library_watch, "LOOK_S", -1.0)
    (tmp_path / "texts" / "en").mkdir(parents=True)
    write(tmp_path, "medicine")
    return make_app(Settings(library=tmp_path / "texts", cache=str(tmp_path / "cache"), engines=("tone",)))


def write(folder: Path, what: str) -> None:
    (folder / "texts" / "en" / "nerve-blocks.md").write_text(TEXT.format(what), encoding="utf-8")


def test_words_of_the_library_are_shown_before_anything_is_published(app: Flask) -> None:
    """A page has all of its words at once; there is no recording yet."""
    with app.test_request_context("/"):
        procedure, rendition, script = find_words("en", "nerve-blocks")
        assert (procedure.title, rendition) == ("Nerve blocks", None)
        assert "It is medicine." in script.text
        assert is_current(procedure, rendition)


def test_words_stay_those_that_are_heard_until_the_new_ones_are_published(app: Flask, tmp_path: Path) -> None:
    """After a correction the page goes on showing what the recording says, and says that it is not current."""
    with app.test_request_context("/"):
        studio().obtain("en", "nerve-blocks", wait_s=60)
        write(tmp_path, "another medicine")
        procedure, rendition, script = find_words("en", "nerve-blocks")
        assert "It is medicine." in script.text
        assert not is_current(procedure, rendition)
        studio().render(procedure)
        procedure, rendition, script = find_words("en", "nerve-blocks")
        assert "It is another medicine." in script.text
        assert is_current(procedure, rendition)


def test_what_the_library_lacks_is_not_found(app: Flask, tmp_path: Path) -> None:
    """A slug that never was, and one that has left, are 404, though the recording may still be kept."""
    with app.test_request_context("/"):
        studio().obtain("en", "nerve-blocks", wait_s=60)
        with pytest.raises(NotFound):
            find_words("en", "epidural")
        (tmp_path / "texts" / "en" / "nerve-blocks.md").rename(tmp_path / "texts" / "en" / "other.md")
        with pytest.raises(NotFound):
            find_words("en", "nerve-blocks")


def test_a_changed_lexicon_takes_no_reviewer_away(
    tmp_path: Path, make_app: Callable[[Settings], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    """How words are said is no part of what was reviewed: the page keeps its author and its reviewer."""
    monkeypatch.setattr(file_watch, "LOOK_S", 0)
    file = tmp_path / "library" / "en" / "eyes.md"
    file.parent.mkdir(parents=True)
    file.write_text(EYE)
    lexicon = tmp_path / "lexicon.tsv"
    lexicon.write_text("lidocaine\tlie doe kane\n")
    settings = Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",), lexicon=lexicon)
    studio = Studio(settings)
    studio.render(next(iter(studio.library)))
    client = make_app(settings).test_client()

    def shown() -> list[bool]:
        page = client.get("/en/eyes").get_data(as_text=True)
        return [name in page for name in ("Dr. Ann Lee", "Dr. Raj Desai")]

    assert shown() == [True, True]
    lexicon.write_text("lidocaine\tlye dough cane\n")
    assert shown() == [True, True]


def test_after_a_withdrawal_words_and_sections_stay(app: Flask, tmp_path: Path) -> None:
    """Nobody waits for what says nothing of the review; the page shows all sentences, and how they are reviewed now."""
    text = (tmp_path / "texts" / "en" / "nerve-blocks.md").read_text()
    write_texts(tmp_path / "texts", {"en/nerve-blocks": text.replace("---\n\n", "reviewed_by: Dr. Ruiz\n---\n\n")})
    client = app.test_client()
    assert client.get("/en/nerve-blocks.mp3").status_code == 200
    assert "Reviewed by Dr. Ruiz" in client.get("/en/nerve-blocks").text
    section = client.get("/phone/en/nerve-blocks/introduction.mp3").data
    write_texts(tmp_path / "texts", {"en/nerve-blocks": text})
    with app.test_request_context("/"):
        rendition = studio().published("en", "nerve-blocks")
    assert rendition is not None
    assert rendition.asset("web") is None
    page = client.get("/en/nerve-blocks").text
    assert "It is medicine." in page
    assert "Ruiz" not in page
    assert 'src="/en/nerve-blocks.mp3"' in page
    assert client.get("/phone/en/nerve-blocks/introduction.mp3").data == section
    with app.test_request_context("/"):
        assert studio().published("en", "nerve-blocks") is rendition

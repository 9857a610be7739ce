"""The library as its files and its lexicon are now, and what of it is published."""

from pathlib import Path

import pytest

from tests.support.latin import EAR, EYE, LANGUAGE, Fake, Start, procedure, spoken
from voiceedu.errors import LexiconError, LibraryError
from voiceedu.publishing import file_watch, library_watch
from voiceedu.publishing.outcome import Outcome

pytestmark = pytest.mark.usefixtures("few_profiles")


@pytest.fixture
def looking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the library's files looked at each time."""
    monkeypatch.setattr(library_watch, "LOOK_S", 0)


@pytest.mark.usefixtures("looking")
def test_changed_library_is_read_again(start: Start, folder: Path) -> None:
    """A file that is changed, added or renamed counts from the next look on."""
    here = start(Fake())
    (folder / "oculus.md").write_text(EYE.replace("Lux venit.", "Lux abit."))
    assert "Lux abit." in spoken(here)
    (folder / "nasus.md").write_text(EAR.replace("Auris", "Nasus"))
    assert spoken(here, "nasus")[0] == "Nasus."
    (folder / "nasus.md").rename(folder / "pes.md")
    assert [one.slug for one in here.library] == ["auris", "pes", "oculus"]


@pytest.mark.usefixtures("looking")
def test_removed_procedure_is_no_longer_published(start: Start, folder: Path) -> None:
    """A procedure that left the library is not served although its assets exist; once back, it is served at once."""
    here = start(engine := Fake())
    made = here.render(procedure(here)).rendition
    (folder / "oculus.md").rename(folder / "oculus.txt")
    assert here.published(LANGUAGE, "oculus") is None
    assert here.obtain(LANGUAGE, "oculus", wait_s=0) is None
    assert here.obtain(LANGUAGE, "oculus", wait_s=0, remake=True) is None
    engine.asked.clear()
    (folder / "oculus.txt").rename(folder / "oculus.md")
    assert here.published(LANGUAGE, "oculus") == made
    assert engine.asked == []


@pytest.mark.usefixtures("looking")
@pytest.mark.parametrize("broken", ["---\ntitle: [\n---\nText.", "", "---\ntitle: Auris\nslug: oculus\n---\nText."])
def test_last_good_library_stays(start: Start, folder: Path, broken: str, caplog: pytest.LogCaptureFixture) -> None:
    """A file that has just been broken is said in the log and changes nothing, until it is mended."""
    here = start(Fake())
    (folder / "auris.md").write_text(broken)
    before = spoken(here), spoken(here, "auris")
    assert "Auris audit." in before[1]
    assert (spoken(here), spoken(here, "auris")) == before
    assert "la/auris cannot be used; what is published of it stays: " in caplog.text
    assert caplog.text.count("cannot be used") == 1
    assert list(here.broken) == ["la/auris"]
    (folder / "auris.md").write_text(EAR.replace("Auris audit.", "Auris dormit."))
    assert "Auris dormit." in spoken(here, "auris")
    assert here.broken == {}


@pytest.mark.usefixtures("looking")
def test_last_good_library_stays_while_its_folder_is_away(start: Start, folder: Path) -> None:
    """While a deployment swaps the whole folder, the library before stays."""
    here = start(Fake())
    before = spoken(here)
    folder.parent.rename(folder.parent.with_name("old"))
    assert spoken(here) == before
    folder.mkdir(parents=True)
    (folder / "oculus.md").write_text(EYE.replace("Lux venit.", "Lux abit."))
    assert "Lux abit." in spoken(here)


BROKEN = ["no front matter", "---\ntitle: \n---\nText.", "---\ntitle: Auris\nslug: oculus\n---\nText."]


@pytest.mark.parametrize("text", BROKEN)
def test_one_broken_file_does_not_stop_the_start(start: Start, folder: Path, text: str) -> None:
    """What was published of a file that cannot be used stays, word for word, and the others are rendered."""
    before = [outcome.rendition for outcome in start(Fake()).render_all() if isinstance(outcome, Outcome)]
    (folder / "auris.md").write_text(text)
    (folder / "oculus.md").write_text(EYE.replace("Lux venit.", "Lux abit."))
    here = start(Fake())
    assert list(here.broken) == ["la/auris"]
    assert "auris.md:1: " in here.broken["la/auris"]
    outcomes = [outcome for outcome in here.render_all() if isinstance(outcome, Outcome)]
    assert {outcome.rendition.slug for outcome in outcomes} == {"auris", "oculus"}
    assert here.published(LANGUAGE, "auris") == next(rendition for rendition in before if rendition.slug == "auris")
    assert "Lux abit." in spoken(here, "oculus")


def test_a_broken_file_with_a_slug_of_its_own_keeps_what_was_published(start: Start, folder: Path) -> None:
    """A slug that the file names is found although the rest of it cannot be read."""
    (folder / "auris.md").write_text(EAR.replace("title: Auris", "title: Auris\nslug: ears"))
    list(start(Fake()).render_all())
    (folder / "auris.md").write_text("---\ntitle: [\nslug: 'ears'\n---\nText.")
    assert start(Fake()).published(LANGUAGE, "ears") is not None


@pytest.mark.parametrize("text", BROKEN[:2])
def test_a_library_without_anything_usable_does_not_start(start: Start, folder: Path, text: str) -> None:
    """Where no file can be used and nothing is published, that is an error that names the file."""
    (folder / "oculus.md").unlink()
    (folder / "auris.md").write_text(text)
    with pytest.raises(LibraryError, match=r"auris\.md:1: "):
        start(Fake())


@pytest.mark.parametrize("name", [".#auris.md", "._auris.md", "~auris.md"])
@pytest.mark.usefixtures("looking")
def test_what_editors_leave_is_not_read(start: Start, folder: Path, name: str) -> None:
    """Hidden files and locks beside a file, dangling links among them, are no procedures."""
    here = start(Fake())
    (folder / name).symlink_to("somebody@a-machine.1234")
    assert [one.slug for one in here.library] == ["auris", "oculus"]
    assert here.broken == {}


@pytest.fixture
def looking_at_the_lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the lexicon's file looked at each time."""
    monkeypatch.setattr(file_watch, "LOOK_S", 0)


@pytest.mark.usefixtures("looking_at_the_lexicon")
def test_changed_lexicon_is_read_again(start: Start, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A running process says words by the lexicon as it is now; while that is broken or gone, by the last good one."""
    file = tmp_path / "lexicon.tsv"
    file.write_text("Lux\tLucks\n")
    here = start(Fake(), lexicon=file)

    def said() -> str:
        return " ".join(utterance.spoken for utterance in here.script(procedure(here)).utterances)

    assert "Lucks venit." in said()
    file.write_text("Lux\tLooks\n")
    assert "Looks venit." in said()
    file.write_text("Lux\n")
    assert "Looks venit." in said()
    assert list(here.broken) == ["lexicon"]
    assert "lexicon.tsv:1: no entry in 'Lux'" in here.broken["lexicon"]
    assert caplog.text.count("The lexicon has changed and cannot be used") == 1
    file.unlink()
    assert "Looks venit." in said()
    assert list(here.broken) == ["lexicon"]
    file.write_text("Lux\tLightning\n")
    assert "Lightning venit." in said()
    assert here.broken == {}


def test_a_broken_lexicon_does_not_start(start: Start, tmp_path: Path) -> None:
    """A lexicon that cannot be read stops the start with its line, as any wrong setting does."""
    (tmp_path / "lexicon.tsv").write_text("Lux\n")
    with pytest.raises(LexiconError, match=r"lexicon\.tsv:1: no entry"):
        start(Fake(), lexicon=tmp_path / "lexicon.tsv")

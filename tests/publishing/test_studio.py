"""The studio: what is found, what is rendered by whom, and the library as its files are."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.latin import EAR, EYE, LANGUAGE, PATIENCE_S, Fake, Slow, Start, assert_whole, procedure, spoken
from voiceedu.errors import EngineError, LexiconError, LibraryError, NotReadyError, RenderError, SettingError
from voiceedu.publishing import lexicon_watch, library_watch
from voiceedu.publishing.studio import Outcome
from voiceedu.storage.rendition import Rendition

pytestmark = pytest.mark.usefixtures("few_profiles")


def test_sizes_may_be_listed_once_for_many(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of the store's assets, taken before, serves a whole run: what it has is not looked for again."""
    here = start(Fake())
    list(here.render_all())
    looked_for: list[object] = []
    monkeypatch.setattr(here.store, "asset_size", looked_for.append)
    assert [outcome.encoded for outcome in here.render_all() if isinstance(outcome, Outcome)] == [0, 0]
    assert looked_for == []


def test_old_list_of_assets_is_not_believed(start: Start) -> None:
    """What another process has published since the store was listed is found, and not encoded again."""
    here = start(engine := Fake())
    sizes = here.store.asset_sizes()
    other = start(Fake())
    made = other.render(procedure(other))
    outcome = here.try_render(procedure(here), sizes=sizes)
    assert outcome is not None
    assert (outcome.rendition, outcome.encoded, engine.asked) == (made.rendition, 0, [])


def test_what_another_process_renders_is_skipped(start: Start) -> None:
    """Trying to render what another holds returns at once, with nothing; the next try, after it has let go, renders."""
    here = start(Fake())
    with start(Fake()).store.wait_for_lease(f"{LANGUAGE}/oculus"):
        assert here.try_render(procedure(here)) is None
    assert here.try_render(procedure(here)) is not None


def test_failure_does_not_hold_the_next_up(start: Start) -> None:
    """After a render that failed the procedure is nobody's, and can be rendered at once."""
    here = start(a := Fake("a", failure=EngineError("a", "broke")))
    with pytest.raises(RenderError, match="a: broke"):
        here.render(procedure(here))
    assert here.published(LANGUAGE, "oculus") is None
    a.failure = None
    assert_whole(here, here.render(procedure(here)).rendition, "a")


# --- at once ---


def test_many_threads_get_one_rendition(start: Start) -> None:
    """When many callers in two studios ask for an unmade rendition at once, each sentence is spoken once."""
    engine = Fake()
    studios = (start(engine), start(engine))
    together = threading.Barrier(32)

    def ask(number: int) -> Rendition | None:
        together.wait()
        return studios[number % 2].obtain(LANGUAGE, "oculus", wait_s=PATIENCE_S)

    with ThreadPoolExecutor(32) as threads:
        renditions = list(threads.map(ask, range(32)))
    assert all(rendition == renditions[0] for rendition in renditions)
    assert_whole(studios[0], renditions[0], "a")
    assert engine.asked == spoken(studios[0])


def test_published_rendition_is_had_at_once(start: Start) -> None:
    """What is published is answered without an engine and without waiting; nothing is asked for the unknown."""
    first = start(Fake())
    made = first.render(procedure(first)).rendition
    here = start(engine := Fake(reason="not installed"))
    assert here.obtain(LANGUAGE, "oculus", wait_s=0) == made
    assert here.obtain(LANGUAGE, "nasus", wait_s=0) is None
    assert here.obtain("en", "oculus", wait_s=0) is None
    assert here.obtain(LANGUAGE, "../la/oculus", wait_s=0, remake=True) is None
    assert engine.asked == []


def test_slow_work_is_not_waited_for(start: Start) -> None:
    """A caller whose time is over gets NotReadyError; the work goes on, and the next call gets its result."""
    here = start(engine := Slow())
    for _ in range(2):
        with pytest.raises(NotReadyError, match="la/oculus is being made"):
            here.obtain(LANGUAGE, "oculus", wait_s=0.01)
    engine.go_on.set()
    assert_whole(here, here.obtain(LANGUAGE, "oculus", wait_s=PATIENCE_S), "a")
    assert engine.asked == spoken(here)


def test_failure_is_not_remembered(start: Start) -> None:
    """A caller that waits for failing work gets its error; the next call tries again."""
    here = start(engine := Fake(failure=EngineError("a", "broke")))
    with pytest.raises(RenderError, match="a: broke"):
        here.obtain(LANGUAGE, "oculus", wait_s=PATIENCE_S)
    engine.failure = None
    assert_whole(here, here.obtain(LANGUAGE, "oculus", wait_s=PATIENCE_S), "a")


TOGETHER = """
import os, sys
from dataclasses import dataclass
from pathlib import Path
from voiceedu.publishing import asset_plan
from voiceedu.config import Settings
from voiceedu.publishing.studio import Studio
from tests.support.latin import Fake

asset_plan.WHOLE = asset_plan.SECTION = {"normal": ("phone-wav",)}

@dataclass
class Counting(Fake):
    def synthesize(self, text, voice):
        with open(sys.argv[3], "ab", buffering=0) as file:
            file.write(f"{text}\\n".encode())
        return super().synthesize(text, voice)

start, go = os.pipe()
for number in range(4):
    if os.fork() == 0:
        os.close(go)
        os.read(start, 1)
        here = Studio(Settings(library=Path(sys.argv[1]), cache=sys.argv[2]), engines=[Counting()])
        for one in list(here.library)[:: 1 if number % 2 else -1]:
            here.render(one)
        os._exit(0)
os.close(go)
print([os.waitstatus_to_exitcode(os.wait()[1]) for _ in range(4)])
"""


def test_processes_at_once_speak_each_sentence_once(start: Start, folder: Path, tmp_path: Path) -> None:
    """Four processes that render the same library into the same cache share the work, and all end well."""
    asked = tmp_path / "asked.txt"
    command = [sys.executable, "-c", TOGETHER, str(folder.parent), str(tmp_path / "cache"), str(asked)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.stdout == "[0, 0, 0, 0]\n", done.stderr
    here = start(engine := Fake())
    assert sorted(asked.read_text().splitlines()) == sorted(spoken(here) + spoken(here, "auris"))
    for one in here.library:
        assert_whole(here, here.published(LANGUAGE, one.slug), "a")
        assert here.render(one).encoded == 0
    assert engine.asked == []


def test_memory_is_enough_for_one_process(start: Start) -> None:
    """A store in memory renders and publishes as a folder does."""
    here = start(engine := Fake(), cache="memory:///")
    outcome = here.render(procedure(here))
    assert_whole(here, outcome.rendition, "a")
    assert here.render(procedure(here)).encoded == 0
    assert engine.asked == spoken(here)


# --- the library ---


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


def test_one_procedure_that_the_store_refuses_leaves_the_others(start: Start, tmp_path: Path) -> None:
    """A StoreError of one procedure is its outcome, with its name; the others are published."""
    here = start(Fake())
    (tmp_path / "cache" / "renditions" / LANGUAGE).mkdir(parents=True)
    (tmp_path / "cache" / "renditions" / LANGUAGE / "auris.json").mkdir()
    (tmp_path / "cache" / "leases" / LANGUAGE).mkdir(parents=True)
    (tmp_path / "cache" / "leases" / LANGUAGE / "auris").write_text("no folder")
    failed, done = sorted(here.render_all(), key=lambda outcome: isinstance(outcome, Outcome))
    assert isinstance(failed, RenderError)
    assert str(failed).startswith("la/auris: ")
    assert isinstance(done, Outcome)


@pytest.fixture
def looking_at_the_lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the lexicon's file looked at each time."""
    monkeypatch.setattr(lexicon_watch, "LOOK_S", 0)


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


def test_bad_cache_does_not_start(start: Start, tmp_path: Path) -> None:
    """A cache that cannot be used when a studio starts is an error that names the setting."""
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(SettingError, match="VOICEEDU_CACHE"):
        start(Fake())

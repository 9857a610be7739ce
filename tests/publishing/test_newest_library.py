"""Machines with different libraries over one bucket: nothing newer is replaced by what is older."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.bucket import Bucket, bucket_in_environment
from tests.support.redis import redis_server
from tests.support.texts import write_texts
from voiceedu.config import Settings
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import OlderLibraryError
from voiceedu.publishing import asset_plan, library_watch
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.publishing.outcome import Outcome
from voiceedu.publishing.studio import Studio
from voiceedu.server import worker
from voiceedu.server.sweep import Sweep
from voiceedu.storage.work_queue import Task, WorkQueue

pytestmark = pytest.mark.usefixtures("few_profiles")

TEXT = "---\ntitle: Titulus {slug}\n---\nVerba {words}.\n"
SLUGS = ("auris", "manus", "oculus")


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    with bucket_in_environment(monkeypatch) as kept:
        yield kept


class Machine:
    """A machine with a library of its own, in which all texts have the same word, and the studio of a process."""

    def __init__(self, folder: Path, kept: Bucket, word: str) -> None:
        self.settings = Settings(library=folder, cache=f"{kept.url}/v", engines=("tone",))
        self.write(word)
        self.start()

    def write(self, word: str) -> None:
        write_texts(self.settings.library, {f"la/{slug}": TEXT.format(slug=slug, words=word) for slug in SLUGS})

    def start(self) -> None:
        """Begin a new process."""
        self.studio = Studio(self.settings, engines=[ToneEngine()])

    def render(self) -> list[str]:
        """Render the library; return which texts stay as they are published."""
        outcomes = list(self.studio.render_all())
        assert all(isinstance(outcome, Outcome | OlderLibraryError) for outcome in outcomes)
        return sorted(each.procedure for each in outcomes if isinstance(each, OlderLibraryError))

    @property
    def words(self) -> set[str]:
        """The words of all that is published, as a process that has just begun finds them."""
        found = [Studio(self.settings).published("la", slug) for slug in SLUGS]
        return {each.script.text[-1].removeprefix("Verba ").rstrip(".") for each in found if each}


@pytest.fixture
def older(kept: Bucket, tmp_path: Path) -> Machine:
    """A machine that has published its library."""
    machine = Machine(tmp_path / "older", kept, "vetera")
    assert machine.render() == []
    return machine


@pytest.fixture
def newer(older: Machine, kept: Bucket, tmp_path: Path) -> Machine:
    """Another one, which has replaced all of it."""
    machine = Machine(tmp_path / "newer", kept, "nova")
    assert machine.render() == []
    assert machine.words == {"nova"}
    return machine


ALL = [f"la/{slug}" for slug in SLUGS]


def test_older_words_replace_nothing_newer(older: Machine, newer: Machine) -> None:
    """Running on or started anew, a machine with the older library leaves what is published; the newest stays."""
    assert older.render() == ALL
    older.start()
    assert older.render() == ALL
    assert newer.render() == []
    assert newer.words == {"nova"}


def test_the_operator_is_told_once(older: Machine, newer: Machine, caplog: pytest.LogCaptureFixture) -> None:
    """The log says once which library is older, since when, and both remedies."""
    with caplog.at_level(logging.WARNING):
        older.render()
        older.render()
    [line] = [record.getMessage() for record in caplog.records if "is older than" in record.getMessage()]
    assert "What is published with other words stays. Give this machine the newer library" in line
    assert "voiceedu render --revert" in line


def test_a_person_may_revert(older: Machine, newer: Machine) -> None:
    """After a revert the older texts are the newest: they are published, and the other machine leaves them."""
    assert older.studio.why_older(is_newest=True) is None
    assert older.render() == []
    assert newer.render() == ALL
    assert older.words == {"vetera"}


@pytest.mark.parametrize("is_opened_anew", [False, True])
def test_a_change_back_in_a_running_machine_is_no_older_library(newer: Machine, is_opened_anew: bool) -> None:
    """A text that is changed and changed back where the newest library is gets published each time, by a process that
    runs on, or that opens the library for each change as `voiceedu review` does.
    """
    for word in ("novissima", "nova"):
        newer.write(word)
        if is_opened_anew:
            newer.start()
        else:
            newer.studio.reviewed.library(at_once=True)
        assert newer.render() == []
        assert newer.words == {word}


def test_what_nobody_has_published_is_published_from_an_older_library(older: Machine, newer: Machine) -> None:
    """A text that is not published replaces nothing."""
    older.studio.store.delete("renditions/la/manus.json")
    assert older.render() == ["la/auris", "la/oculus"]
    assert older.words == {"nova", "vetera"}
    assert newer.render() == []
    assert newer.words == {"nova"}


def test_words_that_are_the_same_are_made_whole(older: Machine, newer: Machine, kept: Bucket) -> None:
    """Where both libraries have the same text, a machine with the older one makes again what is missing."""
    same = {"la/manus": TEXT.format(slug="manus", words="eadem")}
    for machine in (older, newer):
        write_texts(machine.settings.library, same)
        machine.start()
        machine.render()
    rendition = newer.studio.published("la", "manus")
    assert rendition is not None
    path = rendition.assets[0].path
    del kept.objects[f"v/{path}"]
    older.start()
    assert older.render() == ["la/auris", "la/oculus"]
    assert newer.studio.store.asset(path) is not None


def test_two_machines_at_once_do_not_take_turns(older: Machine, newer: Machine, kept: Bucket) -> None:
    """While both render again and again, as in a rollout, nothing is written to the bucket but leases."""
    kept.requests.clear()
    with ThreadPoolExecutor(2) as pool:
        for machine in (older, newer, older, newer, older, newer):
            pool.submit(machine.render)
    written = {key for method, key in kept.requests if method == "PUT" and not key.startswith("v/leases/")}
    assert {key for key in written if not key.startswith("v/memory/")} == set()
    assert newer.words == {"nova"}


def test_a_newer_library_that_comes_during_a_render_wins(
    older: Machine, kept: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that has begun with the newest library ends without replacing what became newer meanwhile."""
    older.write("media")
    older.start()
    speaks, may_go_on = threading.Event(), threading.Event()
    synthesize = ToneEngine.synthesize

    def slow(self: ToneEngine, text: str, voice: object) -> object:
        if "media" in text:
            speaks.set()
            assert may_go_on.wait(30)
        return synthesize(self, text, voice)  # type: ignore[arg-type]

    monkeypatch.setattr(ToneEngine, "synthesize", slow)
    with ThreadPoolExecutor(1) as pool:
        result = pool.submit(older.render)
        assert speaks.wait(30)
        newer = Machine(tmp_path / "newer", kept, "nova")
        newer.studio.why_older()
        may_go_on.set()
        result.result()
    assert newer.render() == []
    assert older.render() == ALL
    assert newer.words == {"nova"}


def test_a_text_that_changes_under_a_long_render_is_rendered_as_it_is_now(
    older: Machine, newer: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A render that began with older words publishes none of them when the library has newer ones meanwhile.

    A text whose turn comes while these are read is either rendered as it is then, or left.
    """
    monkeypatch.setattr(library_watch, "LOOK_S", 0.0)
    outcomes = older.studio.render_all()
    older.write("nova")
    assert {outcome.encoded for outcome in outcomes if isinstance(outcome, Outcome)} <= {0}
    assert older.words == {"nova"}
    assert older.render() == []


def test_a_worker_hands_back_what_it_has_older_words_for(older: Machine, newer: Machine) -> None:
    """A worker with the older library gives the task to another; one with the newer finds it done."""
    task = Task(language="la", slug="auris")
    assert not worker.render(older.studio, task)
    assert worker.render(newer.studio, task)


def test_a_sweep_asks_for_nothing_that_has_newer_words(older: Machine, newer: Machine, tmp_path: Path) -> None:
    """A server with the older library asks workers for what is missing alone."""
    with redis_server(tmp_path) as url:
        assert Sweep(older.studio, queue := WorkQueue(url)).sweep_once() == 0
        older.studio.store.delete("renditions/la/manus.json")
        assert Sweep(older.studio, queue).sweep_once() == 1


def test_a_compilation_of_a_newer_library_stays(kept: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The recording of all texts, whose order is another in an older library, is not made again there."""
    monkeypatch.setattr(asset_plan, "WHOLE", {"normal": ("web",)})
    monkeypatch.setattr(asset_plan, "PART", {})
    older, newer = (Machine(tmp_path / word, kept, word) for word in ("vetera", "nova"))
    older.render()
    first = newer.settings.library / "la" / "oculus.md"
    first.write_text(first.read_text().replace("---\ntitle", "---\norder: 1\ntitle"))
    newer.start()
    newer.render()
    made = Compiler(newer.studio).make("la", "library.mp3")
    assert made is not None
    assert Compiler(older.studio).make("la", "library.mp3") == made
    assert Compiler(newer.studio).make("la", "library.mp3") == made


PROCESS = """
import sys
from pathlib import Path
from voiceedu.config import Settings
from voiceedu.publishing import asset_plan
from voiceedu.publishing.outcome import Outcome
from voiceedu.publishing.studio import Studio
asset_plan.WHOLE = asset_plan.PART = {"normal": ("phone-wav",)}
for _ in range(3):
    studio = Studio(Settings(library=Path(sys.argv[1]), cache=sys.argv[2], engines=("tone",)))
    print(sum(isinstance(outcome, Outcome) and outcome.encoded > 0 for outcome in studio.render_all()), flush=True)
"""


def test_two_processes_agree_on_the_newest(newer: Machine, older: Machine) -> None:
    """Two processes with different libraries, which render at once and again: none replaces anything."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS, str(machine.settings.library), machine.settings.cache],
            env={**os.environ, "VOICEEDU_LOG": "error"},
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        )
        for machine in (older, newer)
    ]
    assert [process.communicate(timeout=120)[0].split() for process in processes] == [["0"] * 3] * 2
    assert newer.words == {"nova"}

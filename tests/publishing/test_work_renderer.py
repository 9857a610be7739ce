"""Rendering one work: once, whoever else renders it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.latin import LANGUAGE, Fake, Start, assert_whole, procedure, spoken
from voiceedu.errors import EngineError, RenderError

pytestmark = pytest.mark.usefixtures("few_profiles")


def test_old_list_of_assets_is_not_believed(start: Start) -> None:
    """What another process has published since the store was listed is found, and not encoded again."""
    here = start(engine := Fake())
    sizes = here.store.asset_sizes()
    other = start(Fake())
    made = other.render(procedure(other))
    outcome = here.try_render(procedure(here), sizes=sizes)
    assert outcome is not None
    assert (outcome.rendition, outcome.encoded, engine.asked) == (made.rendition, 0, [])


def test_render_without_a_change_imports_nothing_that_knows_sound(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is up to date is found so without NumPy and FFmpeg, which take a quarter of a second to import."""
    made = start(Fake())
    published = made.render(procedure(made)).rendition
    monkeypatch.delitem(sys.modules, "voiceedu.publishing.renderer")
    for name in ("production.assembly", "publishing.asset_maker", "publishing.recorder"):
        monkeypatch.setitem(sys.modules, f"voiceedu.{name}", None)
    later = start(Fake())
    outcome = later.render(procedure(later))
    assert (outcome.rendition, outcome.spoken, outcome.encoded) == (published, 0, 0)


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


TOGETHER = """
import os, sys
from dataclasses import dataclass
from pathlib import Path
from voiceedu.publishing import asset_plan
from voiceedu.config import Settings
from voiceedu.publishing.studio import Studio
from tests.support.latin import Fake

asset_plan.WHOLE = asset_plan.PART = {"normal": ("phone-wav",)}

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

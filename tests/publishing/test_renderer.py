"""Procedure → rendition: what is published, and when nothing is to be done."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.latin import EYE, LANGUAGE, Fake, Start, assert_whole, procedure, spoken
from voiceedu.audio import codecs

pytestmark = pytest.mark.usefixtures("few_profiles")


def test_second_render_speaks_and_encodes_nothing(start: Start) -> None:
    """A second render, in this process or another, finds all done and leaves every file as it is."""
    first = start(Fake())
    made = first.render(procedure(first)).rendition
    for again in (first, start(other := Fake())):
        outcome = again.render(procedure(again))
        assert (outcome.rendition, outcome.spoken, outcome.encoded) == (made, 0, 0)
    assert other.asked == []


def test_changed_summary_is_published_without_any_speech(start: Start, folder: Path) -> None:
    """Words that are only shown are published too, without any synthesis."""
    first = start(Fake())
    old = first.render(procedure(first)).rendition
    (folder / "oculus.md").write_text(EYE.replace("title: Oculus", "title: Oculus\nsummary: De oculo."))
    here = start(engine := Fake())
    outcome = here.render(procedure(here))
    assert (outcome.spoken, outcome.encoded, engine.asked) == (0, 0, [])
    assert outcome.rendition.summary == "De oculo."
    assert outcome.rendition.assets == old.assets


KILLED = """
import os, sys
from pathlib import Path
from voiceedu.production import mastering
from voiceedu.publishing import asset_plan
from voiceedu.config import Settings
from voiceedu.storage.store import Store
from voiceedu.publishing.studio import Studio
from tests.support.latin import Fake, procedure

asset_plan.WHOLE = asset_plan.PART = {"normal": ("phone-wav",)}

def after(number, function):
    calls = []
    def counted(*arguments, **options):
        calls.append(1)
        if len(calls) > number:
            os.kill(os.getpid(), 9)
        return function(*arguments, **options)
    return counted

def killed_while(moment):
    if moment == "speaking":
        Fake.synthesize = after(2, Fake.synthesize)
    elif moment == "keeping":
        Store.put_speech = after(3, Store.put_speech)
    elif moment == "encoding":
        mastering.finish = after(2, mastering.finish)
    elif moment == "publishing":
        Store.publish = after(0, Store.publish)
    here = Studio(Settings(library=Path(sys.argv[1]), cache=f"{sys.argv[2]}/{moment}"), engines=[Fake()])
    here.render(procedure(here))

for moment in sys.argv[3:]:
    if os.fork() == 0:
        killed_while(moment)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.wait()[1]))
"""


def test_killed_render_is_taken_up_where_it_was(start: Start, folder: Path, tmp_path: Path) -> None:
    """Killed at any moment, nothing half-made is published, and the next run asks only for what is missing."""
    moments = {"speaking": 2, "keeping": 3, "encoding": 5, "publishing": 5}  # and how many sentences were kept by then
    command = [sys.executable, "-c", KILLED, str(folder.parent), str(tmp_path), *moments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.stdout.split() == [str(-signal.SIGKILL)] * len(moments), done.stderr
    for moment, kept in moments.items():
        here = start(engine := Fake(), cache=moment)
        assert here.published(LANGUAGE, "oculus") is None
        for path in here.store.asset_sizes():
            asset = here.store.asset(path)
            assert asset is not None
            codecs.decode(asset.data, name=path)
        outcome = here.render(procedure(here))
        assert engine.asked == spoken(here)[kept:]
        assert_whole(here, outcome.rendition, "a")
        assert here.published(LANGUAGE, "oculus") == outcome.rendition

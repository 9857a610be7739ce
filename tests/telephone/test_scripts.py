"""The scripted calls and their documentation."""

import re
from pathlib import Path

import pytest

from scripts import call
from tests.telephone.calls import Line, long_scripts, scripts
from tests.telephone.catalogue import Catalogue, Clip
from tests.telephone.library import TEXTS

PAGE = (Path(__file__).parent.parent.parent / "docs" / "phone" / "calls.md").read_text(encoding="utf-8")


def test_every_call_is_documented() -> None:
    """Each scripted call has a unique name and a row in the page of calls."""
    clips = [
        Clip(name=f"{language}/{slug}/opening", url=f"/{language}/{slug}", words="", keys=str(key))
        for language, topics in TEXTS.items()
        for key, slug in enumerate(topics, 1)
    ]
    clips.append(Clip(name="en/prompts/ask-number", url="/en/prompts/ask-number", words="", keys=""))
    line = Line(catalogue=Catalogue({clip.url: clip for clip in clips}), language="en", has_person=True)
    names = [script.name for script in (*scripts(line), *long_scripts())]
    assert len(set(names)) == len(names)
    rows = [row for row in PAGE.partition("## The calls")[2].splitlines() if row.startswith("| `")]
    assert {name for row in rows for name in re.findall("`([^`]+)`", row)} == set(names)


def test_recordings_are_kept_where_the_caller_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder after --keep that is relative is one for every telephone, whose processes run elsewhere."""
    monkeypatch.chdir(tmp_path)
    context = call.main.make_context("call", ["--keep", "calls"])
    assert context.params["keep"] == tmp_path / "calls"

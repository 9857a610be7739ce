"""Processes that help to render: the same comes of it, whatever becomes of them."""

import os
import signal
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.texts import write_texts
from voiceedu.config import Settings
from voiceedu.content.library import Work
from voiceedu.errors import RenderError
from voiceedu.publishing import render_helpers
from voiceedu.publishing.helper_messages import Answer
from voiceedu.publishing.outcome import Outcome
from voiceedu.publishing.render_helpers import RenderHelpers
from voiceedu.publishing.studio import Studio

TEXT = "---\ntitle: Titulus {0}\n---\nVerba {0}.\n"
COUNT = 8
BEGIN_AND_BE_KILLED = """
import os, sys
from pathlib import Path
from voiceedu.config import Settings
from voiceedu.publishing.render_helpers import RenderHelpers
os.cpu_count = lambda: 2
with RenderHelpers(Settings(library=Path(sys.argv[1]), cache=sys.argv[2], engines=("tone",)), 8):
    os.kill(os.getpid(), 9)
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_texts(tmp_path / "library", {f"la/topic-{number}": TEXT.format(number) for number in range(COUNT)})
    return Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",))


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list["subprocess.Popen[bytes]"]:
    """What is begun on this machine, which has three cores."""
    processes: list[subprocess.Popen[bytes]] = []
    begin = subprocess.Popen

    def noted(*arguments: object, **options: object) -> "subprocess.Popen[bytes]":
        processes.append(begin(*arguments, **options))  # type: ignore[call-overload]
        return processes[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    monkeypatch.setattr(render_helpers, "free_memory", lambda: None)
    return processes


def by_a_helper(helpers: RenderHelpers, work: Work) -> Answer:
    """Return the answer of a helper for `work`: this process is busy meanwhile."""

    def not_here() -> Answer:
        raise AssertionError("a helper is free")

    return helpers.render(work, here=lambda: helpers.render(work, here=not_here))


def published(studio: Studio) -> dict[str, list[str]]:
    """Return the paths of what is published of each work."""
    found = {work.slug: studio.published(work.language, work.slug) for work in studio.library.works}
    return {
        slug: [asset.path for asset in made.assets if asset.profile != "book"] for slug, made in found.items() if made
    }


def test_helpers_render_what_one_process_does(
    settings: Settings, tmp_path: Path, begun: list[object], capfd: pytest.CaptureFixture[str]
) -> None:
    """With helpers the same is spoken, encoded and published as without, each work once; and nothing is told twice."""
    alone = Studio(Settings(library=settings.library, cache=str(tmp_path / "alone"), engines=("tone",)))
    studio = Studio(settings)
    sums = [
        [(made.spoken, made.encoded) for made in sorted(outcomes, key=lambda made: made.summary.slug)]
        for outcomes in (
            [outcome for outcome in alone.render_all() if isinstance(outcome, Outcome)],
            [outcome for outcome in studio.render_all(in_processes=True) if isinstance(outcome, Outcome)],
        )
    ]
    assert len(begun) == 2
    assert len(sums[0]) == COUNT
    assert sums[0] == sums[1]
    assert published(alone) == published(studio)
    assert "no phrases in 'la'" not in capfd.readouterr().err
    assert [made.encoded for made in studio.render_all(in_processes=True) if isinstance(made, Outcome)] == [0] * COUNT


def test_a_helper_answers_as_this_process_would(settings: Settings, begun: list[object]) -> None:
    """What a helper has made is published and counted; asked again, it has made nothing more."""
    studio = Studio(settings)
    work = studio.library.works[0]
    with RenderHelpers(settings, COUNT) as helpers:
        first, again = by_a_helper(helpers, work), by_a_helper(helpers, work)
    assert isinstance(first, Outcome)
    assert isinstance(again, Outcome)
    assert first.spoken
    assert first.encoded
    assert (again.spoken, again.encoded) == (0, 0)
    assert studio.published(work.language, work.slug) == first.rendition


def test_why_a_helper_cannot_render_is_told(settings: Settings, begun: list[object]) -> None:
    """A voice that cannot be reached is told for each work, as without helpers; the helper goes on."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        silent = replace(settings, engines=("openai",), openai_url=f"http://127.0.0.1:{nobody.getsockname()[1]}/v1")
    works = Studio(silent).library.works[:2]
    with RenderHelpers(silent, COUNT) as helpers:
        answers = [by_a_helper(helpers, work) for work in works]
    for work, answer in zip(works, answers, strict=True):
        assert isinstance(answer, RenderError)
        assert str(answer).startswith(f"la/{work.slug}: no engine could speak it: openai: ")


def test_nothing_is_lost_with_a_helper(
    settings: Settings, begun: list["subprocess.Popen[bytes]"], caplog: pytest.LogCaptureFixture
) -> None:
    """What helpers that are killed had been asked for is rendered here, and they are asked no more."""
    studio = Studio(settings)
    with RenderHelpers(settings, COUNT) as helpers:
        for process in begun:
            process.send_signal(signal.SIGKILL)
        answers = [
            helpers.render(work, here=lambda work=work: helpers.render(work, here=lambda: studio.try_render(work)))  # type: ignore[misc]
            for work in studio.library.works
        ]
    assert len(begun) == 2
    assert caplog.text.count("A process that helps to render has ended") == 2
    assert all(isinstance(answer, Outcome) for answer in answers)
    assert len(published(studio)) == COUNT


def test_helpers_end_with_who_began_them(settings: Settings) -> None:
    """When the process that renders is killed, its helpers end: none goes on to hold its standard error."""
    command = [sys.executable, "-c", BEGIN_AND_BE_KILLED, str(settings.library), settings.cache]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert done.stderr == b""


@pytest.mark.parametrize("count", [0, 1, render_helpers.WORKS_EACH - 1])
def test_few_works_need_no_helper(settings: Settings, begun: list[object], count: int) -> None:
    """For a few changed texts no process is begun."""
    with RenderHelpers(settings, count):
        assert begun == []


@pytest.mark.parametrize(("free", "helpers"), [(1400 << 20, 1), (1000 << 20, 0), (0, 0), (None, 2), (1 << 40, 2)])
def test_helpers_have_room(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, begun: list[object], free: int | None, helpers: int
) -> None:
    """In a small container there are fewer helpers than cores, or none; a machine that does not say has room."""
    monkeypatch.setattr(render_helpers, "free_memory", lambda: free)
    with RenderHelpers(settings, COUNT):
        assert len(begun) == helpers

"""A whole render by the real commands, with failures."""

import contextlib
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.google import GoogleServer
from voiceedu.audio import codecs
from voiceedu.config import Settings
from voiceedu.publishing.studio import Studio

KILLS = 20
RENDERS = """
import os, sys, time
from voiceedu.cli import main
import voiceedu.publishing.studio
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        main(["render"])
    time.sleep(float(line))
    os.kill(child, 9)
    os.wait()
    print("killed", flush=True)
"""
"""Starts a render for each line of its input, and kills it after so many seconds; its modules are imported once."""


def render(**environ: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "voiceedu", "render"]
    return subprocess.Popen(
        command, env={**os.environ, **environ}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@contextlib.contextmanager
def renders(**environ: str) -> Iterator[Callable[[float], None]]:
    """Yield a function that starts a render and kills it after so many seconds."""
    killer = subprocess.Popen(
        [sys.executable, "-c", RENDERS],
        env={**os.environ, **environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert killer.stdin is not None
    assert killer.stdout is not None
    given, done = killer.stdin, killer.stdout

    def kill_after(seconds: float) -> None:
        given.write(f"{seconds}\n")
        given.flush()
        assert done.readline() == "killed\n"

    with killer:
        yield kill_after


AT_ONCE = min(2, os.cpu_count() or 1)
"""So many procedures of the two are rendered side by side."""


def kept(cache: Path) -> int:
    return len(list(cache.glob("speech/*/*.wav")))


def test_killed_renders_request_no_sentence_twice(tmp_path: Path, library: Path) -> None:
    """Twenty renders killed at random moments leave whole files, and no kept sentence is requested again."""
    chance = random.Random(20)
    cache = tmp_path / "cache"
    settings = {"VOICEEDU_LIBRARY": str(library), "VOICEEDU_CACHE": str(cache), "VOICEEDU_ENGINES": "gtts"}
    settings |= {"VOICEEDU_LOG": "error"}
    with GoogleServer() as google, renders(**settings, **google.environment) as kill_after:
        settings |= google.environment
        for _ in range(KILLS):
            before, asked_before = kept(cache), len(google.texts)
            kill_after(chance.uniform(0.01, 1.5))  # a render takes about a second: before, within and after its work
            # Of what this run asked, all was kept but what it died in: one sentence of each procedure under way. What
            # both have in common may have been asked for both, and is kept once.
            assert kept(cache) - before >= len(set(google.texts[asked_before:])) - AT_ONCE
        last = render(**settings)
        output, errors = last.communicate(timeout=120)
        assert (last.returncode, errors) == (0, "")
        assert "2 of 2 procedures published" in output
        # A sentence is asked for twice only when a run died while it was being answered.
        assert len(google.texts) - len(set(google.texts)) <= KILLS * AT_ONCE
    studio = Studio(Settings(library=library, cache=str(cache), engines=("gtts",)))
    for procedure in studio.library:
        rendition = studio.published("en", procedure.slug)
        assert rendition is not None
        for asset in rendition.assets:
            whole = studio.store.asset(asset.path)
            assert whole is not None
            if asset.media_type.startswith("audio/"):
                codecs.decode(whole.data, name=asset.name)


@pytest.mark.parametrize("trouble", ["certificate", "storm"])
def test_failing_provider_is_replaced(tmp_path: Path, library: Path, trouble: str) -> None:
    """When Google refuses or is not trusted, the next voice speaks, the log says so, and a later render replaces it."""
    from tests.support.google import Answer

    settings = {
        "VOICEEDU_LIBRARY": str(library),
        "VOICEEDU_CACHE": str(tmp_path / "cache"),
        "VOICEEDU_ENGINES": "gtts,tone",
    }
    with GoogleServer() as google:
        settings |= google.environment
        if trouble == "certificate":
            google.trusted = False
        else:
            google.always(Answer(status=429, headers={"Retry-After": "3600"}, body=b""))
        bad = render(**settings)
        output, _ = bad.communicate(timeout=120)
        assert bad.returncode == 0
        assert output.count("tone (fallback)") == 3  # the prompts are the third rendition
        assert "Not spoken by gtts: the server" in output
        google.trusted = True
        google.always(Answer())
        good = render(**settings)
        output, _ = good.communicate(timeout=120)
        assert "fallback" not in output
        assert output.count(" gtts ") == 3

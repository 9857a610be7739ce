"""How workers and servers start beside others."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from tests.support.texts import write_short_prompts, write_texts
from voiceedu.errors import LexiconError, SettingError
from voiceedu.server import malloc, parent, supervisor
from voiceedu.server.front import Front


def test_a_worker_that_cannot_start_tries_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A worker that is started anew while a lexicon is broken waits until it is mended, and does not end."""
    attempts = []

    def create() -> Flask:
        attempts.append(1)
        if len(attempts) < 3:
            raise LexiconError(Path("lexicon.tsv"), 7, "no entry in 'Lux'")
        return app

    monkeypatch.setattr("voiceedu.app.create_app", create)
    monkeypatch.setattr(supervisor, "WORKER_RETRY_S", 0)
    monkeypatch.setattr(parent, "stop_with_parent", lambda _: None)
    monkeypatch.setattr(malloc, "limit_arenas", lambda: None)
    assert isinstance(supervisor.create_front(), Front)
    assert caplog.text.count("lexicon.tsv:7: no entry in 'Lux'") == 2


def test_two_servers_that_start_at_once_are_not_both_there() -> None:
    """Before either listens, the second one is refused with the setting and the address; another port is free."""
    with supervisor._only_server("127.0.0.1", 4711):
        with pytest.raises(SettingError, match=r"127\.0\.0\.1:4711.*another voiceedu starts there"):
            supervisor._only_server("127.0.0.1", 4711).__enter__()
        with supervisor._only_server("127.0.0.1", 4712):
            pass
    with supervisor._only_server("127.0.0.1", 4711):
        pass


WORKER = """\
import sys
from voiceedu.server import supervisor
front = supervisor.create_front()
front._state._prepare()
client = front._app.test_client()
for path in sys.argv[1:]:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status)
print(*sys.modules)
"""
TEXT = """\
---
title: Before the procedure
{review}---

Take ½ tablet of 5 mg on 3/4/2026. It costs $2.50.
"""
NOT_NEEDED = {"kitten_text_processing", "voiceedu.narration.text_normalization.en", "voiceedu.production"}
NOT_NEEDED |= {"av", "lameenc", "lxml", "mammoth", "numpy", "onnxruntime", "pypdfium2", "voiceedu.publishing.renderer"}
"""What makes recordings, normalizes words or reads documents: a third of the memory of a worker."""


def test_a_worker_with_everything_published_loads_nothing_that_renders(tmp_path: Path) -> None:
    """Pages, calls and recordings of reviewed and other words need no voice, and no grammar of a language."""
    library = tmp_path / "library"
    review = "reviewed_by: Dr. Ruiz\nreviewed_on: 2026-05-04\n"
    write_texts(library, {"en/before": TEXT.format(review=review), "en/other": TEXT.format(review="")})
    write_short_prompts(library, "en")
    settings = {"LIBRARY": str(library), "CACHE": str(tmp_path / "cache"), "ENGINES": "tone"}
    environ = {**os.environ, **{f"VOICEEDU_{name}": value for name, value in settings.items()}}
    subprocess.run([sys.executable, "-m", "voiceedu", "render"], env=environ, check=True)
    paths = ["/", "/en/", "/en/before", "/en/other", "/en/before.txt", "/en/before.mp3", "/en/before.epub", "/en/?q=mg"]
    paths += [
        "/phone/en/manifest.json",
        "/phone/en/before.wav",
        "/ivr/twiml",
        "/ivr/asterisk",
        "/en/feed.xml",
        "/readyz",
    ]
    command = [sys.executable, "-c", WORKER, *paths]
    loaded = subprocess.run(command, env=environ, check=True, capture_output=True, text=True).stdout.split()
    assert "voiceedu.server.front" in loaded
    assert NOT_NEEDED & set(loaded) == set()

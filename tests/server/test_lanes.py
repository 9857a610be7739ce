"""Nothing slow stands in the way of a clip that is ready."""

import os
import shutil
import threading
import time
from pathlib import Path

import pytest

from tests.engines.test_entry_points import install
from tests.support.server import serve
from tests.test_metrics import GATED_ENGINE
from voiceedu.server.lanes import SLOW_LANE_THREADS


def test_clip_does_not_wait_for_those_who_wait(tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While more callers wait for a clip that is being made than there are threads, one that is ready is answered.

    It is answered in full, in part and with 304; and whoever waited gets theirs in the end.
    """
    site, gate = tmp_path / "site", tmp_path / "gate"
    site.mkdir()
    install(site, GATED_ENGINE, name="gated", makes="acme_voice:GatedEngine")
    monkeypatch.setenv("PYTHONPATH", str(site), prepend=os.pathsep)
    monkeypatch.setenv("GATE", str(gate))
    own = shutil.copytree(library, tmp_path / "library")
    gate.touch()
    settings = {"library": str(own), "cache": str(tmp_path / "cache"), "engines": "gated"}
    with serve(tmp_path, options=("--workers", "1"), **settings) as server:
        server.wait_until_ready()
        path = server.manifest()[0]["hashed_url"].removeprefix(server.url)
        _, headers, whole = server.get(path)
        gate.unlink()
        (own / "en" / "new.md").write_text("---\ntitle: New\n---\n\nThis is new.\n", encoding="utf-8")
        while server.get("/en/new")[0] != 200:
            time.sleep(0.1)
        answers: list[int] = []

        def call() -> None:
            answers.append(server.ask("/phone/en/new.mp3").status)

        callers = [threading.Thread(target=call) for _ in range(SLOW_LANE_THREADS + 8)]
        for caller in callers:
            caller.start()
        time.sleep(1)
        assert server.get(path)[2] == whole
        assert server.get(path, **{"Range": "bytes=1-3"})[2] == whole[1:4]
        assert server.get(path, **{"If-None-Match": headers["etag"]})[0] == 304
        assert answers == []
        gate.touch()
        for caller in callers:
            caller.join()
        assert answers == [200] * len(callers)

"""The figures at /metrics are those of all workers together, and exact."""

import os
import re
import shutil
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from prometheus_client import REGISTRY
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.parser import text_string_to_metric_families

from tests.engines.test_entry_points import install
from tests.support.server import PATIENCE_S, Server, keywords, serve
from tests.support.texts import write_short_prompts
from voiceedu import metrics
from voiceedu.config import Settings
from voiceedu.engines import Speech, Voice
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import EngineError
from voiceedu.publishing.studio import Studio

RenderMetrics = dict[tuple[str, ...], float]
"""By name and the labels' values, in the order of their names."""

STABLE = "/phone/en/nerve-blocks.mp3"
TIMES = 12

GATED_ENGINE = """\
import os
import pathlib
import time

from voiceedu.engines.tone import ToneEngine


class GatedEngine(ToneEngine):
    \"\"\"Speaks when the file that GATE names is there.\"\"\"

    name = "gated"

    def synthesize(self, text, voice):
        while not pathlib.Path(os.environ["GATE"]).exists():
            time.sleep(0.02)
        return super().synthesize(text, voice)
"""


def figures(server: Server) -> RenderMetrics:
    status, headers, body = server.get("/metrics")
    assert status == 200
    assert headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(body.decode())
        for sample in family.samples
        if not sample.name.endswith(("_bucket", "_created"))
    }


def change(before: RenderMetrics, after: RenderMetrics) -> RenderMetrics:
    """Return what has grown, by how much, the scraping itself left aside."""
    grown = {name: after[name] - before.get(name, 0) for name in after if "/metrics" not in name}
    return {name: value for name, value in grown.items() if value}


@pytest.fixture(scope="module")
def figures_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("figures")


@pytest.fixture(scope="module")
def counted(rendered: Settings, figures_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with everything published, whose figures' files are in `figures_folder`."""
    folder = tmp_path_factory.mktemp("counted")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(metrics.FOLDER, str(figures_folder))
        cache = shutil.copytree(rendered.cache, folder / "cache")
        serving = serve(folder, **keywords(replace(rendered, cache=str(cache))))
        with serving as running:
            patched.undo()
            running.wait_until_rendered()
            yield running


@pytest.fixture(scope="module")
def asset(counted: Server) -> str:
    found = next(asset for asset in counted.manifest() if asset["stable_url"] == counted.url + STABLE)
    return str(found["hashed_url"]).removeprefix(counted.url)


@pytest.mark.parametrize(
    ("route", "method", "path", "headers", "status"),
    [
        ("/clips/", "GET", "clip", {}, 200),
        ("/clips/", "HEAD", "clip", {}, 200),
        ("/clips/", "GET", "clip", {"Range": "bytes=100-299"}, 206),
        ("/clips/", "GET", "clip", {"If-None-Match": "*"}, 304),
        ("/clips/", "GET", "clip", {"Range": "bytes=99999999-"}, 416),
        ("/clips/", "GET", "clip", {"If-Match": '"another"'}, 412),
        ("/phone/<language>/<name>", "GET", STABLE, {}, 200),
        ("/phone/<language>/<name>", "HEAD", STABLE, {}, 200),
        ("/phone/<language>/<name>", "GET", STABLE, {"Range": "bytes=100-299"}, 206),
        ("/phone/<language>/<name>", "GET", STABLE, {"If-None-Match": "*"}, 304),
        ("/phone/<language>/<name>", "GET", "/phone/en/nobody.mp3", {}, 404),
        ("/<language>/<slug>.mp3", "GET", "/en/nerve-blocks.mp3", {}, 200),
        ("/<language>/<slug>", "GET", "/en/nerve-blocks", {}, 200),
        ("/<language>/<slug>", "HEAD", "/en/nerve-blocks", {}, 200),
        ("/<language>/<slug>", "GET", "/en/nerve-blocks", {"If-None-Match": "*"}, 304),
        ("/<language>/<slug>", "GET", "/en/nobody", {}, 404),
        ("/<language>/<slug>.txt", "GET", "/en/nerve-blocks.txt", {}, 200),
        ("/static/<path:filename>", "GET", "/static/style.css", {}, 200),
        ("/static/<path:filename>", "HEAD", "/static/style.css", {}, 200),
        ("/static/<path:filename>", "GET", "/static/style.css", {"If-None-Match": "*"}, 304),
        ("none", "GET", "/a/way/that/leads/nowhere", {}, 404),
        ("none", "POST", STABLE, {}, 405),
    ],
)
def test_answers_and_bytes(
    counted: Server, asset: str, route: str, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    """Requests over many connections, to whichever worker, add up: their number by route and status, and each byte."""
    before = figures(counted)

    def ask(_: int) -> int:
        answer = counted.ask(asset if path == "clip" else path, method=method, headers=headers)
        assert answer.status == status
        return len(answer.body)

    with ThreadPoolExecutor(4) as callers:
        size = sum(callers.map(ask, range(TIMES)))
    grown = change(before, figures(counted))
    own = {name: value for name, value in grown.items() if not name[0].startswith("voiceedu_clip_lookups")}
    expected: RenderMetrics = {("voiceedu_requests_total", route, str(status)): TIMES}
    if size:
        expected["voiceedu_response_bytes_total", route] = size
    assert own == expected


def test_both_workers_are_counted(counted: Server, asset: str, figures_folder: Path) -> None:
    """What is shown is the sum of what each worker has counted, and both have."""
    for _ in range(100):
        counted.get(asset)
    together = figures(counted)["voiceedu_requests_total", "/clips/", "200"]
    workers = re.findall(r"Spawning worker-\d+ with PID: (\d+)", counted.log.read_text())
    assert len(workers) == 2
    shares = []
    for pid in workers:
        file = figures_folder / f"counter_{pid}.db"
        families = MultiProcessCollector.merge([str(file)])  # type: ignore[no-untyped-call]
        samples = [sample for family in families for sample in family.samples]
        key = {"route": "/clips/", "status": "200"}
        shares.append(sum(sample.value for sample in samples if sample.labels == key))
    assert all(shares)
    assert sum(shares) == together


def test_where_clips_were_found(counted: Server, asset: str) -> None:
    """Each request for a clip is counted once: as found in memory, in the store, or nowhere."""
    elsewhere = next(one for one in counted.manifest() if "epidural" in one["hashed_url"])["hashed_url"]
    other = str(elsewhere).removeprefix(counted.url)
    nowhere = "/clips/0123456789abcdef/nerve-blocks.mp3"
    before = figures(counted)
    for path in (asset, other, STABLE, nowhere) * TIMES:
        counted.get(path)
    grown = {name[1]: value for name, value in change(before, figures(counted)).items() if "lookups" in name[0]}
    assert grown["nowhere"] == TIMES
    assert grown["memory"] + grown.get("store", 0) == 3 * TIMES
    assert grown.get("store", 0) <= 4  # two clips, two workers, each once


@pytest.mark.slow
def test_syntheses(tmp_path: Path, library: Path) -> None:
    """What the companion rendered is there too: a synthesis for each sentence, by engine and result, and their time."""
    texts = tmp_path / "library"
    (texts / "en").mkdir(parents=True)
    (texts / "en" / "nerve-blocks.md").write_bytes((library / "en" / "nerve-blocks.md").read_bytes())
    write_short_prompts(texts, "en")
    cache = tmp_path / "cache"
    studio = Studio(Settings(library=texts, cache=str(cache), engines=("tone",)))
    works = studio.library.works  # the prompts, and the one procedure
    sentences = {utterance.spoken for work in works for utterance in studio.script(work).utterances}
    with serve(tmp_path, library=str(texts), cache=str(cache), engines="tone") as server:
        server.wait_until_ready()
        deadline = time.monotonic() + PATIENCE_S
        while (found := figures(server)).get(("voiceedu_render_seconds_count", "ok")) != 2:  # published, then counted
            assert time.monotonic() < deadline
            time.sleep(0.1)
    made = {name: value for name, value in found.items() if "synthes" in name[0] or "render_seconds" in name[0]}
    assert made.pop(("voiceedu_synthesis_seconds_sum", "tone")) > 0
    assert made.pop(("voiceedu_render_seconds_sum", "ok")) > 0
    assert made == {
        ("voiceedu_syntheses_total", "tone", "ok"): len(sentences),
        ("voiceedu_synthesis_seconds_count", "tone"): len(sentences),
        ("voiceedu_render_seconds_count", "ok"): 2,
    }


@pytest.mark.slow
def test_failed_syntheses(tmp_path: Path, library: Path) -> None:
    """An engine that fails in the middle is counted with what it said and what it did not, as is who took over."""

    class Hoarse(ToneEngine):
        name = "hoarse"
        said = 0

        def synthesize(self, text: str, voice: Voice) -> Speech:
            self.said += 1
            if self.said > 2:
                raise EngineError(self.name, "has lost its voice")
            return super().synthesize(text, voice)

    def syntheses() -> Counter[tuple[str, str]]:
        name = "voiceedu_syntheses_total"
        return Counter(
            {
                (engine, result): int(REGISTRY.get_sample_value(name, {"engine": engine, "result": result}) or 0)
                for engine in ("hoarse", "tone")
                for result in ("ok", "failed")
            }
        )

    settings = Settings(library=library, cache=str(tmp_path))
    studio = Studio(settings, engines=[Hoarse(), ToneEngine()], progress=metrics.RenderMetrics())
    procedure = next(iter(studio.library))
    before = syntheses()
    outcome = studio.render(procedure)
    assert outcome.rendition.voice.engine == "tone"
    assert syntheses() - before == {("hoarse", "ok"): 2, ("hoarse", "failed"): 1, ("tone", "ok"): outcome.spoken}


def test_tally_writes_each_answer_once() -> None:
    """What a thread counts on its own reaches the figures once, whenever and however often it is flushed."""

    def shown() -> dict[str, float | None]:
        answers = {code: {"route": "/tallied/", "status": code} for code in ("200", "304")}
        found = {code: REGISTRY.get_sample_value("voiceedu_requests_total", answers[code]) for code in answers}
        return found | {"bytes": REGISTRY.get_sample_value("voiceedu_response_bytes_total", {"route": "/tallied/"})}

    tally = metrics.Tally("/tallied/", metrics.FOUND_IN_MEMORY)
    tally.add("200", 1000)
    assert shown() == {"200": None, "304": None, "bytes": None}
    tally.flush()
    tally.flush()
    assert shown() == {"200": 1, "304": None, "bytes": 1000}
    tally.add("200", 1)
    tally.add("304", 0)
    tally.flush()
    assert shown() == {"200": 2, "304": 1, "bytes": 1001}


@pytest.mark.slow
@pytest.mark.parametrize("killed", [False, True])
def test_renders_that_are_waited_for(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch, killed: bool
) -> None:
    """While callers wait for a clip its render is counted, once however many; then no more, even if a worker died."""
    site, gate = tmp_path / "site", tmp_path / "gate"
    site.mkdir()
    install(site, GATED_ENGINE, name="gated", makes="acme_voice:GatedEngine")
    monkeypatch.setenv("PYTHONPATH", str(site), prepend=os.pathsep)
    monkeypatch.setenv("GATE", str(gate))

    def wait_until(server: Server, waiting: int) -> None:
        deadline = time.monotonic() + 30
        while figures(server).get(("voiceedu_renders_waiting",), 0) != waiting:
            assert time.monotonic() < deadline, f"not {waiting} but {figures(server)}"
            time.sleep(0.1)

    one_worker = ("--workers", "1")
    cache = str(tmp_path / "cache")
    with serve(tmp_path, options=one_worker, library=str(library), cache=cache, engines="gated") as server:
        answers: list[int] = []

        def call() -> None:
            heard = server.say(f"GET {STABLE} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
            answers.append(int(heard[9:12] or 0))

        callers = [threading.Thread(target=call) for _ in range(3)]
        for caller in callers:
            caller.start()
        wait_until(server, 1)
        if killed:
            (worker,) = re.findall(r"Spawning worker-1 with PID: (\d+)", server.log.read_text())
            os.kill(int(worker), signal.SIGKILL)
        gate.touch()
        for caller in callers:
            caller.join()
        assert answers == ([0, 0, 0] if killed else [200, 200, 200])
        deadline = time.monotonic() + PATIENCE_S
        while killed and server.log.read_text().count("Started worker-1\n") < 2:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        server.wait_until_ready()
        assert server.get(STABLE)[0] == 200
        wait_until(server, 0)

"""Renders one library on several machines that share a bucket, for `benchmark scale`: their rate, and what faults cost.

Each machine is a process with a name and a clock of its own. They share cores, which machines do not: so the engine
waits, as for the answer of a server that speaks, and only the recordings that need least CPU are made.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import generated_library
from benchmark_serve import row

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.support.bucket import Bucket, bucket
from voiceedu.config import Settings

WORKS = 64
ENGINE_S = 0.3
"""Of each sentence that the engine of the machines speaks."""
RATES = {2: "≥ 1.90×", 4: "≥ 3.40×"}
"""The number of machines, and how much faster than one of them they should be."""
CLOCKS_S = (0, 60, -60, 0)
"""How far the clocks of the machines are wrong that meet faults. The first is killed, and the last is frozen."""
KILLED_AFTER_S = 6.0
FROZEN_AFTER_S = 3.0
FROZEN_S = 25.0
_MACHINE = """\
import json, socket, sys, time
name, clock_s, engine_s = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
true_time = time.time
time.time = lambda: true_time() + clock_s
socket.gethostname = lambda: name
from voiceedu import logs
from voiceedu.config import Settings
from voiceedu.engines.tone import ToneEngine
from voiceedu.publishing import asset_plan
from voiceedu.publishing.outcome import Outcome
from voiceedu.publishing.studio import Studio
asset_plan.WHOLE = asset_plan.PART = {"normal": ("phone-wav",)}
class Slow(ToneEngine):
    def synthesize(self, text, voice):
        time.sleep(engine_s)
        return super().synthesize(text, voice)
settings = Settings.from_environment()
logs.start(settings.log)
studio = Studio(settings, engines=[Slow()])
studio.load_engines()
print("ready", flush=True)
sys.stdin.readline()
outcomes = [outcome for outcome in studio.render_all() if isinstance(outcome, Outcome)]
print(json.dumps(sum(outcome.encoded > 0 for outcome in outcomes)))
"""
"""What a machine runs, given its name, how wrong its clock is, and how long its engine speaks, both in seconds."""


@dataclass(frozen=True, kw_only=True)
class Render:
    """A render by several machines: its seconds, and the works rendered by each of those that came to the end."""

    seconds: float
    rendered: tuple[int, ...]


def measure(folder: Path) -> None:
    """Print how much faster several machines are than one, and what they do twice or lose when some of them fail."""
    library = folder / "shared"
    generated_library.write(library, WORKS, english=0, others=("la",))  # nothing but its own words is said in Latin
    with _shared(library) as (settings, kept):
        alone = _render(settings, [0])
        _row("1 machine", kept, alone.rendered)
    for machines, goal in RATES.items():
        with _shared(library) as (settings, kept):
            together = _render(settings, [0] * machines)
            rate = f"{alone.seconds / together.seconds:.2f}×"
            row(f"render rate of {machines} machines against 1: {WORKS} works", rate, goal)
            _row(f"{machines} machines", kept, together.rendered)
    with _shared(library) as (settings, kept):
        _render(settings, CLOCKS_S, while_rendering=_fail)
        left = _render(settings, [0]).rendered
        faults = (
            f"{len(CLOCKS_S)} machines, one killed, one frozen for {FROZEN_S:.0f} s, two whose clocks are a minute off"
        )
        _row(faults, kept, ())
        row("the same: works that the next render still had to do", str(sum(left)), "0")


def _row(machines: str, kept: Bucket, rendered: Sequence[int]) -> None:
    """Print how often each sentence was spoken and each work published, as written to the bucket."""
    spoken, sentences = _written(kept, "speech/")
    published, works = _written(kept, "renditions/")
    by = f", by {' + '.join(map(str, rendered))}" if rendered else ""
    row(f"{machines}: works in the bucket{by}", str(works), str(WORKS))
    row("the same: syntheses over distinct sentences", f"{spoken / sentences:.2f} ({sentences} sentences)", "1.0")
    row("the same: publishes over works", f"{published / works:.2f}", "1.0")


def _written(kept: Bucket, folder: str) -> tuple[int, int]:
    """Return how many objects were put into `folder`, and how many different ones."""
    keys = [key for method, key in kept.requests if method == "PUT" and folder in key]
    return len(keys), len(set(keys))


@contextlib.contextmanager
def _shared(library: Path) -> Iterator[tuple[Settings, Bucket]]:
    with bucket() as kept:
        os.environ |= kept.environ
        yield Settings(library=library, cache=kept.url, engines=("tone",)), kept


def _render(
    settings: Settings,
    clocks_s: Sequence[int],
    *,
    while_rendering: Callable[[Sequence["subprocess.Popen[str]"]], None] | None = None,
) -> Render:
    """Render on as many machines as there are clocks, which begin together, each as far wrong as it says."""
    processes = [_machine(settings, f"machine-{number}", clock_s) for number, clock_s in enumerate(clocks_s)]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    started = time.perf_counter()
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
    if while_rendering is not None:
        threading.Thread(target=while_rendering, args=(processes,)).start()
    said = [process.communicate()[0] for process in processes]
    seconds = time.perf_counter() - started
    return Render(seconds=seconds, rendered=tuple(json.loads(line) for line in said if line))


def _machine(settings: Settings, name: str, clock_s: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", _MACHINE, name, str(clock_s), str(ENGINE_S)]
    ours = {
        "VOICEEDU_LIBRARY": str(settings.library),
        "VOICEEDU_CACHE": settings.cache,
        "VOICEEDU_ENGINES": "tone",
        "VOICEEDU_LOG": "error",
    }
    return subprocess.Popen(
        command, env=os.environ | ours, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )


def _fail(processes: Sequence["subprocess.Popen[str]"]) -> None:
    """Freeze the last of `processes` for a while, and kill the first."""
    time.sleep(FROZEN_AFTER_S)
    processes[-1].send_signal(signal.SIGSTOP)
    time.sleep(KILLED_AFTER_S - FROZEN_AFTER_S)
    processes[0].kill()
    time.sleep(FROZEN_AFTER_S + FROZEN_S - KILLED_AFTER_S)
    processes[-1].send_signal(signal.SIGCONT)

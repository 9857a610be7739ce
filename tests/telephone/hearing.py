"""What is heard in a recording of a call: which clip, and from where in it.

A recording is compared with the clips in windows of 0.4 s, never as a whole: a telephone drops or adds a few
milliseconds now and then. Likeness is the normalised correlation of a window with a clip where it fits best: 1 is the
same sound, at any level.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from voiceedu.codecs import FloatSamples, Samples, to_float

RATE_HZ = 8000
WINDOW_S = 0.4
ALIKE = 0.8
JUST_ALIKE = 0.95
AS_ALIKE = 0.02
"""Clips that say the same words are this close to each other; which of them it is, the windows around tell."""
DRIFT_S = 0.05
"""So far the place in a clip may be from where the window before has it."""
MISSED = 5
"""After so many windows without a fit nothing tells that a clip goes on."""
LOOK_AHEAD = 12
PIECES = 16
FRAME_S = 0.05
FRAMES_MISSED = 3
VOICED_DBOV = -50.0
"""Below this a window is a pause. Speech is at −26 … −22, what G.711 makes of a pause far below."""

_WINDOW = round(WINDOW_S * RATE_HZ)
_BLOCK = 1 << 15
_STEP = _BLOCK - _WINDOW + 1


@dataclass(frozen=True, kw_only=True)
class Window:
    """0.4 s of a recording from `at_s` on: voiced or not, and the clip that is heard, from `position_s` on in it."""

    at_s: float
    voiced: bool
    clip: str | None = None
    position_s: float = 0.0


@dataclass(frozen=True)
class _Fit:
    clip: str
    position_s: float


class Ear:
    """Knows `clips`, at 8 kHz, by their names."""

    def __init__(self, clips: Mapping[str, Samples]) -> None:
        self.clips = {name: to_float(samples) for name, samples in clips.items()}
        gap = np.zeros(_WINDOW, np.float32)  # so that no window fits across two clips
        ends = np.cumsum([len(samples) + _WINDOW for samples in clips.values()])
        self._starts = np.concatenate([[0], ends[:-1]]).astype(np.intp)
        joined = np.concatenate([part for samples in self.clips.values() for part in (samples, gap)])
        energy = np.concatenate([[0.0], np.cumsum(np.square(joined, dtype=np.float64))])
        energy = energy[_WINDOW:] - energy[:-_WINDOW]
        quiet = _WINDOW * 10 ** ((VOICED_DBOV - 10) / 10)  # pauses are all alike: nothing fits there
        self._norm = np.sqrt(np.where(energy > quiet, energy, np.inf)).astype(np.float32)
        padded = np.concatenate([joined, np.zeros(_BLOCK, np.float32)])
        blocks = np.stack([padded[at : at + _BLOCK] for at in range(0, len(self._norm), _STEP)])
        self._spectra = np.fft.rfft(blocks, axis=1).astype(np.complex64)

    def listen(self, recording: Samples) -> list[Window]:
        """Return every window of the recording, one after another, with what is heard in each."""
        sound = to_float(recording)
        parts = [sound[at : at + _WINDOW] for at in range(0, len(sound) - _WINDOW + 1, _WINDOW)]
        voiced = [part if level(part) >= VOICED_DBOV else None for part in parts]
        heard: dict[int, _Fit] = {}
        for index, part in enumerate(voiced):
            if part is not None and (fit := self._hear(voiced, index, part, heard)) is not None:
                heard[index] = fit
        for index in range(len(parts) - 2, -1, -1):  # what begins within a window is heard from there backwards
            part, after = voiced[index], heard.get(index + 1)
            if part is not None and after is not None and _is_alone(index, heard):
                begun = _Fit(after.clip, after.position_s - WINDOW_S)
                if likeness_across_a_jump(part, self.clips[begun.clip], begun.position_s) >= ALIKE:
                    heard[index] = begun
        return [
            Window(at_s=WINDOW_S * index, voiced=part is not None)
            if (fit := heard.get(index)) is None
            else Window(at_s=WINDOW_S * index, voiced=True, clip=fit.clip, position_s=fit.position_s)
            for index, part in enumerate(voiced)
        ]

    def _hear(
        self, voiced: Sequence[FloatSamples | None], index: int, part: FloatSamples, heard: Mapping[int, _Fit]
    ) -> _Fit | None:
        """Return what is heard in the window at `index`, where `heard` is what was in those before it.

        What went on until here goes on if it is as alike as can be. Otherwise everything is compared: of the clips that
        fit as well, the one is heard that then goes on for longest, or that has begun last, since a clip is played from
        its beginning; and a fit for no more than one window is less than what goes on across a jump.
        """
        expected = _expected(index, heard)
        if expected is not None:
            going_on, likeness = self._near(part, expected)
            if likeness >= JUST_ALIKE:
                return going_on
        runs = [(self._run(voiced, index, fit), fit) for fit in self._fits(part)]
        longest, best = min(runs, key=lambda run: (-run[0], run[1].position_s), default=(0, None))
        if (
            longest <= 1
            and expected is not None
            and likeness_across_a_jump(part, self.clips[expected.clip], expected.position_s) >= ALIKE
        ):
            return expected
        return best

    def _run(self, voiced: Sequence[FloatSamples | None], index: int, fit: _Fit) -> int:
        """Return in how many windows from `index` on the clip of `fit` goes on."""
        run, last = 1, index
        for following in range(index + 1, min(index + LOOK_AHEAD, len(voiced))):
            part = voiced[following]
            if part is None:
                continue
            there, likeness = self._near(part, _Fit(fit.clip, fit.position_s + (following - last) * WINDOW_S))
            if likeness >= ALIKE:
                run, last, fit = run + 1, following, there
            elif following - last > 1:
                break
        return run

    def _near(self, part: FloatSamples, expected: _Fit) -> tuple[_Fit, float]:
        """Return where a window fits the clip best near the place where it is expected, and how alike it is there."""
        drift = round(DRIFT_S * RATE_HZ)
        first = max(0, round(expected.position_s * RATE_HZ) - drift)
        around = self.clips[expected.clip][first : first + len(part) + 2 * drift]
        if len(around) < len(part):
            return expected, 0.0
        likeness = _likeness(part, around)
        place = int(np.argmax(likeness))
        return _Fit(expected.clip, (first + place) / RATE_HZ), float(likeness[place])

    def _fits(self, part: FloatSamples) -> list[_Fit]:
        """Return where a window fits, for each clip that it fits best or nearly so."""
        spectrum = np.conj(np.fft.rfft(part, _BLOCK)).astype(np.complex64)
        correlated = np.fft.irfft(self._spectra * spectrum, _BLOCK, axis=1)[:, :_STEP].reshape(-1)
        likeness = correlated[: len(self._norm)] / (self._norm * np.float32(np.linalg.norm(part)))
        best = np.maximum.reduceat(likeness, self._starts)
        enough = max(ALIKE, float(best.max()) - AS_ALIKE)
        fits = []
        for index, (clip, start) in enumerate(zip(self.clips, self._starts, strict=True)):
            if best[index] >= enough:
                place = int(np.argmax(likeness[start : start + len(self.clips[clip])]))
                fits.append(_Fit(clip, place / RATE_HZ))
        return fits


def _is_alone(index: int, heard: Mapping[int, _Fit]) -> bool:
    """Return whether what is heard in a window is heard in neither of those beside it."""
    here = heard.get(index)
    return all(
        here is None or beside is None or beside.clip != here.clip
        for beside in (heard.get(index - 1), heard.get(index + 1))
    )


def _expected(index: int, heard: Mapping[int, _Fit]) -> _Fit | None:
    """Return where in its clip the window at `index` is, if what was heard last goes on; None when that is long ago."""
    for before in range(index - 1, max(-1, index - 1 - MISSED), -1):
        if (fit := heard.get(before)) is not None:
            return _Fit(fit.clip, fit.position_s + (index - before) * WINDOW_S)
    return None


def likeness_across_a_jump(part: FloatSamples, clip: FloatSamples, position_s: float) -> float:
    """Return how alike a window is to `clip` near a place, where up to a point it fits there, and from it on here.

    So it sounds where a telephone has dropped or added some milliseconds.
    """
    drift, size = round(DRIFT_S * RATE_HZ), len(part) // PIECES
    first = round(position_s * RATE_HZ) - drift
    around = np.zeros(len(part) + 2 * drift, np.float32)
    there = clip[max(0, first) : max(0, first + len(around))]
    around[max(0, -first) : max(0, -first) + len(there)] = there
    products, energies = [np.zeros(2 * drift + 1)], [np.full(2 * drift + 1, 1e-9)]
    for at in range(0, PIECES * size, size):  # by piece and by how far it is moved
        here = around[at : at + size + 2 * drift]
        products.append(np.correlate(here, part[at : at + size], "valid"))
        energies.append(np.convolve(np.square(here), np.ones(size), "valid"))
    before, energy = np.cumsum(products, axis=0), np.cumsum(energies, axis=0)
    after, energy_after = before[-1] - before, energy[-1] - energy + 1e-9
    jump = np.arange(PIECES + 1)
    one = np.argmax(before / np.sqrt(energy), axis=1)
    other = np.argmax(after / np.sqrt(energy_after), axis=1)
    product = before[jump, one] + after[jump, other]
    norm = np.sqrt(energy[jump, one] + energy_after[jump, other]) * np.linalg.norm(part)
    return float(np.max(product / norm))


def level(samples: FloatSamples) -> float:
    """Return the RMS of `samples` in dBov, in which a full-scale square wave is 0."""
    return 10 * float(np.log10(max(float(np.mean(np.square(samples, dtype=np.float64))), 1e-12)))


def heard_until(clip: FloatSamples, recording: Samples, window: Window) -> float:
    """Return until when, in seconds of the recording, a clip goes on after the window that it is heard in.

    It is compared frame by frame. Its own pauses are no end, and neither is a frame out of which something was dropped.
    """
    sound = to_float(recording)
    size, drift = round(FRAME_S * RATE_HZ), round(DRIFT_S * RATE_HZ)
    before_s = max(0.0, -window.position_s)  # a clip may begin within the window
    at, place = round((window.at_s + before_s) * RATE_HZ), round((window.position_s + before_s) * RATE_HZ)
    last, missed = at, 0
    while at + size <= len(sound) and place + size <= len(clip) and missed <= FRAMES_MISSED:
        if level(clip[place : place + size]) >= VOICED_DBOV:
            piece = sound[at : at + size]
            around = clip[max(0, place - drift) : place + size + drift]
            if level(piece) >= VOICED_DBOV and float(np.max(_likeness(piece, around))) >= JUST_ALIKE:
                last, missed = at + size, 0
            else:
                missed += 1
        at, place = at + size, place + size
    return last / RATE_HZ


def _likeness(piece: FloatSamples, around: FloatSamples) -> FloatSamples:
    """Return how alike `piece` is to each part of `around` that is as long."""
    energy = np.concatenate([[0.0], np.cumsum(np.square(around, dtype=np.float64))])
    norms = np.sqrt(np.maximum(energy[len(piece) :] - energy[: -len(piece)], 1e-9)) * (np.linalg.norm(piece) + 1e-9)
    likeness: FloatSamples = (np.correlate(around, piece, "valid") / norms).astype(np.float32)
    return likeness

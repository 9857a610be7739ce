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
AS_ALIKE = 0.02
"""Clips that say the same words are this close to each other; which of them it is, the windows around tell."""
DRIFT_S = 0.05
"""So far the place in a clip may be from where the window before has it."""
MISSED = 5
"""After so many windows without a fit nothing tells that a clip goes on."""
PIECES = 16
FRAME_S = 0.04
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
        voiced = [level(part) >= VOICED_DBOV for part in parts]
        chosen = _follow([self._fits(part) if one else [] for part, one in zip(parts, voiced, strict=True)])
        self._fill(parts, voiced, chosen, range(len(parts)))
        self._fill(parts, voiced, chosen, range(len(parts) - 1, -1, -1))
        return [
            Window(at_s=WINDOW_S * index, voiced=one)
            if fit is None
            else Window(at_s=WINDOW_S * index, voiced=True, clip=fit.clip, position_s=fit.position_s)
            for index, (one, fit) in enumerate(zip(voiced, chosen, strict=True))
        ]

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

    def _fill(
        self, parts: Sequence[FloatSamples], voiced: Sequence[bool], chosen: list[_Fit | None], indices: Sequence[int]
    ) -> None:
        """Hear a clip go on, in the order of `indices`, in windows that fit nothing as a whole, or one thing alone."""
        known = -1
        for index in indices:
            fit, here = chosen[known] if known >= 0 else None, chosen[index]
            near = [beside for beside in (*chosen[max(0, index - 1) : index], *chosen[index + 1 : index + 2]) if beside]
            alone = here is None or all(beside.clip != here.clip for beside in near)
            if fit is not None and alone and voiced[index] and abs(index - known) <= MISSED:
                expected_s = fit.position_s + (index - known) * WINDOW_S
                if likeness_across_a_jump(parts[index], self.clips[fit.clip], expected_s) >= ALIKE:
                    chosen[index] = here = _Fit(fit.clip, expected_s)
            if here is not None:
                known = index


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


def _follow(fits: Sequence[Sequence[_Fit]]) -> list[_Fit | None]:
    """Return at most one fit a window: of the clips that fit as well, the one that then goes on for longest.

    Where two go on as long, it is the one that began nearest to its own beginning: a clip is played from there.
    """
    chosen: list[_Fit | None] = [None] * len(fits)
    at = 0
    while at < len(fits):
        runs = [_run(fits, at, fit) for fit in fits[at]]
        if runs:
            longest = min(runs, key=lambda run: (-len(run), run[at].position_s))
            for index, fit in longest.items():
                chosen[index] = fit
            at = max(longest)
        at += 1
    return chosen


def _run(fits: Sequence[Sequence[_Fit]], at: int, first: _Fit) -> dict[int, _Fit]:
    """Return the windows from `at` on in which the clip of `first` goes on, over those in which nothing is heard."""
    run = {at: first}
    last = at
    for index in range(at + 1, len(fits)):
        if index - last > MISSED:
            break
        expected_s = run[last].position_s + (index - last) * WINDOW_S
        near = DRIFT_S * (index - last)
        following = [fit for fit in fits[index] if fit.clip == first.clip and abs(fit.position_s - expected_s) <= near]
        if following:
            run[index] = following[0]
            last = index
        elif fits[index]:
            break
    return run


def level(samples: FloatSamples) -> float:
    """Return the RMS of `samples` in dBov, in which a full-scale square wave is 0."""
    return 10 * float(np.log10(max(float(np.mean(np.square(samples, dtype=np.float64))), 1e-12)))


def heard_until(clip: FloatSamples, recording: Samples, window: Window) -> float:
    """Return until when, in seconds of the recording, a clip goes on after the window that it is heard in.

    It is compared frame by frame. Its own pauses are no end, and neither is a frame out of which something was dropped.
    """
    sound = to_float(recording)
    size, drift = round(FRAME_S * RATE_HZ), round(DRIFT_S * RATE_HZ)
    at, place = round(window.at_s * RATE_HZ), round(window.position_s * RATE_HZ)
    last, missed = at, 0
    while at + size <= len(sound) and place + size <= len(clip) and missed <= FRAMES_MISSED:
        if level(clip[place : place + size]) >= VOICED_DBOV:
            piece = sound[at : at + size]
            around = clip[max(0, place - drift) : place + size + drift]
            if level(piece) >= VOICED_DBOV and _best(piece, around) >= ALIKE:
                last, missed = at + size, 0
            else:
                missed += 1
        at, place = at + size, place + size
    return last / RATE_HZ


def _best(piece: FloatSamples, around: FloatSamples) -> float:
    """Return how alike `piece` is to the part of `around` that it fits best."""
    norms = np.sqrt(np.convolve(np.square(around), np.ones(len(piece), np.float32), "valid").clip(1e-9))
    return float(np.max(np.correlate(around, piece, "valid") / norms)) / float(np.linalg.norm(piece) + 1e-9)

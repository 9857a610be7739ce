"""What is heard in a recording of a call: which clip, and from where in it.

A recording is compared with the clips in windows of 0.4 s, never as a whole: a telephone drops or adds a few
milliseconds now and then. Likeness is the normalised correlation of a window with a clip where it fits best: 1 is the
same sound, at any level.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from voiceedu.codecs import FloatSamples, Samples, to_float

RATE_HZ = 8000
WINDOW_S = 0.4
ALIKE = 0.8
JUST_ALIKE = 0.95
AS_ALIKE = 0.02
"""Clips that say the same words are this close to each other."""
DRIFT_S = 0.05
"""So far the place in a clip may be from where the window before has it."""
MISSED = 5
"""After so many windows without a fit nothing tells that a clip goes on."""
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
    """0.4 s of a recording from `at_s` on.

    `fits` has each clip that is heard in it, with the place in that clip, in seconds: more than one where they say the
    same words, none in a pause or in a sound that is no clip's.
    """

    at_s: float
    voiced: bool
    fits: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Heard:
    """Places by clip, and how alike the sound is to them."""

    places: Mapping[str, float]
    likeness: float


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
        heard: dict[int, _Heard] = {}
        for index, part in enumerate(voiced):
            if part is not None and (found := self._hear(part, _expected(index, heard))) is not None:
                heard[index] = found
        for index in range(len(parts) - 2, -1, -1):  # what begins within a window is heard from there backwards
            part, after = voiced[index], heard.get(index + 1)
            if part is not None and after is not None:
                begun = {clip: place_s - WINDOW_S for clip, place_s in after.places.items()}
                heard_here = heard.get(index)
                if heard_here is None or not heard_here.places.keys() & begun.keys():
                    found = self._across_a_jump(part, begun)
                    if found is not None and (heard_here is None or found.likeness > heard_here.likeness):
                        heard[index] = found
        return [
            Window(at_s=WINDOW_S * index, voiced=part is not None, fits=heard[index].places if index in heard else {})
            for index, part in enumerate(voiced)
        ]

    def _hear(self, part: FloatSamples, expected: Mapping[str, float]) -> _Heard | None:
        """Return what is heard in a window, where `expected` is what was heard before it, and where that is now.

        That goes on if it is as alike as can be. Otherwise the window is compared with everything, and with what goes
        on across a jump, and the likest is heard.
        """
        going_on = _likest([self._near(part, clip, place_s) for clip, place_s in expected.items()])
        if going_on is not None and going_on.likeness >= JUST_ALIKE:
            return going_on
        found = [self._anywhere(part), self._across_a_jump(part, expected)]
        return max((one for one in found if one is not None), key=lambda one: one.likeness, default=None)

    def _near(self, part: FloatSamples, clip: str, place_s: float) -> tuple[str, float, float]:
        """Return the clip, the place near `place_s` where it fits best, and how alike it is there."""
        drift = round(DRIFT_S * RATE_HZ)
        first = max(0, round(place_s * RATE_HZ) - drift)
        around = self.clips[clip][first : first + len(part) + 2 * drift]
        if len(around) < len(part):
            return clip, place_s, 0.0
        likeness = _likeness(part, around)
        best = int(np.argmax(likeness))
        return clip, (first + best) / RATE_HZ, float(likeness[best])

    def _across_a_jump(self, part: FloatSamples, expected: Mapping[str, float]) -> _Heard | None:
        return _likest(
            [
                (clip, place_s, likeness_across_a_jump(part, self.clips[clip], place_s))
                for clip, place_s in expected.items()
            ]
        )

    def _anywhere(self, part: FloatSamples) -> _Heard | None:
        """Return where a window fits in all clips."""
        spectrum = np.conj(np.fft.rfft(part, _BLOCK)).astype(np.complex64)
        correlated = np.fft.irfft(self._spectra * spectrum, _BLOCK, axis=1)[:, :_STEP].reshape(-1)
        likeness = correlated[: len(self._norm)] / (self._norm * np.float32(np.linalg.norm(part)))
        found = []
        for clip, start in zip(self.clips, self._starts, strict=True):
            here = likeness[start : start + len(self.clips[clip])]
            best = int(np.argmax(here))
            found.append((clip, best / RATE_HZ, float(here[best])))
        return _likest(found)


def _likest(found: Sequence[tuple[str, float, float]]) -> _Heard | None:
    """Return the clips that are alike enough, and no less than the likest of them."""
    likeness = max((one[2] for one in found), default=0.0)
    if likeness < ALIKE:
        return None
    places = {clip: place_s for clip, place_s, alike in found if alike >= max(ALIKE, likeness - AS_ALIKE)}
    return _Heard(places=places, likeness=likeness)


def _expected(index: int, heard: Mapping[int, _Heard]) -> Mapping[str, float]:
    """Return where the window at `index` is in each clip that was heard last; nothing when that is long ago."""
    for before in range(index - 1, max(-1, index - 1 - MISSED), -1):
        if before in heard:
            return {clip: at_s + (index - before) * WINDOW_S for clip, at_s in heard[before].places.items()}
    return {}


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


def heard_until(clip: FloatSamples, recording: Samples, window: Window, place_s: float) -> float:
    """Return until when, in seconds of the recording, a clip goes on from the window in which it is heard at `place_s`.

    It is compared frame by frame. Its own pauses are no end, and neither is a frame out of which something was dropped.
    """
    sound = to_float(recording)
    size, drift = round(FRAME_S * RATE_HZ), round(DRIFT_S * RATE_HZ)
    before_s = max(0.0, -place_s)  # a clip may begin within the window
    at, place = round((window.at_s + before_s) * RATE_HZ), round((place_s + before_s) * RATE_HZ)
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

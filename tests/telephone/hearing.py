"""Recognises clips in a recording of a call, and the place in each.

A recording is compared with the clips in windows of 0.4 s, never as a whole: two clocks drift apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from tests.telephone.likeness import DRIFT_S, RATE_HZ, VOICED_DBOV, level, likeness, likeness_across_jumps
from voiceedu.audio.codecs import FloatSamples, Samples, to_float

WINDOW_S = 0.4
ALIKE = 0.8
THE_SAME = 0.995
ANEW = 0.05
"""So alike is what was played; and so much less are the same words in another clip, which are coded anew."""
MISSED = 5
"""After so many windows without a fit nothing tells that a clip goes on."""

_WINDOW = round(WINDOW_S * RATE_HZ)
_PIECE = _WINDOW // 4
_BLOCK = 1 << 15
_STEP = _BLOCK - _WINDOW + 1


@dataclass(frozen=True, kw_only=True)
class Window:
    """0.4 s of a recording from `at_s` on.

    `fits` maps each clip heard in it to the place in that clip, in seconds: several clips where they have the same
    words, none in a pause or an unknown sound.
    """

    at_s: float
    voiced: bool
    fits: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Fit:
    """A clip, its likeness to a window, and the places in it where the window begins and ends."""

    clip: str
    likeness: float
    begins_s: float
    ends_s: float


_Heard = Sequence[_Fit]
"""Every clip that a window is alike to, the likest first."""


class Ear:
    """Recognises `clips`, samples at 8 kHz by name."""

    def __init__(self, clips: Mapping[str, Samples]) -> None:
        self.clips = {name: to_float(samples) for name, samples in clips.items()}
        gap = np.zeros(_WINDOW, np.float32)  # silence, so that no window fits across two clips
        ends = np.cumsum([_WINDOW + len(samples) for samples in clips.values()])
        self._starts = np.concatenate([[0], ends[:-1]]).astype(np.intp)
        joined = np.concatenate([*(part for samples in self.clips.values() for part in (gap, samples)), gap])
        energy = np.concatenate([[0.0], np.cumsum(np.square(joined, dtype=np.float64))])
        self._norms = {size: _norm(energy, size) for size in (_WINDOW, _PIECE)}
        padded = np.concatenate([joined, np.zeros(_BLOCK, np.float32)])
        blocks = np.stack([padded[at : at + _BLOCK] for at in range(0, len(self._norms[_WINDOW]), _STEP)])
        self._spectra = np.fft.rfft(blocks, axis=1).astype(np.complex64)

    def listen(self, recording: Samples) -> list[Window]:
        """Return every window of the recording in order, with the clips heard in each."""
        sound = to_float(recording)
        parts = [sound[at : at + _WINDOW] for at in range(0, len(sound) - _WINDOW + 1, _WINDOW)]
        voiced = [part if level(part) >= VOICED_DBOV else None for part in parts]
        listening = Listening(self)
        for each in parts:
            listening.take(each)
        heard = listening.heard
        for index in range(len(parts) - 1, -1, -1):  # backwards, for clips with a torn beginning
            part, before = voiced[index], _before(index, heard)
            here = heard.get(index, ())
            if part is not None and not {fit.clip for fit in here} & before.keys():
                found = self._across_jumps(part, before)
                if found and (not here or found[0].likeness > here[0].likeness):
                    heard[index] = found
        return [_window(index, part is not None, heard.get(index, ())) for index, part in enumerate(voiced)]

    def hear(self, part: FloatSamples, expected: Mapping[str, float]) -> _Heard:
        """Return the fits of a window, given those `expected` from the window before, and the places where they go on.

        An expected clip that fits perfectly is taken. Otherwise the window is compared with every clip, and with the
        expected ones across jumps, and the best fits are taken. A window that fits nowhere may be torn itself.
        """
        going_on = _alike([self._near(part, clip, place_s) for clip, place_s in expected.items()])
        if going_on and going_on[0].likeness >= THE_SAME:
            return going_on
        found = [self._anywhere(part), self._across_jumps(part, expected)]
        return max(found, key=lambda one: one[0].likeness if one else 0.0) or self._torn(part)

    def _near(self, part: FloatSamples, clip: str, place_s: float) -> _Fit:
        """Return the best fit of a window to a clip near a place."""
        drift = round(DRIFT_S * RATE_HZ)
        first = max(0, round(place_s * RATE_HZ) - drift)
        around = self.clips[clip][first : first + len(part) + 2 * drift]
        if len(around) < len(part):
            return _fit(clip, 0.0, first)
        alike = likeness(part, around)
        best = int(np.argmax(alike))
        return _fit(clip, float(alike[best]), first + best)

    def _across_jumps(self, part: FloatSamples, expected: Mapping[str, float]) -> _Heard:
        jumps = {clip: likeness_across_jumps(part, self.clips[clip], at_s) for clip, at_s in expected.items()}
        return _alike(
            [
                _Fit(clip=clip, likeness=one.likeness, begins_s=one.begins_s, ends_s=one.ends_s)
                for clip, one in jumps.items()
            ]
        )

    def _anywhere(self, part: FloatSamples) -> _Heard:
        """Return the best fit of a window to each clip, in which it may begin before the clip does."""
        return _alike([_fit(clip, likeness, place) for clip, likeness, place in self._places(part)])

    def _torn(self, part: FloatSamples) -> _Heard:
        """Return the fits of a window in which samples were dropped, such as the first of a clip.

        A piece of it shows where in a clip it may be; there it is compared across jumps.
        """
        places_s: dict[str, float] = {}
        for at in range(0, _WINDOW, _PIECE):
            piece = part[at : at + _PIECE]
            if level(piece) >= VOICED_DBOV:
                alike = (found for found in self._places(piece) if found[1] >= THE_SAME)
                places_s |= {clip: (place - at) / RATE_HZ for clip, _, place in alike if clip not in places_s}
        return self._across_jumps(part, places_s)

    def _places(self, part: FloatSamples) -> Iterator[tuple[str, float, int]]:
        """Yield each clip, the likeness of its most alike place to a window or a piece of one, and that place."""
        norm = self._norms[len(part)]
        spectrum = np.conj(np.fft.rfft(part, _BLOCK)).astype(np.complex64)
        correlated = np.fft.irfft(self._spectra * spectrum, _BLOCK, axis=1)[:, :_STEP].reshape(-1)
        count = min(len(norm), len(correlated))
        alike = correlated[:count] / (norm[:count] * np.float32(np.linalg.norm(part)))
        for clip, start in zip(self.clips, self._starts, strict=True):
            here = alike[start : start + _WINDOW + len(self.clips[clip])]
            best = int(np.argmax(here))
            yield clip, float(here[best]), best - _WINDOW


class Listening:
    """Hears a sound as it comes, one window after another; `heard` has the fits of the windows by their index."""

    def __init__(self, ear: Ear) -> None:
        self._ear = ear
        self._windows = 0
        self.heard: dict[int, _Heard] = {}

    def take(self, part: FloatSamples) -> Window:
        """Return the next window, which is `part`."""
        index, voiced = self._windows, level(part) >= VOICED_DBOV
        self._windows += 1
        if voiced and (found := self._ear.hear(part, _after(index, self.heard))):
            self.heard[index] = found
        return _window(index, voiced, self.heard.get(index, ()))


def _norm(energy: npt.NDArray[np.float64], size: int) -> FloatSamples:
    """Return the norm of each part of `size` samples, from sums of energy; infinite in a pause, where nothing fits."""
    parts = energy[size:] - energy[:-size]
    quiet = size * 10 ** ((VOICED_DBOV - 10) / 10)
    norm: FloatSamples = np.sqrt(np.where(parts > quiet, parts, np.inf)).astype(np.float32)
    return norm


def _window(index: int, voiced: bool, heard: _Heard) -> Window:
    return Window(at_s=WINDOW_S * index, voiced=voiced, fits={fit.clip: fit.begins_s for fit in heard})


def _fit(clip: str, alike: float, place: int) -> _Fit:
    return _Fit(clip=clip, likeness=alike, begins_s=place / RATE_HZ, ends_s=place / RATE_HZ + WINDOW_S)


def _alike(found: Sequence[_Fit]) -> _Heard:
    """Return the fits above the threshold; if one is nearly perfect, only those that are close to it."""
    likest = max((fit.likeness for fit in found), default=0.0)
    enough = likest - ANEW if likest >= THE_SAME else ALIKE
    return sorted((fit for fit in found if fit.likeness >= enough), key=lambda fit: -fit.likeness)


def _after(index: int, heard: Mapping[int, _Heard]) -> dict[str, float]:
    """Return the places in the clips heard last at which the window at `index` begins; none if that was long ago."""
    for near in range(index - 1, max(-1, index - 1 - MISSED), -1):
        if near in heard:
            return {fit.clip: fit.ends_s + (index - near - 1) * WINDOW_S for fit in heard[near]}
    return {}


def _before(index: int, heard: Mapping[int, _Heard]) -> dict[str, float]:
    """Return the places in the clips heard next at which the window at `index` would begin."""
    for near in range(index + 1, index + 1 + MISSED):
        if near in heard:
            return {fit.clip: fit.begins_s - (near - index) * WINDOW_S for fit in heard[near]}
    return {}

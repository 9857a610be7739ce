import itertools
import math
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from voiceedu.audio import speech_level
from voiceedu.audio.codecs import FloatSamples

RATE = 8_000
MARGIN_DB = 15.9


def reference_active_level(samples: FloatSamples, rate: int) -> float:
    """Return the active speech level by ITU-T P.56, method B, sample by sample as the recommendation writes it."""
    g = math.exp(-1 / (rate * 0.03))
    hangover = math.ceil(0.2 * rate)
    thresholds = [2.0**-exponent for exponent in range(15, 0, -1)]
    activity = [0] * len(thresholds)
    hangs = [hangover] * len(thresholds)
    p = q = square_sum = 0.0
    for x in samples.tolist():
        square_sum += x * x
        p = g * p + (1 - g) * abs(x)
        q = g * q + (1 - g) * p
        for j, threshold in enumerate(thresholds):
            if q >= threshold:
                activity[j] += 1
                hangs[j] = 0
            elif hangs[j] < hangover:
                activity[j] += 1
                hangs[j] += 1
    points = [
        (10 * math.log10(square_sum / active), 20 * math.log10(threshold))
        for active, threshold in zip(activity, thresholds, strict=True)
        if active
    ]
    for (level, threshold), (next_level, next_threshold) in itertools.pairwise(points):
        distance, next_distance = level - threshold, next_level - next_threshold
        if next_distance <= MARGIN_DB <= distance:
            return level + (next_level - level) * (distance - MARGIN_DB) / (distance - next_distance)
    raise AssertionError("the level is outside what P.56 can measure")


def bursts(rate: int, *, seed: int, level: float, pause_s: float) -> FloatSamples:
    """Return about three seconds of hums and hisses as long as syllables, some with a pause after them."""
    rng = np.random.default_rng(seed)
    parts: list[npt.NDArray[Any]] = []
    for number in range(10):
        time = np.arange(round(rng.uniform(0.08, 0.35) * rate)) / rate
        hum = sum(np.sin(2 * np.pi * rng.uniform(100, 250) * h * time) / h for h in (1, 2, 3, 5))
        sound = hum if number % 3 else rng.normal(0, 0.5, len(time))
        parts += [rng.uniform(0.2, 1) * np.hanning(len(time)) * sound]
        parts += [np.zeros(round((pause_s if number % 4 == 3 else 0.03) * rate))]
    speech: FloatSamples = (np.concatenate(parts) * level).astype(np.float32)
    return speech


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050])
@pytest.mark.parametrize(
    "speech",
    [
        partial(bursts, seed=1, level=0.5, pause_s=0.5),
        partial(bursts, seed=2, level=0.02, pause_s=1.0),
        partial(bursts, seed=3, level=0.1, pause_s=0.0),
    ],
    ids=["loud", "quiet", "without pauses"],
)
def test_the_active_level_is_that_of_p56(speech: "partial[FloatSamples]", rate: int) -> None:
    """The level is within 0.02 dB of what the recommendation's own steps give, at any rate and loudness."""
    samples = speech(rate)
    assert speech_level.active_level(samples, rate) == pytest.approx(reference_active_level(samples, rate), abs=0.02)


def test_silence_does_not_change_the_level() -> None:
    """Ten seconds of silence before and after speech, or a faint hiss there, leave its level where it was."""
    # P.56 counts the 200 ms after speech as speech: they are there in both.
    speech = np.concatenate([bursts(RATE, seed=4, level=0.2, pause_s=0.4), np.zeros(RATE // 2, np.float32)])
    level = speech_level.active_level(speech, RATE)
    silence = np.zeros(10 * RATE, np.float32)
    hiss = np.random.default_rng(0).normal(0, 0.00005, 10 * RATE).astype(np.float32)
    for around in (silence, hiss):
        assert speech_level.active_level(np.concatenate([around, speech, around]), RATE) == pytest.approx(
            level, abs=0.3
        )


def test_the_level_follows_the_gain() -> None:
    """Speech that is made 12 dB quieter has a level 12 dB lower."""
    speech = bursts(RATE, seed=5, level=0.5, pause_s=0.4)
    quieter = speech * np.float32(10 ** (-12 / 20))
    assert speech_level.active_level(quieter, RATE) == pytest.approx(
        speech_level.active_level(speech, RATE) - 12, abs=0.1
    )


def test_a_steady_sine_has_the_level_of_its_rms() -> None:
    """Sound without pauses is active throughout: a full-scale sine is 3 dB below a full-scale square wave."""
    sine = np.sin(2 * np.pi * 997 * np.arange(10 * RATE) / RATE).astype(np.float32)
    assert speech_level.active_level(sine, RATE) == pytest.approx(-3.01, abs=0.1)


@pytest.mark.parametrize("length", [0, 1, 7, RATE])
def test_silence_has_no_level(length: int) -> None:
    """Of nothing, and of silence, the level is −100 dBov, and no error."""
    assert speech_level.active_level(np.zeros(length, np.float32), RATE) == -100.0


@pytest.mark.parametrize(("samples", "dbfs"), [([0.5, -0.1], -6.02), ([0.1, -1.0], 0.0), ([0.001], -60.0)])
def test_the_peak_is_the_highest_sample(samples: list[float], dbfs: float) -> None:
    """The peak is the highest sample's distance from full scale, up or down."""
    assert speech_level.peak(np.array(samples, np.float32)) == pytest.approx(dbfs, abs=0.01)


def test_the_peak_of_nothing_is_a_number() -> None:
    """Silence and nothing at all have a peak far below any other, and no error."""
    assert speech_level.peak(np.zeros(0, np.float32)) == speech_level.peak(np.zeros(9, np.float32)) < -150

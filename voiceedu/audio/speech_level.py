"""The level of speech on a telephone: the active speech level of ITU-T P.56, method B."""

import numpy as np
import numpy.typing as npt

from voiceedu.audio.codecs import FloatSamples

# ITU-T P.56 (12/2011), table 1.
TIME_CONSTANT_S = 0.03
HANGOVER_S = 0.2
MARGIN_DB = 15.9
THRESHOLDS = 2.0 ** -np.arange(1, 16)

ENVELOPE_HZ = 1000
"""The envelope is kept at this rate: it is 30 times faster than the envelope can move, and 8 times less work."""

_Envelope = npt.NDArray[np.float64]


def active_level(samples: FloatSamples, rate: int) -> float:
    """Return the active speech level of `samples` in dBov: 0 is the RMS of a full-scale square wave.

    Silence between words does not count, unlike in an RMS of the whole. It is −100 if nothing is active.
    """
    step = rate // ENVELOPE_HZ
    blocks = len(samples) // step
    energy = float(np.sum(np.square(samples, dtype=np.float64))) / step
    if not blocks or not energy:
        return -100.0
    rectified = np.abs(samples[: blocks * step].astype(np.float64)).reshape(blocks, step).mean(axis=1)
    envelope = _smoothed(rectified)
    hangover = round(HANGOVER_S * ENVELOPE_HZ)
    now = np.arange(blocks)
    below: tuple[float, float] | None = None  # active level, and its distance from the threshold, one step below
    for threshold in THRESHOLDS[::-1]:
        last_active = np.maximum.accumulate(np.where(envelope >= threshold, now, -hangover - 1))
        active = int(np.count_nonzero(now - last_active <= hangover))
        if not active:
            break
        level = 10 * np.log10(energy / active)
        distance = level - 20 * np.log10(threshold)
        if distance <= MARGIN_DB:
            if below is None:
                return float(level)
            share = (below[1] - MARGIN_DB) / (below[1] - distance)
            return float(below[0] + share * (level - below[0]))
        below = level, distance
    return below[0] if below else -100.0


def peak(samples: FloatSamples) -> float:
    """Return the highest sample in dBFS."""
    return 20 * float(np.log10(max(float(np.max(np.abs(samples), initial=0)), 1e-9)))


def _smoothed(values: _Envelope) -> _Envelope:
    """Return `values` through the two one-pole smoothers of P.56, one after the other, as one convolution."""
    decay = np.exp(-1 / (ENVELOPE_HZ * TIME_CONSTANT_S))
    steps = np.arange(ENVELOPE_HZ)  # after a second, 33 time constants, the rest is negligible
    response = (1 - decay) ** 2 * (steps + 1) * decay**steps
    length = 1 << (len(values) + len(response)).bit_length()
    smoothed = np.fft.irfft(np.fft.rfft(values, length) * np.fft.rfft(response, length), length)
    return smoothed[: len(values)]

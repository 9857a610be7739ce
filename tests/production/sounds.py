"""Sounds that the tests of production are made of, and how loud they are."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from voiceedu.engines import Speech

SENTENCES = (
    "Epidural injections.",
    "An epidural injection puts medicine into your epidural space.",
    "It can help.",
    "The pain may be in your lower back, your neck or your legs.",
)
PAUSES_MS = (600, 350, 650, 900)
VOICES = ("espeak", "tone")


def db(power: float) -> float:
    return 10 * math.log10(power + 1e-20)


def rms_db(samples: npt.NDArray[Any]) -> float:
    return db(float(np.mean(np.square(samples, dtype=np.float64))))


def hum(seconds: float, *, rate: int = 16_000, frequency: float = 440) -> Speech:
    """Return a sine that begins and ends softly, as speech."""
    time = np.arange(round(seconds * rate)) / rate
    fade = np.minimum(1, np.minimum(time, time[-1] - time) / 0.01)
    samples = np.rint(12_000 * fade * np.sin(2 * np.pi * frequency * time))
    return Speech(pcm=samples.astype("<i2").tobytes(), sample_rate=rate)


def silence(seconds: float, *, rate: int = 16_000) -> Speech:
    return Speech(pcm=bytes(2 * round(seconds * rate)), sample_rate=rate)


def seconds(speech: Speech) -> float:
    return len(speech.pcm) / 2 / speech.sample_rate

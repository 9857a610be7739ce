"""A voice for tests: each word is a hum whose pitch and length come from its letters. The same on every machine."""

import hashlib

import numpy as np

from voiceedu.engines.protocol import Speech, Voice

SAMPLE_RATE = 16_000
LETTER_S = 0.04
WORD_GAP_S = 0.06
HARMONICS = (1, 2, 3, 5, 8)
"""Of a fundamental of 180–300 Hz: energy on both sides of, and inside, a telephone's band."""


class ToneEngine:
    name = "tone"
    needs_network = False

    def unavailable(self) -> str | None:
        return None

    def voice(self, language: str) -> Voice:
        return Voice(engine=self.name, engine_version="1", name="hum", version="1", language=language)

    def synthesize(self, text: str, voice: Voice) -> Speech:
        gap = np.zeros(round(WORD_GAP_S * SAMPLE_RATE))
        parts = [part for word in text.split() for part in (_hum(word), gap)]
        samples = np.concatenate(parts) if parts else gap
        return Speech(pcm=np.rint(samples * 32767).astype("<i2").tobytes(), sample_rate=SAMPLE_RATE)


def _hum(word: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    pitch = 180 + hashlib.sha256(word.encode()).digest()[0] / 255 * 120
    time = np.arange(round((2 + len(word)) * LETTER_S * SAMPLE_RATE)) / SAMPLE_RATE
    hum = sum(np.sin(2 * np.pi * pitch * harmonic * time) / harmonic for harmonic in HARMONICS)
    rise_and_fall = np.minimum(1, np.minimum(time, time[-1] - time) / 0.02)
    samples: np.ndarray[tuple[int], np.dtype[np.float64]] = 0.2 * hum * rise_and_fall
    return samples

"""The likeness of two sounds at any level: their normalised correlation, which is 1 for the same sound.

Telephones drop or insert a few milliseconds now and then. Listeners do not notice; this comparison tolerates it.
"""

from dataclasses import dataclass

import numpy as np

from voiceedu.audio.codecs import FloatSamples, Samples, to_float

RATE_HZ = 8000
VOICED_DBOV = -50.0
"""Below this a sound is a pause. Speech is at −26 … −22, what G.711 makes of a pause far below."""
DRIFT_S = 0.05
"""So far the place in a clip may be from where the sound before has it."""
PIECES = 16
FRAME_S = 0.05
FRAME_ALIKE = 0.95
FRAMES_MISSED = 3


@dataclass(frozen=True, kw_only=True)
class Jumps:
    """The likeness of a sound to a clip across jumps, and the places in the clip where it begins and ends."""

    likeness: float
    begins_s: float
    ends_s: float


def likeness_across_jumps(part: FloatSamples, clip: FloatSamples, place_s: float) -> Jumps:
    """Return the likeness of a sound to `clip` near a place, in up to three runs, each moved to its best fit."""
    drift, size = round(DRIFT_S * RATE_HZ), len(part) // PIECES
    first = round(place_s * RATE_HZ) - drift
    around = np.zeros(len(part) + 2 * drift, np.float32)
    there = clip[max(0, first) : max(0, first + len(around))]
    around[max(0, -first) : max(0, -first) + len(there)] = there
    products, energies = [np.zeros(2 * drift + 1)], [np.full(2 * drift + 1, 1e-9)]
    for at in range(0, PIECES * size, size):  # indexed by piece and by shift
        here = around[at : at + size + 2 * drift]
        products.append(np.correlate(here, part[at : at + size], "valid"))
        energies.append(np.convolve(np.square(here), np.ones(size), "valid"))
    product, energy = np.cumsum(products, axis=0), np.cumsum(energies, axis=0)
    after, energy_after = product[-1] - product, energy[-1] - energy + 1e-9
    one = np.argmax(product / np.sqrt(energy), axis=1)
    three = np.argmax(after / np.sqrt(energy_after), axis=1)
    likest = Jumps(likeness=0.0, begins_s=place_s, ends_s=place_s + len(part) / RATE_HZ)
    loudness = float(np.linalg.norm(part)) + 1e-9
    for begins in range(PIECES + 1):
        for ends in range(begins, PIECES + 1):
            middle, middle_energy = product[ends] - product[begins], energy[ends] - energy[begins] + 1e-9
            two = int(np.argmax(middle / np.sqrt(middle_energy)))
            total = energy[begins, one[begins]] + middle_energy[two] + energy_after[ends, three[ends]]
            alike = product[begins, one[begins]] + middle[two] + after[ends, three[ends]]
            likeness = float(alike / np.sqrt(total)) / loudness
            if likeness > likest.likeness:
                first_run = one[begins] if begins else (two if ends > begins else three[ends])
                last_run = three[ends] if ends < PIECES else (two if ends > begins else one[begins])
                likest = Jumps(
                    likeness=likeness,
                    begins_s=(first + int(first_run)) / RATE_HZ,
                    ends_s=(first + int(last_run) + len(part)) / RATE_HZ,
                )
    return likest


def level(samples: FloatSamples) -> float:
    """Return the RMS of `samples` in dBov, where a full-scale square wave is 0."""
    return 10 * float(np.log10(max(float(np.mean(np.square(samples, dtype=np.float64))), 1e-12)))


def likeness(piece: FloatSamples, around: FloatSamples) -> FloatSamples:
    """Return the likeness of `piece` to each part of `around` of the same length."""
    energy = np.concatenate([[0.0], np.cumsum(np.square(around, dtype=np.float64))])
    norms = np.sqrt(np.maximum(energy[len(piece) :] - energy[: -len(piece)], 1e-9)) * (np.linalg.norm(piece) + 1e-9)
    alike: FloatSamples = (np.correlate(around, piece, "valid") / norms).astype(np.float32)
    return alike


def heard_until(clip: FloatSamples, recording: Samples, *, at_s: float, place_s: float) -> float:
    """Return the second of the recording at which a clip ends that is heard from `place_s` at `at_s`.

    The comparison is frame by frame. Pauses of the clip do not end it, nor does a frame with dropped samples.
    """
    sound = to_float(recording)
    size, drift = round(FRAME_S * RATE_HZ), round(DRIFT_S * RATE_HZ)
    before_s = max(0.0, -place_s)  # another clip may begin after that
    at, place = round((at_s + before_s) * RATE_HZ), round((place_s + before_s) * RATE_HZ)
    last, missed = at, 0
    while at + size <= len(sound) and place + size <= len(clip) and missed <= FRAMES_MISSED:
        if level(clip[place : place + size]) >= VOICED_DBOV:
            piece = sound[at : at + size]
            around = clip[max(0, place - drift) : place + size + drift]
            if level(piece) >= VOICED_DBOV and float(np.max(likeness(piece, around))) >= FRAME_ALIKE:
                last, missed = at + size, 0
            else:
                missed += 1
        at, place = at + size, place + size
    return last / RATE_HZ

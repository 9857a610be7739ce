"""Measures a finished asset from its decoded bytes, and compares it with its profile."""

import math
from dataclasses import dataclass

import numpy as np

from voiceedu.assets import Profile
from voiceedu.audio import codecs, speech_level
from voiceedu.audio.codecs import FloatSamples
from voiceedu.production.mastering import PHONE_LEVEL_DBOV, WEB_LOUDNESS_LUFS

LEVEL_TOLERANCE_DB = 1.0
"""Listeners should not have to change the volume between assets: within 1 LU, or 1 dB of active level."""
WEB_PEAK_DBTP = -2.0
PHONE_PEAK_DBFS = -3.0
PHONE_BAND_END_HZ = 3600
PHONE_ABOVE_BAND_DB = -40.0


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """`level` and `peak` are in LUFS and dBTP for the page, in dBov of active speech (P.56) and dBFS for a phone.

    `above_band_db` is the energy above 3.6 kHz relative to the whole, for phones only. `faults` names bad values.
    """

    level: float
    peak: float
    above_band_db: float | None
    faults: tuple[str, ...]

    def __str__(self) -> str:
        level, peak = ("LUFS", "dBTP") if self.above_band_db is None else ("dBov", "dBFS")
        above = "" if self.above_band_db is None else f"  above 3.6 kHz {self.above_band_db:6.1f} dB"
        faults = f"  OUTSIDE: {', '.join(self.faults)}" if self.faults else ""
        return f"{self.level:6.1f} {level}  peak {self.peak:5.1f} {peak}{above}{faults}"


def measure(data: bytes, profile: Profile) -> Measurement:
    """Return the measurements of the asset `data`; raise AudioError if it cannot be decoded."""
    decoded, rate = codecs.decode(data, name=f"the {profile.name} asset")
    samples = codecs.to_float(decoded)
    if profile.name == "web":
        level, peak = codecs.loudness(samples, rate), codecs.true_peak(samples, rate)
        wanted, highest, above = WEB_LOUDNESS_LUFS, WEB_PEAK_DBTP, None
    else:
        level, peak = speech_level.active_level(samples, rate), speech_level.peak(samples)
        wanted, highest, above = PHONE_LEVEL_DBOV, PHONE_PEAK_DBFS, _above_band_db(samples, rate)
    faults = []
    if abs(level - wanted) > LEVEL_TOLERANCE_DB:
        faults.append(f"level is not {wanted:.0f} ± {LEVEL_TOLERANCE_DB:.0f}")
    if peak > highest:
        faults.append(f"peak is over {highest:.0f}")
    if above is not None and above > PHONE_ABOVE_BAND_DB:
        faults.append(f"more than {PHONE_ABOVE_BAND_DB:.0f} dB above 3.6 kHz")
    return Measurement(level=level, peak=peak, above_band_db=above, faults=tuple(faults))


def _above_band_db(samples: FloatSamples, rate: int) -> float:
    energy = np.abs(np.fft.rfft(samples)) ** 2
    above = energy[np.fft.rfftfreq(len(samples), 1 / rate) > PHONE_BAND_END_HZ]
    return 10 * math.log10(max(float(above.sum()) / float(energy.sum()), 1e-12))

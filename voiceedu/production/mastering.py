"""Finishes a recording for its listeners.

The page gets the level and bandwidth of broadcasts; a phone gets 200–3400 Hz at the level that the network expects.
Every asset is checked before it can be published. A WAV file holds the samples themselves. The MP3 of a whole recording
is decoded; of its parts, and of what is slower, the frames are counted: they say the same, by the same encoder.
"""

import threading
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from voiceedu.assets import NARROW_HZ, PHONE_KBIT_S, TEMPO, WEB_KBIT_S, WIDE_HZ, Profile, Speed
from voiceedu.audio import codecs, mp3_frames, speech_level, wav
from voiceedu.audio.codecs import FloatSamples, Samples
from voiceedu.audio.id3 import Chapter
from voiceedu.errors import AudioError
from voiceedu.production.assembly import LONGEST_HOLE_MS, Recording, longest_hole_ms, tempo_filters

WEB_LOUDNESS_LUFS = -19.0
"""The mono counterpart of the −16 LUFS that podcasts are asked for in stereo."""
WEB_CEILING_DBFS = -3.5
"""Sample peaks stop here; true peaks and MP3 rise at most 2 dB above (measured)."""
WEB_HIGHPASS = ("highpass", "f=60:precision=f64")
"""In double precision: in a pause a float would fade into the numbers that processors are slow with."""
PHONE_LEVEL_DBOV = -24.0
PHONE_CEILING_DBFS = -5.0
PHONE_BAND = ("firequalizer", "gain='if(between(f,190,3410),0,-80)':delay=0.02:zero_phase=on:accuracy=5")
"""Half the power at 200 and at 3400 Hz, 40 dB less at 150 and 3450 (measured); linear phase, so cues stay in place."""
WIDE_PHONE_BAND = (("highpass", "f=60:precision=f64"), ("lowpass", "f=7000:p=2"))
"""The band of wide-band telephony, 50–7000 Hz (ITU-T G.722)."""
KBIT_S = {"web": WEB_KBIT_S, "phone": PHONE_KBIT_S}
"""The bit rates of the profiles that are MP3."""
LIMITER_ROUNDS = 4
LIMITER_LOSS = 10 ** (0.25 / 20)
"""What the limiter may take from the whole, 0.25 dB, before it is given back."""
SILENCE_DB = -50.0
_QUIET = int(32768 * 10 ** (SILENCE_DB / 20))
"""The largest sample of 16 bits that is silence."""
WIDE_PHONE_HZ = 16_000
"""The sample rate of wide-band telephony: G.722, and Asterisk's sln16."""


class Sound:
    """A recording or a part of one at the rates of finished assets, resampled once for all of them. Thread-safe."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._resampled: dict[int, FloatSamples] = {}
        self._lock = threading.Lock()

    @property
    def duration_ms(self) -> float:
        return len(self.at(NARROW_HZ)) * 1000 / NARROW_HZ

    def at(self, rate: int) -> FloatSamples:
        """Return the samples at `rate` Hz."""
        with self._lock:
            if rate not in self._resampled:
                samples = codecs.to_float(self._recording.samples)
                self._resampled[rate] = codecs.filtered(samples, self._recording.sample_rate, [], rate_out=rate)
            return self._resampled[rate]


Master = Callable[[Sound, float], FloatSamples]
"""A sound and a tempo → samples in a profile's rate, band and level."""
Encode = Callable[[Samples, Mapping[str, str], Sequence[Chapter]], bytes]
"""Samples at a profile's rate, tags and chapters → a file."""


def finish(
    sound: Sound,
    profiles: Sequence[Profile],
    *,
    speed: Speed,
    tags: Mapping[str, str],
    chapters: Sequence[Chapter] = (),
    is_whole: bool = True,
) -> list[bytes]:
    """Return the bytes of `sound` for each of `profiles`, in their order; raise AudioError if one is wrong.

    What is not `is_whole` is part of a recording that is decoded to be checked, and is not decoded itself.
    """
    expected_ms = sound.duration_ms / TEMPO[speed]
    mastered: dict[Master, Samples] = {}
    finished = []
    for profile in profiles:
        master = MASTERS[profile.name]
        if master not in mastered:
            long = codecs.to_int16(master(sound, TEMPO[speed]))
            mastered[master] = _exactly(long, round(expected_ms / 1000 * profile.sample_rate))
            _check_samples(mastered[master], profile.sample_rate, profile, expected_ms=expected_ms)
        data = ENCODERS[profile.name](mastered[master], tags, chapters)
        if profile.suffix == ".mp3":
            _check_mp3(data, mastered[master], profile)
            if is_whole and speed == "normal":
                check(data, profile, expected_ms=expected_ms)
        finished.append(data)
    return finished


def wide_phone(recording: Recording, *, speed: Speed) -> Samples:
    """Return `recording` for a telephone in wide band, at WIDE_PHONE_HZ, at the level of the narrow one."""
    whole = codecs.to_float(recording.samples)
    filters = [*tempo_filters(TEMPO[speed]), *WIDE_PHONE_BAND]
    samples = codecs.filtered(whole, recording.sample_rate, filters, rate_out=WIDE_PHONE_HZ)
    gain_db = PHONE_LEVEL_DBOV - speech_level.active_level(samples, WIDE_PHONE_HZ)
    long = codecs.to_int16(_levelled(samples, WIDE_PHONE_HZ, gain_db, PHONE_CEILING_DBFS))
    return _exactly(long, round(len(whole) / recording.sample_rate / TEMPO[speed] * WIDE_PHONE_HZ))


def check(data: bytes, profile: Profile, *, expected_ms: float) -> None:
    """Raise AudioError unless `data` decodes, has its profile's rate and its length, and has no long silence."""
    samples, rate = codecs.decode(data, name=f"the {profile.name} asset")
    _check_samples(samples, rate, profile, expected_ms=expected_ms)


def _check_mp3(data: bytes, samples: Samples, profile: Profile) -> None:
    """Raise AudioError unless the frames of `data` are whole, and as many as `samples` need."""
    name = f"the {profile.name} asset"
    sound = mp3_frames.sound(data, rate=profile.sample_rate, kbit=KBIT_S[profile.name], name=name)
    frames = len(sound.frames) // mp3_frames.frame_size(rate=profile.sample_rate, kbit=KBIT_S[profile.name])
    length = frames * mp3_frames.FRAME_SAMPLES - mp3_frames.LAME_DELAY - sound.padding
    if length != len(samples):
        raise AudioError(f"{name} has {length} samples, not {len(samples)}")


def _check_samples(samples: Samples, rate: int, profile: Profile, *, expected_ms: float) -> None:
    duration_ms = len(samples) * 1000 / rate
    if rate != profile.sample_rate or abs(duration_ms - expected_ms) > 50:
        raise AudioError(
            f"the {profile.name} asset has {duration_ms:.0f} ms at {rate} Hz, not {expected_ms:.0f} ms at "
            f"{profile.sample_rate} Hz"
        )
    loud = (samples > _QUIET) | (samples < -_QUIET)
    if not loud.any():
        raise AudioError(f"the {profile.name} asset is silent")
    longest_ms = longest_hole_ms(loud, rate)
    if longest_ms > LONGEST_HOLE_MS:
        raise AudioError(f"the {profile.name} asset is silent for {longest_ms:.0f} ms on end")


def _exactly(long: Samples, length: int) -> Samples:
    """Return `length` samples. A change of tempo drops the last milliseconds, which belong to the pause at the end."""
    return np.pad(long[:length], (0, max(0, length - len(long))))


def _web(sound: Sound, tempo: float) -> FloatSamples:
    shaped = codecs.filtered(sound.at(WIDE_HZ), WIDE_HZ, [*tempo_filters(tempo), WEB_HIGHPASS])
    return _levelled(shaped, WIDE_HZ, WEB_LOUDNESS_LUFS - codecs.loudness(shaped, WIDE_HZ), WEB_CEILING_DBFS)


def _phone(sound: Sound, tempo: float) -> FloatSamples:
    narrow = sound.at(NARROW_HZ)
    if tempo != 1.0:
        narrow = codecs.filtered(narrow, NARROW_HZ, tempo_filters(tempo))
    band = codecs.filtered(narrow, NARROW_HZ, [PHONE_BAND])[: len(narrow)]
    return _levelled(band, NARROW_HZ, PHONE_LEVEL_DBOV - speech_level.active_level(band, NARROW_HZ), PHONE_CEILING_DBFS)


def _levelled(samples: FloatSamples, rate: int, gain_db: float, ceiling_dbfs: float) -> FloatSamples:
    louder = samples * np.float32(10 ** (gain_db / 20))
    if speech_level.peak(louder) <= ceiling_dbfs:
        return louder
    limiter = f"limit={10 ** (ceiling_dbfs / 20)}:attack=5:release=50:level=disabled:latency=enabled"
    wanted = np.mean(np.square(louder))
    for _ in range(LIMITER_ROUNDS):
        limited = codecs.filtered(louder, rate, [("alimiter", limiter)])
        # Restore the level that the limiter took; then limit only the remaining peaks.
        lost = float(np.sqrt(wanted / np.mean(np.square(limited))))
        if lost < LIMITER_LOSS:
            break
        louder = limited * np.float32(lost)
    return limited


def _mp3(profile: str, rate: int) -> Encode:
    kbit = KBIT_S[profile]
    return lambda samples, tags, chapters: codecs.mp3(samples, rate, kbit=kbit, tags=tags, chapters=chapters)


def _wav(write: Callable[[Samples, int], bytes]) -> Encode:
    return lambda samples, tags, chapters: write(samples, NARROW_HZ)


MASTERS: Mapping[str, Master] = {"web": _web, "phone": _phone, "phone-wav": _phone, "phone-ulaw": _phone}
ENCODERS: Mapping[str, Encode] = {
    "web": _mp3("web", WIDE_HZ),
    "phone": _mp3("phone", NARROW_HZ),
    "phone-wav": _wav(wav.pcm),
    "phone-ulaw": _wav(wav.mu_law),
}
"""By the profile's name."""

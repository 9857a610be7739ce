"""Speech, joined into one recording and finished for its listeners.

The page hears a level and a bandwidth of broadcast; a phone hears 200–3400 Hz at the level the network expects. Every
clip is decoded and looked at again before anybody may publish it.
"""

import hashlib
import json
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from voiceedu import codecs, levels
from voiceedu.codecs import Filter, FloatSamples, Samples
from voiceedu.engines import Speech
from voiceedu.errors import AudioError

with warnings.catch_warnings():
    # pydub warns that it finds no ffmpeg, which we never ask of it, and that Python's audioop goes (audioop-lts stays).
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

MASTERING_VERSION = "1"
"""Part of every clip's hash: raise it with any change that changes finished bytes."""

Speed = Literal["normal", "slow"]
TEMPO: dict[Speed, float] = {"normal": 1.0, "slow": 0.8}

WEB_LOUDNESS_LUFS = -19.0
"""The mono counterpart of the −16 LUFS that podcasts are asked for in stereo."""
WEB_CEILING_DBFS = -3.5
"""Sample peaks stop here; true peaks and MP3 rise at most 2 dB above (measured)."""
WEB_HIGHPASS = ("highpass", "f=60")
PHONE_LEVEL_DBOV = -24.0
PHONE_CEILING_DBFS = -5.0
PHONE_BAND = ("firequalizer", "gain='if(between(f,190,3410),0,-80)':delay=0.02:zero_phase=on:accuracy=5")
"""Half the power at 200 and at 3400 Hz, 40 dB less at 150 and 3450 (measured); linear phase, so cues stay in place."""

WORDS_PER_MINUTE = (140, 160)
"""How fast a whole procedure is heard, pauses included: the pace of a talking book."""
PACE_LIMITS = (0.8, 1.25)
"""Beyond these a change of tempo is heard as one; an engine that far off is left as it is."""
PACE_MIN_WORDS = 20

LIMITER_ROUNDS = 4
LIMITER_LOSS = 10 ** (0.25 / 20)
"""What the limiter may take from the whole, 0.25 dB, before it is given back."""

TRIM_DB = -45.0
"""What is this far below an utterance's loudest sample, at either end, is an engine's idea of a pause, not speech."""
TRIM_MARGIN_MS = 20
FADE_MS = 5
FASTEST_LETTERS_S = 40
SLOWEST_LETTERS_S = 3
"""No voice says more letters and digits a second, or fewer: 15 is usual in English (150 words a minute, 6 letters)."""
CLIPPED_SHARE = 0.01
SILENCE_DB = -50.0
LONGEST_HOLE_MS = 3000


Master = Callable[[FloatSamples, int, float], FloatSamples]
"""Samples at some rate in Hz, and a tempo → samples in a profile's rate, band and level."""
Encode = Callable[[Samples, Mapping[str, str]], bytes]
"""Samples at a profile's rate, and tags → a file."""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """How a recording is finished for one kind of listener."""

    name: str
    suffix: str
    media_type: str
    sample_rate: int
    master: Master
    encode: Encode


@dataclass(frozen=True, kw_only=True)
class Cue:
    """Where an utterance is in its recording at normal speed, in milliseconds from the start."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, kw_only=True)
class Clip:
    """Finished audio as it is published. `section` is empty for the whole procedure; `size` is in bytes."""

    hash: str
    name: str
    profile: str
    speed: Speed
    section: str
    media_type: str
    duration_ms: int
    size: int
    sha256: str

    @property
    def path(self) -> str:
        """Where it is in the store, and in a URL."""
        return clip_path(self.hash, self.name)


@dataclass(frozen=True, kw_only=True)
class Recording:
    """Utterances joined with their pauses, as the engine said them; a cue for each."""

    samples: Samples
    sample_rate: int
    cues: tuple[Cue, ...]

    @property
    def duration_ms(self) -> int:
        return round(len(self.samples) * 1000 / self.sample_rate)


def clip_path(digest: str, name: str) -> str:
    """Return where a clip is in the store, and in a URL."""
    return f"clips/{digest}/{name}"


def clip_hash(
    speech_keys: Sequence[str],
    pauses_ms: Sequence[int],
    *,
    pace: float,
    speed: Speed,
    profile: str,
    tags: Mapping[str, str],
) -> str:
    """Return the 16 hex digits that name a clip: of everything that its bytes depend on, tags included."""
    identity = json.dumps([MASTERING_VERSION, speech_keys, pauses_ms, pace, speed, profile, sorted(tags.items())])
    return hashlib.sha256(identity.encode()).hexdigest()[:16]


def check_speech(speech: Speech, *, spoken: str) -> None:
    """Raise AudioError unless `speech` can be `spoken` said: of about its length, without a hole, not clipped."""
    samples = np.frombuffer(trimmed(speech).pcm, "<i2")
    seconds = len(samples) / speech.sample_rate
    letters = sum(map(str.isalnum, spoken))
    if not letters / FASTEST_LETTERS_S <= seconds <= letters / SLOWEST_LETTERS_S + 2:
        raise AudioError(f"{seconds:.1f} s cannot be {spoken!r}")
    loudness = np.abs(samples.astype(np.int32))
    if np.count_nonzero(loudness >= 32767) > len(samples) * CLIPPED_SHARE:
        raise AudioError(f"{spoken!r} is clipped")
    longest_ms = _longest_hole_ms(loudness > loudness.max() * 10 ** (TRIM_DB / 20), speech.sample_rate)
    if longest_ms > LONGEST_HOLE_MS:
        raise AudioError(f"{spoken!r} is silent for {longest_ms:.0f} ms in the middle")


def trimmed(speech: Speech) -> Speech:
    """Return `speech` without the silence at its ends, faded in and out; raise AudioError when it is nothing else."""
    samples = np.frombuffer(speech.pcm, "<i2")
    loudness = np.abs(samples.astype(np.int32))
    loud = np.flatnonzero(loudness > loudness.max(initial=0) * 10 ** (TRIM_DB / 20))
    if not len(loud):
        raise AudioError("an utterance is silent")
    margin = speech.sample_rate * TRIM_MARGIN_MS // 1000
    kept = samples[max(0, loud[0] - margin) : loud[-1] + 1 + margin].astype(np.float32)
    # The fade ends before the first sound that counts, so that it takes a click and no consonant.
    ramp = np.linspace(0, 1, min(speech.sample_rate * FADE_MS // 1000, len(kept) // 2), dtype=np.float32)
    kept[: len(ramp)] *= ramp
    kept[len(kept) - len(ramp) :] *= ramp[::-1]
    kept = np.rint(kept).astype("<i2")
    return Speech(pcm=kept.tobytes(), sample_rate=speech.sample_rate)


def pace(speeches: Sequence[Speech], pauses_ms: Sequence[int], *, words: int) -> float:
    """Return the tempo, in hundredths, at which `words` words are heard at the right rate; 1.0 when they are."""
    slowest, fastest = WORDS_PER_MINUTE
    speech = sum(len(speech.pcm) / 2 / speech.sample_rate for speech in speeches) / 60
    pauses = sum(pauses_ms) / 60_000
    if words < PACE_MIN_WORDS or slowest <= words / (speech + pauses) <= fastest:
        return 1.0
    nearest = slowest + 1 if words / (speech + pauses) < slowest else fastest - 1
    spoken_in = words / nearest - pauses
    wanted = round(speech / spoken_in, 2) if spoken_in > 0 else PACE_LIMITS[1]
    return min(max(wanted, PACE_LIMITS[0]), PACE_LIMITS[1])


def paced(speech: Speech, pace: float) -> Speech:
    """Return `speech` at another tempo, its pitch kept."""
    if pace == 1.0:
        return speech
    samples = codecs.to_float(np.frombuffer(speech.pcm, "<i2"))
    changed = codecs.to_int16(codecs.filtered(samples, speech.sample_rate, _tempo(pace)))
    return Speech(pcm=changed.astype("<i2").tobytes(), sample_rate=speech.sample_rate)


def join(speeches: Sequence[Speech], pauses_ms: Sequence[int]) -> Recording:
    """Return one recording of `speeches`, each followed by its pause."""
    rate = speeches[0].sample_rate
    joined = AudioSegment.silent(0, frame_rate=rate)
    cues = []
    for speech, pause in zip(speeches, pauses_ms, strict=True):
        if speech.sample_rate != rate:
            raise AudioError(f"one voice spoke at {rate} and at {speech.sample_rate} Hz")
        start = joined.frame_count()
        said = AudioSegment(speech.pcm, sample_width=2, frame_rate=rate, channels=1)
        joined = joined.append(said, crossfade=0)
        cues.append(Cue(start_ms=round(start * 1000 / rate), end_ms=round(joined.frame_count() * 1000 / rate)))
        joined = joined.append(AudioSegment.silent(pause, frame_rate=rate), crossfade=0)
    return Recording(samples=np.frombuffer(joined.raw_data, "<i2"), sample_rate=rate, cues=tuple(cues))


def finish(recording: Recording, profiles: Sequence[Profile], *, speed: Speed, tags: Mapping[str, str]) -> list[bytes]:
    """Return the bytes of `recording` for each of `profiles`, in their order; raise AudioError if one is not right."""
    samples = codecs.to_float(recording.samples)
    expected_ms = recording.duration_ms / TEMPO[speed]
    mastered: dict[Master, Samples] = {}
    finished = []
    for profile in profiles:
        if profile.master not in mastered:
            long = codecs.to_int16(profile.master(samples, recording.sample_rate, TEMPO[speed]))
            # A change of tempo loses the last milliseconds, which are the pause at the end.
            length = round(expected_ms / 1000 * profile.sample_rate)
            mastered[profile.master] = np.pad(long[:length], (0, max(0, length - len(long))))
        data = profile.encode(mastered[profile.master], tags)
        check(data, profile, expected_ms=expected_ms)
        finished.append(data)
    return finished


def check(data: bytes, profile: Profile, *, expected_ms: float) -> None:
    """Raise AudioError unless `data` decodes, has its profile's rate and its length, and is never silent for long."""
    samples, rate = codecs.decode(data, name=f"the {profile.name} clip")
    duration_ms = len(samples) * 1000 / rate
    if rate != profile.sample_rate or abs(duration_ms - expected_ms) > 50:
        raise AudioError(
            f"the {profile.name} clip has {duration_ms:.0f} ms at {rate} Hz, not {expected_ms:.0f} ms at "
            f"{profile.sample_rate} Hz"
        )
    loud = np.abs(codecs.to_float(samples)) > 10 ** (SILENCE_DB / 20)
    if not loud.any():
        raise AudioError(f"the {profile.name} clip is silent")
    longest_ms = _longest_hole_ms(loud, rate)
    if longest_ms > LONGEST_HOLE_MS:
        raise AudioError(f"the {profile.name} clip is silent for {longest_ms:.0f} ms on end")


def _longest_hole_ms(loud: npt.NDArray[np.bool_], rate: int) -> float:
    """Return the longest run of samples that are not `loud`, in milliseconds."""
    edges = np.concatenate(([-1], np.flatnonzero(loud), [len(loud)]))
    return float((np.diff(edges) - 1).max()) * 1000 / rate


def _web(samples: FloatSamples, rate: int, tempo: float) -> FloatSamples:
    shaped = codecs.filtered(samples, rate, [*_tempo(tempo), WEB_HIGHPASS], rate_out=24_000)
    return _levelled(shaped, 24_000, WEB_LOUDNESS_LUFS - codecs.loudness(shaped, 24_000), WEB_CEILING_DBFS)


def _phone(samples: FloatSamples, rate: int, tempo: float) -> FloatSamples:
    narrow = codecs.filtered(samples, rate, [], rate_out=8_000)  # first: a change of tempo costs by the sample
    if tempo != 1.0:
        narrow = codecs.filtered(narrow, 8_000, _tempo(tempo))
    band = codecs.filtered(narrow, 8_000, [PHONE_BAND])[: len(narrow)]
    return _levelled(band, 8_000, PHONE_LEVEL_DBOV - levels.active_level(band, 8_000), PHONE_CEILING_DBFS)


def _tempo(tempo: float) -> list[Filter]:
    return [] if tempo == 1.0 else [("atempo", f"{tempo}")]


def _levelled(samples: FloatSamples, rate: int, gain_db: float, ceiling_dbfs: float) -> FloatSamples:
    louder = samples * np.float32(10 ** (gain_db / 20))
    if levels.peak(louder) <= ceiling_dbfs:
        return louder
    limiter = f"limit={10 ** (ceiling_dbfs / 20)}:attack=5:release=50:level=disabled:latency=enabled"
    wanted = np.mean(np.square(louder))
    for _ in range(LIMITER_ROUNDS):
        limited = codecs.filtered(louder, rate, [("alimiter", limiter)])
        # What the limiter took from the whole is given back; then only the peaks that stand out are limited again.
        lost = float(np.sqrt(wanted / np.mean(np.square(limited))))
        if lost < LIMITER_LOSS:
            break
        louder = limited * np.float32(lost)
    return limited


def _mp3(rate: int, kbit: int) -> Encode:
    return lambda samples, tags: codecs.mp3(samples, rate, kbit=kbit, tags=tags)


def _wav(codec: str) -> Encode:
    return lambda samples, tags: codecs.wav(samples, 8_000, codec=codec)


PROFILES = {
    profile.name: profile
    for profile in (
        Profile(
            name="web", suffix=".mp3", media_type="audio/mpeg", sample_rate=24_000, master=_web, encode=_mp3(24_000, 64)
        ),
        Profile(
            name="phone",
            suffix=".mp3",
            media_type="audio/mpeg",
            sample_rate=8_000,
            master=_phone,
            encode=_mp3(8_000, 32),
        ),
        Profile(
            name="phone-wav",
            suffix=".wav",
            media_type="audio/wav",
            sample_rate=8_000,
            master=_phone,
            encode=_wav("pcm_s16le"),
        ),
        Profile(
            name="phone-ulaw",
            suffix=".ulaw.wav",
            media_type="audio/wav",
            sample_rate=8_000,
            master=_phone,
            encode=_wav("pcm_mulaw"),
        ),
    )
}
"""The four ways a recording is finished, by name, as the contract fixes them."""

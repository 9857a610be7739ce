import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, get_args

import av
import numpy as np
import numpy.typing as npt
import pytest

from tests.production.sounds import PAUSES_MS, SENTENCES, VOICES, db, hum, rms_db, seconds, silence
from voiceedu import engines
from voiceedu.assets import PROFILES, TEMPO, Speed
from voiceedu.audio import codecs, speech_level
from voiceedu.audio.codecs import FloatSamples
from voiceedu.engines import Speech
from voiceedu.errors import AudioError
from voiceedu.production import assembly, mastering
from voiceedu.production.assembly import Recording

PHONES = ("phone", "phone-wav", "phone-ulaw")
SPEEDS: tuple[Speed, ...] = get_args(Speed)
# A page slows its player down: slow assets are for phones.
SLOW_FORMS: list[tuple[Speed, str]] = [("slow", name) for name in PHONES]
FORMS: list[tuple[Speed, str]] = [*(("normal", name) for name in PROFILES), *SLOW_FORMS]
TAGS = {"title": "Epidural injections", "album": "voiceedu", "language": "eng"}

FORMATS = {"web": ("mp3float", 24_000), "phone": ("mp3float", 8_000)}
FORMATS |= {"phone-wav": ("pcm_s16le", 8_000), "phone-ulaw": ("pcm_mulaw", 8_000)}

by_voice = pytest.mark.parametrize("voice", VOICES)
by_form = pytest.mark.parametrize(("speed", "profile"), FORMS)
by_profile = pytest.mark.parametrize("profile", PROFILES)
by_phone = pytest.mark.parametrize("profile", PHONES)


class Finished(NamedTuple):
    """A finished asset, and what it decodes to."""

    data: bytes
    samples: FloatSamples
    rate: int


@dataclass(frozen=True)
class Spoken:
    """What one voice said, joined, and finished in every way."""

    speeches: tuple[Speech, ...]
    recording: Recording
    finished: dict[tuple[Speed, str], Finished]


def finish(
    recording: Recording, *, speed: Speed = "normal", profiles: Sequence[str] = tuple(PROFILES)
) -> list[Finished]:
    """Return `recording` finished for `profiles`, and decoded again."""
    done = []
    sound = mastering.Sound(recording)
    for data in mastering.finish(sound, [PROFILES[name] for name in profiles], speed=speed, tags=TAGS):
        samples, rate = codecs.decode(data, name="a clip")
        done.append(Finished(data, codecs.to_float(samples), rate))
    return done


@pytest.fixture(scope="module")
def spoken() -> dict[str, Spoken]:
    found = {}
    for engine in engines.load(VOICES):
        voice = engine.voice("en")
        speeches = tuple(assembly.trimmed(engine.synthesize(sentence, voice)) for sentence in SENTENCES)
        recording = assembly.join(speeches, PAUSES_MS)
        assets = [*finish(recording), *finish(recording, speed="slow", profiles=PHONES)]
        found[engine.name] = Spoken(speeches, recording, dict(zip(FORMS, assets, strict=True)))
    return found


def tone_db(samples: npt.NDArray[Any], rate: int, frequency: float) -> float:
    """Return the level of the sine of `frequency` in `samples`, in dB of its amplitude."""
    turned = np.exp(-2j * np.pi * frequency * np.arange(len(samples)) / rate)
    return 2 * db(2 * abs(float(np.abs(np.mean(samples * turned)))))


def recorded(samples: npt.NDArray[Any], rate: int) -> Recording:
    return Recording(samples=codecs.to_int16(samples.astype(np.float32)), sample_rate=rate, spans=())


# The profiles, as the contract fixes them, measured from the bytes that are published.


def test_the_profiles_are_those_of_the_contract() -> None:
    """There are four profiles, and each has the name, suffix, media type and rate that integrators rely on."""
    assert [(p.name, p.suffix, p.media_type, p.sample_rate) for p in PROFILES.values()] == [
        ("web", ".mp3", "audio/mpeg", 24_000),
        ("phone", ".mp3", "audio/mpeg", 8_000),
        ("phone-wav", ".wav", "audio/wav", 8_000),
        ("phone-ulaw", ".ulaw.wav", "audio/wav", 8_000),
    ]
    assert all(name == profile.name for name, profile in PROFILES.items())


@by_voice
@by_form
def test_an_asset_has_its_format(spoken: dict[str, Spoken], voice: str, speed: Speed, profile: str) -> None:
    """An asset is coded as its profile says: codec, sample rate, one channel."""
    with av.open(io.BytesIO(spoken[voice].finished[speed, profile].data)) as container:
        (stream,) = container.streams.audio
        assert (stream.codec_context.name, stream.codec_context.sample_rate) == FORMATS[profile]
        assert stream.codec_context.channels == 1
        if profile in ("web", "phone"):
            assert stream.codec_context.bit_rate == {"web": 64_000, "phone": 32_000}[profile]
            assert {name: container.metadata[name] for name in TAGS} == TAGS


@by_voice
def test_the_web_is_as_loud_as_promised(spoken: dict[str, Spoken], voice: str) -> None:
    """The web profile has −19 ± 1 LUFS and a true peak of at most −2 dBTP."""
    _, samples, rate = spoken[voice].finished["normal", "web"]
    loudness, true_peak = codecs.loudness(samples, rate), codecs.true_peak(samples, rate)
    assert loudness == pytest.approx(-19, abs=1)
    assert true_peak <= -2


@by_voice
@pytest.mark.parametrize(("speed", "profile"), [form for form in FORMS if form[1] != "web"])
def test_a_phone_is_as_loud_as_promised(spoken: dict[str, Spoken], voice: str, speed: Speed, profile: str) -> None:
    """The phone profiles have −26…−22 dBov of active speech (P.56) and peaks of at most −3 dBFS."""
    _, samples, rate = spoken[voice].finished[speed, profile]
    assert -26 <= speech_level.active_level(samples, rate) <= -22
    assert speech_level.peak(samples) <= -3


@pytest.mark.parametrize("gain_db", [-30, -12, 0])
def test_the_level_does_not_depend_on_the_engine(spoken: dict[str, Spoken], gain_db: int) -> None:
    """A voice that speaks far more quietly, or as loudly as it can, is heard at the same level."""
    loud = codecs.to_float(spoken["espeak"].recording.samples)[: 5 * 22_050]
    samples = loud * np.float32(10 ** (gain_db / 20) / np.max(np.abs(loud)))
    web, phone = finish(recorded(samples, 22_050), profiles=("web", "phone"))
    loudness, true_peak = codecs.loudness(web.samples, web.rate), codecs.true_peak(web.samples, web.rate)
    assert loudness == pytest.approx(-19, abs=1)
    assert true_peak <= -2
    assert -26 <= speech_level.active_level(phone.samples, phone.rate) <= -22
    assert speech_level.peak(phone.samples) <= -3


@by_voice
@pytest.mark.parametrize(("speed", "profile"), [form for form in FORMS if form[1] != "web"])
def test_a_phone_carries_its_band_alone(spoken: dict[str, Spoken], voice: str, speed: Speed, profile: str) -> None:
    """Sound below 150 Hz and above 3600 Hz is at least 40 dB below the total."""
    _, samples, rate = spoken[voice].finished[speed, profile]
    power = np.square(np.abs(np.fft.rfft(samples)))
    frequencies = np.fft.rfftfreq(len(samples), 1 / rate)
    total = db(float(power.sum()))
    assert total - db(float(power[frequencies < 150].sum())) >= 40
    assert total - db(float(power[frequencies > 3600].sum())) >= 40


IN_BAND = (300, 320, 400, 700, 1000, 1700, 2400, 2900, 3000)
AT_THE_EDGES = (200, 3400)
OUT_OF_BAND = (50, 100, 150, 3600, 3800)


@pytest.fixture(scope="module")
def chord() -> dict[str, dict[int, float]]:
    """Return the gain of each profile at each frequency, against that at 1 kHz, from one chord of all of them."""
    rate, rng = 22_050, np.random.default_rng(0)
    time = np.arange(4 * rate) / rate
    frequencies = (*IN_BAND, *AT_THE_EDGES, *OUT_OF_BAND, 9000)
    fade = np.minimum(1, np.minimum(time, time[-1] - time) * 4)
    played = fade * sum(0.02 * np.sin(2 * np.pi * f * time + rng.uniform(0, 2 * np.pi)) for f in frequencies)
    gains = {}
    for name, asset in zip(PROFILES, finish(recorded(played, rate)), strict=True):
        middle = asset.samples[asset.rate // 2 : -asset.rate // 2]
        levels_db = {f: tone_db(middle, asset.rate, f) for f in frequencies if f < asset.rate / 2}
        gains[name] = {f: level - levels_db[1000] for f, level in levels_db.items()}
    return gains


@by_profile
def test_speech_passes_flat(chord: dict[str, dict[int, float]], profile: str) -> None:
    """From 300 to 3000 Hz nothing is louder or quieter than 1 kHz by more than 1 dB."""
    assert {f: chord[profile][f] for f in IN_BAND} == pytest.approx(dict.fromkeys(IN_BAND, 0), abs=1)


@by_phone
def test_the_band_of_a_phone_reaches_from_200_to_3400_hz(chord: dict[str, dict[int, float]], profile: str) -> None:
    """The edges of the band that the contract names are where about half the power is left."""
    assert {f: chord[profile][f] for f in AT_THE_EDGES} == pytest.approx(dict.fromkeys(AT_THE_EDGES, -3), abs=3)


@pytest.mark.parametrize("speed", SPEEDS)
def test_a_wide_phone_hears_more_of_the_voice(spoken: dict[str, Spoken], speed: Speed) -> None:
    """In wide band, a telephone hears the voice above 4 kHz too, at the level of the narrow one."""
    recording = spoken["espeak"].recording
    wide = codecs.to_float(mastering.wide_phone(recording, speed=speed))
    assert len(wide) / 16_000 == pytest.approx(recording.duration_ms / 1000 / TEMPO[speed], abs=0.05)
    assert -26 <= speech_level.active_level(wide, 16_000) <= -22
    power = np.abs(np.fft.rfft(wide)) ** 2
    frequencies = np.fft.rfftfreq(len(wide), 1 / 16_000)
    assert power[(frequencies > 4000) & (frequencies < 7000)].sum() > 1e-4 * power.sum()


@by_phone
def test_a_phone_is_spared_what_it_cannot_carry(chord: dict[str, dict[int, float]], profile: str) -> None:
    """Tones below and above the band are gone: 40 dB down and more."""
    assert max(chord[profile][f] for f in OUT_OF_BAND) <= -40


def test_the_page_hears_the_whole_voice(chord: dict[str, dict[int, float]]) -> None:
    """The web profile keeps frequencies from 100 Hz to 9 kHz."""
    assert [chord["web"][f] for f in (100, 150, 3600, 9000)] == pytest.approx([0, 0, 0, 0], abs=2)


@by_phone
def test_nothing_above_the_band_folds_into_it(spoken: dict[str, Spoken], profile: str) -> None:
    """A whistle of 5, 6 and 7 kHz, louder than the speech, leaves no trace at 1, 2 and 3 kHz or elsewhere."""
    rate = 22_050
    speech = codecs.to_float(spoken["espeak"].recording.samples)[: 5 * rate] * 0.3
    time = np.arange(len(speech)) / rate
    fade = np.minimum(1, np.minimum(time, time[-1] - time) * 10)
    whistle = fade * sum(0.1 * np.sin(2 * np.pi * f * time) for f in (5000, 6000, 7000))
    assert rms_db(whistle) > rms_db(speech) + 6
    (alone,) = finish(recorded(speech, rate), profiles=[profile])
    (both,) = finish(recorded(speech + whistle, rate), profiles=[profile])
    left = both.samples.astype(np.float64) - alone.samples
    for folded in (1000, 2000, 3000):
        assert tone_db(left, 8_000, folded) < rms_db(alone.samples) - 40
    if profile != "phone":  # where a bit more or less of an MP3 is spent is no whistle
        assert rms_db(left) < rms_db(alone.samples) - 40


# Time.


@by_voice
@by_profile
def test_an_asset_is_exactly_as_long_as_its_recording(spoken: dict[str, Spoken], voice: str, profile: str) -> None:
    """At normal speed no encoder's delay or padding is heard: the length is the recording's, to the millisecond."""
    _, samples, rate = spoken[voice].finished["normal", profile]
    assert len(samples) * 1000 / rate == pytest.approx(spoken[voice].recording.duration_ms, abs=1)


@by_voice
@by_phone
def test_slow_takes_a_quarter_longer(spoken: dict[str, Spoken], voice: str, profile: str) -> None:
    """The slow asset lasts 1/0.8 of the normal one, within 1 %."""
    normal, slow = (spoken[voice].finished[speed, profile].samples for speed in SPEEDS)
    assert len(slow) / len(normal) == pytest.approx(1 / 0.8, rel=0.01)


def test_slow_keeps_the_pitch() -> None:
    """Slow speech is not deeper speech: a sine stays where it was."""
    (asset,) = finish(assembly.join([hum(2, frequency=1000)], [300]), speed="slow", profiles=["phone-wav"])
    spectrum = np.abs(np.fft.rfft(asset.samples))
    assert np.argmax(spectrum) * asset.rate / len(asset.samples) == pytest.approx(1000, rel=0.005)


@by_voice
def test_cues_tell_where_each_sentence_is(spoken: dict[str, Spoken], voice: str) -> None:
    """There is a cue a sentence, as long as it, and between two of them exactly the pause."""
    recording, speeches = spoken[voice].recording, spoken[voice].speeches
    assert len(recording.cues) == len(SENTENCES)
    assert recording.cues[0].start_ms == 0
    starts = [cue.start_ms for cue in recording.cues[1:]] + [recording.duration_ms]
    for cue, speech, pause, next_start in zip(recording.cues, speeches, PAUSES_MS, starts, strict=True):
        assert cue.start_ms < cue.end_ms < next_start
        assert cue.end_ms - cue.start_ms == pytest.approx(seconds(speech) * 1000, abs=1)
        assert next_start - cue.end_ms == pytest.approx(pause, abs=1)


@by_voice
@by_form
def test_sound_is_within_the_cues(spoken: dict[str, Spoken], voice: str, speed: Speed, profile: str) -> None:
    """In the published bytes there is speech within each cue, from its start to its end, and silence in each pause."""
    cues = spoken[voice].recording.cues
    _, samples, rate = spoken[voice].finished[speed, profile]
    level = speech_level.active_level(samples, rate)
    # A change of tempo moves a sound by no more than the window it works in, about 40 ms.
    margin_ms = {"normal": 25, "slow": 50}[speed]

    def between(start_ms: float, end_ms: float) -> FloatSamples:
        return samples[round(start_ms * rate / 1000) : round(end_ms * rate / 1000)]

    edges = [(cue.start_ms / TEMPO[speed], cue.end_ms / TEMPO[speed]) for cue in cues]
    next_starts = [start for start, _ in edges[1:]] + [len(samples) * 1000 / rate + margin_ms]
    for (start, end), next_start in zip(edges, next_starts, strict=True):
        assert rms_db(between(start, end)) > level - 6
        for inside in (between(start, start + 2 * margin_ms + 40), between(end - 2 * margin_ms - 40, end)):
            assert rms_db(inside) > level - 35
        assert rms_db(between(end + margin_ms, next_start - margin_ms)) < level - 50


# What is published.


def test_the_same_recording_gives_the_same_bytes(spoken: dict[str, Spoken]) -> None:
    """Finishing has no clock, chance or version in it, whichever profiles are asked for together."""
    recording, finished = spoken["tone"].recording, spoken["tone"].finished
    for profile in reversed(PROFILES):
        (again,) = finish(recording, profiles=[profile])
        assert again.data == finished["normal", profile].data


@by_profile
def test_a_good_asset_passes(spoken: dict[str, Spoken], profile: str) -> None:
    """An asset that decodes, lasts as long as its words ask and is heard may be published."""
    recording = spoken["tone"].recording
    data = spoken["tone"].finished["normal", profile].data
    mastering.check(data, PROFILES[profile], expected_ms=recording.duration_ms)


@by_profile
@pytest.mark.parametrize("off_ms", [-200, 200])
def test_an_asset_of_the_wrong_length_is_refused(spoken: dict[str, Spoken], profile: str, off_ms: int) -> None:
    """An asset that is shorter or longer than its words is not published; the error names both lengths."""
    expected = spoken["tone"].recording.duration_ms + off_ms
    with pytest.raises(AudioError, match=f"the {profile} asset has .* not {expected} ms"):
        mastering.check(spoken["tone"].finished["normal", profile].data, PROFILES[profile], expected_ms=expected)


@by_profile
def test_an_asset_of_another_rate_is_refused(spoken: dict[str, Spoken], profile: str) -> None:
    """An asset at the rate of another profile is not published."""
    other = "web" if profile != "web" else "phone"
    expected = spoken["tone"].recording.duration_ms
    with pytest.raises(AudioError, match="Hz, not"):
        mastering.check(spoken["tone"].finished["normal", other].data, PROFILES[profile], expected_ms=expected)


@by_profile
@pytest.mark.parametrize("data", [b"", b"<html>busy</html>" * 99, bytes(9999)], ids=["empty", "HTML", "zeros"])
def test_what_is_not_audio_is_refused(profile: str, data: bytes) -> None:
    """Bytes that do not decode are not published."""
    with pytest.raises(AudioError, match=f"the {profile} asset"):
        mastering.check(data, PROFILES[profile], expected_ms=1000)


@by_profile
def test_an_asset_that_was_cut_off_is_refused(spoken: dict[str, Spoken], profile: str) -> None:
    """Half a file is not published."""
    data = spoken["tone"].finished["normal", profile].data
    expected = spoken["tone"].recording.duration_ms
    with pytest.raises(AudioError, match=f"the {profile} asset has"):
        mastering.check(data[: len(data) // 2], PROFILES[profile], expected_ms=expected)


@by_profile
def test_a_silent_asset_is_refused(profile: str) -> None:
    """Silence, also with a faint hiss, is not published however right its length."""
    rate = PROFILES[profile].sample_rate
    hiss = np.random.default_rng(0).integers(-3, 4, 2 * rate).astype(np.int16)
    for samples in (np.zeros(2 * rate, np.int16), hiss):
        with pytest.raises(AudioError, match=r"is silent$"):
            mastering.check(mastering.ENCODERS[profile](samples, {}, ()), PROFILES[profile], expected_ms=2000)


@by_profile
@pytest.mark.parametrize("at_s", [0.0, 1.0, 2.0], ids=["first", "within", "last"])
def test_an_asset_with_a_hole_is_refused(profile: str, at_s: float) -> None:
    """More than three seconds of silence on end, wherever, is not published; a little less is a pause."""
    rate = PROFILES[profile].sample_rate
    sound = np.frombuffer(hum(2, rate=rate).pcm, "<i2")
    at = round(at_s * rate)

    def with_hole(seconds: float) -> bytes:
        samples = np.concatenate([sound[:at], np.zeros(round(seconds * rate), np.int16), sound[at:]])
        return mastering.ENCODERS[profile](samples, {}, ())

    mastering.check(with_hole(2.8), PROFILES[profile], expected_ms=4800)
    with pytest.raises(AudioError, match=r"silent for 3[0-9]{3} ms on end"):
        mastering.check(with_hole(3.2), PROFILES[profile], expected_ms=5200)


def test_a_recording_that_cannot_be_right_is_not_finished() -> None:
    """Mastering checks its result: a silent recording raises AudioError and returns no bytes."""
    sound = mastering.Sound(assembly.join([silence(2)], [300]))
    with pytest.raises(AudioError):
        mastering.finish(sound, list(PROFILES.values()), speed="normal", tags=TAGS)


def without_last_frame(data: bytes, size: int) -> bytes:
    return data[:-size]


def without_a_byte(data: bytes, size: int) -> bytes:
    return data[: -3 * size] + data[-3 * size + 1 :]


def without_a_header(data: bytes, size: int) -> bytes:
    return data[: -2 * size] + bytes(2) + data[2 - 2 * size :]


def with_a_frame_twice(data: bytes, size: int) -> bytes:
    return data + data[-size:]


@pytest.mark.parametrize("profile", ["web", "phone"])
@pytest.mark.parametrize("damage", [without_last_frame, without_a_byte, without_a_header, with_a_frame_twice])
@pytest.mark.parametrize(
    ("is_whole", "speed"), [(True, "normal"), (False, "normal"), (False, "slow")], ids=["whole", "part", "slower"]
)
def test_a_part_with_wrong_frames_is_refused(
    spoken: dict[str, Spoken],
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[bytes, int], bytes],
    profile: str,
    is_whole: bool,
    speed: Speed,
) -> None:
    """An MP3 whose frames are not as many as its sound needs, or not whole, is refused whether it is decoded or not."""
    size = {"web": 192, "phone": 288}[profile]
    encode = mastering.ENCODERS[profile]
    damaged = {profile: lambda *asked: damage(encode(*asked), size)}
    sound = mastering.Sound(spoken["tone"].recording)
    mastering.finish(sound, [PROFILES[profile]], speed=speed, tags=TAGS, is_whole=is_whole)
    monkeypatch.setattr(mastering, "ENCODERS", damaged)
    with pytest.raises(AudioError, match=f"the {profile} asset"):
        mastering.finish(sound, [PROFILES[profile]], speed=speed, tags=TAGS, is_whole=is_whole)


@pytest.mark.parametrize("profile", ["web", "phone"])
def test_a_whole_recording_is_decoded(spoken: dict[str, Spoken], monkeypatch: pytest.MonkeyPatch, profile: str) -> None:
    """An encoder that makes silence of a sound is found by the whole recording, which has every sentence."""
    encode = mastering.ENCODERS[profile]
    monkeypatch.setattr(mastering, "ENCODERS", {profile: lambda samples, *rest: encode(samples * 0, *rest)})
    with pytest.raises(AudioError, match=f"the {profile} asset is silent"):
        mastering.finish(mastering.Sound(spoken["tone"].recording), [PROFILES[profile]], speed="normal", tags=TAGS)

"""Speech is looked at, trimmed, brought to the right pace and joined with its pauses."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.production.sounds import SENTENCES, VOICES, hum, rms_db, seconds, silence
from voiceedu import engines
from voiceedu.engines import Speech
from voiceedu.errors import AudioError
from voiceedu.production import assembly
from voiceedu.production.assembly import PACE_LIMITS


@pytest.fixture(scope="module")
def spoken() -> dict[str, list[Speech]]:
    """What each voice says of SENTENCES, without the silence at the ends."""
    found = {}
    for engine in engines.load(VOICES):
        voice = engine.voice("en")
        found[engine.name] = [assembly.trimmed(engine.synthesize(sentence, voice)) for sentence in SENTENCES]
    return found


def test_trimming_takes_the_silence_at_the_ends() -> None:
    """Silence before and after is cut to 20 ms; everything between the first and the last sound stays."""
    sound, gap = hum(0.3), silence(0.4)
    speech = Speech(pcm=silence(1).pcm + sound.pcm + gap.pcm + sound.pcm + silence(0.7).pcm, sample_rate=16_000)
    trimmed = assembly.trimmed(speech)
    assert trimmed.sample_rate == 16_000
    assert seconds(trimmed) == pytest.approx(0.3 + 0.4 + 0.3 + 0.04, abs=0.002)
    assert sound.pcm + gap.pcm + sound.pcm in trimmed.pcm


def test_trimming_leaves_speech_without_silence_alone() -> None:
    """There is nothing to cut where speech begins at once: but for a fade of 5 ms at the ends it stays as it is."""
    speech = Speech(pcm=np.full(1000, -32768, "<i2").tobytes(), sample_rate=8_000)
    trimmed = np.frombuffer(assembly.trimmed(speech).pcm, "<i2")
    assert len(trimmed) == 1000
    assert set(trimmed[40:-40]) == {-32768}
    assert trimmed[0] == trimmed[-1] == 0


def test_trimming_leaves_no_click() -> None:
    """The hum at an engine's end is faded out, so that the pause after it does not begin with a click."""
    hum = np.tile(np.array([40, -40], "<i2"), 4_000)
    speech = Speech(pcm=hum.tobytes() + np.full(800, 9_000, "<i2").tobytes() + hum.tobytes(), sample_rate=16_000)
    trimmed = np.frombuffer(assembly.trimmed(speech).pcm, "<i2")
    assert len(trimmed) == 800 + 2 * 320
    assert trimmed[0] == trimmed[-1] == 0
    assert set(trimmed[320:-320]) == {9_000}


def test_trimming_goes_by_the_loudness_of_the_speech() -> None:
    """An engine's faint hiss is cut like silence, and speech that is as faint all through is kept."""
    hiss = (np.random.default_rng(0).uniform(-20, 20, 8_000)).astype("<i2").tobytes()
    assert seconds(assembly.trimmed(Speech(pcm=hiss + hum(0.5).pcm + hiss, sample_rate=16_000))) == pytest.approx(
        0.54, abs=0.01
    )
    assert seconds(assembly.trimmed(Speech(pcm=hiss, sample_rate=16_000))) == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("speech", [silence(0), silence(1)], ids=["nothing", "silence"])
def test_silence_is_no_speech(speech: Speech) -> None:
    """An engine that answered with silence has not spoken."""
    with pytest.raises(AudioError, match="silent"):
        assembly.trimmed(speech)


def test_joining_adds_the_pauses_and_nothing_else() -> None:
    """The recording is the speeches, sample by sample, with as much silence after each as asked for."""
    first, second = hum(0.1), hum(0.2, frequency=300)
    recording = assembly.join([first, second], [250, 0])
    assert recording.samples.astype("<i2").tobytes() == first.pcm + silence(0.25).pcm + second.pcm
    assert (recording.sample_rate, recording.duration_ms) == (16_000, 550)


def test_cues_do_not_drift() -> None:
    """After a hundred sentences of awkward lengths a cue is still exact to the millisecond."""
    speech = Speech(pcm=bytes(range(2, 200)) * 10, sample_rate=22_050)
    recording = assembly.join([speech] * 100, [333] * 100)
    marks = np.flatnonzero(recording.samples[:-1] == 0x0302) * 1000 / 22_050
    starts = marks[np.concatenate(([True], np.diff(marks) > 100))]
    assert [cue.start_ms for cue in recording.cues] == pytest.approx(starts.tolist(), abs=1)


def test_joining_an_hour_copies_nothing_twice() -> None:
    """Thousands of sentences take the memory of the recording beside their own, and no more."""
    speeches, pauses = [hum(1.0)] * 1000, [400] * 1000
    tracemalloc.start()
    try:
        recording = assembly.join(speeches, pauses)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1.6 * recording.samples.nbytes


def test_one_recording_has_one_rate() -> None:
    """Speech at two sample rates is not joined: one of them would be heard at the wrong pitch."""
    with pytest.raises(AudioError, match="16000 and at 22050 Hz"):
        assembly.join([hum(0.1), hum(0.1, rate=22_050)], [100, 100])


# What an engine said is looked at before it is kept.


def test_what_a_voice_says_passes(spoken: dict[str, list[Speech]]) -> None:
    """Every sentence that a real voice has spoken counts as that sentence, however short."""
    for voice in VOICES:
        for sentence, speech in zip(SENTENCES, spoken[voice], strict=True):
            assembly.check_speech(speech, spoken=sentence)
    (engine,) = engines.load(["espeak"])
    for word in ("A.", "No.", "MRI", "3", "Electroencephalographically?"):
        assembly.check_speech(engine.synthesize(word, engine.voice("en")), spoken=word)


@pytest.mark.parametrize(
    ("speech", "problem"),
    [
        (silence(3), "silent"),
        (hum(0.2), "0.2 s cannot be"),
        (hum(40), "40.0 s cannot be"),
        (Speech(pcm=hum(1.5).pcm + silence(3.5).pcm + hum(1.5).pcm, sample_rate=16_000), "silent for 3[0-9]{3} ms"),
        (
            Speech(pcm=np.resize(np.array([32767] * 20 + [-32768] * 20, "<i2"), 48_000).tobytes(), sample_rate=16_000),
            "clipped",
        ),
    ],
    ids=["silence", "too short", "too long", "hole", "clipped"],
)
def test_what_cannot_be_the_words_is_refused(speech: Speech, problem: str) -> None:
    """Silence, a fragment, a far too long answer, one with a hole, and one at full scale all through are not kept."""
    with pytest.raises(AudioError, match=problem):
        assembly.check_speech(speech, spoken="An epidural injection puts medicine there.")


def buzz(seconds: float, *, rate: int = 16_000) -> Speech:
    """Return a square wave, loud from its first sample to its last, so that nothing of it is trimmed."""
    return Speech(pcm=np.resize(np.array([9_000, -9_000], "<i2"), round(seconds * rate)).tobytes(), sample_rate=rate)


@pytest.mark.parametrize(
    ("longest", "too_long"), [(1.0, 0.99), (2 + 40 / 3, 2 + 40 / 3 + 0.01)], ids=["fastest", "slowest"]
)
def test_length_of_speech_has_edges(longest: float, too_long: float) -> None:
    """Forty letters take a second at least, and at most a third of a second each and two more."""
    words = "a" * 40
    assembly.check_speech(buzz(longest), spoken=words)
    with pytest.raises(AudioError, match="s cannot be"):
        assembly.check_speech(buzz(too_long), spoken=words)


def test_a_hole_of_three_seconds_is_the_longest() -> None:
    """A pause of three seconds passes, one that is a millisecond longer does not."""
    for gap_s, passes in ((3.0, True), (3.001, False)):
        speech = Speech(pcm=buzz(1).pcm + silence(gap_s).pcm + buzz(1).pcm, sample_rate=16_000)
        if passes:
            assembly.check_speech(speech, spoken="a" * 40)
        else:
            with pytest.raises(AudioError, match="is silent for 3001 ms"):
                assembly.check_speech(speech, spoken="a" * 40)


def test_one_sample_in_a_hundred_may_be_at_full_scale() -> None:
    """A peak here and there is no fault; one sample more than a hundredth is."""
    samples = np.frombuffer(buzz(2).pcm, "<i2").copy()
    samples[100 : 100 + 320] = np.resize(np.array([32767, -32768], "<i2"), 320)
    assembly.check_speech(Speech(pcm=samples.tobytes(), sample_rate=16_000), spoken="a" * 40)
    samples[1000] = 32767
    with pytest.raises(AudioError, match="clipped"):
        assembly.check_speech(Speech(pcm=samples.tobytes(), sample_rate=16_000), spoken="a" * 40)


# Pace.


SPOKEN_S = st.lists(st.floats(0.3, 6), min_size=1, max_size=30)


@given(lengths_s=SPOKEN_S, pause_ms=st.integers(100, 900), words=st.integers(1, 400))
def test_pace_brings_the_words_to_140_to_160_a_minute(lengths_s: list[float], pause_ms: int, words: int) -> None:
    """At the pace that is found the words are heard at the right rate; only its limits may keep them from it."""
    speeches = [silence(length, rate=1000) for length in lengths_s]
    pauses = [pause_ms] * len(speeches)
    pace = assembly.pace(speeches, pauses, words=words)
    spoken_s, paused_s = sum(map(seconds, speeches)), sum(pauses) / 1000
    before, after = (words / ((spoken_s / tempo + paused_s) / 60) for tempo in (1, pace))
    assert round(pace, 2) == pace
    assert PACE_LIMITS[0] <= pace <= PACE_LIMITS[1]
    if words < assembly.PACE_MIN_WORDS or 140 <= before <= 160:
        assert pace == 1
    elif pace == PACE_LIMITS[0]:
        assert after > 140
    elif pace == PACE_LIMITS[1]:
        assert after < 160
    else:
        assert 140 <= after <= 160


@pytest.mark.parametrize(("words", "pace"), [(19, 1.0), (20, PACE_LIMITS[1]), (300, PACE_LIMITS[0]), (150, 1.0)])
def test_pace_has_limits(words: int, pace: float) -> None:
    """A minute of few words is hurried and one of many is held back as far as sounds natural; a handful is left."""
    assert assembly.pace([silence(59)], [1000], words=words) == pace


def test_pauses_alone_can_be_too_long() -> None:
    """Where the pauses leave no time for the words the pace is the fastest, and no error."""
    assert assembly.pace([silence(10)], [60_000], words=50) == PACE_LIMITS[1]


@pytest.mark.parametrize(("text", "pause_ms", "slow"), [("epidural " * 10, 300, True), ("pain neck " * 10, 900, False)])
def test_an_engine_that_is_too_slow_or_too_fast_is_heard_at_the_right_rate(
    text: str, pause_ms: int, slow: bool
) -> None:
    """Speech at the pace that was found for it, joined with its pauses, really has 140–160 words a minute."""
    (engine,) = engines.load(["tone"])
    speeches = [assembly.trimmed(engine.synthesize(text, engine.voice("en")))] * 3
    pauses, words = [pause_ms] * 3, len(text.split()) * 3
    pace = assembly.pace(speeches, pauses, words=words)
    assert 1 < pace < PACE_LIMITS[1] if slow else PACE_LIMITS[0] < pace < 1
    recording = assembly.join([assembly.paced(speech, pace) for speech in speeches], pauses)
    assert 140 <= words / (recording.duration_ms / 60_000) <= 160


@pytest.mark.parametrize("pace", [0.8, 0.93, 1.07, 1.25])
@pytest.mark.parametrize("rate", [8_000, 22_050])
def test_another_pace_is_not_another_pitch(pace: float, rate: int) -> None:
    """Speech at another pace has another length and the same pitch, rate and loudness."""
    speech = hum(3, rate=rate)
    paced = assembly.paced(speech, pace)
    samples = np.frombuffer(paced.pcm, "<i2")
    assert paced.sample_rate == rate
    assert seconds(paced) == pytest.approx(3 / pace, rel=0.01)
    assert np.argmax(np.abs(np.fft.rfft(samples))) * rate / len(samples) == pytest.approx(440, rel=0.005)
    assert rms_db(samples) == pytest.approx(rms_db(np.frombuffer(speech.pcm, "<i2")), abs=0.3)


def test_the_right_pace_is_left_alone() -> None:
    """Speech at its own pace is not touched."""
    speech = hum(0.2)
    assert assembly.paced(speech, 1.0) is speech


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("pace", [0.8, 1.25])
def test_no_sound_is_lost_at_the_ends_of_paced_speech(spoken: dict[str, list[Speech]], voice: str, pace: float) -> None:
    """A sentence at another pace still begins and ends with its own first and last sounds."""
    for speech in spoken[voice]:
        paced = assembly.trimmed(assembly.paced(speech, pace))
        assert seconds(paced) * pace == pytest.approx(seconds(assembly.trimmed(speech)), abs=0.05)

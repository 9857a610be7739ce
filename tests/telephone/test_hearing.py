"""The ear recognises the played clip, and nothing else."""

from collections import Counter

import numpy as np
import pytest

from tests.telephone.hearing import WINDOW_S, Ear, Listening
from tests.telephone.likeness import RATE_HZ, heard_until, level, likeness_across_jumps
from voiceedu.audio.codecs import Samples, decode, filtered, to_float, to_int16
from voiceedu.audio.wav import mu_law
from voiceedu.engines import load

WORDS = {
    "nerve": "A nerve block is an injection near a nerve. It blocks pain signals for some hours.",
    "heat": "Heat from radio waves calms a nerve that sends pain. It can help for many months.",
    "menu": "For nerve blocks, press one. For the main menu, press nine.",
    "keys": "To hear this part again, press one. For the main menu, press nine.",
}


@pytest.fixture(scope="module")
def clips() -> dict[str, Samples]:
    """Return four clips of one voice, two of which end with the same words."""
    (engine,) = load(["espeak"])
    spoken = {name: engine.synthesize(words, engine.voice("en")) for name, words in WORDS.items()}
    return {
        name: to_int16(
            filtered(to_float(np.frombuffer(one.pcm, np.int16)), one.sample_rate, [("volume", "0.5")], rate_out=RATE_HZ)
        )
        for name, one in spoken.items()
    }


@pytest.fixture(scope="module")
def ear(clips: dict[str, Samples]) -> Ear:
    return Ear(clips)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE_HZ), np.int16)


def over_the_telephone(samples: Samples) -> Samples:
    """Return the sound after G.711."""
    return decode(mu_law(samples, RATE_HZ), name="call")[0]


def shares(ear: Ear, recording: Samples) -> dict[str, float]:
    """Return the share of the voiced windows in which each clip is heard, for clips heard at all."""
    voiced = [window for window in ear.listen(recording) if window.voiced]
    heard = Counter(clip for window in voiced for clip in window.fits)
    return {clip: count / len(voiced) for clip, count in heard.items()}


def test_window_may_begin_before_the_clip(ear: Ear, clips: dict[str, Samples]) -> None:
    """A clip is recognised in a window that begins in the silence before it."""
    first, *_ = ear.listen(over_the_telephone(np.concatenate([silence(0.15), clips["heat"]])))
    assert first.fits == {"heat": pytest.approx(-0.15, abs=0.01)}


@pytest.mark.parametrize("name", WORDS)
@pytest.mark.parametrize("late_s", [0.0, 0.137])
def test_played_clip_is_recognised(ear: Ear, clips: dict[str, Samples], name: str, late_s: float) -> None:
    """Each clip is recognised in all but its edge windows, at any offset, and no other clip is."""
    recording = over_the_telephone(np.concatenate([silence(late_s), clips[name], silence(1)]))
    heard = shares(ear, recording)
    assert heard[name] >= 0.9
    assert set(heard) == {name}


def test_window_holds_its_place_in_the_clip(ear: Ear, clips: dict[str, Samples]) -> None:
    """A window holds its place in the clip, also when the clip begins in its middle."""
    recording = np.concatenate([silence(0.8), clips["heat"][RATE_HZ:]])
    heard = next(window for window in ear.listen(recording) if window.at_s > 1.1 and window.fits)
    assert heard.fits == {"heat": pytest.approx(heard.at_s - 0.8 + 1, abs=0.001)}


def test_unknown_words_are_not_recognised(clips: dict[str, Samples]) -> None:
    """Unknown words of the same voice are not recognised as a clip."""
    ear = Ear({name: clips[name] for name in ("nerve", "menu")})
    assert sum(shares(ear, over_the_telephone(clips["heat"])).values()) <= 0.1


def test_clip_ends_where_an_unknown_sound_begins(clips: dict[str, Samples]) -> None:
    """A clip is not continued through an unknown sound that follows it."""
    ear = Ear({"nerve": clips["nerve"]})
    windows = ear.listen(np.concatenate([clips["nerve"][: 2 * RATE_HZ], clips["heat"]]))
    assert not any(window.fits for window in windows if window.at_s >= 2)


@pytest.mark.parametrize("kind", ["noise", "tone", "silence"])
def test_noise_is_not_recognised(ear: Ear, kind: str) -> None:
    """Noise, a tone and silence are not recognised as a clip."""
    moments = np.arange(3 * RATE_HZ) / RATE_HZ
    sounds = {
        "noise": np.random.default_rng(1).normal(0, 3000, len(moments)),
        "tone": 8000 * np.sin(2 * np.pi * 440 * moments),
        "silence": np.zeros(len(moments)),
    }
    windows = ear.listen(sounds[kind].astype(np.int16))
    assert all(window.voiced is (kind != "silence") for window in windows)
    assert not any(window.fits for window in windows)


def test_a_clip_is_heard_through_noise_and_at_another_level(ear: Ear, clips: dict[str, Samples]) -> None:
    """A clip is recognised 10 dB softer and with hiss, and not in hiss as loud as itself."""
    noise = np.random.default_rng(2).normal(0, 1, len(clips["nerve"]))
    soft = clips["nerve"] * 10 ** (-10 / 20)
    assert shares(ear, to_int16(((soft + 60 * noise) / 32768).astype(np.float32)))["nerve"] >= 0.85
    assert "nerve" not in shares(ear, to_int16(((soft + 6000 * noise) / 32768).astype(np.float32)))


def test_a_clipped_clip_is_less_like_itself(ear: Ear, clips: dict[str, Samples]) -> None:
    """Sound that is driven far beyond full scale is not recognised as the clip."""
    square = (np.sign(clips["nerve"].astype(np.int32)) * 12000).astype(np.int16)
    assert shares(ear, square).get("nerve", 0) <= 0.5


def test_shared_words_do_not_hide_the_played_clip(ear: Ear, clips: dict[str, Samples]) -> None:
    """Of two clips with the same last words, the played one is heard throughout, the other at most there."""
    for name, other in (("menu", "keys"), ("keys", "menu")):
        heard = shares(ear, over_the_telephone(clips[name]))
        assert heard[name] >= 0.9
        assert heard.get(other, 0) <= 0.7
    last = over_the_telephone(clips["keys"][-2 * RATE_HZ :])
    assert min(shares(ear, last)[name] for name in ("menu", "keys")) >= 0.9


def test_dropped_packets_do_not_interrupt_a_clip(ear: Ear, clips: dict[str, Samples]) -> None:
    """Ten milliseconds dropped every half second do not interrupt a clip."""
    whole = clips["nerve"]
    pieces = [whole[at : at + RATE_HZ // 2 - RATE_HZ // 100] for at in range(0, len(whole), RATE_HZ // 2)]
    heard = shares(ear, over_the_telephone(np.concatenate(pieces)))
    assert heard["nerve"] >= 0.9
    assert set(heard) == {"nerve"}


@pytest.mark.parametrize("name", WORDS)
def test_a_clip_is_recognised_as_it_comes_though_torn_from_its_beginning(
    ear: Ear, clips: dict[str, Samples], name: str
) -> None:
    """Five milliseconds dropped seven times a second, from the first on, hide no clip from who listens meanwhile."""
    step, dropped = round(0.15 * RATE_HZ), round(0.005 * RATE_HZ)
    kept = [clips[name][at : at + step - dropped] for at in range(0, len(clips[name]), step)]
    sound = to_float(over_the_telephone(np.concatenate([silence(0.1), *kept])))
    window, listening = round(WINDOW_S * RATE_HZ), Listening(ear)
    taken = [listening.take(sound[at : at + window]) for at in range(0, len(sound) - window + 1, window)]
    assert all(name in one.fits for one in taken[:4])


def test_jumps_do_not_match_another_clip(clips: dict[str, Samples]) -> None:
    """Comparison across jumps does not recognise another clip, though each jump is free."""
    nerve, heat = to_float(clips["nerve"]), to_float(clips["heat"])
    size = round(WINDOW_S * RATE_HZ)
    like = [
        likeness_across_jumps(heat[at : at + size], nerve, at / RATE_HZ).likeness
        for at in range(0, min(len(nerve), len(heat)) - size, size)
        if level(heat[at : at + size]) > -50
    ]
    assert max(like) < 0.8


@pytest.mark.parametrize("cut_s", [1.3, 2.07, 3.0])
def test_end_of_an_interrupted_clip(ear: Ear, clips: dict[str, Samples], cut_s: float) -> None:
    """The end of an interrupted clip is found to within a tenth of a second, whatever follows."""
    for after in (silence(2), clips["heat"], clips["nerve"]):
        recording = np.concatenate([clips["nerve"][: round(cut_s * RATE_HZ)], after])
        windows = [one for one in ear.listen(recording) if "nerve" in one.fits and one.at_s + WINDOW_S <= cut_s]
        last = windows[-1]
        until_s = heard_until(ear.clips["nerve"], recording, at_s=last.at_s, place_s=last.fits["nerve"])
        # A cut within a pause of the clip ends it at the start of the pause.
        spoken = to_float(clips["nerve"][: round(cut_s * RATE_HZ)])
        while level(spoken[-160:]) < -50:
            spoken = spoken[:-160]
        assert until_s == pytest.approx(len(spoken) / RATE_HZ, abs=0.1)

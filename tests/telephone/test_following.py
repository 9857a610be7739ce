"""What a line plays is told by ear alone: each clip, when it began, and whether it was cut off."""

from pathlib import Path

import numpy as np
import pytest

from tests.telephone.catalogue import Catalogue, Clip
from tests.telephone.following import follow
from tests.telephone.hearing import Ear
from tests.telephone.likeness import RATE_HZ
from tests.telephone.peer import Diary, Event
from voiceedu.audio.codecs import Samples, decode, filtered, to_float, to_int16
from voiceedu.audio.wav import mu_law
from voiceedu.engines import load

CALLER = "+12025550101"
BEGAN_S = 100.0
WORDS = {
    "en/prompts/welcome": "Hello. Here you can listen to words about medical procedures.",
    "en/prompts/menu-1": "For nerve blocks, press one. For radiofrequency ablation, press two.",
    "en/prompts/normal": "Normal speed.",
    "en/nerve/place--opening": "Nerve blocks.",
    "reviewed": "Doctor Desai has reviewed these words.",
}


@pytest.fixture(scope="module")
def clips() -> dict[str, Samples]:
    (engine,) = load(["espeak"])
    spoken = {name: engine.synthesize(words, engine.voice("en")) for name, words in WORDS.items()}
    sounds = {
        name: to_int16(
            filtered(to_float(np.frombuffer(one.pcm, np.int16)), one.sample_rate, [("volume", "0.5")], rate_out=RATE_HZ)
        )
        for name, one in spoken.items()
    }
    reviewed = sounds.pop("reviewed")  # a sentence is spoken once, and is the same sound in each clip
    return {**sounds, "en/nerve/opening": np.concatenate([sounds["en/nerve/place--opening"], reviewed])}


def seconds(samples: Samples) -> float:
    return len(samples) / RATE_HZ


def silence(length_s: float) -> Samples:
    return np.zeros(round(length_s * RATE_HZ), np.int16)


def followed(folder: Path, clips: dict[str, Samples], *parts: Samples, key_s: float | None = None) -> list[Event]:
    """Return the events of a call of which a caller has recorded these parts, one after another.

    The caller pressed a key at `key_s`, if any.
    """
    sound = decode(mu_law(np.concatenate(parts), RATE_HZ), name="call")[0]
    recording = folder / "call.wav"
    recording.write_bytes(bytes(44) + sound.tobytes())
    diary = Diary()
    diary.write(Event(at_s=BEGAN_S, who="caller", what="recording", call=CALLER))
    if key_s is not None:
        diary.write(Event(at_s=BEGAN_S + key_s, who="caller", what="presses", call=CALLER, facts={"key": "1"}))
    diary.write(Event(at_s=BEGAN_S + seconds(sound), who="caller", what="ended", call=CALLER))
    catalogue = Catalogue({name: Clip(name=name, url=name, words="", keys="") for name in clips})
    follow(CALLER, lambda: recording, ear=Ear(clips), catalogue=catalogue, diary=diary)
    return [event for event in diary.of(CALLER) if event.who == "line"]


def played(events: list[Event]) -> list[tuple[str, bool]]:
    """Return each clip that was played, and whether it was played to its end."""
    urls = [event.facts["url"] for event in events if event.what == "plays"]
    ends = [event.facts["said_s"] == event.facts["of_s"] for event in events if event.what == "silent"]
    return list(zip(urls, ends, strict=True))


def test_clips_are_told_in_their_order_with_their_times(tmp_path: Path, clips: dict[str, Samples]) -> None:
    """Each clip begins and ends when it was heard to, and a menu is followed by the wait for a key."""
    first, second = "en/prompts/welcome", "en/prompts/menu-1"
    events = followed(tmp_path, clips, silence(0.7), clips[first], silence(0.5), clips[second], silence(6))
    assert played(events) == [(first, True), (second, True)]
    begun = [event.at_s for event in events if event.what == "plays"]
    expected = [BEGAN_S + 0.7, BEGAN_S + 1.2 + seconds(clips[first])]
    assert begun == pytest.approx(expected, abs=0.02)
    assert [event.facts["timeout_s"] for event in events if event.what == "waits"] == [5.0]
    assert events[-1].what == "ended"


def test_a_clip_that_a_key_cuts_off_is_not_whole(tmp_path: Path, clips: dict[str, Samples]) -> None:
    """A clip that another one interrupts was cut off where it was last heard, and no wait follows it."""
    menu = clips["en/prompts/menu-1"]
    cut = menu[: round(2.2 * RATE_HZ)]
    events = followed(tmp_path, clips, cut, silence(0.1), clips["en/nerve/opening"], silence(1), key_s=2.1)
    assert played(events) == [("en/prompts/menu-1", False), ("en/nerve/opening", True)]
    silent = next(event for event in events if event.what == "silent")
    assert silent.facts["said_s"] == pytest.approx(2.2, abs=0.45)
    assert not [event for event in events if event.what == "waits"]


@pytest.mark.parametrize("clip", ["en/nerve/place--opening", "en/nerve/opening"])
def test_clips_that_begin_with_the_same_words_are_told_apart(
    tmp_path: Path, clips: dict[str, Samples], clip: str
) -> None:
    """Of two clips that begin alike, the one is told that goes on as was heard, or that ends where it ended."""
    events = followed(tmp_path, clips, silence(0.3), clips[clip], silence(0.3), clips["en/prompts/normal"], silence(1))
    assert played(events) == [(clip, True), ("en/prompts/normal", True)]


def test_words_of_several_topics_are_of_the_one_that_was_heard(tmp_path: Path, clips: dict[str, Samples]) -> None:
    """A clip that a key cuts off within words that other topics have too is one of the topic that was heard last."""
    heading, rest = clips["en/prompts/normal"], clips["en/prompts/menu-1"]
    sections = {
        f"en/{topic}/what-it-is": np.concatenate([heading, rest[begin : begin + 4 * RATE_HZ]])
        for topic, begin in (("heat", 0), ("nerve", RATE_HZ), ("pulses", 2 * RATE_HZ))
    }
    names = ("en/nerve/opening", "en/nerve/place--opening")
    known = {name: clips[name] for name in names} | sections
    cut = heading[: round(0.9 * RATE_HZ)]
    begins_s = seconds(clips["en/nerve/opening"]) + 0.3
    parts = (clips["en/nerve/opening"], silence(0.3), cut, silence(0.2), clips["en/nerve/place--opening"], silence(1))
    events = followed(tmp_path, known, *parts, key_s=begins_s + 0.8)
    heard = [clip for clip, _ in played(events)]
    assert heard == ["en/nerve/opening", "en/nerve/what-it-is", "en/nerve/place--opening"]


def test_the_same_clip_again_is_another_one(tmp_path: Path, clips: dict[str, Samples]) -> None:
    """A clip that begins again before its end is played twice."""
    welcome = clips["en/prompts/welcome"]
    events = followed(tmp_path, clips, welcome[: round(1.7 * RATE_HZ)], welcome, silence(1), key_s=1.6)
    assert played(events) == [("en/prompts/welcome", False), ("en/prompts/welcome", True)]


def test_other_words_without_a_key_are_a_torn_sound(tmp_path: Path, clips: dict[str, Samples]) -> None:
    """Where no key was pressed, a clip goes on to its end, whatever seems to be heard within it."""
    menu, other = clips["en/prompts/menu-1"].copy(), clips["en/nerve/place--opening"]
    menu[8000 : 8000 + len(other)] = other
    events = followed(tmp_path, clips, menu, silence(0.3), clips["en/prompts/normal"], silence(1))
    assert played(events) == [("en/prompts/menu-1", True), ("en/prompts/normal", True)]

"""The measurements of a call, in recordings with known contents."""

from collections.abc import Sequence

import numpy as np
import pytest

from tests.telephone.catalogue import Catalogue, Clip
from tests.telephone.conversation import summary, transcript
from tests.telephone.goals import Measured
from tests.telephone.hearing import Ear
from tests.telephone.likeness import RATE_HZ
from tests.telephone.measures import Recorded
from tests.telephone.peer import Event
from voiceedu.audio.codecs import FloatSamples, Samples, filtered, to_float, to_int16
from voiceedu.engines import load

WORDS = {
    "en/prompts/menu-1": "For nerve blocks, press one. For radio waves, press two, and for all else press three.",
    "en/nerve-blocks/what-it-is": "A nerve block is an injection near a nerve. It blocks pain signals for hours.",
    "en/heat/what-it-is": "Heat from radio waves calms a nerve that sends pain. It can help for many months.",
}
MENU, NERVE, HEAT = WORDS
SINCE_S = 500.0
NUMBER = "+12025550101"


@pytest.fixture(scope="module")
def sounds() -> dict[str, FloatSamples]:
    """Return three clips without silence at their ends, at the same level."""
    (engine,) = load(["espeak"])
    found = {}
    for name, words in WORDS.items():
        speech = engine.synthesize(words, engine.voice("en"))
        samples = filtered(
            to_float(np.frombuffer(speech.pcm, np.int16)), speech.sample_rate, [("volume", "0.5")], rate_out=RATE_HZ
        )
        loud = np.flatnonzero(np.abs(samples) > 0.01)
        found[name] = samples[loud[0] : loud[-1]]
    return found


@pytest.fixture(scope="module")
def ear(sounds: dict[str, FloatSamples]) -> Ear:
    return Ear({name: to_int16(samples) for name, samples in sounds.items()})


CATALOGUE = Catalogue({f"/{name}": Clip(name=name, url=f"/{name}", words=WORDS[name], keys="") for name in WORDS})


class Call:
    """A synthetic call: the line's events, and a recording that need not agree with them."""

    def __init__(self, sounds: dict[str, FloatSamples]) -> None:
        self._sounds = sounds
        self.events: list[Event] = []
        self._recorded: list[FloatSamples] = []
        self.now_s = 0.0
        self.tell("caller", "dials", address="sip:line@127.0.0.1")

    def tell(self, who: str, what: str, *, at_s: float | None = None, **facts: object) -> None:
        moment_s = SINCE_S + (self.now_s if at_s is None else at_s)
        self.events.append(Event(at_s=moment_s, who=who, what=what, call=NUMBER, facts=facts))

    def plays(
        self,
        name: str,
        *,
        seconds: float | None = None,
        heard: str | None = None,
        gain: float = 1,
        late_s: float = 0,
        pause_s: float = 0,
    ) -> None:
        """Add a clip, or its first `seconds`, and a pause at its end.

        `heard` is recorded in place of the clip, and lasts `late_s` longer.
        """
        whole = len(self._sounds[name]) / RATE_HZ
        seconds = whole if seconds is None else seconds
        self.tell("line", "plays", url=f"/{name}")
        self._recorded.append(gain * self._sounds[heard or name][: round((seconds + late_s) * RATE_HZ)])
        self.now_s += seconds
        self.is_silent(pause_s)
        self.tell("line", "silent", said_s=seconds, of_s=whole)
        self.now_s += late_s

    def presses(self, key: str, *, before_s: float = 0) -> None:
        self.tell("caller", "presses", at_s=self.now_s - before_s, key=key, by="rfc4733")

    def is_silent(self, seconds: float) -> None:
        self._recorded.append(np.zeros(round(seconds * RATE_HZ), np.float32))
        self.now_s += seconds

    def waits(self, timeout_s: float) -> None:
        self.tell("line", "waits", timeout_s=timeout_s)

    def recorded(self) -> Recorded:
        recording: Samples = to_int16(np.concatenate([*self._recorded, np.zeros(RATE_HZ, np.float32)]))
        events = sorted(self.events, key=lambda event: event.at_s)
        return Recorded(number=NUMBER, events=events, recording=recording, since_s=SINCE_S)


@pytest.fixture
def call(sounds: dict[str, FloatSamples]) -> Call:
    return Call(sounds)


def unmet(measured: Measured) -> list[str]:
    return list(measured.unmet())


def measure(call: Call, ear: Ear) -> Measured:
    return Measured.of(call.recorded(), ear, CATALOGUE)


def good_call(call: Call) -> None:
    call.is_silent(0.3)
    call.plays(MENU, seconds=2)
    call.presses("1", before_s=0.1)
    call.is_silent(0.2)
    call.plays(NERVE)
    call.waits(1)
    call.is_silent(1.2)
    call.plays(HEAT)


def test_good_call_meets_every_goal(call: Call, ear: Ear) -> None:
    """A call in which every played clip is heard meets every goal."""
    good_call(call)
    measured = measure(call, ear)
    assert unmet(measured) == []
    assert [one.clip for one in measured.heard] == [MENU, NERVE, HEAT]
    assert measured.share == 1
    assert [one.whole for one in measured.heard] == [False, True, True]


def test_wrong_clip_misses_a_goal(call: Call, ear: Ear) -> None:
    """A recording with another clip than the line reports misses a goal."""
    call.plays(MENU)
    call.is_silent(0.3)
    call.plays(NERVE, heard=HEAT)
    failed = unmet(measure(call, ear))
    assert any(line.startswith(f"{NERVE} was heard in 0%") for line in failed)
    assert any(line.startswith(f"{HEAT} was heard in") for line in failed)


def test_missing_clip_misses_the_goals(call: Call, ear: Ear) -> None:
    """Silence in place of a clip, or an empty recording, misses the goals."""
    call.plays(NERVE, gain=0)
    call.is_silent(5)
    assert unmet(measure(call, ear)) == ["of 0 windows, what was played was heard in 0%, not in 85%"]


@pytest.mark.parametrize(("late_s", "met"), [(0.0, True), (0.35, True), (0.8, False)])
def test_reaction_to_a_key(call: Call, ear: Ear, late_s: float, met: bool) -> None:
    """The reaction to a key is measured from the key to the clip's last sound."""
    call.plays(NERVE, seconds=1.2, late_s=late_s)
    call.presses("1", before_s=late_s + 0.1)
    call.is_silent(0.3)
    call.plays(HEAT)
    measured = measure(call, ear)
    (cut,) = measured.cuts
    assert (cut.clip, cut.key) == (NERVE, "1")
    assert cut.after_s == pytest.approx(late_s + 0.1, abs=0.1)
    assert (unmet(measured) == []) is met


def test_repeated_clip_does_not_lengthen_the_reaction(call: Call, ear: Ear) -> None:
    """A repeated clip is not measured as one that was not interrupted."""
    call.plays(NERVE, seconds=2)
    call.presses("1", before_s=0.1)
    call.plays(NERVE)
    (cut,) = measure(call, ear).cuts
    assert cut.after_s <= 0.2


@pytest.mark.parametrize(("silence_s", "met"), [(0.9, True), (1.3, False)])
def test_silence_between_clips(call: Call, ear: Ear, silence_s: float, met: bool) -> None:
    """Silence at the ends of clips counts as a gap, measured in the recording."""
    call.plays(MENU, pause_s=silence_s)
    call.plays(NERVE)
    measured = measure(call, ear)
    (gap,) = measured.gaps
    assert (gap.after, gap.to) == (MENU, NERVE)
    assert gap.heard_s == pytest.approx(silence_s, abs=0.06)
    assert gap.own_s == pytest.approx(silence_s, abs=0.06)
    assert (unmet(measured) == []) is met


def test_the_platforms_silence_does_not_count(call: Call, ear: Ear) -> None:
    """The platform's own time for requests and its shortest wait do not count as a gap."""
    call.plays(MENU)
    call.waits(1)
    call.is_silent(1.7)
    call.plays(NERVE)
    (gap,) = measure(call, ear).gaps
    assert gap.heard_s == pytest.approx(1.7, abs=0.06)
    assert gap.own_s <= 0.06


def test_a_wait_for_a_key_is_no_gap(call: Call, ear: Ear) -> None:
    """Silence while the line waits for a key is no gap; silence after the key is."""
    call.plays(MENU)
    call.waits(5)
    call.is_silent(5)
    call.plays(MENU)
    call.waits(5)
    call.is_silent(3.5)
    call.presses("1", before_s=1.3)
    call.plays(NERVE)
    (gap,) = measure(call, ear).gaps
    assert gap.after == "key 1"
    assert gap.heard_s == pytest.approx(1.3, abs=0.06)


@pytest.mark.parametrize(("step_db", "met"), [(1.0, True), (-3.0, False)])
def test_steps_in_level(call: Call, ear: Ear, step_db: float, met: bool) -> None:
    """A clip that is louder or softer than the one before it is a level step."""
    call.plays(MENU)
    call.is_silent(0.3)
    call.plays(MENU, gain=10 ** (step_db / 20))
    measured = measure(call, ear)
    ((_, _, found_db),) = measured.steps
    assert found_db == pytest.approx(abs(step_db), abs=0.3)
    assert (unmet(measured) == []) is met


@pytest.mark.parametrize(("gain_db", "steps"), [(0.0, False), (-4.0, True)])
def test_soft_words_before_a_key_are_no_step(sounds: dict[str, FloatSamples], gain_db: float, steps: bool) -> None:
    """A clip that was cut off within softer words of its own is as loud as the whole is; one played softer is not."""
    soft = round(2.4 * RATE_HZ)
    varied = {**sounds, NERVE: np.concatenate([0.6 * sounds[NERVE][:soft], sounds[NERVE][soft:]])}
    call = Call(varied)
    call.plays(NERVE, seconds=2.4, gain=10 ** (gain_db / 20))
    call.presses("2", before_s=0.1)
    call.is_silent(0.1)
    call.plays(HEAT)
    measured = measure(call, Ear({name: to_int16(samples) for name, samples in varied.items()}))
    assert (unmet(measured) != []) is steps


def test_transcript(call: Call, ear: Ear) -> None:
    """The transcript lists each clip with its speaker, time and words, each key, and the measurements."""
    good_call(call)
    call.tell("line", "ended", reason="200 OK")
    measured = measure(call, ear)
    lines: Sequence[str] = list(transcript(call.recorded(), CATALOGUE, measured))
    said = " ".join(" ".join(lines).split())
    assert lines[0] == "00:00.0  caller  calls sip:line@127.0.0.1"
    assert "00:02.2 caller presses 1 (RFC 4733)" in said
    assert f"00:00.3 line {MENU}: “{WORDS[MENU]}” [cut off after 2.0 s" in said
    assert f"00:02.5 line {NERVE}: “{WORDS[NERVE]}” [all of it" in said
    assert "line the call is over: 200 OK" in said
    assert all(len(line) <= 120 for line in lines)
    assert len(list(summary(measured))) == 4

"""Measurements of a call's recording: recognition of clips, reaction to keys, gaps, levels.

A wait longer than SHORTEST_WAIT_S is a wait for a key: that silence is the caller's and counts as no gap.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from tests.telephone.catalogue import Catalogue
from tests.telephone.hearing import WINDOW_S, Ear, Window
from tests.telephone.likeness import RATE_HZ, VOICED_DBOV, heard_until, level
from tests.telephone.peer import Event
from voiceedu.audio.codecs import FloatSamples, Samples, to_float
from voiceedu.audio.speech_level import active_level

DELAY_S = 0.5
"""A clip is heard at most so much later than the line plays it."""
SHORTEST_WAIT_S = 1.0
"""The shortest wait for a key after each clip: Twilio counts in whole seconds."""
FRAME_S = 0.02


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """A finished call. Times of `events` are the clock's; the recording begins at `since_s`."""

    number: str
    events: Sequence[Event]
    recording: Samples
    since_s: float

    def at(self, event: Event) -> float:
        """Return the time of an event in seconds of the recording."""
        return event.at_s - self.since_s


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A clip that the line played from `from_s` to `to_s` of the recording, and how well it was heard.

    `share` is the share of the voiced windows in which this clip is heard; `other` is the clip heard most in the rest,
    and `other_share` its share. `level_dbov` is the level of active speech at which the whole clip would be heard: a
    few words, which were heard before a key, are louder or softer than the rest.
    """

    clip: str
    from_s: float
    to_s: float
    whole: bool
    windows: int
    share: float
    other: str
    other_share: float
    level_dbov: float


@dataclass(frozen=True, kw_only=True)
class Cut:
    """A key that interrupted `clip`, which was heard for `after_s` more seconds."""

    clip: str
    key: str
    after_s: float


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Silence between `after`, a clip or a key, and the clip `to`: as heard, and without the platform's share.

    The platform's share is its time for requests and its shortest wait for a key.
    """

    after: str
    to: str
    heard_s: float
    own_s: float


def plays(call: Recorded) -> Iterator[tuple[Event, Event]]:
    """Yield each clip that the line played, with its beginning and end."""
    begun: Event | None = None
    for event in call.events:
        if event.who == "line" and event.what == "plays":
            begun = event
        elif event.who == "line" and event.what == "silent" and begun is not None:
            yield begun, event
            begun = None


def heard(call: Recorded, ear: Ear, catalogue: Catalogue, windows: Sequence[Window]) -> list[Heard]:
    found = []
    delays = [[delay_s for _, delay_s in _heard_in(call, catalogue, windows, *play)] for play in plays(call)]
    usual_s = median([delay_s for each in delays for delay_s in each] or [0.0])
    for (begun, ended), own in zip(plays(call), delays, strict=True):
        clip = catalogue.name(begun.facts["url"])
        delay_s = median(own) if own else usual_s
        from_s, to_s = call.at(begun) + delay_s, call.at(ended) + delay_s
        inside = [w for w in windows if w.voiced and w.at_s >= from_s and w.at_s + WINDOW_S <= to_s]
        others = Counter(name for window in inside if clip not in window.fits for name in window.fits)
        other = max(others, key=others.__getitem__, default="")
        count = max(1, len(inside))
        sound = to_float(call.recording[round(from_s * RATE_HZ) : round(to_s * RATE_HZ)])
        found.append(
            Heard(
                clip=clip,
                from_s=from_s,
                to_s=to_s,
                whole=ended.facts["said_s"] >= ended.facts["of_s"] - FRAME_S,
                windows=len(inside),
                share=sum(clip in window.fits for window in inside) / count,
                other=other,
                other_share=others[other] / count,
                level_dbov=_level_of_all(ear.clips[clip], sound),
            )
        )
    return found


def _level_of_all(clip: FloatSamples, sound: FloatSamples) -> float:
    """Return the level of a clip whose beginning was heard as `sound`."""
    played = clip[: len(sound)]
    return active_level(sound, RATE_HZ) + active_level(clip, RATE_HZ) - active_level(played, RATE_HZ)


def _heard_in(
    call: Recorded, catalogue: Catalogue, windows: Sequence[Window], begun: Event, ended: Event
) -> list[tuple[Window, float]]:
    """Return the windows in which a played clip is heard, and their delay after the line began to play it.

    The delay is that of packets, of the jitter buffer, and of the recording's start.
    """
    clip, from_s, to_s = catalogue.name(begun.facts["url"]), call.at(begun), call.at(ended)
    during = [w for w in windows if clip in w.fits and from_s - DELAY_S <= w.at_s <= to_s + DELAY_S]
    delays = [(window, window.at_s - window.fits[clip] - from_s) for window in during]
    return [(window, delay_s) for window, delay_s in delays if abs(delay_s) <= DELAY_S]


def cuts(call: Recorded, ear: Ear, catalogue: Catalogue, windows: Sequence[Window]) -> list[Cut]:
    """Return the reaction time for each key that interrupted a clip."""
    found = []
    for begun, ended in plays(call):
        clip = catalogue.name(begun.facts["url"])
        pressed = [e for e in call.events if e.what == "presses" and begun.at_s < e.at_s < ended.at_s]
        before = [window for window, _ in _heard_in(call, catalogue, windows, begun, ended)]
        if pressed and before and ended.facts["said_s"] < ended.facts["of_s"]:
            last = before[-1]
            until_s = heard_until(ear.clips[clip], call.recording, at_s=last.at_s, place_s=last.fits[clip])
            key = pressed[-1]
            found.append(Cut(clip=clip, key=key.facts["key"], after_s=max(0.0, until_s - call.at(key))))
    return found


def gaps(call: Recorded, catalogue: Catalogue) -> list[Gap]:
    """Return the silence before each clip that follows another clip or a key without waiting."""
    found: list[Gap] = []
    before: tuple[Event, Event] | None = None
    for begun, ended in plays(call):
        if before is not None:
            between = [e for e in call.events if before[1].at_s <= e.at_s <= begun.at_s and e.who == "line"]
            keys = [e for e in call.events if before[0].at_s < e.at_s < begun.at_s and e.what == "presses"]
            waited_s = sum(e.facts["timeout_s"] for e in between if e.what == "waits") if not keys else 0.0
            voices = any(e.what in ("says", "rings", "pauses") for e in between)
            if waited_s <= SHORTEST_WAIT_S and not voices:
                silent_s = before[1].at_s  # the earliest moment at which the next clip could begin
                heard_s = _silence(call, call.at(before[1]), call.at(begun))
                if keys and keys[-1].at_s > silent_s:
                    silent_s = keys[-1].at_s
                    heard_s = _first_voice(call, call.at(begun)) - call.at(keys[-1])
                platform_s = begun.at_s - silent_s
                after = f"key {keys[-1].facts['key']}" if keys else catalogue.name(before[0].facts["url"])
                to = catalogue.name(begun.facts["url"])
                found.append(Gap(after=after, to=to, heard_s=heard_s, own_s=max(0.0, heard_s - platform_s)))
        before = begun, ended
    return found


def _silence(call: Recorded, from_s: float, to_s: float) -> float:
    """Return the longest silence between the end of one sound, `from_s`, and the beginning of the next, `to_s`.

    It includes the pause at the end of the first sound.
    """
    longest = 0.0
    at_s, end_s = from_s - DELAY_S / 3, to_s + DELAY_S
    while at_s < end_s:
        first = last = at_s
        while first > 0 and not _voiced(call, first - FRAME_S):
            first -= FRAME_S
        while last < len(call.recording) / RATE_HZ and not _voiced(call, last):
            last += FRAME_S
        longest = max(longest, last - first)
        at_s = last + FRAME_S
    return longest


def _first_voice(call: Recorded, at_s: float) -> float:
    """Return the first time from `at_s` on at which something is heard."""
    end_s = len(call.recording) / RATE_HZ
    while at_s < end_s and not _voiced(call, at_s):
        at_s += FRAME_S
    return at_s


def _voiced(call: Recorded, at_s: float) -> bool:
    frame = to_float(call.recording[round(at_s * RATE_HZ) : round((at_s + FRAME_S) * RATE_HZ)])
    return len(frame) > 0 and level(frame) >= VOICED_DBOV

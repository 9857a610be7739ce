"""A recording before it is made: its parts, and the assets of each, with their keys, names and chapters. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voiceedu.assets import PROFILES, Cue, Profile, Speed, asset_name, plan_key
from voiceedu.audio.id3 import Chapter
from voiceedu.engines import Voice
from voiceedu.narration.lines import Utterance
from voiceedu.narration.script import Passage
from voiceedu.publishing.speech_keys import speech_key

LAST_PAUSE_MS = 400
"""The pause at the end of a part. A phone system takes its own time before it plays the next one, and callers take more
than a second of silence for the end of the call, at four fifths of the speed too."""


@dataclass(frozen=True, kw_only=True)
class PlannedAsset:
    """An asset before it is made. `key` changes with every part of its plan."""

    key: str
    name: str
    section: str
    speed: Speed
    profile: Profile
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, kw_only=True)
class PlannedPart:
    """A stretch of a recording that becomes an asset of its own: all passages, or one.

    `section` is empty for the whole procedure, which alone has `chapters`: numbers of utterances, and titles. `numbers`
    are those of the part's utterances in the recording. `profiles` are those of each speed.
    """

    slug: str
    section: str
    passages: tuple[Passage, ...]
    numbers: tuple[int, ...]
    tags: Mapping[str, str]
    profiles: Mapping[Speed, tuple[str, ...]]
    chapters: tuple[tuple[int, str], ...] = ()

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        return tuple(utterance for passage in self.passages for utterance in passage.utterances)

    def span_ms(self, cues: Sequence[Cue]) -> tuple[int, int]:
        """Return where this part begins and ends, pauses included, in the recording that has `cues`."""
        return cues[self.numbers[0]].start_ms, cues[self.numbers[-1]].end_ms + self.pauses_ms[-1]

    @property
    def pauses_ms(self) -> list[int]:
        """The pause after each utterance."""
        pauses = [utterance.pause_after_ms for utterance in self.utterances]
        return [*pauses[:-1], min(pauses[-1], LAST_PAUSE_MS)] if self.section else pauses

    def plan_assets(self, voice: Voice, *, pace: float, cues: Sequence[Cue]) -> list[PlannedAsset]:
        """Return the assets of this part as `voice` speaks it at `pace`, speed by speed.

        `cues` are those of the whole recording. Only the web asset has chapters: a telephone cannot go to one.
        """
        keys = [speech_key(utterance, voice) for utterance in self.utterances]
        chapters = self._chapters(cues)
        return [
            PlannedAsset(
                key=plan_key(
                    keys,
                    self.pauses_ms,
                    pace=pace,
                    speed=speed,
                    profile=profile,
                    tags=self.tags,
                    chapters=self.chapters if profile == "web" else (),
                ),
                name=asset_name(self.slug, section=self.section, speed=speed, profile=PROFILES[profile]),
                section=self.section,
                speed=speed,
                profile=PROFILES[profile],
                chapters=chapters if profile == "web" else (),
            )
            for speed, profiles in self.profiles.items()
            for profile in profiles
        ]

    def _chapters(self, cues: Sequence[Cue]) -> tuple[Chapter, ...]:
        """Return the chapters with their times, which count from the beginning of this part."""
        start_ms, end_ms = self.span_ms(cues)
        starts = [cues[number].start_ms - start_ms for number, _ in self.chapters]
        ends = [*starts[1:], end_ms - start_ms]
        return tuple(
            Chapter(title=title, start_ms=start, end_ms=end)
            for (_, title), start, end in zip(self.chapters, starts, ends, strict=False)
        )


@dataclass(frozen=True, kw_only=True)
class PlannedRecording:
    """Utterances that make one recording, and its parts. The first part is all of it but its end, `for_callers`."""

    parts: tuple[PlannedPart, ...]
    for_callers: tuple[Utterance, ...] = ()

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        return (*self.parts[0].utterances, *self.for_callers)

"""The plan of a procedure's assets: recordings, their parts, and each part's profiles, names and tags. Pure."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from voiceedu import languages
from voiceedu.assets import (
    MASTERING_VERSION,
    PHONE_PROFILES,
    PROFILES,
    Cue,
    Profile,
    Speed,
    asset_name,
    plan_key,
)
from voiceedu.audio.id3 import Chapter
from voiceedu.content.library import Work
from voiceedu.content.procedure import Procedure
from voiceedu.content.prompt_set import PromptSet
from voiceedu.engines import Voice
from voiceedu.narration import announcements, phone_parts
from voiceedu.narration.lines import Utterance
from voiceedu.narration.phone_parts import PhonePart
from voiceedu.narration.script import CLOSING, Passage, Script
from voiceedu.publishing.companions import COMPANIONS_VERSION

PLAN_VERSION = "7"
"""Part of every fingerprint: raise it when the assets of a procedure, their pauses or their tags change."""
ALBUM = "voiceedu"
"""The album tag of recordings whose publisher has no name."""
WHOLE: Mapping[Speed, tuple[str, ...]] = {"normal": ("web", *PHONE_PROFILES)}
PART: Mapping[Speed, tuple[str, ...]] = {"normal": PHONE_PROFILES, "slow": PHONE_PROFILES}
"""The profiles of each speed. The page plays the whole, and its player goes slower and to a section by itself; a caller
hears a procedure part by part, and asks for the slower asset."""

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


def plan_recordings(work: Work, script: Script, *, publisher: str = "") -> list[PlannedRecording]:
    """Return the recordings of `work`, tagged with the name of their `publisher`.

    A procedure is one recording. Each prompt is one of its own: a change of one menu leaves the others as they are.
    """
    if isinstance(work, PromptSet):
        return [PlannedRecording(parts=(_plan_prompt(work, passage, publisher),)) for passage in script.passages]
    parts = tuple(plan_parts(work, script, publisher=publisher))
    return [PlannedRecording(parts=parts, for_callers=script.for_callers)]


def _plan_prompt(prompts: PromptSet, passage: Passage, publisher: str) -> PlannedPart:
    album = publisher or ALBUM
    return PlannedPart(
        slug=prompts.slug,
        section=passage.slug,
        passages=(passage,),
        numbers=tuple(range(len(passage.utterances))),
        tags={"title": prompts.slug, "album": album, "artist": "", "language": languages.iso_639_2(prompts.language)},
        profiles=PART,
    )


def plan_parts(procedure: Procedure, script: Script, *, publisher: str = "") -> Iterator[PlannedPart]:
    """Yield the whole procedure, then its opening, each of its sections and its closing, and the place of each."""
    tags, comment = _tags(procedure, publisher), announcements.comment(procedure)
    yield PlannedPart(
        slug=procedure.slug,
        section="",
        passages=script.passages,
        numbers=tuple(range(len(script.utterances))),
        tags={**tags, "comment": comment} if comment else tags,
        profiles=WHOLE,
        chapters=tuple(chapters(script)),
    )
    for part in phone_parts.of(script):
        yield _plan_part(procedure, part, publisher=publisher)
    for part in phone_parts.places(script):
        yield _plan_part(procedure, part, publisher=publisher)


def _plan_part(procedure: Procedure, part: PhonePart, *, publisher: str) -> PlannedPart:
    passage = part.passage
    title = f"{procedure.title}: {passage.title}" if passage.title != procedure.title else procedure.title
    return PlannedPart(
        slug=procedure.slug,
        section=passage.slug,
        passages=(passage,),
        numbers=part.numbers,
        tags=_tags(procedure, publisher) | {"title": title},
        profiles=PART,
    )


def _tags(procedure: Procedure, publisher: str) -> dict[str, str]:
    return {
        "title": procedure.title,
        "album": publisher or ALBUM,
        "artist": procedure.author or procedure.source,
        "language": languages.iso_639_2(procedure.language),
    }


def speech_key(utterance: Utterance, voice: Voice) -> str:
    """Return the speech key of `utterance`: that of a person's recording if there is one, else that of `voice`."""
    return utterance.recording or voice.speech_key(words_for(utterance, voice), ipa_for(utterance, voice))


def words_for(utterance: Utterance, voice: Voice) -> str:
    """Return the text that `voice` receives."""
    return utterance.spoken if voice.takes_respellings and not voice.takes_ipa else utterance.words


def ipa_for(utterance: Utterance, voice: Voice) -> dict[str, str]:
    """Return the pronunciations that `voice` receives with the words."""
    return dict(utterance.ipa) if voice.takes_ipa else {}


def chapters(script: Script) -> Iterator[tuple[int, str]]:
    """Yield the first utterance's number and the title of each chapter.

    The opening and each section begin a chapter; the closing does not, nor does a passage with the title of the last.
    """
    last_title, first = "", script.first_utterances
    for passage in script.passages:
        if passage.slug != CLOSING and passage.title != last_title:
            last_title = passage.title
            yield first[passage.slug], passage.title


def fingerprint(work: Work, script: Script, voice: Voice, *, publisher: str = "") -> str:
    """Return a digest that changes with everything that changes what is published or how it sounds."""
    whole = [PLAN_VERSION, COMPANIONS_VERSION, MASTERING_VERSION, work, script, voice, *filter(None, [publisher])]
    return hashlib.sha256(msgspec.json.encode(whole)).hexdigest()

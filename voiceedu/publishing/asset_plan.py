"""Which assets a procedure has: its recordings, the forms each is finished in, their names and tags. Pure."""

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
    asset_hash,
    asset_name,
    asset_path,
)
from voiceedu.audio.id3 import Chapter
from voiceedu.content.library import PROMPTS, Procedure
from voiceedu.engines import Voice
from voiceedu.narration import announcements
from voiceedu.narration.script import CLOSING, OPENING, Passage, Script, Utterance
from voiceedu.publishing.companions import COMPANIONS_VERSION

TAKES_VERSION = "2"
"""Part of every fingerprint: raise it when there are other assets, or other pauses, or other things in their tags."""
ALBUM = "voiceedu"
WHOLE: Mapping[Speed, tuple[str, ...]] = {"normal": ("web", *PHONE_PROFILES)}
SECTION: Mapping[Speed, tuple[str, ...]] = {"normal": ("web", *PHONE_PROFILES), "slow": PHONE_PROFILES}
CALLERS_ONLY: Mapping[Speed, tuple[str, ...]] = {"normal": PHONE_PROFILES, "slow": PHONE_PROFILES}
"""The profiles of each speed. A listener on the page slows the player down; a caller asks for the slower asset."""

LAST_PAUSE_MS = 400
"""After the last words of a part: a phone system takes its own time before it plays what follows, and more than a
second of nothing is taken for the end of the line, at four fifths of the speed too."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """An asset that is wanted: everything that is known of it before it is made."""

    hash: str
    name: str
    section: str
    speed: Speed
    profile: Profile
    chapters: tuple[Chapter, ...]

    @property
    def path(self) -> str:
        return asset_path(self.hash, self.name)


@dataclass(frozen=True, kw_only=True)
class Take:
    """What is heard in one go: `passages`, all or some of a recording, whose `first` utterance is the first of these.

    `section` is empty for the whole procedure, which alone has `chapters`: numbers of utterances, and titles.
    """

    slug: str
    section: str
    passages: tuple[Passage, ...]
    first: int
    tags: Mapping[str, str]
    forms: Mapping[Speed, tuple[str, ...]]
    chapters: tuple[tuple[int, str], ...] = ()

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        return tuple(utterance for passage in self.passages for utterance in passage.utterances)

    def span_ms(self, cues: Sequence[Cue]) -> tuple[int, int]:
        """Return from where to where, pauses included, this is in the recording that has `cues`."""
        last = self.first + len(self.utterances) - 1
        return cues[self.first].start_ms, cues[last].end_ms + self.pauses_ms[-1]

    @property
    def pauses_ms(self) -> list[int]:
        """The pause after each utterance."""
        pauses = [utterance.pause_after_ms for utterance in self.utterances]
        return [*pauses[:-1], min(pauses[-1], LAST_PAUSE_MS)] if self.section else pauses

    def plans(self, voice: Voice, *, pace: float, cues: Sequence[Cue]) -> list[Plan]:
        """Return the assets of this recording as `voice` speaks it at `pace`, all of one speed together.

        `cues` are those of the whole recording. A telephone cannot go to a chapter: the web asset alone has them.
        """
        start_ms, end_ms = self.span_ms(cues)
        starts = [cues[number].start_ms - start_ms for number, _ in self.chapters]
        ends = [*starts[1:], end_ms - start_ms]
        chapters = tuple(
            Chapter(title=title, start_ms=start, end_ms=end)
            for (_, title), start, end in zip(self.chapters, starts, ends, strict=False)
        )
        keys = [speech_key(utterance, voice) for utterance in self.utterances]
        return [
            Plan(
                hash=asset_hash(
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
            for speed, profiles in self.forms.items()
            for profile in profiles
        ]


def sessions(procedure: Procedure, script: Script) -> list[list[Take]]:
    """Return the takes of `procedure`, those that are parts of one recording together, its whole first.

    A procedure is one recording. Each prompt is one of its own: a change of one menu leaves the others as they are.
    """
    if procedure.slug != PROMPTS:
        return [list(takes(procedure, script))]
    return [[_take(procedure, script, passage, CALLERS_ONLY, first=0)] for passage in script.passages]


def takes(procedure: Procedure, script: Script) -> Iterator[Take]:
    """Yield the whole procedure, then its opening, each of its sections and its closing."""
    tags, comment = _tags(procedure), announcements.comment(procedure)
    yield Take(
        slug=procedure.slug,
        section="",
        passages=script.passages,
        first=0,
        tags={**tags, "comment": comment} if comment else tags,
        forms=WHOLE,
        chapters=tuple(chapters(script)),
    )
    for passage in script.passages:
        # The page has the opening and the closing in the whole; a caller hears a procedure part by part.
        forms = CALLERS_ONLY if passage.slug in (OPENING, CLOSING) else SECTION
        yield _take(procedure, script, passage, forms, first=script.first_utterance(passage))


def _take(
    procedure: Procedure, script: Script, passage: Passage, forms: Mapping[Speed, tuple[str, ...]], *, first: int
) -> Take:
    title = f"{procedure.title}: {passage.title}" if passage.title != procedure.title else procedure.title
    return Take(
        slug=procedure.slug,
        section=passage.slug,
        passages=(passage,),
        first=first,
        tags=_tags(procedure) | {"title": title},
        forms=forms,
    )


def _tags(procedure: Procedure) -> dict[str, str]:
    return {
        "title": procedure.title,
        "album": ALBUM,
        "artist": procedure.author or procedure.source,
        "language": languages.iso_639_2(procedure.language),
    }


def speech_key(utterance: Utterance, voice: Voice) -> str:
    """Return what the speech of `utterance` is kept under: what `voice` says, or the recording that it is."""
    return utterance.recording or voice.speech_key(words_for(utterance, voice))


def words_for(utterance: Utterance, voice: Voice) -> str:
    """Return what `voice` is given to say."""
    return utterance.spoken if voice.takes_respellings else utterance.words


def chapters(script: Script) -> Iterator[tuple[int, str]]:
    """Yield the number of the utterance that each chapter begins with, and its title.

    The opening and each section are chapters; the closing, or what has the name of the one before it, is no new one.
    """
    named = ""
    for passage in script.passages:
        if passage.slug != CLOSING and passage.title != named:
            named = passage.title
            yield script.first_utterance(passage), passage.title


def fingerprint(procedure: Procedure, script: Script, voice: Voice) -> str:
    """Return a digest that changes with anything that would change what is published, or how it sounds."""
    return hashlib.sha256(
        msgspec.json.encode([TAKES_VERSION, COMPANIONS_VERSION, MASTERING_VERSION, procedure, script, voice])
    ).hexdigest()

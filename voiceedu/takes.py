"""Which clips a procedure has: its recordings, the forms each is finished in, their names and tags. Pure."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from voiceedu import script as scripts
from voiceedu.editions import EDITIONS_VERSION
from voiceedu.engines import Voice
from voiceedu.id3 import Chapter
from voiceedu.joining import Cue
from voiceedu.library import Procedure
from voiceedu.mastering import MASTERING_VERSION, PROFILES, Profile, Speed, clip_hash, clip_path
from voiceedu.script import CLOSING, Passage, Script, Utterance

TAKES_VERSION = "2"
"""Part of every fingerprint: raise it when there are other clips, or other things are said in their tags."""
ALBUM = "voiceedu"
PHONE_PROFILES = ("phone", "phone-wav", "phone-ulaw")
WHOLE: Mapping[Speed, tuple[str, ...]] = {"normal": ("web", *PHONE_PROFILES)}
SECTION: Mapping[Speed, tuple[str, ...]] = {"normal": ("web", *PHONE_PROFILES), "slow": PHONE_PROFILES}
"""The profiles of each speed. A listener on the page slows the player down; a caller asks for the slower clip."""

_ISO_639_2 = {"en": "eng", "es": "spa", "fr": "fra", "de": "deu", "pt": "por", "it": "ita", "zh": "zho", "ar": "ara"}
"""ID3 wants three letters; any other language is tagged "und", undetermined."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A clip that is wanted: everything that is known of it before it is made."""

    hash: str
    name: str
    section: str
    speed: Speed
    profile: Profile
    chapters: tuple[Chapter, ...]

    @property
    def path(self) -> str:
        return clip_path(self.hash, self.name)


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
        return cues[self.first].start_ms, cues[last].end_ms + self.utterances[-1].pause_after_ms

    def plans(self, voice: Voice, *, pace: float, cues: Sequence[Cue]) -> list[Plan]:
        """Return the clips of this recording as `voice` speaks it at `pace`, all of one speed together.

        `cues` are those of the whole recording. A telephone cannot go to a chapter: the web clip alone has them.
        """
        start_ms, end_ms = self.span_ms(cues)
        starts = [cues[number].start_ms - start_ms for number, _ in self.chapters]
        ends = [*starts[1:], end_ms - start_ms]
        chapters = tuple(
            Chapter(title=title, start_ms=start, end_ms=end)
            for (_, title), start, end in zip(self.chapters, starts, ends, strict=False)
        )
        keys = [voice.speech_key(utterance.spoken) for utterance in self.utterances]
        pauses = [utterance.pause_after_ms for utterance in self.utterances]
        return [
            Plan(
                hash=clip_hash(
                    keys,
                    pauses,
                    pace=pace,
                    speed=speed,
                    profile=profile,
                    tags=self.tags,
                    chapters=self.chapters if profile == "web" else (),
                ),
                name=clip_name(self.slug, section=self.section, speed=speed, suffix=PROFILES[profile].suffix),
                section=self.section,
                speed=speed,
                profile=PROFILES[profile],
                chapters=chapters if profile == "web" else (),
            )
            for speed, profiles in self.forms.items()
            for profile in profiles
        ]


def takes(procedure: Procedure, script: Script) -> Iterator[Take]:
    """Yield the whole procedure, then each of its sections."""
    tags = {
        "title": procedure.title,
        "album": ALBUM,
        "artist": procedure.author or procedure.source,
        "language": iso_639_2(procedure.language),
    }
    comment = scripts.comment(procedure)
    yield Take(
        slug=procedure.slug,
        section="",
        passages=script.passages,
        first=0,
        tags={**tags, "comment": comment} if comment else tags,
        forms=WHOLE,
        chapters=tuple(chapters(script)),
    )
    for passage in script.sections:
        title = f"{procedure.title}: {passage.title}" if passage.title != procedure.title else procedure.title
        yield Take(
            slug=procedure.slug,
            section=passage.slug,
            passages=(passage,),
            first=script.first_utterance(passage),
            tags={**tags, "title": title},
            forms=SECTION,
        )


def chapters(script: Script) -> Iterator[tuple[int, str]]:
    """Yield the number of the utterance that each chapter begins with, and its title.

    The opening and each section are chapters; the closing, or what has the name of the one before it, is no new one.
    """
    named = ""
    for passage in script.passages:
        if passage.slug != CLOSING and passage.title != named:
            named = passage.title
            yield script.first_utterance(passage), passage.title


def iso_639_2(language: str) -> str:
    """Return the three letters of `language` that ID3 wants."""
    return _ISO_639_2.get(language.split("-")[0], "und")


def clip_name(slug: str, *, section: str, speed: Speed, suffix: str) -> str:
    """Return a file name that a person understands, such as nerve-blocks-what-it-is.slow.mp3."""
    stem = f"{slug}-{section}" if section else slug
    return stem + ("" if speed == "normal" else f".{speed}") + suffix


def fingerprint(procedure: Procedure, script: Script, voice: Voice) -> str:
    """Return a digest that changes with anything that would change what is published, or how it sounds."""
    return hashlib.sha256(
        msgspec.json.encode([TAKES_VERSION, EDITIONS_VERSION, MASTERING_VERSION, procedure, script, voice])
    ).hexdigest()

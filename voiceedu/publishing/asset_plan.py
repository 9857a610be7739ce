"""The plan of a procedure's assets: which recordings it has, their parts, and each part's profiles and tags. Pure."""

import hashlib
from collections.abc import Iterator, Mapping

import msgspec

from voiceedu import languages
from voiceedu.assets import MASTERING_VERSION, PHONE_PROFILES, Speed
from voiceedu.content.library import Work
from voiceedu.content.procedure import Procedure
from voiceedu.content.prompt_set import PromptSet
from voiceedu.engines import Voice
from voiceedu.narration import announcements, phone_parts
from voiceedu.narration.phone_parts import PhonePart
from voiceedu.narration.script import CLOSING, Passage, Script
from voiceedu.publishing.companions import COMPANIONS_VERSION
from voiceedu.publishing.planned_parts import PlannedPart, PlannedRecording

PLAN_VERSION = "7"
"""Part of every fingerprint: raise it when the assets of a procedure, their pauses or their tags change."""
ALBUM = "voiceedu"
"""The album tag of recordings whose publisher has no name."""
WHOLE: Mapping[Speed, tuple[str, ...]] = {"normal": ("web", *PHONE_PROFILES)}
PART: Mapping[Speed, tuple[str, ...]] = {"normal": PHONE_PROFILES, "slow": PHONE_PROFILES}
"""The profiles of each speed. The page plays the whole, and its player goes slower and to a section by itself; a caller
hears a procedure part by part, and asks for the slower asset."""


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
